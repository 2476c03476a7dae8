"""Which format a source is taken for."""

import pytest
import romanbib
from romanbib.errors import InputError
from romanbib.formats import find_format, formats


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"title":"x"}', "csl-json"),
        ('[{"title":"x"}]', "csl-json"),
        ('\ufeff\n [ { "title":"x"}]', "csl-json"),
        ("[]", "csl-json"),
        ("{}", "csl-json"),
        ("[1] Иванов И. Название", "text"),
        ("[Иванов] Название", "text"),
        ("{Иванов} Название", "text"),
        ("Иванов И. Название", "text"),
        ("", "text"),
        ("  \n", "text"),
        ('"title"', "text"),
    ],
)
def test_by_how_the_text_begins(text, name):
    assert name == find_format(None, head=text).NAME


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.json", "csl-json"), ("A.JSON", "csl-json"), ("dir.txt/a.jsonl", "csl-json"), ("a.ndjson", "csl-json"),
     ("a.txt", "text"), ("b/список.TXT", "text"), ("a.text", "text")],
)  # fmt: skip
def test_by_the_name_of_the_file(path, name):
    assert name == find_format(None, head="", path=path).NAME


def test_a_file_without_an_ending_goes_by_its_text():
    assert find_format(None, head='{"a":1}', path="dir.txt/refs").NAME == "csl-json"
    assert find_format(None, head="Мир", path="refs").NAME == "text"


def test_a_name_asked_for_comes_first():
    assert find_format("text", head='{"a":1}', path="a.json").NAME == "text"


@pytest.mark.parametrize("wanted", [{"name": "odt"}, {"name": ""}, {"name": "CSL"}, {"name": None, "path": "a.odt"}])
def test_an_unknown_format_is_refused_with_what_there_is(wanted):
    with pytest.raises(romanbib.UnknownFormatError) as caught:
        find_format(**wanted)
    for name in formats():
        assert name in str(caught.value)


SAMPLES = {
    "csl-json": ['[{"title":"x", "a":[1]}]\n', '{"x":"\\u0041"}\r\n{}'],
    "bibtex": ["% x\r\n@book{a,\r\n  title = {x},\r\n}\r\n"],
    "ris": ["TY  - JOUR\r\nTI  - x\r\nXX  - y\r\nER  - \r\n"],
    "endnote-xml": ["<xml><records><record><ref-type>17</ref-type></record></records></xml>\n"],
    "marcxml": ['<collection xmlns="http://www.loc.gov/MARC21/slim"><record/></collection>\n'],
    "csv": ['title,year\r\n"a, b",2020\r\n'],
    "text": ["one\r\n\r\ntwo"],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_whatever_a_format_reads_it_writes_back(name):
    one = find_format(name)
    for text in SAMPLES[name]:
        assert find_format(None, head=text) is one
        assert "".join(one.write(one.read([text]))) == text


def test_every_format_has_a_sample():
    assert {one.NAME for one in formats().values() if not one.BINARY} == set(SAMPLES)


def test_endings_and_media_types_are_claimed_once():
    for attribute in ("SUFFIXES", "MEDIA_TYPES"):
        claimed = [value for one in formats().values() for value in getattr(one, attribute) if value != ".xml"]
        assert len(claimed) == len(set(claimed))


def test_xml_is_told_by_what_is_in_it():
    for name in ("endnote-xml", "marcxml"):
        assert name == find_format(None, head=SAMPLES[name][0], path="a.xml").NAME
    with pytest.raises(InputError, match=r"a\.xml: looks like none of"):
        find_format(None, head="<html/>", path="a.xml")
