"""Lines of text and items written anew by a layout: what becomes of each part, what is said of it, what is not lost."""

import json
import re
from pathlib import Path

import pytest
import romanbib
from romanbib.entries import parse
from romanbib.entries.terms import tables


def lay_out(entry, profile="scopus", **keys):
    return romanbib.normalize(entry, profile=profile, from_format="text", **keys)


@pytest.mark.parametrize(
    ("entry", "output"),
    [
        (
            "Пропп В. Я. Исторические корни волшебной сказки. – Л. : Изд-во Ленингр. ун-та, 1986. – 366 с.",
            "Propp V.Ya. Istoricheskie korni volshebnoi skazki. Leningrad, Leningr. un-ta Publ., 1986. 366 p. "
            "(In Russian)",
        ),
        (
            "Кант И. Критика чистого разума / пер. с нем. Н. О. Лосского. СПб.: Тайм-аут, 1993. 478 с.",
            "Kant I. Kritika chistogo razuma. Transl. from German by N.O. Losskii. Saint Petersburg, Taim-aut Publ., "
            "1993. 478 p. (In Russian)",
        ),
        (
            "Успенский Б.А. Царь и Бог // Языки культуры и проблемы переводимости. М.: Наука, 1987. С. 47–153.",
            "Uspenskii B.A. Tsar' i Bog. In: Yazyki kul'tury i problemy perevodimosti. Moscow, Nauka Publ., 1987, "
            "pp. 47–153. (In Russian)",
        ),
        (
            "Попович, М. В. Нарис історії культури України / М. В. Попович. – Київ : АртЕк, 1998. – 728 с.",
            "Popovych M.V. Narys istorii kultury Ukrainy. Kyiv, ArtEk Publ., 1998. 728 p. (In Ukrainian)",
        ),
        (
            "О персональных данных : федеральный закон от 27 июля 2006 г. № 152-ФЗ (ред. от 14.07.2022) // Собрание "
            "законодательства РФ. – 2006. – № 31 (ч. I). – Ст. 3451.",
            "O personal'nykh dannykh. Federal law no. 152-FZ. Sobranie zakonodatel'stva RF, 2006, no. 31 (pt. I). "
            "Dated 27 July 2006. Rev. 14.07.2022. Art. 3451. (In Russian)",
        ),
        (
            "О противодействии терроризму : федер. закон от 26 февр. 2006 г. № 35-ФЗ // Собрание законодательства РФ. "
            "2006. № 11. Ст. 1146.",
            "O protivodeistvii terrorizmu. Federal law no. 35-FZ. Sobranie zakonodatel'stva RF, 2006, no. 11. "
            "Dated 26 February 2006. Art. 1146. (In Russian)",
        ),
        (
            "Про вищу освіту : Закон України від 01.07.2014 № 1556-VII // Відомості Верховної Ради України. 2014. "
            "№ 37–38. Ст. 2004.",
            "Pro vyshchu osvitu. Law of Ukraine no. 1556-VII. Vidomosti Verkhovnoi Rady Ukrainy, 2014, no. 37–38. "
            "Dated 1 July 2014. Art. 2004. (In Ukrainian)",
        ),
        (
            "Хабермас Ю. Философский дискурс о модерне / пер. с нем. М. М. Беляева и др. – М.: Весь мир, 2003. – "
            "416 с.",
            "Habermas J. Filosofskii diskurs o moderne. Transl. from German by M.M. Belyaev et al. Moscow, Ves' mir "
            "Publ., 2003. 416 p. (In Russian)",
        ),
        (
            "История философии / под ред. В. П. Кохановского и др. – М.: Весь мир, 2003. – 416 с.",
            "Kokhanovskii V.P. et al. (eds.). Istoriya filosofii. Moscow, Ves' mir Publ., 2003. 416 p. (In Russian)",
        ),
        (
            "Putnam R. D. Diplomacy and Domestic Politics // Int. Organization. 1988. Vol. 42. № 3. P. 427–460.",
            "Putnam R.D. Diplomacy and Domestic Politics. Int. Organization, 1988, vol. 42, no. 3, pp. 427–460.",
        ),
    ],
)
def test_gost_entries_become_references(entry, output):
    assert lay_out(entry).output == output


def test_every_change_is_reported():
    entry = "Бжезинский З. Шахматная доска // Мировая экономика и международные отношения. 2019. № 5. С. 2–9."
    changes = {change["field"]: change for change in lay_out(entry).changes}
    assert changes["entry"]["rule"] == "layout: scopus"
    assert changes["entry"]["before"] == entry
    assert changes["title"]["rule"] == "romanize: ru/bsi"
    assert changes["author[0].family"]["rule"].startswith("authority: Brzezinski")
    assert changes["container-title"]["rule"].startswith("authority: World Economy and International Relations")


