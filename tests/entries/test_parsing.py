import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from romanbib.entries import parse


def found(entry: str) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for field in parse(entry).fields:
        result.setdefault(field.name, []).append(field.value)
    return result


def test_a_book_after_gost_7_0_5() -> None:
    assert found("Бахтин М. М. Проблемы поэтики Достоевского. 4-е изд. М.: Советская Россия, 1979. 320 с.") == {
        "author": ["Бахтин М. М."],
        "title": ["Проблемы поэтики Достоевского"],
        "edition": ["4-е изд."],
        "place": ["М."],
        "publisher": ["Советская Россия"],
        "year": ["1979"],
        "number_of_pages": ["320"],
    }


def test_an_article_after_gost_7_0_5() -> None:
    assert found("Петров П. П., Кац А. Б. Название статьи // Вестник МГУ. 2010. Т. 5, № 3. С. 25–37.") == {
        "author": ["Петров П. П.", "Кац А. Б."],
        "title": ["Название статьи"],
        "container": ["Вестник МГУ"],
        "year": ["2010"],
        "volume": ["5"],
        "issue": ["3"],
        "pages": ["25–37"],
    }


def test_a_book_after_gost_7_0_100() -> None:
    entry = (
        "Голсуорси, Д. Сага о Форсайтах : [в 2 томах] / Джон Голсуорси ; перевод с английского М. Лорие [и др.]. "
        "– Москва : Время, 2017. – Т. 1. – 640 с."
    )
    assert found(entry) == {
        "author": ["Голсуорси, Д."],
        "title": ["Сага о Форсайтах"],
        "translator": ["М. Лорие"],
        "place": ["Москва"],
        "publisher": ["Время"],
        "year": ["2017"],
        "volume": ["1"],
        "number_of_pages": ["640"],
    }


def test_a_journal_without_slashes_after_dstu_8302() -> None:
    fields = found("Гетьман А. П. Екологічна політика держави. Проблеми законності. 2013. Вип. 121. С. 130–139.")
    assert fields["title"] == ["Екологічна політика держави"]
    assert fields["container"] == ["Проблеми законності"]
    assert fields["issue"] == ["121"]


def test_a_persian_book() -> None:
    entry = "کاتوزیان، محمدعلی همایون، اقتصاد سیاسی ایران، ترجمه محمدرضا نفیسی و کامبیز عزیزی، تهران، نشر مرکز، چاپ نهم، ۱۳۸۲."  # noqa: E501
    assert found(entry) == {
        "author": ["کاتوزیان، محمدعلی همایون"],
        "title": ["اقتصاد سیاسی ایران"],
        "translator": ["محمدرضا نفیسی", "کامبیز عزیزی"],
        "place": ["تهران"],
        "publisher": ["نشر مرکز"],
        "edition": ["چاپ نهم"],
        "year": ["۱۳۸۲"],
    }


