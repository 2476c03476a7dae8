"""A bibliography as the body of a request: in JSON parameters, or in the media type of its own format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from ...formats import Document, Format, find_format, formats
from ..bodies import Body, decoded
from ..choices import check_format
from ..problems import Problem, bad_parameter
from ..requests import JSON, TEXT, UNNAMED, media_type
from .operations import Content
from .parameters import CheckParameters

CSL_JSON = "application/vnd.citationstyles.csl+json"
NDJSON = "application/x-ndjson"
ITEMS = "csl-json"  # the format of a bibliography that comes as JSON items
EXAMPLES: Mapping[str, str] = {
    "csl-json": '[{"id": "1", "type": "book", "title": "Война и мир"}]\n',
    "bibtex": "@book{tolstoy,\n  title = {Война и мир},\n}\n",
    "ris": "TY  - BOOK\nTI  - Война и мир\nER  - \n",
    "endnote-xml": "<xml><records><record><titles><title>Война и мир</title></titles></record></records></xml>\n",
    "marcxml": (
        '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 u 4500</leader>'
        '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">Война и мир</subfield></datafield></record>\n'
    ),
    "csv": "Title\nВойна и мир\n",
    "text": "Толстой Л. Н. Война и мир. М., 1869.\n",
}


def by_media_type() -> Mapping[str, Format]:
    """Every format by its media types; JSON itself holds parameters, not a bibliography."""
    return {kind: one for one in formats().values() for kind in one.MEDIA_TYPES if kind != JSON}


def contents() -> dict[str, Content]:
    """What a bibliography looks like in each media type, for the document."""
    found: dict[str, Content] = {}
    for kind, one in by_media_type().items():
        schema: dict[str, Any] = {"type": "string", "format": "binary"} if one.BINARY else {"type": "string"}
        example: Any = EXAMPLES.get(one.NAME)
        if kind == CSL_JSON:
            schema, example = {"anyOf": [{"type": "array"}, {"type": "object"}]}, json.loads(EXAMPLES[ITEMS])
        elif kind == NDJSON:
            example = "\n".join(map(json.dumps, json.loads(EXAMPLES[ITEMS]))) + "\n"
        elif kind == "text/tab-separated-values":
            example = "Title\tYear\nВойна и мир\t1869\n"
        found[kind] = Content(schema, example)
    return found


@dataclass(frozen=True, slots=True)
class Sent:
    """A body that holds a bibliography: its media type, and the body, of which the beginning may have been read."""

    kind: str
    body: Body

    @classmethod
    def now(cls) -> Sent:
        """Take the body of the present request; a JSON list is CSL-JSON, whichever of the two it is called.

        Where the query names the format with ``from``, the media type need not.

        Raises:
            Problem: 415, no format of ours.
        """
        kind = media_type((JSON, *by_media_type()), UNNAMED if request.args.get("from") else "")
        body = Body()
        if kind == JSON and _begins_as_list(body):
            kind = CSL_JSON
        return cls(kind, body)

    def format(self, given: str | None) -> Format:
        """Format of a body that is a bibliography: its media type's, but plain text can hold any format of text.

        Raises:
            Problem: another one is named.
        """
        named = check_format(given)
        if named is not None and self.kind == UNNAMED:
            return named
        own = by_media_type()[self.kind]
        named = named or own
        if self.kind != TEXT and named.NAME != own.NAME:
            bad_parameter(
                f"The body is {self.kind}, which is {own.NAME}; leave 'from' out or send another Content-Type.",
                (own.NAME,),
            )
        _check_text(named if self.kind == TEXT else None)
        return named

    def chunks(self, chosen: Format, *, whole: bool) -> Iterator[Any]:
        """Give the bibliography in chunks of text or bytes, as its format reads it.

        Args:
            chosen: its format.
            whole: whether it is to be read whole first, so that it is answered whole or not at all.
        """
        blocks = [self.body.whole()] if whole or isinstance(chosen, Document) else self.body.blocks()
        return iter(blocks) if chosen.BINARY else _without_nul(decoded(blocks))


def _begins_as_list(body: Body) -> bool:
    return body.begin(1).removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith(b"[")


def _check_text(chosen: Format | None) -> None:
    if chosen is not None and chosen.BINARY:
        bad_parameter(f"{chosen.NAME} is bytes; send them as the body, as {chosen.MEDIA_TYPES[0]}.", chosen.MEDIA_TYPES)


def _without_nul(chunks: Iterable[str]) -> Iterator[str]:
    lines = 0
    for chunk in chunks:
        if "\0" in chunk:
            line = lines + chunk.count("\n", 0, chunk.index("\0")) + 1
            raise Problem("unreadable-input", f"Line {line} holds a NUL character; this is no text.")
        lines += chunk.count("\n")
        yield chunk


def source_of(wanted: CheckParameters) -> tuple[Format, str]:
    """Format and text of a bibliography that came in JSON parameters.

    Raises:
        Problem: the format named cannot be that of the source.
    """
    named = check_format(wanted.from_format)
    _check_text(named)
    if isinstance(wanted.source, str):
        return named or find_format(None, head=wanted.source), wanted.source
    if named is not None and named.NAME != ITEMS:
        bad_parameter("The source is CSL-JSON items; leave 'from' out, or give the source as a string.", (ITEMS,))
    return find_format(ITEMS), json.dumps(wanted.source, ensure_ascii=False)