def test_what_no_field_took_stands_at_the_end_and_is_reported():
    done = lay_out("Юрчак А. Это было навсегда / предисл. А. Беляева. М.: НЛО, 2014. 664 с.")
    assert done.output.endswith("664 p. Predisl. A. Belyaeva. (In Russian)")
    assert any("belongs to no field" in warning["message"] for warning in done.warnings)


def test_what_cannot_be_taken_apart_for_sure_is_romanized_where_it_stands(tmp_path):
    own = tmp_path / "sure.toml"
    shape = '[layout]\nconfidence = 1.0\n[layout.works]\ndefault = ["{title}"]'
    own.write_text(f'id = "a"\nname = "A"\ndescription = "A."\ntext = "{{romanized}}"\n{shape}', encoding="utf-8")
    done = lay_out("Лотман Ю. М. О поэтах. М., 1996.", str(own))
    assert done.output == "Lotman I͡U. M. O poėtakh. M., 1996."
    assert any("romanized where it stands" in warning["message"] for warning in done.warnings)


def test_lines_without_text_and_numbers_of_the_list_stay():
    done = lay_out("ЛИТЕРАТУРА\n\n1. Лотман Ю. М. О поэтах. М.: Искусство, 1996.\n")
    assert done.output.splitlines()[-1] == "1. Lotman Yu.M. O poetakh. Moscow, Iskusstvo Publ., 1996. (In Russian)"


def test_laying_out_twice_changes_nothing():
    once = lay_out("Лотман Ю. М. Структура текста. М.: Искусство, 1996. 800 с.", "chicago").output
    assert lay_out(once, "chicago").output == once


def test_the_language_of_the_title_is_noted_not_that_of_a_name():
    assert "(In" not in lay_out("Kuzio T. Competing Nationalisms // Вісник. 2015. № 1. С. 1–9.").output


ITEM = {
    "type": "article-journal",
    "author": [{"family": "Иванов", "given": "Юрий Петрович"}],
    "title": "Новый порядок (New Order)",
    "container-title": "Вестник МГИМО-Университета",
    "publisher-place": "М.",
    "issued": {"date-parts": [[2019]]},
    "page": "3-9",
}


def test_items_are_arranged_not_laid_out():
    (item,) = romanbib.normalize([ITEM], profile="scopus").output
    assert item["title"] == "Novyi poryadok [New Order]"
    assert item["container-title"] == "MGIMO Review of International Relations"
    assert item["publisher-place"] == "Moscow"
    assert item["note"] == "(In Russian)"
    assert item["page"] == "3-9"


@pytest.mark.parametrize(
    ("profile", "output"),
    [
        (
            "scopus",
            "Ivanov Yu.P. Novyi poryadok [New Order]. MGIMO Review of International Relations, Moscow, 2019, pp. 3–9. "
            "(In Russian)",
        ),
        (
            "romanized-original",
            "Ivanov, I͡Uriĭ Petrovich. (2019). Novyĭ pori͡adok [Новый порядок] [New Order]. "
            "Vestnik MGIMO-Universiteta [Вестник МГИМО-Университета], 3-9. M.",
        ),
    ],
)
def test_items_are_written_as_text(profile, output):
    source = json.dumps([ITEM], ensure_ascii=False)
    assert romanbib.normalize(source, profile=profile, to_format="text").output == output + "\n"


def test_schemes_go_by_language_unless_one_is_named():
    entry = "Попович М. В. Нарис історії культури України. Київ : АртЕк, 1998. 728 с."
    assert "istorii kultury" in lay_out(entry).output
    assert "istoriï kulʹtury" in lay_out(entry, scheme="ala-lc").output


def test_persian_entries_have_western_figures():
    done = lay_out("دانشور، سیمین، سووشون، چ. پانزدهم، تهران، انتشارات خوارزمی، ۱۳۸۰، ۳۰۴ ص.")
    assert "15th ed. Tehran," in done.output
    assert "304 p." in done.output
    assert "(In Persian)" in done.output


DEVELOP = Path(__file__).parents[1] / "data" / "entries" / "develop.jsonl"
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_NO_TITLE_WORDS = ("publishers", "cities", "serials", "organizations")


@pytest.fixture(scope="module")
def bibliographic_words():
    lists = (words for table in tables() for kind, words in table.items() if kind not in _NO_TITLE_WORDS)
    said = (word for words in lists if isinstance(words, list) for word in words if isinstance(word, str))
    return {word for words in said for word in _LETTERS.findall(words.lower())}


