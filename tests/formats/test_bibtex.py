"""BibTeX files: read to items, written back as they came, changed in nothing but what changed."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from romanbib.formats import bibtex
from romanbib.references.record import Parts, Record

MIXED = (Path(__file__).parents[1] / "data" / "bibtex" / "mixed.bib").read_text(encoding="utf-8")


def read(text):
    return list(bibtex.read([text]))


def items(text):
    return [record.item for record in read(text) if record.item]


def rewritten(text, **changes):
    records = read(text)
    for record in records:
        if record.item:
            record.item = {**record.item, **{key.replace("_", "-"): value for key, value in changes.items()}}
    return "".join(bibtex.write(records))


def as_kept(record, parts, item):
    """Give a record as the pipeline leaves it for a profile that keeps originals."""
    return Record(item, record.place, layout=record.layout, parts=parts, keeps_original=True)


def part(original, translation="", language="ru"):
    return Parts("", original, translation, language, "Cyrl")


def test_the_fields_of_an_entry():
    item = items(MIXED)[0]
    assert item == {
        "id": "ivanov2020",
        "type": "article-journal",
        "author": [
            {"family": "Иванов", "given": "Иван Петрович"},
            {"family": "Петров", "given": "Пётр"},
            {"literal": "Российская академия наук"},
            {"literal": "others"},
        ],
        "title": '<span class="nocase">Россия</span> и мир: <i>очерк</i>: Опыт',
        "container-title": "Вопросы истории",
        "page": "12-15",
        "note": 'см. "x"Вопросы истории',
        "issued": {"date-parts": [[2020, 5]]},
    }


def test_biblatex_fields():
    text = """@inbook{k, title={T}, maintitle={M}, booktitle={B}, date={2020-05-03/2020-06}, urldate={2021-01-02},
      location={М.}, langid={russian}, editor={Петров, П.}, series={Серия}, number={4}, doi={10.1/a\\_b}, url={http://x/%20_}}"""
    assert items(text)[0] == {
        "id": "k",
        "type": "chapter",
        "editor": [{"family": "Петров", "given": "П."}],
        "title": "T",
        "container-title": "M",
        "volume-title": "B",
        "collection-title": "Серия",
        "publisher-place": "М.",
        "DOI": "10.1/a_b",
        "URL": "http://x/%20_",
        "language": "ru",
        "collection-number": "4",
        "issued": {"date-parts": [[2020, 5, 3], [2020, 6]]},
        "accessed": {"date-parts": [[2021, 1, 2]]},
    }


def test_broken_entries_are_passed_through_and_reported_with_their_line():
    records = read(MIXED)
    broken = [(record.place, record.warnings[0].message) for record in records if record.warnings]
    assert [place for place, _ in broken] == ["entry 3, line 18", "entry 5, line 23"]
    assert "a brace is missing before the next entry" in broken[0][1]
    assert "no citation key" in broken[1][1]
    assert [record.item["id"] for record in records if record.item] == ["ivanov2020", "b1", "ok"]


@pytest.mark.parametrize("text", [MIXED, MIXED.replace("\n", "\r\n"), "\ufeff" + MIXED, MIXED.replace("\n", "\r")])
@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
def test_an_unchanged_file_is_the_same_byte_for_byte(text, size):
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    records = list(bibtex.read(chunks))
    assert "".join(bibtex.write(records)) == text
    assert [record.item for record in records] == [record.item for record in read(text)]


@given(st.text(alphabet='@{}()",=#%\\ \nabстatle1'), st.integers(1, 9))
def test_any_text_comes_back(text, size):
    text = text.replace("@", "@a{")
    assume(not text.lstrip().startswith("{"))  # JSON, says the reader
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    assert "".join(bibtex.write(bibtex.read(chunks))) == text


@given(st.text(alphabet='@{}()",=#%\\ \nabстatle1'))
def test_any_value_is_read(text):
    source = f"@article{{k,\n title = {{{text}}},\n author = {{{text}}}\n}}"
    assert "".join(bibtex.write(bibtex.read([source]))) == source


def test_only_the_changed_value_differs():
    text = (
        '@Article{ k1 ,\r\n\tTitle = "Мир" , % comment\r\n  YEAR=1999,journal ={ {В}естник },\r\n\r\n  x={y}\r\n}\r\n'
    )
    assert rewritten(text, title="Mir") == text.replace("Мир", "Mir")
    changed = rewritten(text, container_title='<span class="nocase">V</span>estnik')
    assert changed == text.replace("{В}естник", "{V}estnik")


def test_delimiters_whole_braces_lines_and_macros():
    assert rewritten("@book{k, title={{Мир}}}", title="Mir") == "@book{k, title={{Mir}}}"
    assert rewritten("@book{k, title={Мир\n   наш}}", title="Mir nash") == "@book{k, title={Mir\n   nash}}"
    assert rewritten('@string{a="Мир"}@book{k, title=a}', title="Mir") == '@string{a="Мир"}@book{k, title={Mir}}'
    assert rewritten('@book{k, title="Мир" # { наш}}', title="Mir nash") == "@book{k, title={Mir nash}}"
    assert rewritten('@book{k, title="М"}', title='a "b"') == r'@book{k, title="a {\textquotedbl}b{\textquotedbl}"}'


def test_commands_stay_commands():
    text = r"@book{k, title={\CYRM\cyri\cyrr{} \& {\'e}t\'e}}"
    assert items(text)[0]["title"] == "Мир & été"
    assert rewritten(text, title="Voĭna & été") == r"@book{k, title={Vo{\u{\i}}na \& {\'e}t\'e}}"


def test_names_that_do_not_change_stay_as_they_stand():
    text = r"@book{k, author={Иванов,  Иван and Лев Толстой  and  {\'E}lie   Cartan and {РАН} and others}}"
    names = items(text)[0]["author"]
    names = [{"family": "Ivanov", "given": "Ivan"}, {"family": "Tolstoĭ", "given": "Lev"}, *names[2:]]
    names[3] = {"literal": "RAN"}
    assert rewritten(text, author=names) == (
        r"@book{k, author={Ivanov, Ivan and Lev Tolstoĭ  and  {\'E}lie   Cartan and {RAN} and others}}"
    )


def test_subtitle_is_written_into_its_own_field():
    text = "@book{k, title={А: б}, subtitle={В}}"
    assert items(text)[0]["title"] == "А: б: В"
    assert rewritten(text, title="A: b: V: g") == "@book{k, title={A: b}, subtitle={V: g}}"
    assert rewritten(text.replace("А: б", "А?"), title="A? V") == "@book{k, title={A?}, subtitle={V}}"


def test_originals_and_translation_in_the_layout_of_the_file():
    text = (
        "@book{k,\n  author    = {Иванов, Иван and Smith, J.},\n  title     = {Мир},\n  publisher = {Наука},\n"
        "  year      = 2000\n}"
    )
    record = read(text)[0]
    item = {
        **record.item,
        "title": "Mir",
        "publisher": "Nauka",
        "author": [{"family": "Ivanov", "given": "Ivan"}, {"family": "Smith", "given": "J."}],
    }
    parts = {"title": part("Мир", "Peace"), "publisher": part("Наука"), "author[0].family": part("Иванов")}
    assert "".join(bibtex.write([as_kept(record, parts, item)])) == (
        "@book{k,\n  author    = {Ivanov, Ivan and Smith, J.},\n  namea     = {Иванов, Иван and Smith, J.},\n"
        "  title     = {Mir},\n  origtitle = {Мир},\n  titleaddon = {Peace},\n  langid    = {russian},\n"
        "  publisher = {Nauka},\n  lista     = {Наука},\n  year      = 2000\n}"
    )


def test_originals_that_are_there_are_left_alone():
    text = '@book{k, TITLE="Мир", ORIGTITLE="x", langid={english}, year=1}'
    record = read(text)[0]
    kept = as_kept(record, {"title": part("Мир")}, {**record.item, "title": "Mir"})
    assert "".join(bibtex.write([kept])) == text.replace("Мир", "Mir")


def test_variables_that_the_pipeline_adds():
    text = "@book{k,\r\n\ttitle = {Мир}\r\n}"
    changed = rewritten(text, title="Mir", original_title="Мир", note="[In Russian]")
    assert changed == "@book{k,\r\n\ttitle = {Mir},\r\n\torigtitle = {Мир},\r\n\tnote = {[In Russian]}\r\n}"


def test_comma_first_layout():
    text = "@book{k\n  , title = {Мир}\n  , year = 2000\n  }"
    assert rewritten(text, original_title="Мир") == (
        "@book{k\n  , title = {Мир}\n  , origtitle = {Мир}\n  , year = 2000\n  }"
    )


def test_composing():
    item = {
        "id": "a b,c",
        "type": "article-journal",
        "title": "On <i>x</i> & y",
        "author": [{"family": "ibn Sina", "given": "A."}, {"literal": "Acme and Co"}],
        "container-title": "J",
        "issue": 3,
        "page": "1-5",
        "issued": {"date-parts": [[2020, 5, 3]]},
        "DOI": "10.1/x_y",
        "language": "fa",
        "dimensions": "big",
    }
    records = [Record(item, "item 1"), Record({"id": "a b,c", "type": "chapter", "title": "T"}, "item 2")]
    assert "".join(bibtex.compose(records)) == (
        "@article{a_b_c,\n"
        "  author = {{ibn Sina}, {A.} and {Acme and Co}},\n"
        "  title = {On \\emph{x} \\& y},\n"
        "  journal = {J},\n"
        "  number = {3},\n"
        "  pages = {1--5},\n"
        "  doi = {10.1/x_y},\n"
        "  langid = {persian},\n"
        "  year = {2020},\n"
        "  month = may,\n"
        "  day = {3},\n"
        "}\n"
        "\n@inbook{a_b_ca,\n  title = {T},\n}\n"
    )
    assert [warning.message for warning in records[0].warnings] == ["dimensions cannot be held by BibTeX; left out"]
    again = items("".join(bibtex.compose([Record(item, "item 1")])))[0]
    assert again["author"] == item["author"]
    assert again["issued"] == item["issued"]
    assert again["title"] == item["title"]


def test_recognizing():
    assert bibtex.recognizes("\ufeff% x\n@Article{a,\n title={T}}")
    assert bibtex.recognizes('@string{a = "b"}')
    assert not bibtex.recognizes("Иванов И. (ivan@example.org). Мир. 2020.\n")
    assert not bibtex.recognizes('[{"id": "@article{a,"}]')


def test_text_between_entries_may_hold_at_signs():
    text = "mail me@example.org {x}\n%@book{a, title={x}}\n@book{b, title={y}}"
    assert [item["id"] for item in items(text)] == ["b"]


def test_a_comment_that_is_not_closed_is_the_word_alone():
    text = "@comment{ never closed\n@book{b, title={y}}\n@comment{ again\n@book{c, title={y}}"
    assert [item["id"] for item in items(text)] == ["b", "c"]
    assert "".join(bibtex.write(read(text))) == text


def test_parentheses_quotation_marks_and_comments_inside():
    text = '@book(k, title = "a (b) c", % no, {field}\n author = "X, Y",\n % more\n)\n@misc{l, title={z}}'
    assert [(item["id"], item["title"]) for item in items(text)] == [("k", "a (b) c"), ("l", "z")]


@pytest.mark.parametrize(
    "text",
    [
        "@a{" * 100_000,
        "@book{k, title = " + "{" * 200_000,
        "@book{k, title = {" + "{}" * 200_000,
        "@book{k, author = {" + " and ".join(["Иванов, И."] * 100_000) + "}}",
        "@book{k, title = {x}" + " " * 300_000 + "y",
        "@book{k" + ", a = b" * 100_000,
        "@comment{" * 100_000,
        "@ " * 200_000,
        "@book{k, title = {a} # " + "{b} # " * 50_000 + "c}",
        "x" * 3_000_000,
    ],
)
def test_hostile_text_takes_linear_time_and_comes_back(text):
    chunks = [text[place : place + 5000] for place in range(0, len(text), 5000)]
    assert "".join(bibtex.write(bibtex.read(chunks))) == text


def test_reading_is_streaming():
    def chunks():
        for number in range(3000):
            given.append(number)
            yield f"@book{{k{number}, title = {{Мир {number}}}, note = {{{'x' * 100}}}}}\n"

    given = []
    records = bibtex.read(chunks())
    assert next(records).item["id"] == "k0"
    assert len(given) < 1000


def test_a_translation_is_never_lost():
    text = "@article{k, title={Мир = Peace}, journal={Дело = Deed}, series={Сад = Garden}, titleaddon={x}}"
    record = read(text)[0]
    item = {**record.item, "title": "Mir", "container-title": "Delo", "collection-title": "Sad"}
    parts = {
        "title": part("Мир", "Peace"),
        "container-title": part("Дело", "Deed"),
        "collection-title": part("Сад", "Garden"),
    }
    kept = as_kept(record, parts, item)
    kept.keeps_original = False
    assert "".join(bibtex.write([kept])) == (
        "@article{k, title={Mir [Peace]}, journal={Delo}, journaltitleaddon={Deed}, series={Sad [Garden]},"
        " titleaddon={x}}"
    )


def test_composing_with_originals():
    item = {
        "id": "k",
        "type": "article-journal",
        "title": "Mir",
        "author": [{"family": "Ivanov", "given": "I."}, {"family": "Smith", "given": "J."}],
        "container-title": "Delo",
    }
    parts = {
        "title": part("Мир", "Peace"),
        "author[0].family": part("Иванов"),
        "author[0].given": part("И."),
        "container-title": part("Дело", "Deed"),
    }
    assert "".join(bibtex.compose([as_kept(SimpleNamespace(layout=None, place="item 1"), parts, item)])) == (
        "@article{k,\n  author = {Ivanov, I. and Smith, J.},\n  title = {Mir},\n  journal = {Delo},\n"
        "  titleaddon = {Peace},\n  journaltitleaddon = {Deed},\n  origtitle = {Мир},\n"
        "  namea = {Иванов, И. and Smith, J.},\n  usere = {Дело},\n  langid = {russian},\n}\n"
    )


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year = 1999, month = {March}", {"date-parts": [[1999, 3]]}),
        ("year = {۱۳۹۸}", {"date-parts": [[1398]]}),
        ("year = {[б. г.]}", {"literal": "[б. г.]"}),
        ("date = {1999-21}", {"date-parts": [[1999]], "season": 1}),
        ("date = {1999~/..}", {"date-parts": [[1999]], "circa": True}),
        ("date = {-0044-03-15}", {"date-parts": [[-44, 3, 15]]}),
        ("year = 1999, month = 10 # {~} # may", {"date-parts": [[1999]]}),
    ],
)
def test_dates(fields, issued):
    assert items(f"@book{{k, {fields}}}")[0]["issued"] == issued
