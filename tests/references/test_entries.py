"""Entries as people have them, and what must become of them.

Expected values follow the ALA-LC tables: е e, ё ë, й ĭ, х kh, ц t͡s, щ shch, э ė, ю i͡u, я i͡a, ь ʹ; the plain
variant has no ties and no marks.
"""

import re

import pytest
import romanbib

SOURCE_LETTER = re.compile("[\u0400-\u052f\u0620-\u064a\u066e-\u06d3]")


def romanized(entry, **wishes):
    return romanbib.normalize(entry, from_format="text", **wishes).output


RUSSIAN = [
    ("Мир", "Mir"),
    ("Внешняя политика России", "Vneshni͡ai͡a politika Rossii"),
    (
        "Иванов И. И. Название // Журнал. – 2020. – Т. 5, № 3. – С. 12–25.",
        "Ivanov I. I. Nazvanie // Zhurnal. – 2020. – T. 5, № 3. – S. 12–25.",
    ),
    (
        "Щукин А.Н. Эхо войны: сборник статей. М.: Наука, 1999. 254 с.",
        "Shchukin A.N. Ėkho voĭny: sbornik stateĭ. M.: Nauka, 1999. 254 s.",
    ),
    (
        "Петров П.П., Сидоров С.С., Юрьев Ю.Ю. Объём рынка. СПб.: Питер, 2001.",
        "Petrov P.P., Sidorov S.S., I͡Urʹev I͡U.I͡U. Obʺëm rynka. SPb.: Piter, 2001.",
    ),
    ("Роль IT в экономике XXI века", "Rolʹ IT v ėkonomike XXI veka"),
    ("Цели ООН в XX веке // Мир и политика. 2010. № 2 (41).", "T͡Seli OON v XX veke // Mir i politika. 2010. № 2 (41)."),
    ("«Холодная война» и мир. 2015.", "«Kholodnai͡a voĭna» i mir. 2015."),
    (
        "Режим доступа: https://mgimo.ru/about/news/ (дата обращения: 05.05.2020).",
        "Rezhim dostupa: https://mgimo.ru/about/news/ (data obrashchenii͡a: 05.05.2020).",
    ),
    ("[Электронный ресурс]. 2020", "[Ėlektronnyĭ resurs]. 2020"),
    ("Smith, J. (2019). Title of a book. Moscow: Наука.", "Smith, J. (2019). Title of a book. Moscow: Nauka."),
]


@pytest.mark.parametrize(("entry", "expected"), RUSSIAN)
def test_russian_is_romanized_in_place(entry, expected):
    assert romanized(entry, language="ru") == expected


@pytest.mark.parametrize(("entry", "expected"), RUSSIAN)
def test_what_is_not_a_letter_keeps_its_place(entry, expected):
    without_letters = re.compile(r"[^\W\d_]|[\u0300-\u036fʹʺ]")
    assert without_letters.sub("", romanized(entry, language="ru")) == without_letters.sub("", entry)


@pytest.mark.parametrize(
    ("language", "entry", "expected"),
    [
        (
            "uk",
            "Шевченко Т. Г. Кобзар. Київ: Наукова думка, 1989.",
            "Shevchenko T. H. Kobzar. Kyïv: Naukova dumka, 1989.",
        ),
        (
            "bg",
            "Вазов И. Под игото. София: Български писател, 1977.",
            "Vazov I. Pod igoto. Sofii͡a: Bŭlgarski pisatel, 1977.",
        ),
        (
            "sr",
            "Андрић, Иво. На Дрини ћуприја. Београд: Просвета, 1945.",
            "Andrić, Ivo. Na Drini ćuprija. Beograd: Prosveta, 1945.",
        ),
    ],
)
def test_other_languages_have_their_own_tables(language, entry, expected):
    assert romanized(entry, language=language) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Їжакевич І. С. Її Київ", "Ïz͡hakevych I. S. Ïï Kyïv"),
        ("Ђорђевић, Љ. Њихова ћуприја", "Đorđević, Lj. Njihova ćuprija"),
    ],
)
def test_letters_of_its_own_tell_the_language(entry, expected):
    assert romanized(entry) == expected


