"""The way of a reference, from the caller's input to the caller's output; the one place where the layers meet."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from .errors import InputError, RomanbibError
from .formats import HEAD, Composer, Format, find_binary, find_format, formats
from .references.arrange import Request
from .references.items import normalize_record
from .references.profiles import Profile, find_profile
from .references.profiles import profiles as all_profiles
from .references.record import Caution, Change, Record
from .references.repairs import REPAIRS
from .tables.registry import available, find, require
from .tables.table import TableFile
from .text import encodings
from .text.encodings import decoded, sniff
from .text.language import Detection
from .text.language import detect as detect_language

Item = dict[str, Any]
DOUBTFUL = 0.5  # confidence below which the fields of a line of text are reported


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a bibliography.

    Attributes:
        output: the bibliography in its own format: text for text, items for items.
        format: name of that format.
        changes: what was changed, one dict each: record, field, start, end, before, after, rule.
        warnings: what a person should look at: record, field, start, end, message, rule.
        records: how many references it has.
    """

    output: Any
    format: str
    changes: list[dict[str, Any]]
    warnings: list[dict[str, Any]]
    records: int

    def __str__(self) -> str:
        return self.output if isinstance(self.output, str) else json.dumps(self.output, ensure_ascii=False)

    def as_dict(self) -> dict[str, Any]:
        """The result as plain JSON values."""
        return asdict(self)


def request(
    profile: str = "romanized",
    scheme: str | None = None,
    language: str | None = None,
    repairs: Collection[str] | None = None,
) -> Request:
    """Check what the caller asks for, before any input is read.

    Raises:
        UnknownProfileError, UnknownSchemeError, UnknownLanguageError: no such thing; names what there is.
        RomanbibError: no such repair; names the repairs there are.
    """
    chosen = find_profile(profile)
    scheme = scheme or chosen.scheme
    if language is not None:
        find(language, scheme)
    else:
        require(scheme)
    if wrong := sorted(set(repairs or ()) - set(REPAIRS)):
        raise RomanbibError(f"repair {wrong[0]!r} does not exist; there are: {', '.join(REPAIRS)}")
    return Request(chosen, scheme, language, frozenset(chosen.repairs if repairs is None else repairs))


def normalize(
    source: str | bytes | Item | Sequence[Item],
    *,
    profile: str = "romanized",
    scheme: str | None = None,
    language: str | None = None,
    from_format: str | None = None,
    to_format: str | None = None,
    repairs: Collection[str] | None = None,
) -> Result:
    """Normalize a bibliography: romanize what is in another script, and arrange it as a profile wants.

    Args:
        source: a bibliography in any format, as ``str`` or ``bytes`` (whose encoding is told); or CSL-JSON items.
        profile: profile id, see ``profiles()``.
        scheme: scheme id, see ``schemes()``; the profile's own if not given.
        language: BCP 47 tag that goes for all text in its script; told record by record if not given.
        from_format: name of its format; told from the source if not given.
        to_format: name of the format to write; the source's own if not given.
        repairs: names of the repairs to make; the profile's own if not given.

    Raises:
        RomanbibError: one of its kinds, for whatever is unknown or unreadable.
    """
    wanted = request(profile, scheme, language, repairs)
    if not isinstance(source, str | bytes):
        text = json.dumps(source, ensure_ascii=False)
        result = _normalize_all([text], find_format("csl-json"), wanted)
        return Result(json.loads(result.output), result.format, result.changes, result.warnings, result.records)
    read = opened([source], from_format)
    return _normalize_all(read.chunks, read.format, wanted, target_of(read.format, to_format))


@dataclass(frozen=True, slots=True)
class Source:
    """A bibliography that is being read: its format, its chunks as that reads them, what it was decoded from."""

    format: Format
    chunks: Iterable[Any]
    encoding: str


def opened(
    blocks: Iterable[Any], from_format: str | None = None, path: str | None = None, name: str = "input"
) -> Source:
    """Find the format of a bibliography and decode it, unless the format is of bytes.

    Args:
        blocks: the bibliography as text, or as bytes of which the first block tells the encoding.
        from_format: name of its format; told from path and content if not given.
        path: its file name, if it has one.
        name: what it is called in messages.

    Raises:
        UnknownFormatError: no such format.
        InputError: it is in no encoding or format known here.
    """
    waiting = iter(blocks)
    first = next(waiting, "")
    rest = chain([first], waiting)
    if isinstance(first, str):
        return Source(find_format(from_format, head=first[:HEAD], path=path), rest, "")
    chosen = find_format(from_format) if from_format is not None else find_binary(first[:HEAD], path)
    if chosen is not None and chosen.BINARY:
        return Source(chosen, rest, "")
    codec = sniff(first[: encodings.HEAD], name).codec
    text = decoded(rest, codec, name)
    start = next(text, "")
    return Source(chosen or find_format(None, head=start[:HEAD], path=path), chain([start], text), codec)


