"""CSV and TSV: one reference a row, with a header that says what the columns hold.

The header of Zotero's CSV export and plain English names are known; others are given by the caller. Quoting follows
RFC 4180, with the separator told from the header. A cell that begins with a quote but is not quoted as a whole is plain
text, as spreadsheets read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from ..errors import InputError
from ..references.record import Record
from .csv_columns import COLUMNS, COMPOSED, CSL_TYPES, DATES, NAMES, TYPES
from .line_chunks import LINES, whole_lines
from .plain_values import (
    date_parts,
    names,
    originals,
    read_date,
    read_name,
    rewritten_name,
    text_of,
    translated_title,
    unreadable,
    with_translations,
    write_name,
)

NAME = "csv"
SUFFIXES = (".csv", ".tsv")
MEDIA_TYPES = ("text/csv", "text/tab-separated-values")
BINARY = False
ORIGINALS = True

_LETTERS = re.compile(r"[\W_]+")
_TRANSLATED_TITLE = "translated-title"
_VARIABLES = tuple(dict.fromkeys(COLUMNS.values()))
_SEPARATED = re.compile(r"\s*[;|]\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How cells are parted, and what the columns hold.

    Attributes:
        separator: the sign between cells.
        columns: the variable of each column, or "".
    """

    separator: str
    columns: tuple[str, ...]

    def quoted(self, value: str, was: bool) -> str:
        """Write a cell, in quotes where it was in quotes before or cannot do without them."""
        if was or self.separator in value or "\n" in value or "\r" in value or value.startswith('"'):
            return '"' + value.replace('"', '""') + '"'
        return value


@dataclass(frozen=True, slots=True)
class _Layout:
    """A row as it stood.

    Attributes:
        source: the row with its line end.
        cells: what its cells say.
        item: the item as it was read.
        dialect: how the table is written; None outside its rows.
    """

    source: str
    cells: tuple[str, ...] = ()
    item: dict[str, Any] | None = None
    dialect: _Dialect | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The format of a table some of whose columns the caller has named; all else is as in this module."""

    columns: Mapping[str, str]
    NAME: ClassVar[str] = NAME
    SUFFIXES: ClassVar[tuple[str, ...]] = SUFFIXES
    MEDIA_TYPES: ClassVar[tuple[str, ...]] = MEDIA_TYPES
    BINARY: ClassVar[bool] = BINARY
    ORIGINALS: ClassVar[bool] = ORIGINALS

    def recognizes(self, head: str) -> bool:
        """Take any text: the caller has said what it is."""
        return True

    def read(self, chunks: Iterable[str]) -> Iterator[Record]:
        """Read rows as ``read`` does."""
        return read(chunks, self.columns)

    def write(self, records: Iterable[Record]) -> Iterator[str]:
        """Write rows back as ``write`` does."""
        return write(records)


def with_columns(said: str) -> Table:
    """Give the format of a table whose columns hold what is said: ``Автор=author,Название=title``.

    Raises:
        InputError: it is no such list, or names no variable that a column can hold.
    """
    columns: dict[str, str] = {}
    for one in said.split(","):
        name, sign, variable = (piece.strip() for piece in one.partition("="))
        if not (name and sign and variable):
            raise InputError(f"{one.strip()!r} names no column; write csv:COLUMN=VARIABLE,COLUMN=VARIABLE")
        if variable not in _VARIABLES:
            raise InputError(f"{variable!r} is no variable that a column can hold; there are: {', '.join(_VARIABLES)}")
        columns[name] = variable
    return Table(columns)


class _BrokenError(ValueError):
    pass


def recognizes(head: str) -> bool:
    """Tell a table by its first line: it names a title and one more thing that is known, in columns."""
    line = _first_line(head)
    separator = _separator(line)
    held = {COLUMNS.get(_key(name)) for name in _cells(line, separator)} if separator else set()
    return "title" in held and len(held - {None}) > 1


def _first_line(head: str) -> str:
    lines = (line.rstrip("\r\n") for line in LINES.findall(head.removeprefix("\ufeff")[:20_000]))
    return next((line for line in lines if line.strip() and not line.lower().startswith("sep=")), "")


def _key(name: str) -> str:
    return _LETTERS.sub("", name).lower()


def _separator(line: str) -> str:
    """Tell the separator: the one that stands most often outside quotes; "" where there is none."""
    bare = re.sub(r'"[^"]*+"', "", line)
    counts = {sign: bare.count(sign) for sign in "\t;,"}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ""


@cache
def _cell(separator: str) -> re.Pattern[str]:
    """Find a cell: its text in quotes or its plain text, and what stands behind it."""
    sign = re.escape(separator)
    return re.compile(rf'(?:"((?:[^"]++|"")*+)"(?={sign}|\Z)|([^{sign}\r\n]*+))({sign}|[\r\n]|\Z)')


def _cells(row: str, separator: str) -> list[str]:
    """Give what the cells of a row say; the row is without its line end.

    Raises:
        _BrokenError: a line end outside quotes, as behind text that follows closing quotes.
    """
    if '"' not in row:
        return row.split(separator)
    found = _cell(separator).findall(row)
    # At the end of the row an empty cell is found once more behind a cell that is not empty.
    if len(found) > 1 and not found[-2][2]:
        found.pop()
    if ("\n" in row or "\r" in row) and any(behind in ("\n", "\r") for _, _, behind in found):
        raise _BrokenError
    return [quoted.replace('""', '"') if quoted else plain for quoted, plain, _ in found]


def _spans(row: str, separator: str) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a row stand."""
    for match in _cell(separator).finditer(row):
        yield match.start(), match.start(3)
        if not match[3]:
            return