def test_a_persian_article() -> None:
    fields = found("سریع‌القلم، محمود. (۱۳۹۰). «مفهوم قدرت». فصلنامه روابط خارجی، ۳(۱)، ۴۹-۷۴.")
    assert fields == {
        "author": ["سریع‌القلم، محمود"],
        "year": ["۱۳۹۰"],
        "title": ["مفهوم قدرت"],
        "container": ["فصلنامه روابط خارجی"],
        "volume": ["۳"],
        "issue": ["۱"],
        "pages": ["۴۹-۷۴"],
    }


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "Bandura, A. (1977). Self-efficacy: Toward a theory. Psychological Review, 84, 191-215. doi:10.1037/0033-295X.84.2",  # noqa: E501
            {"author": ["Bandura, A."], "volume": ["84"], "pages": ["191-215"], "DOI": ["10.1037/0033-295X.84.2"],
             "title": ["Self-efficacy: Toward a theory"], "container": ["Psychological Review"], "year": ["1977"]},
        ),
        (
            "Tolstoy, Leo. War and Peace. Translated by Richard Pevear and Larissa Volokhonsky. New York: Vintage, 2008.",  # noqa: E501
            {"author": ["Tolstoy, Leo"], "title": ["War and Peace"], "place": ["New York"], "publisher": ["Vintage"],
             "translator": ["Richard Pevear", "Larissa Volokhonsky"], "year": ["2008"]},
        ),
        (
            "Bourdieu, P. (1986) 'The forms of capital', in Richardson, J. (ed.) Handbook of theory. New York: Greenwood "  # noqa: E501
            "Press, pp. 241–258.",
            {"author": ["Bourdieu, P."], "year": ["1986"], "title": ["The forms of capital"], "editor": ["Richardson, J."],  # noqa: E501
             "container": ["Handbook of theory"], "place": ["New York"], "publisher": ["Greenwood Press"],
             "pages": ["241–258"]},
        ),
        (
            "Watson JD, Crick FHC. Molecular structure. Nature. 1953 Apr 25;171(4356):737-8.",
            {"author": ["Watson JD", "Crick FHC"], "title": ["Molecular structure"], "container": ["Nature"],
             "year": ["1953"], "date": ["Apr 25"], "volume": ["171"], "issue": ["4356"], "pages": ["737-8"]},
        ),
        (
            "Simbar, R; Padervand, M. (2018). \"Siyāsat-e khāreji-ye rosiyeh, Russian Foreign Policy in the Middle East,\" "  # noqa: E501
            "Faslnāmeh-ye motāleāt-e siyāsī, Political Studies Quarterly, 10, 3: 61-84. [In Persian]",
            {"author": ["Simbar, R", "Padervand, M."], "year": ["2018"], "title": ["Siyāsat-e khāreji-ye rosiyeh"],
             "translation": ["Russian Foreign Policy in the Middle East"], "container": ["Faslnāmeh-ye motāleāt-e siyāsī"],  # noqa: E501
             "container_translation": ["Political Studies Quarterly"], "volume": ["10"], "issue": ["3"],
             "pages": ["61-84"], "language_note": ["[In Persian]"]},
        ),
    ],
    ids=["apa", "chicago", "harvard", "vancouver", "paper"],
)  # fmt: skip
def test_styles_in_latin_script(entry: str, expected: dict[str, list[str]]) -> None:
    assert found(entry) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "Фёдоров Юрий, Баранов Николай. Политическая психология. СПб.: Питер, 2012.",
            {"author": ["Фёдоров Юрий", "Баранов Николай"], "title": ["Политическая психология"]},
        ),
        ("Лев Толстой. Детство. М.: Наука, 1978.", {"author": ["Лев Толстой"], "title": ["Детство"]}),
        ("Анна Каренина. М.: Наука, 1970.", {"title": ["Анна Каренина"], "place": ["М."]}),
        ("Русский мир. Украина. М.: Яуза, 2014.", {"title": ["Русский мир. Украина"]}),
        (
            "Сажин В. И. Ядерная программа // Азия и Африка сегодня. весна 2010. С. 14–19.",
            {"container": ["Азия и Африка сегодня"], "year": ["2010"]},
        ),
        ("Иванов А. А. Мир // Наука. 2020. С. 5.", {"author": ["Иванов А. А."], "container": ["Наука"]}),
        (
            "Хомяков Д. А. Православие // Мирный труд (Харьков). 1906. № 6–8.",
            {"container": ["Мирный труд"], "place": ["Харьков"], "issue": ["6–8"]},
        ),
        (
            "Грабович Г. Шевченко, якого не знаємо. До історії літератури. Київ : Критика, 2003. С. 305–316.",
            {"title": ["Шевченко, якого не знаємо"], "container": ["До історії літератури"]},
        ),
        ("Андреев А.Л. О технике. Вестн. РАН. 1999; 69 (5): 412–418.", {"container": ["Вестн. РАН"]}),
        ("Gasparov, M. O poetakh. Moscow: Azbuka, 2001.", {"author": ["Gasparov, M."], "title": ["O poetakh"]}),
        (
            "Mazarr, Michael J., et al. “What Deters.” Mazarr, Michael J., et al. RAND Review, 2018.",
            {"author": ["Mazarr, Michael J."], "container": ["RAND Review"]},
        ),
        (
            "Sassen, S 2006, 'The global city', in N Brenner & R Keil (eds), The reader, Routledge, London, pp. 83-88.",
            {"author": ["Sassen, S"], "editor": ["N Brenner", "R Keil"], "container": ["The reader"]},
        ),
        (
            "Abrahamian, E 1982, Iran between two revolutions, Princeton University Press, Princeton, NJ.",
            {"title": ["Iran between two revolutions"], "place": ["Princeton, NJ"]},
        ),
        ("Krastev I & Holmes S 2018, 'Imitation', Journal, vol. 29.", {"author": ["Krastev I", "Holmes S"]}),
        (
            "Harnden P, editor. Tumours V. Proceedings of the 5th Conference; 2001 Sep 13-15; Leeds, UK. New York: "
            "Springer; 2002.",
            {"title": ["Tumours V. Proceedings of the 5th Conference"], "year": ["2002"]},
        ),
        ("Tian D. Balancing selection. Proc Natl Acad Sci U S A. In press 2002.", {"title": ["Balancing selection"]}),
        ("21st century heart. BMJ. 2002;325(7357):184.", {"title": ["21st century heart"], "container": ["BMJ"]}),
        (
            "رنجبر، مقصود (۱۳۸۶)، گفتمان‌های امنیت ملی، علوم سیاسی، س ۳، ش ۹: ۶۵-۸۹.",
            {"title": ["گفتمان‌های امنیت ملی"], "container": ["علوم سیاسی"], "volume": ["۳"], "pages": ["۶۵-۸۹"]},
        ),
        (
            "ساعی، احمد؛ علیخانی، مهدی، چرخه تعارض، علوم سیاسی، سال نهم، شماره ۲۲، بهار ۱۳۹۲.",
            {"author": ["ساعی، احمد", "علیخانی، مهدی"], "title": ["چرخه تعارض"], "year": ["۱۳۹۲"]},
        ),
        ("هابز، توماس؛ لویاتان، تهران، نشر نی، ۱۳۸۰.", {"author": ["هابز، توماس"], "title": ["لویاتان"]}),
    ],
)
def test_what_each_style_also_allows(entry: str, expected: dict[str, list[str]]) -> None:
    fields = found(entry)
    assert {name: fields.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("entry", "kind", "expected"),
    [
        (
            "موسوی م، احمدی ر، کریمی س. بررسی شیوع دیابت در بزرگسالان تهرانی. مجله دانشکده پزشکی. ۱۳۹۵؛ ۷۴(۳): ۱۸۵-۹۲.",
            "article-journal",
            {
                "author": ["موسوی م", "احمدی ر", "کریمی س"],
                "title": ["بررسی شیوع دیابت در بزرگسالان تهرانی"],
                "container": ["مجله دانشکده پزشکی"],
            },
        ),
        (
            "صادقی ع ر، نوری ف. اثر ورزش بر فشار خون. پژوهش در پزشکی ۱۳۹۲؛ ۳۷(۲): ۷۰-۷۵.",
            "article-journal",
            {"author": ["صادقی ع ر", "نوری ف"], "title": ["اثر ورزش بر فشار خون"], "container": ["پژوهش در پزشکی"]},
        ),
        (
            "حسین‌زاده، الف. پایان‌نامه کارشناسی ارشد: «بررسی نقش رسانه‌ها»، دانشگاه تهران، ۱۳۹۴.",
            "thesis",
            {
                "author": ["حسین‌زاده، الف"],
                "genre": ["پایان‌نامه کارشناسی ارشد"],
                "title": ["بررسی نقش رسانه‌ها"],
                "publisher": ["دانشگاه تهران"],
            },
        ),
        (
            "نجفی، ابوالحسن. غلط ننویسیم: فرهنگ دشواری‌های زبان فارسی. نشر مرکز، تهران، ۱۳۷۰.",
            "book",
            {
                "author": ["نجفی، ابوالحسن"],
                "title": ["غلط ننویسیم: فرهنگ دشواری‌های زبان فارسی"],
                "publisher": ["نشر مرکز"],
                "place": ["تهران"],
            },
        ),
        (
            "نیاکویی، سید امیر (۱۳۹۱). بازیگران معارض در بحران سوریه. فصلنامه روابط خارجی، ۴(۴)، ۹۷-۱۳۵.",
            "article-journal",
            {"author": ["نیاکویی، سید امیر"], "container": ["فصلنامه روابط خارجی"], "volume": ["۴"], "issue": ["۴"]},
        ),
    ],
)
def test_persian_lists_of_several_kinds(entry: str, kind: str, expected: dict[str, list[str]]) -> None:
    fields = found(entry)
    assert parse(entry).type == kind
    assert {name: fields.get(name) for name in expected} == expected


