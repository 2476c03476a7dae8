"""Markup, quotes and formulas in every field of every format: they come out as the text that they are."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
import zipfile
from html.parser import HTMLParser

import pytest
from romanbib import pipeline, streaming
from romanbib.formats import Composer, formats

HOSTILE = "<img src=x onerror=alert(1)>\"'&"
TEXT = f"Мир {HOSTILE} война"  # the markers stay, whatever becomes of quotes
ITEM = {
    "id": "a",
    "type": "book",
    "language": "ru",
    "title": TEXT,
    "publisher": TEXT,
    "publisher-place": TEXT,
    "container-title": TEXT,
    "note": TEXT,
    "author": [{"family": f"Иванов {HOSTILE}", "given": f"И. {HOSTILE}"}, {"literal": f"Общество {HOSTILE}"}],
    "editor": [{"family": f"Петров {HOSTILE}", "given": "П."}],
    "issued": {"date-parts": [[1999]]},
}
MARK = "onerror=alert(1)"
COMPOSED = sorted(name for name, one in formats().items() if isinstance(one, Composer))


class Tags(HTMLParser):
    """The elements and attributes of a page, as a browser sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}


def written(name: str) -> str | bytes:
    """The item in a format, by way of the usual arrangement with originals."""
    csl = formats()["csl-json"]
    wanted = pipeline.request("romanized-original")
    target = pipeline.target_of(csl, name)
    pieces = streaming.stream([json.dumps([ITEM])], csl, wanted, lambda record: None, target=target)
    return (b"" if target.BINARY else "").join(pieces)


def body(name: str) -> str:
    """What a format's file says: all texts of it, behind whatever escapes the format has."""
    done = written(name)
    if name in ("marcxml", "endnote-xml"):
        root = ET.fromstring(done)  # noqa: S314 - written here; it is well-formed, or this raises
        assert not [one for one in root.iter() if one.tag.rpartition("}")[2] == "img"]
        return "\n".join(root.itertext())
    if name == "csl-json":
        found: list[str] = []
        json.loads(done, object_hook=lambda one: found.extend(str(value) for value in one.values()))
        return "\n".join(found)
    if name == "docx":
        assert isinstance(done, bytes)
        part = zipfile.ZipFile(io.BytesIO(done)).read("word/document.xml")
        return "".join(ET.fromstring(part).itertext())  # noqa: S314 - as above
    return done.decode() if isinstance(done, bytes) else done


@pytest.mark.parametrize("name", COMPOSED)
def test_each_format_that_is_written(name):
    said = body(name)
    assert "Mir <img" in said
    assert said.count(MARK) >= 3


@pytest.mark.parametrize("name", [name for name in COMPOSED if name not in ("text", "docx")])
def test_each_format_reads_back_what_it_wrote(name):
    """Nothing of the text has become structure."""
    done = written(name)
    records = [one for one in formats()[name].read([done]) if one.item]
    assert len(records) == 1
    assert str(records[0].item["title"]).startswith("Mir <img src=x onerror=alert(1)>")
    families = [one.get("family", one.get("literal")) for one in records[0].item["author"]]
    assert families[0].startswith("Ivanov <img src=x onerror=alert(1)>")


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json", "endnote-xml", "marcxml", "marc"])
def test_the_report_of_each_format(name, client):
    kind = formats()[name].MEDIA_TYPES[0]
    source = written(name).replace("Mir", "Мир") if isinstance(written(name), str) else written(name)
    answer = client.post("/v1/normalize", data=source, content_type=kind, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    page = Tags(answer.get_data(as_text=True))
    assert not page.tags & {"img", "script"}
    assert not [one for one in page.names if one.startswith("on")]


@pytest.mark.parametrize(
    "address",
    ["/", "/docs", "/schemes", "/schemes/ru/ala-lc", f"/schemes/{HOSTILE}/x", f"/problems/{HOSTILE}", f"/{HOSTILE}",
     "/v1/schemes", f"/v1/schemes/{HOSTILE}", f"/v1/profiles/{HOSTILE}", "/v1/overrides", "/openapi.json"],
)  # fmt: skip
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_hostile_queries(address, accept, client):
    names = ("lang", "scheme", "language", "profile", "text", "source", "q", "scope", "holding", "from", "to", HOSTILE)
    for name in names:
        answer = client.get(address, query_string={name: f'"{HOSTILE}'}, headers={"Accept": accept})
        assert answer.status_code < 500
        if answer.mimetype == "text/html":
            page = Tags(answer.get_data(as_text=True))
            assert "img" not in page.tags
            assert not [one for one in page.names if one.startswith("on")]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Content-Security-Policy" in answer.headers


def test_cells_with_formulas_are_the_users_own():
    """Cells leave as they came; a spreadsheet's apostrophe before them would be a change of the data."""
    table = '"Title","Author","Publisher"\r\n"=cmd|\' /C calc\'!A0","@SUM(1)","Наука"\r\n'
    done = pipeline.normalize(table, from_format="csv").output
    assert done == table.replace("Наука", "Nauka")