@pytest.mark.parametrize("profile", ["scopus", "chicago"])
def test_no_word_of_an_entry_is_lost(profile, bibliographic_words):
    """Every word stands in the output, in its own letters, or in a change that says what became of it."""
    lost, number = [], 0
    for line in DEVELOP.read_text(encoding="utf-8").splitlines()[::3]:
        entry = json.loads(line)["entry"].replace("\n", " ")
        if re.search("[А-я\u0600-\u06ff]", entry) and profile != "scopus":
            continue
        done = lay_out(entry, profile)
        kept = " ".join([done.output, *(one["before"] for one in done.changes if one["field"] != "entry")]).lower()
        plain = "".join(done.output.lower().split())
        for word in map(str.lower, _LETTERS.findall(entry)):
            number += 1
            names = [name for role in ("author", "editor", "translator") for name in parse(entry).values(role)]
            if word in kept or word in bibliographic_words or any(word in name.lower() for name in names):
                continue
            if re.match("[а-яё]+$", word):
                word = romanbib.transliterate(word, language="ru", scheme="bsi").lower()
            if word not in plain:
                lost.append(word)
    assert number > 200
    assert len(lost) / number < 0.01, lost


def test_a_line_too_long_for_an_entry_is_romanized_where_it_stands():
    done = lay_out("Лотман Ю. М. О поэтах. М., 1996. " * 300)
    assert done.output.count("1996") == 300
    assert any("too long for one entry" in warning["message"] for warning in done.warnings)


def test_a_role_behind_a_full_stop_has_a_capital() -> None:
    entry = "Смит А. Мысли о книге / пер. с нем. Ю. М. Антоновского ; под ред. В. В. Кожинова. М.: Мысль, 1990. 300 с."
    assert lay_out(entry, "mla").output == (
        "Smit, A. Mysli o knige. Edited by V. V. Kozhinov, translated by Iu. M. Antonovskii from German, Mysl, 1990. "
        "300 p."
    )
    alone = entry.replace(" ; под ред. В. В. Кожинова", "")
    assert "knige. Translated by Iu. M. Antonovskii from German, Mysl" in lay_out(alone, "mla").output


def test_the_nominative_is_reported() -> None:
    entry = "Смит А. Мысли о книге / под ред. В. В. Кожинова. М.: Мысль, 1990. 300 с."
    changes = lay_out(entry).changes
    assert [(one["field"], one["before"], one["after"]) for one in changes if one["rule"] == "name: nominative"] == [
        ("editor[0]", "В. В. Кожинова", "В. В. Кожинов")
    ]


@pytest.mark.parametrize("profile", ["ijmes", "slavic-review"])
def test_the_language_of_the_original_has_a_place(profile) -> None:
    done = lay_out("Смит А. Мысли о книге / пер. с нем. Ю. М. Антоновского. М.: Мысль, 1990. 300 с.", profile)
    assert "transl. from German by Iu. M. Antonovskii" in done.output
    assert "original-language" not in str(done.warnings)


def test_a_heading_gets_no_note_on_its_language() -> None:
    text = "СПИСОК ЛИТЕРАТУРЫ\n\nЛотман Ю. М. Структура художественного текста. М.: Искусство, 1970. 384 с.\n"
    for profile, note in (("scopus", "(In Russian)"), ("paper", "[In Russian]")):
        done = lay_out(text, profile)
        heading, _, entry = done.output.strip().split("\n")
        assert heading == "SPISOK LITERATURY"
        assert entry.endswith(note)
        assert "laid out by hand" not in str(done.warnings)


def test_persian_figures_of_a_number_become_latin() -> None:
    done = lay_out(
        "۲. آشوری، داریوش (مهر ۱۳۸۹). تعریف‌ها و مفهوم فرهنگ. تهران: نشر آگه.", "iranian-journal", gregorian=True
    )
    assert done.output.startswith("2. Āshuri, D. (1389 [2010], Mehr). ")
    assert done.output.count("āgah") == 1


@pytest.mark.parametrize(
    ("title", "original", "output"),
    [
        ("War and Peace", "Война и мир", "Voina i mir [War and Peace]. (In Russian)"),
        ("Voina i mir", "Война и мир", "Voina i mir. (In Russian)"),
        ("Собор души", "Църква", "Sobor dushi. (In Russian)"),  # translated from Bulgarian: no pair
    ],
)
def test_a_title_beside_an_original_title_is_not_lost(title, original, output):
    items = json.dumps([{"id": "1", "type": "book", "title": title, "original-title": original}])
    done = romanbib.normalize(items, profile="scopus", from_format="csl-json", to_format="text")
    assert done.output == f"{output}\n"
