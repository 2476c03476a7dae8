"""Bodies made to harm: small, and large when somebody takes them at their word. Each is refused, or left as it is."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import socket
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ..formats.docx_documents import HEADING, W, members, packed, part
from ..web.serving import WAIT, Service
from .conftest import stop, workers

MOST = 128 << 20  # bytes by which the process may grow at most, over all that it is sent here
LONG = 160 << 20  # bytes of what is packed well
DEEP = 100_000
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDNOTE = "application/x-endnote+xml"
MARCXML = "application/marcxml+xml"
CSL = "application/vnd.citationstyles.csl+json"
MARK = "root:"  # how /etc/passwd begins


def laughs(declared: str) -> str:
    """Entities of ten others each, ten levels of them."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    return f'<!DOCTYPE {declared} [<!ENTITY e0 "ha">{levels}]>'


DECLARED = {
    "laughs": (laughs, "&e10;"),
    "quadratic": (lambda name: f'<!DOCTYPE {name} [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 20_000),
    "external": (lambda name: f'<!DOCTYPE {name} [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "remote": (lambda name: f'<!DOCTYPE {name} [<!ENTITY a SYSTEM "http://127.0.0.1:PORT/a">]>', "&a;"),
    "remote subset": (lambda name: f'<!DOCTYPE {name} SYSTEM "http://127.0.0.1:PORT/a.dtd">', "&a;"),
    "parameter": (lambda name: f'<!DOCTYPE {name} [<!ENTITY % p SYSTEM "http://127.0.0.1:PORT/a"> %p;]>', ""),
    "inclusion": (lambda name: "", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
    "nested": (lambda name: "", "<a>" * DEEP + "</a>" * DEEP),
    "open": (lambda name: "", "<a>" * DEEP),
    "attributes": (lambda name: "", "<a " + " ".join(f"a{n}='x'" for n in range(DEEP)) + "/>"),
    "comments": (lambda name: "", "<!--" * DEEP),
    "sections": (lambda name: "", "<![CDATA[" * DEEP),
    "instructions": (lambda name: "", "<?a " * DEEP),
    "references": (lambda name: "", "&#x" + "0" * DEEP + "41;"),
}  # fmt: skip


def endnote(doctype: Callable[[str], str], text: str) -> bytes:
    titles = f"<titles><title>{text}</title></titles>"
    return f"{doctype('xml')}<xml><records><record>{titles}</record></records></xml>".encode()


def marcxml(doctype: Callable[[str], str], text: str) -> bytes:
    field = f'<datafield tag="245" ind1="0" ind2="0"><subfield code="a">{text}</subfield></datafield>'
    leader = '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 u 4500</leader>'
    return f"{doctype('record')}{leader}{field}</record>".encode()


def document(name: str) -> Callable[[Callable[[str], str], str], bytes]:
    """A Word document with the bomb in one of its parts."""

    def made(doctype: Callable[[str], str], text: str) -> bytes:
        contents: dict[str, Any] = members(
            f"{HEADING}<w:p><w:r><w:t>Щи</w:t></w:r></w:p>", styles="", footnotes="<w:footnote/>"
        )
        root = f"w:{name.rpartition('/')[2].removesuffix('.xml')}" if name.startswith("word/") else "Relationships"
        if name.endswith("document.xml"):
            text = f"<w:body>{HEADING}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
        inner = f'<{root} xmlns:w="{W}">{text}</{root}>' if root != "Relationships" else f"<{root}>{text}</{root}>"
        contents[name] = f"{doctype(root)}{inner}"
        return packed(contents, zipfile.ZIP_STORED)

    return made


MAKERS: dict[str, tuple[str, Callable[[Callable[[str], str], str], bytes]]] = {
    "endnote-xml": (ENDNOTE, endnote),
    "marcxml": (MARCXML, marcxml),
    **{
        f"docx {name}": (DOCX, document(name))
        for name in ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "_rels/.rels")
    },
}


def peak(service: Service) -> int:
    """Bytes that the largest of the processes has ever held."""
    found = [Path(f"/proc/{one}/status").read_text(encoding="ascii") for one in workers(service)]
    return max(int(match[1]) << 10 for text in found if (match := re.search(r"VmHWM:\s+(\d+)", text)))


class Target:
    """A service that is bombed, and the socket that nobody ever calls."""

    def __init__(self, service: Service, listener: socket.socket) -> None:
        self.service = service
        self.listener = listener
        self.port = str(listener.getsockname()[1])
        self.before = 0

    def sent(self, path: str, body: bytes, kind: str, **headers: str) -> tuple[int, bytes]:
        """Status and body of an answer; 0 and what has come of it, if it breaks off."""
        connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=WAIT)
        try:
            more = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("POST", path, body, {"Content-Type": kind, **more})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except http.client.IncompleteRead as error:
            return 0, error.partial
        except OSError:
            return 0, b""
        finally:
            connection.close()

    def check(self) -> None:
        """Nobody was called, nothing was read, no process has grown or died."""
        with pytest.raises(BlockingIOError):
            self.listener.accept()
        assert peak(self.service) - self.before < MOST, f"{(peak(self.service) - self.before) >> 20} MiB more"
        assert self.service.get("/v1/detect", b"x")[0] == 200
        assert {line["level"] for line in self.service.lines} == {"info"}, self.service.log.read_text()


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    settings = {"ROMANBIB_WORKERS": "1", "ROMANBIB_THREADS": "1", "ROMANBIB_MAX_STREAM_BYTES": str(2 * LONG)}
    service = Service(settings, tmp_path_factory.mktemp("bombed"))
    service.until(lambda: service.get("/ready")[0] == 200)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        made = Target(service, listener)
        for kind, maker in MAKERS.values():  # what is loaded once counts for no bomb
            made.sent("/v1/normalize", maker(lambda name: "", "Мир"), kind)
            made.sent("/v1/check", maker(lambda name: "", "Мир"), kind)
        made.before = peak(service)
        yield made
    stop(service)


@pytest.mark.parametrize("bomb", DECLARED)
@pytest.mark.parametrize("name", MAKERS)
def test_xml(target, name, bomb):
    """It is refused in a sentence, or goes out as it came in; nothing is expanded, opened or fetched."""
    kind, maker = MAKERS[name]
    doctype, text = DECLARED[bomb]
    body = maker(doctype, text).replace(b"PORT", target.port.encode())
    status, answer = target.sent("/v1/normalize", body, kind)
    if status == 200:
        assert len(answer) <= len(body) + 1000
        assert kind == DOCX or answer == body, answer[:1000]  # of a document another part may be romanized
    else:
        assert status == 400
        assert json.loads(answer)["type"] == "/problems/unreadable-input"
        assert len(answer) < 2000
    assert MARK.encode() not in answer
    status, answer = target.sent("/v1/check", body, kind)
    assert status in (200, 400)
    assert MARK.encode() not in answer
    assert len(answer) < 10_000, answer[:1000]
    target.check()


@pytest.mark.parametrize(
    ("kind", "begin", "again"),
    [
        ("text/plain", "", "x"),
        ("text/plain", "Щи ", "( "),
        (CSL, "", "["),
        (CSL, '[{"title": "', "x"),
        (CSL, "", " "),
        (ENDNOTE, "<xml><records><record><titles><title>", "x"),
        (ENDNOTE, "<xml><records><record>", "<a>"),
        (MARCXML, marcxml(lambda name: "", "").decode().partition("</subfield>")[0], "<a>"),
        ("application/x-bibtex", "@book{a, title = ", "{"),
        ("application/x-research-info-systems", "TY  - BOOK\nTI  - ", "x"),
        ("text/csv", "Title\n", '"'),
        ("application/marc", "", "99999"),
    ],
)
def test_gzip_that_holds_a_thousand_times_its_size(target, kind, begin, again):
    """A record without an end: refused as too long, or with what is wrong with it."""
    body = gzip.compress((begin + again * (LONG // len(again))).encode(), 6)
    assert len(body) < LONG // 200
    status, answer = target.sent("/v1/normalize", body, kind, Content_Encoding="gzip")
    assert status in (400, 413)
    assert json.loads(answer)["status"] == status
    lines = target.sent("/v1/normalize", body, kind, Content_Encoding="gzip", Accept="application/x-ndjson")[1]
    assert json.loads(lines.splitlines()[-1])["problem" if status == 0 else "status"]
    target.check()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/v1/normalize", "source"),
        ("/v1/check", "source"),
        ("/v1/transliterate", "text"),
        ("/v1/overrides", "source"),
    ],
)
def test_gzip_of_json(target, path, name):
    body = gzip.compress(b'{"%s": "%s"}' % (name.encode(), b"x" * LONG), 6)
    status, answer = target.sent(path, body, "application/json", Content_Encoding="gzip")
    assert (status, json.loads(answer)["status"]) == (413, 413)
    target.check()


def test_gzip_in_gzip_and_gzip_of_nothing(target):
    twice = gzip.compress(gzip.compress(b"x" * LONG))
    assert target.sent("/v1/normalize", twice, "text/plain", Content_Encoding="gzip")[0] == 400
    nothing = gzip.compress(b"") * 100_000
    assert target.sent("/v1/normalize", nothing, "text/plain", Content_Encoding="gzip") == (200, b"")
    target.check()


def zip_of(name: str, content: bytes) -> bytes:
    return packed({**members("", styles="", footnotes=""), name: content})


PARAGRAPH = f"<w:p><w:r><w:t>{'x' * 50_000}</w:t></w:r></w:p>"


def overlapping() -> bytes:
    """Members that share their bytes (Fifield's bomb): the directory names one place many times."""
    whole = packed({"word/document.xml": part("x" * 100_000)})
    start = struct.unpack("<L", whole[-6:-2])[0]
    entry = whole[start:-22]
    entries = b"".join(entry.replace(b"document.xml", b"docu%04d.xml" % n) for n in range(2000))
    return whole[:start] + entries + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 2000, 2000, len(entries), start, 0)


def lying() -> bytes:
    """A member that says it holds nothing to speak of, and inflates to a thousand times its size."""
    whole = bytearray(zip_of("word/document.xml", b" " * LONG))
    size = struct.pack("<L", LONG)
    while (place := whole.find(size)) >= 0:
        whole[place : place + 4] = struct.pack("<L", 1000)
    return bytes(whole)


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: zip_of("word/document.xml", b" " * LONG), "no honest document"),
        (lambda: zip_of("word/styles.xml", b" " * LONG), "no honest document"),
        (lambda: zip_of("_rels/.rels", b" " * LONG), "no honest document"),
        (overlapping, "overlaps|no Word document|same name"),
        (lying, "damaged|well-formed|cut off"),
        (lambda: packed({f"{n}": b"" for n in range(20_001)}), "more than 20000 members"),
        # Within all limits of a package, in paragraphs of some length and in one that has none.
        (lambda: zip_of("word/document.xml", part(HEADING + PARAGRAPH * 300).encode()), ""),
        (lambda: zip_of("word/document.xml", part(f"<w:p><w:r><w:t>{'x' * (6 << 20)}</w:t></w:r></w:p>").encode()), ""),
    ],
    ids=["document", "styles", "relations", "overlapping", "lying", "members", "paragraphs", "paragraph"],
)  # fmt: skip
def test_documents(target, made, says):
    body = made()
    assert len(body) < 8 << 20
    for path in ("/v1/normalize", "/v1/check"):
        status, answer = target.sent(path, body, DOCX)
        if says:
            assert status == 400
            assert re.search(says, json.loads(answer)["detail"]), answer
        else:
            assert status in (200, 400), answer[:1000]
    target.check()
