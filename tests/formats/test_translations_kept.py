"""A translation that stands beside a title or a journal is never lost, whether the format has a field for it or not."""

import json

import pytest
import romanbib

ENTRY = "TY  - JOUR\nTI  - Мир (The World)\nT2  - Вестник МГУ (Moscow University Bulletin)\nER  - \n"


def test_in_ris() -> None:
    out = romanbib.normalize(ENTRY, profile="scopus", from_format="ris").output
    assert out == (
        "TY  - JOUR\nTI  - Mir\nT2  - Vestnik MGU [Moscow University Bulletin]\n"
        "N1  - (In Russian)\nTT  - The World\nER  - \n"
    )


@pytest.mark.parametrize(
    ("header", "row", "written"),
    [
        ("Title,Author", 'Мир = World,"Иванов, И."', 'Mir [World],"Ivanov, I."'),
        ("Title,Author,Translated Title", 'Мир = World,"Иванов, И.",', 'Mir,"Ivanov, I.",World'),
        ("Title,Author,Translated Title", 'Мир (Peace),"Иванов, И.",World', 'Mir [Peace],"Ivanov, I.",World'),
    ],
)
def test_in_a_table(header: str, row: str, written: str) -> None:
    out = romanbib.normalize(f"{header}\n{row}\n", profile="scopus", from_format="csv").output
    assert out == f"{header}\n{written}\n"


@pytest.mark.parametrize(("there", "title"), [("", "Mir"), ("World", "Mir"), ("Peace", "Mir [World]")])
def test_in_endnote_xml(there: str, title: str) -> None:
    translated = f"<translated-title>{there}</translated-title>" if there else ""
    source = (
        '<xml><records><record><rec-number>1</rec-number><ref-type name="Book">6</ref-type>'
        f"<titles><title>Мир = World</title>{translated}</titles></record></records></xml>"
    )
    out = romanbib.normalize(source, profile="scopus", from_format="endnote-xml").output
    assert f"<title>{title}</title>" in out
    assert f"<translated-title>{there or 'World'}</translated-title>" in out


@pytest.mark.parametrize("target", ["csv", "ris", "endnote-xml", "bibtex", "marcxml", "csl-json"])
def test_on_the_way_to_another_format(target: str) -> None:
    out = romanbib.normalize(ENTRY, profile="scopus", from_format="ris", to_format=target).output
    assert "The World" in out
    assert "Moscow University Bulletin" in out
    assert "Мир" not in out or target == "marcxml"


def test_an_arabic_comma_parts_a_name() -> None:
    out = romanbib.normalize(
        "TY  - BOOK\nTI  - سیاست\nAU  - نوری، علیرضا\nER  - \n", profile="romanized-original", from_format="ris"
    ).output
    assert "AU  - Nūrī, ʻAlīriz̤ā\n" in out
    assert "N1  - Original author: نوری، علیرضا\n" in out


def test_original_authors_in_extra_stand_in_their_order() -> None:
    item = {
        "id": "1",
        "title": "Мир",
        "author": [
            {"family": "Косов", "given": "А."},
            {"family": "Хайек", "given": "Ф.", "non-dropping-particle": "фон"},
        ],
        "note": "Citation Key: x",
    }
    text = json.dumps([item], ensure_ascii=False)
    out = romanbib.normalize(text, profile="romanized-original", originals="extra", from_format="csl-json").output
    assert json.loads(out)[0]["note"].split("\n") == [
        "original-title: Мир",
        "original-author: Косов || А.",
        "original-author: фон Хайек || Ф.",
        "Citation Key: x",
    ]


@pytest.mark.parametrize("language", ["ru", "ru-RU", "RU"])
def test_marc_codes_of_languages_with_a_region(language: str) -> None:
    item = {"id": "1", "type": "book", "title": "Мир", "language": language, "issued": {"raw": "1999"}}
    text = json.dumps([item], ensure_ascii=False)
    out = romanbib.normalize(text, from_format="csl-json", to_format="marcxml").output
    assert "s1999    xx |||||||||||||||||rus d" in out
    assert 'tag="041"' not in out


def test_an_unknown_entity_leaves_a_marc_record_as_it_is() -> None:
    source = (
        '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 a 4500</leader>'
        '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">Мир &amp; сад &x;</subfield></datafield>'
        "</record></collection>"
    )
    done = romanbib.normalize(source, from_format="marcxml")
    assert done.output == source
    assert "&x; is no entity that XML knows" in done.warnings[0]["message"]


@pytest.mark.parametrize("text", ['[{"id": "1"}]', "<xml><records/></xml>", "TY  - BOOK\nER  - \n"])
def test_another_format_under_the_name_of_bibtex_is_refused(text: str) -> None:
    with pytest.raises(romanbib.RomanbibError, match="no BibTeX entry in it"):
        romanbib.normalize(text, from_format="bibtex")


@pytest.mark.parametrize("text", ["", "% only a comment\n", "[1] a remark\n@book{a, title={Mir}}\n"])
def test_comments_are_bibtex(text: str) -> None:
    assert romanbib.normalize(text, from_format="bibtex").output == text


def test_a_broken_line_of_json_does_not_stop_the_file() -> None:
    text = '{"id":"1","title":"Мир"}\n{"id":"2","title":\n{"id":"3","title":"Сад"}\n{"id":"4'
    done = romanbib.normalize(text, from_format="csl-json")
    assert done.output == text.replace("Мир", "Mir").replace("Сад", "Sad")
    assert [one["record"] for one in done.warnings] == ["item 2", "item 4"]
    assert "line 2, column 19: not JSON" in done.warnings[0]["message"]


def test_one_broken_item_over_several_lines_is_an_error() -> None:
    with pytest.raises(romanbib.RomanbibError, match="line 3"):
        romanbib.normalize('{\n "id": "1",\n "title": Мир\n}\n', from_format="csl-json")


@pytest.mark.parametrize("target", ["marcxml", "text"])
def test_markup_does_not_go_where_nobody_reads_it(target: str) -> None:
    item = {"id": "1", "type": "book", "title": '<i>Война</i> и <span class="nocase">мир</span>', "language": "ru"}
    text = json.dumps([item], ensure_ascii=False)
    out = romanbib.normalize(text, from_format="csl-json", to_format=target).output
    assert "Voĭna i mir" in out
    assert "nocase" not in out


def test_commas_of_a_persian_imprint() -> None:
    item = {"id": "1", "type": "book", "title": "سیاست", "publisher": "نشر نی", "issued": {"date-parts": [[1399]]}}
    out = romanbib.normalize(json.dumps([item]), from_format="csl-json", to_format="marcxml").output
    assert '<subfield code="b">Nashr-i nay,</subfield>' in out
    assert '<subfield code="b">نشر نی،</subfield>' in out
