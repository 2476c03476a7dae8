"""MARCXML: what needs no change keeps its text, what changes keeps its layout and is well-formed."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import romanbib
from hypothesis import given
from hypothesis import strategies as st
from marc_records import normalized
from romanbib.formats import marcxml

DATA = Path(__file__).parent.parent / "data" / "marc"
SLIM = "http://www.loc.gov/MARC21/slim"
YAZ = shutil.which("yaz-marcdump")
HEAD = (
    "<record><leader>00000nam a2200000 i 4500</leader>"
    '<controlfield tag="008">000101s2000    ru            000 0 rus d</controlfield>'
)


def record(*fields):
    return HEAD + "".join(fields) + "</record>"


def field(tag, inside, ind="10"):
    return f'<datafield tag="{tag}" ind1="{ind[0]}" ind2="{ind[1]}">{inside}</datafield>'


def sub(code, text):
    return f'<subfield code="{code}">{text}</subfield>'


def collection(inside):
    return f'<?xml version="1.0"?>\n<collection xmlns="{SLIM}">\n{inside}\n</collection>\n'


def test_a_changed_record_differs_only_in_what_changed():
    source = (DATA / "cyrillic.marcxml").read_text(encoding="utf-8")
    written = normalized(source)[0]
    ElementTree.fromstring(written)  # noqa: S314
    kept = [line for line in source.splitlines() if not any("а" <= char <= "я" for char in line)]
    lines = iter(written.splitlines())
    assert all(line in lines for line in kept)
    assert '    <subfield code="6">880-02</subfield>\n    <subfield code="a">Voĭna i mir :</subfield>\n' in written
    assert (
        '  <datafield tag="880" ind1="1" ind2="0">\n    <subfield code="6">245-02/(N</subfield>\n'
        '    <subfield code="a">Война и мир :</subfield>\n    <subfield code="b">роман /</subfield>\n'
    ) in written
    assert normalized(written)[0] == written


@pytest.mark.parametrize(
    "text",
    [
        collection(record(field("245", sub("a", "Peace &amp; “war' &#8212; x")))),
        collection(record(field("245", ""), field("245", "<subfield code='a'/>"), "<datafield/>", "<x y='1'/>")),
        collection(record(field("500", sub("a", "Мир"))) + "<!-- " + record(field("245", sub("a", "Мир"))) + " -->"),
        f"<oai><record><header>Мир</header><metadata><record xmlns='{SLIM}'></record></metadata></record></oai>",
        "",
        "Мир",
        "<record>",
        "<record ><leader>",
        "<!-- ",
        "<record <record <record",
        collection("<![CDATA[" + record(field("245", sub("a", "Мир"))) + "]]>"),
    ],
)
def test_what_needs_no_change_keeps_its_text(text):
    assert normalized(text)[0] == text


@pytest.mark.parametrize("size", [1, 5, 100, 4097])
def test_chunks_of_any_size_give_the_same(size):
    source = (DATA / "cyrillic.marcxml").read_text(encoding="utf-8")
    assert normalized(source, size=size)[0] == normalized(source)[0]


def test_prefix_and_quotes_are_kept_inside_another_document():
    source = (
        f"<o:r xmlns:o='urn:o'><record><header/><metadata><m:record xmlns:m='{SLIM}'>"
        "<m:leader>00000nam a2200000 i 4500</m:leader>"
        "<m:datafield ind1='1' ind2='0' tag='245'><m:subfield code='a'>Мир &amp; <![CDATA[дом]]> &lt;</m:subfield>"
        "</m:datafield></m:record></metadata></record></o:r>"
    )
    written = normalized(source)[0]
    root = ElementTree.fromstring(written)  # noqa: S314
    fields = root.findall(f".//{{{SLIM}}}datafield")
    assert [one.get("tag") for one in fields] == ["245", "880"]
    assert ["".join(one.itertext()) for one in fields[0]] == ["880-01", "Mir & dom <"]
    assert ["".join(one.itertext()) for one in fields[1]] == ["245-01/(N", "Мир & дом <"]
    assert "<![CDATA[дом]]>" in written


def test_a_file_in_ascii_stays_in_ascii():
    source = collection(record(field("245", sub("a", "&#x412;&#x43E;&#x439;&#1085;&#1072;"))))
    written = normalized(source)[0]
    assert written.isascii()
    assert '<subfield code="a">Vo&#x12D;na</subfield>' in written


def test_nonfiling_indicator_and_066_are_kept_right():
    source = collection(record(field("066", sub("c", "$1"), "  "), field("245", sub("a", "Ще війна"), "13")))
    written = normalized(source)[0]
    assert '<datafield tag="245" ind1="1" ind2="6">' in written
    assert '<datafield tag="880" ind1="1" ind2="3">' in written
    assert '<subfield code="c">$1</subfield><subfield code="c">(N</subfield>' in written


@pytest.mark.parametrize(
    "broken",
    [
        record(field("245", "<subfield code='a'>Мир</datafield>")),
        record(field("245", sub("a", "Мир < дом"))),
        HEAD + field("245", sub("a", "Мир")),
        HEAD + field("200", sub("a", "Мир")) + "</record>",
    ],
)
def test_a_broken_record_is_passed_through_and_reported(broken):
    written, records = normalized(broken)
    assert written == broken
    assert any("left as it is" in one.message for one in records[0].warnings)


def test_entities_are_not_expanded():
    source = '<!DOCTYPE x [<!ENTITY m SYSTEM "file:///etc/passwd">]>' + collection(
        record(field("245", sub("a", "Мир &m;")))
    ).replace('<?xml version="1.0"?>\n', "")
    written = normalized(source)[0]
    assert "root:" not in written
    assert source.split("<collection")[0] in written


@given(st.lists(st.sampled_from(["<record>", "</record>", "<leader>", "Мир", "<", ">", "<!--", "-->", " ", '"', "&"])))
def test_any_text_comes_back(parts):
    text = "".join(parts)
    assert normalized(text)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "<record " * 100_000,
        "<record>" * 100_000,
        "<record " + '"' * 200_000,
        "<record>" + " " * 300_000 + "x",
        "<!--" * 100_000,
        HEAD + "<datafield tag='245'>" * 50_000,
        HEAD + field("245", sub("a", "Мир" + " " * 200_000 + "x") + "</record>"),
    ],
    ids=range(7),
)
def test_hostile_text_is_gone_through_once(text):
    assert "".join(marcxml.write(marcxml.read([text]))) == text


def test_marcxml_is_told_by_its_namespace():
    assert marcxml.recognizes(collection(""))
    assert marcxml.recognizes(f"<m:record xmlns:m='{SLIM}'>")
    assert not marcxml.recognizes("<collection></collection>")
    assert not marcxml.recognizes(f"see {SLIM}")


@pytest.mark.skipif(not YAZ, reason="yaz is not installed")
def test_yaz_reads_what_is_written():
    written = normalized((DATA / "cyrillic.marcxml").read_text(encoding="utf-8"))[0]
    command = [YAZ, "-i", "marcxml", "-o", "marc", "/dev/stdin"]
    done = subprocess.run(command, input=written.encode(), capture_output=True, timeout=20, check=True)
    assert not done.stderr
    iso = normalized((DATA / "cyrillic-utf8.mrc").read_bytes())[0]
    assert done.stdout == iso


def test_a_field_with_thousands_of_subfields_takes_linear_time():
    many = 20_000
    responsible = '<subfield code="c">Мир и дом</subfield>' * many
    names = "".join(
        f'<datafield tag="700" ind1="1" ind2=" "><subfield code="a">Иванов{number}, И.</subfield></datafield>'
        for number in range(200)
    )
    title = f'<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Мир</subfield>{responsible}</datafield>'
    leader = "<leader>00000nam a2200000 i 4500</leader>"
    text = f'<collection xmlns="http://www.loc.gov/MARC21/slim"><record>{leader}{title}{names}</record></collection>'
    done = romanbib.normalize(text, from_format="marcxml")
    assert done.output.count("Mir i dom") == many
    assert f"245$c[{many}]" in {change["field"] for change in done.changes}
