"""Formats: one module each, from chunks of a file to records and back. ``FORMATS`` names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import Any, Protocol, runtime_checkable

from ..errors import InputError, RomanbibError, UnknownFormatError
from ..references.record import Record

# In the order in which they are asked whether a text is theirs; plain text, which takes any, stands last.
FORMATS = ("csl_json", "bibtex", "ris", "endnote_xml", "marcxml", "marc", "docx", "csv_table", "plain_text")
HEAD = 4096  # characters, or bytes, that a format is recognized by


class Format(Protocol):
    """What a format's module offers.

    Attributes:
        NAME: the id by which people ask for it.
        SUFFIXES: file name endings, with the dot.
        MEDIA_TYPES: media types of the HTTP service.
        BINARY: whether chunks and pieces are bytes and not text.
        ORIGINALS: whether it has places of its own for originals and translations, filled from ``record.parts``;
            where only some fields have one, their names.
    """

    NAME: str
    SUFFIXES: tuple[str, ...]
    MEDIA_TYPES: tuple[str, ...]
    BINARY: bool
    ORIGINALS: bool | frozenset[str]

    def recognizes(self, head: Any) -> bool:
        """Tell whether the beginning of a file looks like this format."""

    def read(self, chunks: Iterable[Any]) -> Iterator[Record]:
        """Read records from chunks of any size; raises InputError where the text is not this format."""

    def write(self, records: Iterable[Record]) -> Iterator[Any]:
        """Write records back, piece by piece; what did not change leaves as it came."""


@runtime_checkable
class Composer(Protocol):
    """What a format's module offers if records of other formats can be written in it."""

    def compose(self, records: Iterable[Record]) -> Iterator[Any]:
        """Write records from their items alone; warns on the record of each field that the format cannot hold."""


@runtime_checkable
class Document(Protocol):
    """What a format's module offers if its files are documents: ``read`` gives the reference sections alone."""

    def read_whole(self, chunks: Iterable[Any]) -> Iterator[Record]:
        """Read records from all of the document."""


@runtime_checkable
class Tabular(Protocol):
    """What a format's module offers if callers may name the columns of its tables."""

    def with_columns(self, said: str) -> Format:
        """Give the format of a table whose columns hold what is said; raises InputError if that is no such list."""


@runtime_checkable
class Choosing(Protocol):
    """What a format's module offers if originals can be kept in more than one way.

    Attributes:
        PLACES: the ways by name, the usual one first, each with what ``ORIGINALS`` is then.
    """

    PLACES: Mapping[str, bool | frozenset[str]]


def places_of(chosen: Format, originals: str) -> bool | frozenset[str]:
    """Give which fields of a format have places of their own for originals, kept in a way of that name ("": as usual).

    Raises:
        RomanbibError: it does not keep them so; names the ways it has.
    """
    if not originals:
        return chosen.ORIGINALS
    ways = chosen.PLACES if isinstance(chosen, Choosing) else {}
    if originals not in ways:
        there = f"there are: {', '.join(ways)}" if ways else "it has one way only; leave the choice out"
        raise RomanbibError(f"{chosen.NAME} does not keep originals as {originals!r}; {there}")
    return ways[originals]


@cache
def formats() -> dict[str, Format]:
    """Every format by its name; the one that recognizes any text stands last."""
    modules: list[Any] = [import_module(f".{name}", __package__) for name in FORMATS]
    return {module.NAME: module for module in modules}


def find_format(name: str | None, *, head: str = "", path: str | None = None) -> Format:
    """Find a format by its name, else by a file's name, else by what the text looks like.

    Args:
        name: the format's id; behind it, of a table, what its columns hold: ``csv:Автор=author,Название=title``.
        head: the beginning of the text.
        path: the file's name.

    Raises:
        UnknownFormatError: no format of this name, or none with the file's ending; names those there are.
        InputError: the text does not look like any format with the file's ending; or a column is said wrongly.
    """
    known = formats()
    if name is not None:
        id_, sign, columns = name.partition(":")
        chosen = known.get(id_)
        if chosen is not None and not sign:
            return chosen
        if isinstance(chosen, Tabular):
            return chosen.with_columns(columns)
        raise UnknownFormatError(f"format {name!r} does not exist; there are: {', '.join(known)}")
    possible = _by_suffix(path)
    if path and len(possible) == 1:
        return possible[0]
    found = next((one for one in possible if not one.BINARY and one.recognizes(head)), None)
    if found is None:
        raise InputError(f"{path or 'input'}: looks like none of {', '.join(one.NAME for one in possible)}; name one")
    return found


def find_binary(head: bytes, path: str | None = None) -> Format | None:
    """Find the format of bytes that are no text, by a file's name and what it begins with; None if they may be text.

    Raises:
        UnknownFormatError: no format has the file's ending; names those there are.
    """
    possible = _by_suffix(path)
    if path and len(possible) == 1 and possible[0].BINARY:
        return possible[0]  # which says best itself what is wrong with the file if it is none of its own
    return next((one for one in possible if one.BINARY and one.recognizes(head)), None)


def _by_suffix(path: str | None) -> list[Format]:
    """Give the formats that a file of this name may be of."""
    known = formats()
    suffix = PurePath(path).suffix.lower() if path else ""
    if not suffix:
        return list(known.values())
    if found := [one for one in known.values() if suffix in one.SUFFIXES]:
        return found
    there = "; ".join(f"{one.NAME} ({' '.join(one.SUFFIXES)})" for one in known.values())
    raise UnknownFormatError(f"{path}: no format has the ending {suffix}; there are: {there}; or name one")