def target_of(chosen: Format, to_format: str | None) -> Format:
    """Find the format to write.

    Raises:
        UnknownFormatError: no such format.
        InputError: it cannot be made of the source's; names those that can be written.
    """
    target = chosen if to_format is None else find_format(to_format)
    if target is chosen:
        return target
    if not isinstance(target, Composer):
        there = ", ".join(one.NAME for one in formats().values() if isinstance(one, Composer))
        raise InputError(f"{chosen.NAME} cannot be written as {target.NAME}; it can be written as: {there}")
    return target


def _with_item(record: Record) -> None:
    """Make the item of a record what goes on to another format: a line of text is taken apart into fields."""
    from .entries import parse  # only here and for keys below: what a plain run does not need, it does not load

    record.texts = None
    if record.entry is not None:
        parsed = parse(record.entry)
        record.item, record.entry = parsed.item(), None
        if parsed.confidence < DOUBTFUL:
            record.warn_of_record("taken apart into fields with little certainty; compare it with the entry")


def stream(
    chunks: Iterable[Any],
    chosen: Format,
    wanted: Request,
    done: Callable[[Record], None],
    *,
    target: Format | None = None,
    keys: Mapping[str, str] | None = None,
) -> Iterator[Any]:
    """Normalize a bibliography piece by piece.

    Args:
        chunks: the bibliography in chunks of any size, as its format reads it: text, or bytes.
        chosen: its format.
        wanted: what ``request`` made of the caller's wishes.
        done: told of each record when it is written, for reports and progress.
        target: the format to write, from ``target_of``; its own if not given.
        keys: new citation keys by the old ones.

    Raises:
        InputError: it is not of the format, at the record where that shows.
    """
    converted = target is not None and target is not chosen
    places = (target if target is not None else chosen).ORIGINALS

    def records() -> Iterator[Record]:
        found = chosen.read(chunks)
        if keys:
            from .formats.citation_keys import with_keys

            found = with_keys(found, keys)
        for record in found:
            if converted:
                _with_item(record)
            normalize_record(record, wanted, own_places=places)
            yield record
            done(record)  # only now it is written, and its writer may have had something to warn of

    return target.compose(records()) if converted and isinstance(target, Composer) else chosen.write(records())


def _change(place: str, one: Change) -> dict[str, Any]:
    return {
        "record": place,
        "field": one.field,
        "start": one.start,
        "end": one.end,
        "before": one.before,
        "after": one.after,
        "rule": one.rule,
    }


def _warning(place: str, one: Caution) -> dict[str, Any]:
    return {
        "record": place,
        "field": one.field,
        "start": one.start,
        "end": one.end,
        "message": one.message,
        "rule": one.rule,
    }


class Report:
    """The changes and warnings of a bibliography, gathered record by record as plain JSON values."""

    def __init__(self) -> None:
        self.changes: list[dict[str, Any]] = []
        self.warnings: list[dict[str, Any]] = []
        self.records = 0

    def add(self, record: Record) -> None:
        """Take in a record; what stands between records counts for none."""
        self.records += bool(record.item or record.entry or record.warnings)
        place = record.place
        self.changes += [_change(place, change) for change in record.changes]
        self.warnings += [_warning(place, warning) for warning in record.warnings]

    def note(self, message: str) -> None:
        """Take in what goes for the whole file."""
        self.warnings.insert(0, _warning("line 1", Caution("", 0, 0, message, "encoding")))


def _normalize_all(chunks: Iterable[Any], chosen: Format, wanted: Request, target: Format | None = None) -> Result:
    target = target or chosen
    report = Report()
    empty = b"" if target.BINARY else ""
    output = empty.join(stream(chunks, chosen, wanted, report.add, target=target))
    return Result(output, target.NAME, report.changes, report.warnings, report.records)


def check(
    source: str | bytes | Item | Sequence[Item],
    *,
    profile: str = "romanized",
    scheme: str | None = None,
    language: str | None = None,
    from_format: str | None = None,
) -> list[dict[str, Any]]:
    """List what is wrong with a bibliography, without changing it: what needs a repair, and every warning.

    Takes the arguments of ``normalize`` and raises what it raises.

    Returns:
        One dict a problem: record, field, start, end, message, rule; in the order of the records.
    """
    return problems(normalize(source, profile=profile, scheme=scheme, language=language, from_format=from_format))


def problems(result: Result | Report) -> list[dict[str, Any]]:
    """List what a normalized bibliography needed mending for, and every warning, as ``check`` gives them."""
    mends = [
        {key: change[key] for key in ("record", "field", "start", "end")}
        | {"message": f"{change['before']!r} should be {change['after']!r}", "rule": change["rule"]}
        for change in result.changes
        if change["rule"].startswith("repair:")
    ]
    return sorted([*mends, *result.warnings], key=lambda problem: _place_number(problem["record"]))


def _place_number(place: str) -> int:
    """Number of a record, from a place such as ``line 12`` or ``item 3 (id)``."""
    return int(place.split()[1])


def detect(text: str) -> Detection:
    """Tell the language and script of a short text, how sure that is, and why."""
    return detect_language(text)


def schemes(language: str | None = None) -> list[TableFile]:
    """List the rule tables (of one language), each with its standard, edition, notes, letters and examples."""
    return available(language)


def profiles() -> list[Profile]:
    """List the profiles."""
    return list(all_profiles().values())