def test_persian_initials_are_given_names() -> None:
    entry = "صادقی ع ر، نوری ف. اثر ورزش بر فشار خون. پژوهش در پزشکی ۱۳۹۲؛ ۳۷(۲): ۷۰-۷۵."
    assert parse(entry).item()["author"] == [{"family": "صادقی", "given": "ع ر"}, {"family": "نوری", "given": "ف"}]


def test_an_address_that_a_line_break_has_broken_is_one_field() -> None:
    fields = found("О компании // Сайт. URL: https://ria.ru/ 2022021 8/v_otvet.html (дата обращения: 18.03.2023).")
    assert fields["URL"] == ["https://ria.ru/ 2022021 8/v_otvet.html"]
    assert fields["accessed"] == ["18.03.2023"]


def test_brackets_that_belong_to_a_doi_stay_in_it() -> None:
    assert found("Dong E. Title. Lancet. 2020;20(5):533–4. https://doi.org/10.1016/S1473-3099(20)30120-1.")["DOI"] == [
        "10.1016/S1473-3099(20)30120-1"
    ]


def test_an_item_has_names_in_parts_and_places_in_full() -> None:
    item = parse("Бахтин М. М. Проблемы поэтики. М.; Л.: Наука, 1979. 320 с.").item()
    assert item == {
        "type": "book",
        "author": [{"family": "Бахтин", "given": "М. М."}],
        "title": "Проблемы поэтики",
        "publisher-place": "Москва; Ленинград",
        "publisher": "Наука",
        "issued": {"date-parts": [[1979]]},
        "number-of-pages": "320",
    }


