"""EndNote XML: what is read, what comes back byte for byte, and what changes."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.errors import InputError
from romanbib.formats import endnote_xml as endnote
from romanbib.references.record import Parts, Record

DATA = Path(__file__).parents[1] / "data" / "endnote"
ARTICLE = (DATA / "article.xml").read_bytes().decode()
PRETTY = (DATA / "pretty-crlf.xml").read_bytes().decode()


def part(original: str, romanized: str, translation: str = "") -> Parts:
    return Parts(romanized, original, translation, "ru", "Cyrl")


def written(text: str, parts: dict[str, Parts] | None = None, **changes: object) -> str:
    found = list(endnote.read([text]))
    found[0].item = {**found[0].item, **changes}
    found[0].parts, found[0].keeps_original = parts or {}, parts is not None
    return "".join(endnote.write(found))


def small(inner: str) -> str:
    return f"<xml><records><record>{inner}</record></records></xml>"


@pytest.mark.parametrize("path", sorted(DATA.glob("*.xml")), ids=lambda path: path.name)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 100_000])
def test_files_come_back_byte_for_byte(path: Path, size: int) -> None:
    text = path.read_bytes().decode()
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    assert "".join(endnote.write(endnote.read(chunks))) == text
    assert [record.item for record in endnote.read(chunks)] == [record.item for record in endnote.read([text])]


def test_an_article_is_read() -> None:
    record = next(endnote.read([ARTICLE]))
    assert record.place == "record 1 (7), line 1"
    assert record.item == {
        "type": "article-journal",
        "id": "7",
        "author": [{"family": "Иванов", "given": "Иван"}, {"literal": "Институт истории РАН"}],
        "title": "Война & мир Толстого",
        "container-title": "Вопросы истории",
        "page": "12-25",
        "issued": {"date-parts": [[2020]]},
        "ISSN": "0042-8779",
        "note": "Одно\nДругое",
    }


def test_a_book_with_references_and_cdata_is_read() -> None:
    assert next(endnote.read([PRETTY])).item == {
        "type": "book",
        "author": [{"family": "Петров", "given": "П."}],
        "title": "Слово",
        "collection-title": "Серия <1>",
    }


def test_broken_records_stay_and_the_file_goes_on() -> None:
    found = list(endnote.read([PRETTY]))
    assert [record.item.get("title") for record in found] == ["Слово", None, None, "Конец", None]
    assert [record.place for record in found[:4]] == [
        f"record {n}, line {at}" for n, at in ((1, 5), (2, 18), (3, 21), (4, 24))
    ]
    assert "no entity" in found[1].warnings[0].message
    assert "</titles> closes what is not open" in found[2].warnings[0].message


def test_changes_go_inside_the_styles() -> None:
    changed = written(
        ARTICLE,
        title="Voina & mir Tolstogo",
        author=[{"family": "Ivanov", "given": "Ivan"}, {"literal": "Institut istorii RAN"}],
        **{"container-title": "Voprosy istorii"},
    )
    expected = (
        ARTICLE.replace(">Война &amp; <", ">Voina &amp; <")
        .replace(">мир<", ">mir<")
        .replace("> Толстого<", "> Tolstogo<")
        .replace("Вопросы истории", "Voprosy istorii")
        .replace("Иванов, Иван", "Ivanov, Ivan")
        .replace("Институт истории РАН,", "Institut istorii RAN,")
    )
    assert changed == expected


def test_a_title_of_more_words_keeps_the_styles_that_stay() -> None:
    changed = written(ARTICLE, title="Voina & mir [Война & мир] Толстого")
    title = ET.fromstring(changed).find(".//titles/title")  # noqa: S314 - our own
    assert title is not None
    assert "".join(title.itertext()) == "Voina & mir [Война & мир] Толстого"
    assert [style.get("face") for style in title] == ["normal", "italic", "normal"]
    assert title[2].text == " Толстого"


def test_a_part_of_a_word_in_a_style_of_its_own() -> None:
    text = small(
        '<titles><title><style face="normal">H</style><style face="subscript">2</style>O вода</title></titles>'
    )
    assert written(text, title="H2O voda") == text.replace("вода", "voda")


def test_changes_are_escaped_as_the_file_does_it() -> None:
    changed = written(PRETTY, title="«Slovo» & ʹ", **{"collection-title": "Seriia ]]> <1>"})
    assert "<title>&#171;Slovo&#187; &amp; &#697;</title>" in changed
    assert "<![CDATA[Seriia ]]]]><![CDATA[> <1>]]>" in changed
    assert next(endnote.read([changed])).item["title"] == "«Slovo» & ʹ"


def test_originals_become_notes_and_the_translation_an_element() -> None:
    parts = {
        "title": part("Война & мир", "Voina & mir", "War & peace"),
        "author[0].family": part("Иванов", "Ivanov"),
        "author[0].given": part("Иван", "Ivan"),
    }
    names = [{"family": "Ivanov", "given": "Ivan"}, {"literal": "IRI"}]
    changed = written(ARTICLE, parts, title="Voina & mir", author=names)
    assert "Другое&#xD;Original title: Война &amp; мир&#xD;Original author: Иванов, Иван</style></notes>" in changed
    style = '<style face="normal" font="default" size="100%">'
    assert f"<translated-title>{style}War &amp; peace</style></translated-title></titles>" in changed
    again = next(endnote.read([changed])).item
    assert again["original-title"] == "Война & мир"
    assert again["original-author"] == [{"family": "Иванов", "given": "Иван"}]
    assert again["note"] == "Одно\nДругое"
    assert written(changed, parts) == changed


def test_originals_where_there_are_no_notes() -> None:
    text = small("<titles><title>Слово</title></titles>")
    assert written(text, {"title": part("Слово", "Slovo")}, title="Slovo") == small(
        "<titles><title>Slovo</title></titles><notes>Original title: Слово</notes>"
    )


def test_a_new_note_goes_behind_the_others() -> None:
    changed = written(ARTICLE, note="Одно\nДругое\n(In Russ.)")
    assert changed == ARTICLE.replace("Другое<", "Другое&#xD;(In Russ.)<")


@pytest.mark.parametrize(
    "inner",
    [
        "<title>a</title", "<a b=c>x</a>", "<a>&b;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>\x00</a>",
        "<a>\ud800</a>",
        "<!DOCTYPE a><a/>", "<?php echo ?>", "<a></b>", "<a><b></a></b>", "<a b='<'/>", "</record><record>", "a & b",
        "<![CDATA[ x", "<!-- a", "<a>&#99999999;</a>",
    ],
)  # fmt: skip
def test_what_is_not_well_formed_is_left_as_it_is(inner: str) -> None:
    text = small(f"<titles><title>Слово</title></titles>{inner}")
    found = list(endnote.read([text]))
    assert "".join(endnote.write(found)) == text
    if inner != "</record><record>":
        assert found[0].item == {}
        assert found[0].warnings


def test_an_entity_bomb_is_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    text = bomb + small("<titles><title>&b;</title></titles>")
    found = list(endnote.read([text]))
    assert found[0].item == {}
    assert "".join(endnote.write(found)) == text


def test_a_file_that_is_cut_off() -> None:
    text = ARTICLE[: len(ARTICLE) // 2]
    found = list(endnote.read([text]))
    assert "".join(endnote.write(found)) == text
    assert "no </record>" in found[-1].warnings[0].message


@pytest.mark.parametrize("text", ["nothing\n", "<xml><mods/></xml>", "\x00\x01"])
def test_another_format_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no EndNote record"):
        list(endnote.read([text]))
    assert not endnote.recognizes(text)


def test_recognizes() -> None:
    assert endnote.recognizes(ARTICLE[:4000])
    assert endnote.recognizes(PRETTY[:4000])
    assert endnote.recognizes("<xml>\n<records><record><titles><title>Mir</title></titles></record></records></xml>")
    assert not endnote.recognizes('<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader/></record>')


def test_composing_warns_of_what_cannot_be_held() -> None:
    item = {
        "type": "chapter",
        "id": "a<b",
        "title": "Слово & дело",
        "author": [{"family": "Иванов", "given": "И."}],
        "container-title": "Сборник",
        "editor": [{"family": "Петров", "given": "П."}],
        "issued": {"date-parts": [[2001, 5]]},
        "note": "a\nb",
        "volume-title": "Том",
    }
    record = Record(item, "item 1")
    out = "".join(endnote.compose([record, Record({}, "end")]))
    element = ET.fromstring(out).find("records/record")  # noqa: S314 - our own
    assert element is not None
    assert {path: "".join(found.itertext()) for path in (
        "ref-type", "contributors/authors/author", "contributors/secondary-authors/author", "titles/title",
        "titles/secondary-title", "dates/year", "notes", "label",
    ) if (found := element.find(path)) is not None} == {
        "ref-type": "5", "contributors/authors/author": "Иванов, И.", "titles/title": "Слово & дело",
        "contributors/secondary-authors/author": "Петров, П.", "titles/secondary-title": "Сборник",
        "dates/year": "2001", "notes": "a\rb", "label": "a<b",
    }  # fmt: skip
    told = [warning.message for warning in record.warnings]
    assert len(told) == 2
    assert "issued" in told[0]
    assert "volume-title" in told[1]
    assert next(endnote.read([out])).item["title"] == "Слово & дело"


@given(st.text(alphabet="<>/record &;#x1a!-[]\"='я\r\n", max_size=80), st.integers(1, 9))
def test_whatever_stands_in_a_file_comes_back(text: str, size: int) -> None:
    whole = "<xml><records><record><titles><title>Слово</title></titles>" + text
    chunks = [whole[start : start + size] for start in range(0, len(whole), size)]
    assert "".join(endnote.write(endnote.read(chunks))) == whole


@pytest.mark.parametrize(
    "inner",
    [
        "<a>" * 200_000, "<title>" + "слово " * 300_000 + "</title>", "<style " * 200_000,
        "<a " + "b='c' " * 200_000,
        "<a" + " " * 500_000, "&amp;" * 300_000, "<![CDATA[" + "]" * 500_000, "<!--" + "-" * 500_000,
        "<a><style>" * 50_000,
        "<title>" + "<style>a</style>" * 50_000 + "</title>",
    ],
)  # fmt: skip
def test_hard_input_takes_no_long(inner: str) -> None:
    text = small(inner)
    assert "".join(endnote.write(endnote.read([text]))) == text


@pytest.mark.skipif(shutil.which("endx2xml") is None, reason="bibutils is not installed")
@pytest.mark.parametrize("composed", [False, True])
def test_bibutils_finds_the_same_entry(tmp_path: Path, composed: bool) -> None:
    found = list(endnote.read([ARTICLE]))
    found[0].item = {**found[0].item, "title": "Voina & mir Tolstogo", "container-title": "Voprosy istorii"}
    place = tmp_path / "a.xml"
    place.write_bytes("".join((endnote.compose if composed else endnote.write)(found)).encode())
    out = subprocess.run(["endx2xml", place], capture_output=True, check=True, timeout=60).stdout.decode("utf-8-sig")
    mods = ET.fromstring(out)  # noqa: S314 - our own
    space = {"m": "http://www.loc.gov/mods/v3"}
    assert mods.findtext("m:mods/m:titleInfo/m:title", None, space) == "Voina & mir Tolstogo"
    assert mods.findtext("m:mods/m:relatedItem/m:titleInfo/m:title", None, space) == "Voprosy istorii"
    assert mods.findtext("m:mods/m:name/m:namePart[@type='family']", None, space) == "Иванов"