def test_two_entries_in_two_languages_do_not_disturb_each_other():
    assert romanized("Объём рынка\nЇї Київ\n") == "Obʺëm rynka\nÏï Kyïv\n"


def test_the_scheme_asked_for_is_the_scheme_used():
    assert romanized("Щука и ёж", scheme="iso-9", language="ru") == "Ŝuka i ëž"
    assert romanized("Щука и ёж", scheme="icao", language="ru") == "Shchuka i ezh"


@pytest.mark.parametrize(
    "entry",
    [
        "Smith, J. (2019). Title of a book: A subtitle. London: Verso. 254 p.",
        "Müller, K.; Nuñez, Á. “Größe und Maß”. Zürich, 2001. S. 12–25.",
        "https://example.org/a/b?c=d&e=f#g",
        "   indented, with a blank at the end ",
        "20世紀の外交。東京、2001年",
        "Πολιτική και κοινωνία. Αθήνα, 1999.",
        "100 % — ± © ½ … {original} {romanized} %s \\1 \\n",
        "😀 emoji 👩‍🔬 and e\u0301 decomposed",
        "\u200fmarks\u200e and\u00a0blanks\u2009of\u202fmany\u3000kinds",
        "ISSN 2071-8160. ISBN 978-5-02-040123-4. DOI:10.24833/2071-8160-2020-1-70-7-26",
    ],
)
@pytest.mark.parametrize("profile", ["romanized", "romanized-original", "original-romanized", "paper", "apa"])
def test_an_entry_without_source_script_is_left_alone(entry, profile):
    result = romanbib.normalize(entry, from_format="text", profile=profile)
    assert result.output == entry
    assert result.changes == []


def test_an_unknown_language_is_left_with_a_warning():
    result = romanbib.normalize("Қазақстан Республикасының сыртқы саясаты", from_format="text")
    assert result.output == "Қазақстан Республикасының сыртқы саясаты"
    assert len(result.warnings) == 1
    assert result.warnings[0]["record"] == "line 1"


def test_a_given_language_holds_for_its_own_script_only():
    assert romanized("Її Київ", language="ru") != romanized("Її Київ", language="uk")
    assert romanized("Title", language="ru") == "Title"


