"""What is fuzzed: for each thing that reads foreign input a call, what it promises, and input to begin with.

A target takes bytes of any kind and returns if all is well. ``RomanbibError`` is an answer; everything else that is
raised is a mistake, and so is a second of work on 10 kB.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask.testing import FlaskClient
from romanbib import pipeline, streaming
from romanbib.entries import parse, split
from romanbib.errors import RomanbibError
from romanbib.formats import HEAD, formats
from romanbib.overrides import Override, Overrides
from romanbib.respelling import recognize
from romanbib.web import create_app

from ..formats.docx_documents import HEADING, W, made, members, packed
from ..formats.marc_records import build

LONGEST = 10_000  # bytes of an input
SECONDS = 1.0  # of work on so many
_MARCXML = (
    '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 i 4500</leader>'
    '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Мир</subfield></datafield></record></collection>'
)
_ENDNOTE = (
    "<xml><records><record><ref-type>6</ref-type><contributors><authors><author>Толстой, Л.</author></authors>"
    "</contributors><titles><title><style>Мир</style></title></titles></record></records></xml>"
)
_LINES = """1. Толстой Л. Н. Война и мир [War and peace]. М.: Наука, 1869. Т. 1. 300 с. (In Russ.)
2. نوری، علی (۱۳۸۰). «تاریخ ایران»، ترجمهٔ م. احمدی، تهران: نشر نی، ج ۲، ص ۱–۲.
[3] Ivanov I.I. Istoriia Rossii // Voprosy istorii. 2001. № 3. S. 5-10. doi:10.1/x URL: http://e.org (21.01.2020)
"""
_LATIN = "Tolstoĭ L. N. Voĭna i mir; Tārīkh-i Īrān-i bāstān va farhang; Khrestomatiia, Shchedrin"
_WORDS = (
    "В",
    "C. Ж.",
    "ил. ;",
    "пер. с англ. / под ред.",
    "به کوشش",
    "[",
    "((",
    "//",
    " : ",
    " – ",
    "et al.",
    "https://",
)


@dataclass(frozen=True)
class Target:
    """Something that reads foreign input.

    Attributes:
        run: reads bytes, raises for a mistake.
        seeds: inputs to begin with.
        words: what its inputs are made of.
    """

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    words: tuple[str, ...] = ()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@cache
def _wanted() -> Any:
    return pipeline.request("romanized-original", respell=True)


def _format(name: str) -> Callable[[bytes], None]:
    """What one format reads leaves as it came, goes through all of the pipeline, and on to other formats."""
    chosen = formats()[name]

    def run(data: bytes) -> None:
        given: Any = data if chosen.BINARY else _text(data)
        chosen.recognizes(given[:HEAD])
        try:
            back = type(given)().join(chosen.write(chosen.read([given])))
        except RomanbibError:
            return
        assert chosen.NAME == "docx" or back == given, "what was read and not changed did not leave as it came"
        for target in ("csl-json", None):
            try:
                list(_streamed(given, name, target))
            except RomanbibError:
                continue

    return run


def _streamed(given: Any, name: str, target: str | None) -> Iterator[Any]:
    chosen = formats()[name]
    wanted = pipeline.target_of(chosen, target)
    return streaming.stream([given], chosen, _wanted(), lambda record: None, target=wanted)


def _docx_part(data: bytes) -> None:
    """The text of a Word document, well packed."""
    contents: dict[str, Any] = members("")
    contents["word/document.xml"] = data
    _format("docx")(packed(contents))


def _parse(data: bytes) -> None:
    parsed = parse(_text(data))
    assert 0 <= parsed.confidence <= 1
    parsed.item()


def _split(data: bytes) -> None:
    split(_text(data))


def _recognize(data: bytes) -> None:
    for language in (None, "ru", "fa"):
        recognize(_text(data), language)


def load() -> None:
    """Load what is loaded once, so that it counts for no input."""
    _recognize(_LATIN.encode())
    for target in TARGETS.values():
        target.run(target.seeds[0])


@cache
def _overrides() -> Overrides:
    sources = ("мир", "мир и война", "И. Петров", "война")
    persian = (Override("fa", "مهر", "مُهر"), Override("fa", "خبرگزاری مهر", "Mehr News"))
    return Overrides((*(Override("ru", one, "X") for one in sources), *persian))


def _in_text(data: bytes) -> None:
    text, last = _text(data), 0
    for language in ("ru", "fa"):
        for match in _overrides().in_text(text, language, "title"):
            assert last <= match.start < match.end <= len(text)
            last = match.end
        last = 0


@cache
def _client() -> FlaskClient:
    return create_app({"DATABASE_URL": "sqlite://"}).test_client()


def _json_bodies(data: bytes) -> None:
    for path in ("/v1/normalize", "/v1/transliterate", "/v1/check", "/v1/overrides", "/v1/detect"):
        answer = _client().post(path, data=data, content_type="application/json")
        assert answer.status_code < 500, f"{path}: {answer.status}"


def _seeds(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


_XML = (
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x [",
    '<!ENTITY e "x">',
    "&e;",
    "&#1084;",
    "<!--",
    "-->",
    "<?x",
    "?>",
    "</",
    "/>",
)
TARGETS = {
    "bibtex": Target(
        _format("bibtex"),
        _seeds(
            '@string{n = "Наука"}\n@book{key, author = {Толстой, Л. and others}, title = "Мир {и} " # n, year = 1869}\n',  # noqa: E501
            "@comment{x} @article(k, title={{\\CYRM}ир \\'{e}}, journal=n, langid={russian})",
        ),
        ("@", "{", "}", '"', " # ", " and ", "\\'", "\\CYRA", "@string{", "@comment{", "%", "origtitle = ", "crossref = "),  # noqa: E501
    ),
    "ris": Target(
        _format("ris"),
        _seeds("TY  - BOOK\r\nAU  - Толстой, Л. Н.\r\nTI  - Мир\r\nN1  - Original title: X\r\nER  - \r\n"),
        ("TY  - ", "ER  - ", "\r\n", "TI  - ", "T2  - ", "JF  - ", "AU  - ", "\ufeff"),
    ),
    "csl-json": Target(
        _format("csl-json"),
        _seeds('[{"id":"1","type":"book","title":"Мир","author":[{"family":"Косов","given":"А."}],'
               '"issued":{"date-parts":[[1869]]},"note":"original-title: Мир","multi":{"_keys":{},"main":{}}}]'),
        ('"title":', '"author":[', "\\ud83d", "1e999", "null", "[[", '{"literal":', "\ufeff", "\n"),
    ),
    "endnote-xml": Target(_format("endnote-xml"), _seeds(_ENDNOTE), (*_XML, "<style", "<title>", "<record>")),
    "marcxml": Target(_format("marcxml"), _seeds(_MARCXML), (*_XML, "<datafield", "<subfield", '"880"', "245-01/(N")),
    "marc": Target(
        _format("marc"),
        (build("100 1 $aТолстой, Л. Н.$d1828-1910", "245 10$aМир /$cЛ.", "880 10$6245-01/(N$aМир"),
         build("245 10$a\x1b(NmIR\x1b(B", leader="00000nam  2200000 i 4500")),
        ("\x1f", "\x1e", "\x1d", "\x1b(N", "\x1b$1", "\x1b(B", "$6880-01"),
    ),
    "docx": Target(_format("docx"), (made(HEADING + "<w:p><w:r><w:t>Мир. М., 1869.</w:t></w:r></w:p>"),)),
    "docx-part": Target(
        _docx_part,
        _seeds(f'<w:document xmlns:w="{W}"><w:body>{HEADING}<w:p><w:r><w:t>Мир</w:t></w:r></w:p></w:body></w:document>'),  # noqa: E501
        (*_XML, "<w:p>", "</w:p>", "<w:r>", "<w:t>", "<w:fldChar", "<w:sectPr/>", "<w:del>", "<w:rPr>"),
    ),
    "csv": Target(
        _format("csv"),
        _seeds('"Title","Author","Original title"\r\n"Мир ""и"" война","Толстой, Л.",""\r\n', "Title;Author\nМир;Косов\n"),  # noqa: E501
        ('"', '""', ",", ";", "\t", "\r\n", "\ufeff"),
    ),
    "text": Target(_format("text"), _seeds(_LINES), _WORDS),
    "parse": Target(_parse, _seeds(*_LINES.splitlines()), _WORDS),
    "split": Target(_split, _seeds(_LINES), ("\n", "\n\n", "1. ", "[1] ", "• ", "    ", "-\n", *_WORDS)),
    "recognize": Target(_recognize, _seeds(_LATIN), ("-i ", "shch", "kh", "ʹ", "ā", "ii", "zh", "ĭ", "ʿ", "-yi ", "ye")),  # noqa: E501
    "overrides": Target(_in_text, _seeds("Мир и война. И. Петров: мир", "خبرگزاری مهر ایران"), ("и", "мир ", ". ", "\u200c")),  # noqa: E501
    "json-bodies": Target(
        _json_bodies,
        _seeds('{"text":"Щи","scheme":"ala-lc","language":"ru"}', '{"source":[{"id":"1","title":"Мир"}],"profile":"x"}',
               '{"language":"ru","source":"Мир","output":"Mir","kind":"name","scope":"a"}', '{"source":"Мир","from":"text"}'),  # noqa: E501
        ('"text":', '"source":', "\\ud83d", "1e999", "NaN", '"kind":', '"options":{', '"profile":"../x"', '"to":'),
    ),
}  # fmt: skip
