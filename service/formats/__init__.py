"""Formats: one module each, from bytes to records and back. ``FORMATS`` names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Protocol

from ..errors import UnknownFormatError
from ..references.record import Record


class Format(Protocol):
    """What a format's module offers.

    Attributes:
        NAME: the id by which people ask for it.
        SUFFIXES: file name endings, with the dot.
        MEDIA_TYPES: media types of the HTTP service.
    """

    NAME: str
    SUFFIXES: tuple[str, ...]
    MEDIA_TYPES: tuple[str, ...]

    def recognizes(self, text: str) -> bool:
        """Tell whether a text looks like this format."""

    def read(self, text: str) -> Iterator[Record]:
        """Read records; raises InputError where the text is not this format."""

    def write(self, records: Iterable[Record]) -> Iterator[str]:
        """Write records back, piece by piece; what did not change leaves as it came."""


def formats() -> dict[str, Format]:
    """Every format by its name; the one that recognizes any text stands last."""
    from . import csl_json, plain_text

    return {module.NAME: module for module in (csl_json, plain_text)}


def find_format(name: str | None, *, text: str = "", path: str | None = None) -> Format:
    """Find a format by its name, else by a file's name, else by what the text looks like.

    Raises:
        UnknownFormatError: no format of this name, or none with the file's ending; names those there are.
    """
    known = formats()
    if name is not None:
        try:
            return known[name]
        except KeyError:
            raise UnknownFormatError(f"format {name!r} does not exist; there are: {', '.join(known)}") from None
    suffix = PurePath(path).suffix.lower() if path else ""
    if suffix:
        by_suffix = [one for one in known.values() if suffix in one.SUFFIXES]
        if not by_suffix:
            there = "; ".join(f"{one.NAME} ({' '.join(one.SUFFIXES)})" for one in known.values())
            raise UnknownFormatError(f"{path}: no format has the ending {suffix}; there are: {there}; or name one")
        return by_suffix[0]
    return next(one for one in known.values() if one.recognizes(text))