def read(chunks: Iterable[str], columns: Mapping[str, str] | None = None) -> Iterator[Record]:
    """Read rows, each as soon as it is complete.

    Args:
        chunks: the text, in pieces of any size.
        columns: the CSL variable of columns, by their names in the header; they come before what is known anyway.

    Raises:
        InputError: a header in which no column is known, or without one of ``columns``.
    """
    dialect: _Dialect | None = None
    forced = ""
    number = 0
    for line, source, whole in _rows(chunks):
        text = source.rstrip("\r\n")
        if dialect is None:
            bare = text.removeprefix("\ufeff")
            if bare.lower().startswith("sep=") and len(bare) == 5:
                forced = bare[4]
            elif bare.strip():
                dialect = _dialect(bare, forced, columns or {}, line)
            yield Record({}, f"header, line {line}", layout=_Layout(source))
        elif not text.strip():
            yield Record({}, f"row, line {line}", layout=_Layout(source))
        else:
            number += 1
            yield _record(source, text, number, line, dialect, whole)


def _dialect(header: str, forced: str, columns: Mapping[str, str], line: int) -> _Dialect:
    separator = forced or _separator(header) or ","
    try:
        heads = _cells(header, separator)
    except _BrokenError:
        raise InputError(f"line {line}: text stands behind closing quotes in the header; mend it") from None
    given = {_key(name): variable for name, variable in columns.items()}
    if missing := [name for name in columns if _key(name) not in {_key(head) for head in heads}]:
        raise InputError(f"line {line}: there is no column {missing[0]!r}; there are: {', '.join(heads)[:200]}")
    held = tuple(given.get(_key(head)) or COLUMNS.get(_key(head), "") for head in heads)
    if not any(held):
        raise InputError(
            f"line {line}: no column of the header is known; name the format as csv:COLUMN=title,COLUMN=author"
        )
    return _Dialect(separator, held)