def test_an_item_of_a_persian_entry_has_the_year_as_a_number() -> None:
    item = parse("هدایت، صادق. بوف کور. تهران: جاویدان، ۱۳۵۱.").item()
    assert item["issued"] == {"date-parts": [[1351]]}
    assert item["author"] == [{"family": "هدایت", "given": "صادق"}]


def test_kyiv_and_not_kiev_where_the_entry_is_ukrainian() -> None:
    assert (
        parse("Забужко О. Польові дослідження з українського секса. К. : Згода, 1996. 142 с.").item()["publisher-place"]
        == "Київ"
    )


def test_an_entry_that_is_understood_is_surer_than_one_that_is_not() -> None:
    good = parse("Пропп В. Я. Исторические корни волшебной сказки. Л.: Изд-во ЛГУ, 1986. 366 с.")
    poor = parse("см. там же, а также прочее, о чем шла речь выше")
    assert good.confidence > 0.85 > 0.6 > poor.confidence
    assert parse("").fields == ()
    assert parse("").confidence == 0.0


ENTRY_LETTERS = 'Аа.,;:/()[]«»"“”’–- 19Tе№С\ue000\u200c\n\u202fвیک،؛۱Inn'


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=ENTRY_LETTERS, max_size=300) | st.text(max_size=200))
@example(".\x1f")  # a blank that is no field
def test_spans_are_always_the_values(entry: str) -> None:
    parsed = parse(entry)
    assert 0 <= parsed.confidence <= 1
    for field in parsed.fields:
        assert entry[field.start : field.end] == field.value
        assert field.value.strip()
        assert 0 <= field.confidence <= 1
    parsed.item()


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 200),
    st.sampled_from(
        ["(", "«", "А. Б. ", "Smith, J., ", ". ", "2010. ", "http://a/ ", "М.: ", " // ", "ا، ", "12, ", "Aa "]
    ),
)
def test_cut_entries_do_no_harm(length: int, more: str) -> None:
    entry = "Петров П. П. Название // Вестник. М.: Наука, 2010. Т. 5, № 3. С. 25–37. URL: http://a.b/ (дата обращения: 1.2.2020)."  # noqa: E501
    parse(entry[:length] + more * 5)


@pytest.mark.parametrize(
    "piece",
    ["(", "А. Б. В. ", "Smith, J., ", "a", "Aa ", "М.: Наука, ", "http://a/ ", "1", "«", "“", " ", "и др. ", "10.1234/", "- ",  # noqa: E501
     "[in ", "Т. 1 ", "Москва ; ", "van der ", "\u06cc", "ا، ", "و ", "\ue000", ". ", "2010", "Издание ", "Jan. 5, ", "A.-"],  # noqa: E501
)  # fmt: skip
def test_a_megabyte_is_no_trap(piece: str) -> None:
    entry = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    parsed = parse(entry)
    assert all(entry[one.start : one.end].strip() for one in parsed.fields if one.value.strip())
    assert parsed.text == entry