class TestParallels:
    """An original or translation that stands beside the text."""

    @pytest.mark.parametrize(
        ("entry", "expected"),
        [
            ("Khlopov, O.A. (Хлопов А., Олег). Title. 2020.", "Khlopov, O.A. Title. 2020."),
            ("Khlopov, O.A. (Хлопов А., Олег)", "Khlopov, O.A."),
            ("Антонов, А (Antonov, Anatoly). 2019.", "Antonov, Anatoly. 2019."),
            ("Tchaikovsky, P. (Чайковский, П.). 1890.", "Tchaikovsky, P. 1890."),
            ("Tolstoy, Leo (Толстой, Лев). 1869", "Tolstoy, Leo. 1869"),
            ("Dostoevsky F. (Достоевский Ф.М.). 1869", "Dostoevsky F. 1869"),
            (
                "Ivanov, A. (Иванов, А.), Petrov, B. (Петров, Б.) & Sidorov, V. (Сидоров, В.). Title. 2020.",
                "Ivanov, A., Petrov, B. & Sidorov, V. Title. 2020.",
            ),
            ("RIA Novosti (РИА Новости). 2020", "RIA Novosti. 2020"),
            ("Известия (Izvestia). 1990.", "Izvestia. 1990."),
            ("Хлопов О. А. (Khlopov O. A.) Политика. 2020", "Khlopov O. A. Politika. 2020"),
        ],
    )
    def test_the_own_latin_form_is_kept(self, entry, expected):
        assert romanized(entry, language="ru") == expected

    @pytest.mark.parametrize(
        ("entry", "expected"),
        [
            (
                "Concept of the Foreign Policy (Концепция Внешней Политики). 2016.",
                "Concept of the Foreign Policy (Kont͡sept͡sii͡a Vneshneĭ Politiki). 2016.",
            ),
            (
                "Общество: политика, экономика, право, Society: Politics, Economics, Law. 2020. № 5.",
                "Obshchestvo: politika, ėkonomika, pravo, Society: Politics, Economics, Law. 2020. № 5.",
            ),
            (
                "Внешняя политика России = Foreign policy of Russia. 2011.",
                "Vneshni͡ai͡a politika Rossii = Foreign policy of Russia. 2011.",
            ),
            (
                "Foreign policy of Russia = Внешняя политика России. 2011.",
                "Foreign policy of Russia = Vneshni͡ai͡a politika Rossii. 2011.",
            ),
            ("Современная Россия (Contemporary Russia), 2018.", "Sovremennai͡a Rossii͡a (Contemporary Russia), 2018."),
            ("Гейне Г. (Heine H.)", "Geĭne G. (Heine H.)"),
            ("ООН (UN). 2020", "OON (UN). 2020"),
        ],
    )
    def test_a_translation_stays_beside_the_romanization(self, entry, expected):
        assert romanized(entry, language="ru") == expected

    @pytest.mark.parametrize(
        ("profile", "expected"),
        [
            ("romanized-original", "Khlopov, O.A. [Хлопов А., Олег]. Title. 2020."),
            ("original-romanized", "Хлопов А., Олег [Khlopov, O.A.]. Title. 2020."),
        ],
    )
    def test_the_original_of_a_name_is_kept_where_the_profile_wants_it(self, profile, expected):
        assert romanized("Khlopov, O.A. (Хлопов А., Олег). Title. 2020.", profile=profile) == expected

    @pytest.mark.parametrize("entry", ["Ivanov, P. (Иванов, А.). 2020", "Иванов А. (Ivanov P.). 2020"])
    def test_names_that_disagree_are_kept_and_reported(self, entry):
        result = romanbib.normalize(entry, from_format="text", language="ru")
        assert "Ivanov" in result.output
        assert " P." in result.output
        assert " A." not in result.output
        assert result.warnings

    @pytest.mark.parametrize(
        "entry",
        ["Yeltsin, B. (Ельцин, Б.)", "Gorbachev, M. (Горбачёв, М.)", "Shchukin A. (Щукин А.)", "Tsoy Yu. (Цой Ю.)"],
    )
    def test_a_mere_spelling_convention_is_no_disagreement(self, entry):
        result = romanbib.normalize(entry, from_format="text", language="ru")
        assert result.output == entry.split(" (")[0]
        assert result.warnings == []

    def test_someone_else_in_brackets_is_not_taken_for_the_same_person(self):
        assert romanized("Medvedev D. (Путин В.). 2010") == "Medvedev D. (Putin V.). 2010"


class TestPersian:
    """Entries in Persian; what its tables write is tested with them."""

    def test_nothing_of_the_frame_is_lost(self):
        out = romanized("Zarif, M. J. (2016). دیپلماسی. Tehran: Ney, pp. 12–25.")
        assert out.startswith("Zarif, M. J. (2016). ")
        assert out.endswith(". Tehran: Ney, pp. 12–25.")

    @pytest.mark.parametrize("entry", ["سیاسَتِ خارِجی", "سیاست خارجی ایران، ۱۳۹۵", "«دیپلماسی فرهنگی»"])
    def test_no_letter_is_left(self, entry):
        assert not SOURCE_LETTER.search(romanized(entry, language="fa"))

    def test_vowels_that_are_written_are_used(self):
        assert romanized("سیاسَتِ خارِجی", language="fa", scheme="ala-lc") == "Siyāsat-i khārijī"