def _rows(chunks: Iterable[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield rows with the line where they start, and whether their quotes are closed."""
    line, start = 1, 1
    held: list[str] = []
    scan: re.Pattern[str] | None = None
    forced = ""
    for text in whole_lines(chunks):
        if scan is None:
            bare = text.removeprefix("\ufeff").rstrip("\r\n")
            if bare.lower().startswith("sep=") and len(bare) == 5:
                forced = bare[4]
            elif bare.strip():
                scan = _open_cell(forced or _separator(bare) or ",")
        if held:
            held.append(text)
            # Inside quotes: they close where an odd run of quotes stands, and the rest of the line may open others.
            rest = text.replace('""', "")
            if '"' in rest and not _opens(rest.partition('"')[2], scan):
                yield start, "".join(held), True
                held = []
        elif '"' in text and scan is not None and _opens(text, scan, fresh=True):
            held.append(text)
            start = line
        else:
            yield line, text, True
        line += 1
    if held:
        yield start, "".join(held), False


@cache
def _open_cell(separator: str) -> re.Pattern[str]:
    """Find the cells of a line, the last of which may be in quotes that do not close in it."""
    sign = re.escape(separator)
    return re.compile(rf'(?:"(?:[^"]++|"")*+(?:"(?={sign}|[\r\n]|\Z)|(\Z))|[^{sign}\r\n]*+)(?:{sign}|[\r\n]*+\Z)')


def _opens(text: str, scan: re.Pattern[str] | None, *, fresh: bool = False) -> bool:
    """Tell whether a line leaves a quoted cell open; not fresh: it begins behind the quotes that were open before."""
    if scan is None or '"' not in text:
        return False
    if not fresh:
        text = "x" + text
    position = 0
    while position < len(text) and (match := scan.match(text, position)):
        if match[1] is not None:
            return True
        if match.end() == position:
            break
        position = match.end()
    return False


def _record(source: str, text: str, number: int, line: int, dialect: _Dialect, whole: bool) -> Record:
    place = f"row {number}, line {line}"
    try:
        cells = _cells(text, dialect.separator) if whole else None
    except _BrokenError:
        cells = None
    if cells is None:
        record = Record({}, place, layout=_Layout(source))
        fault = "something stands behind the quotes of a cell" if whole else "a quote is not closed"
        lines = source.count("\n") or 1
        whole_row = "left as it is" if lines == 1 else f"left as it is, with its {lines} lines"
        record.warn_of_record(f"{whole_row}: {fault}; mend the quotes")
        return record
    item: dict[str, Any] = {}
    for variable, value in zip(dialect.columns, cells, strict=False):
        if not variable or not value or value.isspace():
            continue
        if variable in NAMES:
            item.setdefault(variable, [read_name(one) for one in _names_apart(value)])
        elif variable in DATES:
            _take_date(item, variable, value.strip())
        elif variable == "type":
            item["type"] = TYPES.get(_key(value), value.strip() if value.strip() in CSL_TYPES else "document")
        elif variable not in item:
            item[variable] = value.strip()
    item.setdefault("type", "article-journal" if "container-title" in item else "document")
    record = Record(item, f"row {number} ({item['id'][:80]}), line {line}" if "id" in item else place)
    record.layout = _Layout(source, tuple(cells), item, dialect)
    if len(cells) > len(dialect.columns):
        record.warn_of_record(f"has {len(cells)} cells where the header has {len(dialect.columns)}; check its quotes")
    return record


def _take_date(item: dict[str, Any], variable: str, value: str) -> None:
    """Take a date; of two columns the one that says more."""
    date = read_date(value.split(" ", 1)[0] if variable == "accessed" else value) or {"literal": value}
    had = item.get(variable)
    if had is None or len(date_parts(date)) > len(date_parts(had)):
        item[variable] = date


def _names_apart(text: str) -> list[str]:
    """Part the names of a cell at semicolons, strokes or "and"; commas part them where none of these stands.

    ``Иванов, И. И.`` with one comma is one name; with more, and blanks or points in every piece, each piece is one.
    """
    apart = [one for one in _SEPARATED.split(text.strip()) if one]
    if len(apart) > 1 or text.count(",") < 2:
        return apart
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    return pieces if all(" " in piece or "." in piece[:-1] for piece in pieces) else apart


def write(records: Iterable[Record]) -> Iterator[str]:
    """Write rows back; of a row that changed, only the cells that changed."""
    for record in records:
        layout = record.layout
        same = layout.dialect is None or record.item is layout.item or record.item == layout.item
        kept = layout.dialect is not None and bool(record.parts)
        yield layout.source if same and not kept else _rewritten(record)


def _rewritten(record: Record) -> str:
    layout = record.layout
    dialect: _Dialect = layout.dialect
    standing = dict(zip(dialect.columns, layout.cells, strict=False)).get(_TRANSLATED_TITLE, "")
    record.item = with_translations(record, standing.strip() if _TRANSLATED_TITLE in dialect.columns else None)
    originals = _originals(record, layout.item)
    new: dict[int, str] = {}
    held: set[str] = set()
    for place, variable in enumerate(dialect.columns):
        value = layout.cells[place] if place < len(layout.cells) else ""
        if not variable:
            continue
        held.add(variable)
        before, after = layout.item.get(variable), record.item.get(variable)
        text = value
        if before != after:
            text = _changed(variable, value, before, after)
        if not text.strip() and variable in originals:
            text = originals[variable]
        if text != value:
            new[place] = text
    for variable in record.item:
        if variable not in held and variable not in layout.item and not variable.startswith("original-"):
            record.warn_of_record(f"the table has no column for {variable}; left out")
    return _with_cells(layout, dialect, new)


def _with_cells(layout: _Layout, dialect: _Dialect, new: dict[int, str]) -> str:
    pieces: list[str] = []
    position = 0
    row = layout.source.rstrip("\r\n")
    for place, (start, end) in enumerate(_spans(row, dialect.separator)):
        if place in new:
            like = row[start:end] != layout.cells[place]
            pieces += (row[position:start], dialect.quoted(new[place], like))
            position = end
    pieces.append(row[position:])
    # A row may be shorter than the header.
    for place in range(len(layout.cells), max(new, default=-1) + 1):
        pieces += (dialect.separator, dialect.quoted(new.get(place, ""), False))
    return "".join([*pieces, layout.source[len(row) :]])


def _changed(variable: str, value: str, before: Any, after: Any) -> str:
    """Write a changed value into the text of its cell."""
    if variable in NAMES:
        olds, news = list(names(before)), list(names(after))
        apart = _names_apart(value)
        if not olds or len(olds) != len(news) or len(apart) != len(olds):
            return "; ".join(write_name(name) for name in news)
        pieces: list[str] = []
        position = 0
        for text, old, new in zip(apart, olds, news, strict=True):
            start = value.index(text, position)
            pieces += (value[position:start], rewritten_name(text, old, new) if old != new else text)
            position = start + len(text)
        return "".join([*pieces, value[position:]])
    if variable in DATES:
        return (date_parts(after) or [value])[0] if value.strip().isdigit() else _date_text(after)
    if variable == "type":
        return str(after)
    text = after if isinstance(after, str) else text_of(after) or ""
    return value.replace(before, text, 1) if isinstance(before, str) and before in value else text


def _date_text(value: Any) -> str:
    parts = date_parts(value)
    return (
        "-".join(parts)
        if parts
        else str(value.get("literal") or value.get("raw") or "")
        if isinstance(value, dict)
        else ""
    )


def _originals(record: Record, before: dict[str, Any]) -> dict[str, str]:
    """Give the originals that the profile wants kept, by the variable of the column that may hold them."""
    found = {f"original-{variable}": "; ".join(texts) for variable, texts in originals(record, before).items()}
    if translated := translated_title(record):
        found[_TRANSLATED_TITLE] = translated
    return found


def compose(records: Iterable[Record]) -> Iterator[str]:
    """Write records that came from another format as a table with Zotero's header, rows ending in CR LF (RFC 4180).

    What has no column is left out with a warning on the record; a line of text goes into ``Extra``.
    """
    yield ",".join(f'"{head}"' for head in COMPOSED) + "\r\n"
    for record in records:
        if not unreadable(record):
            yield ",".join('"' + cell.replace('"', '""') + '"' for cell in _composed(record)) + "\r\n"


def _composed(record: Record) -> Iterator[str]:
    item = dict(with_translations(record))
    if record.entry is not None:
        item["note"] = record.entry
        record.warn_of_record("a line of text has no fields; written into the column Extra")
    texts = _originals(record, {})
    for variable, value in item.items():
        text = _changed(variable, "", None, value)
        if text and variable not in texts:
            texts[variable] = text
        elif not text and value:
            record.warn_of_record(f"{variable} cannot be held by a table; left out")
    held = {COLUMNS[_key(head)] for head in COMPOSED}
    for variable in texts:
        if variable not in held:
            record.warn_of_record(f"{variable} has no column in the table; left out")
    dates = item.get("issued")
    if isinstance(dates, dict) and isinstance(dates.get("date-parts"), list) and len(dates["date-parts"]) > 1:
        record.warn_of_record("issued: a range cannot be held by a table; only the first date is written")
    for head in COMPOSED:
        text = texts.get(COLUMNS[_key(head)], "")
        yield (date_parts(item.get("issued")) or [""])[0] if head == "Publication Year" else text
