"""The way of a reference, from the caller's input to the caller's output; the one place where the layers meet."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .errors import InputError, RomanbibError, UnknownSchemeError
from .formats import Format, find_format
from .references.arrange import Request
from .references.items import normalize_record
from .references.profiles import Profile, find_profile
from .references.profiles import profiles as all_profiles
from .references.record import Record
from .references.repairs import REPAIRS
from .schemes.registry import available, find, languages, name_of
from .schemes.table import TableFile
from .text.language import Detection
from .text.language import detect as detect_language

Item = dict[str, Any]


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
        _check_scheme(scheme)
    if wrong := sorted(set(repairs or ()) - set(REPAIRS)):
        raise RomanbibError(f"repair {wrong[0]!r} does not exist; there are: {', '.join(REPAIRS)}")
    return Request(chosen, scheme, language, frozenset(chosen.repairs if repairs is None else repairs))


def _check_scheme(scheme: str) -> None:
    """Raise UnknownSchemeError unless some language has the scheme."""
    last: UnknownSchemeError | None = None
    for language in languages():
        try:
            find(language, scheme)
        except UnknownSchemeError as error:
            last = error
        else:
            return
    if last is not None:
        there = sorted({table.id for table in available()})
        raise UnknownSchemeError(f"scheme {scheme!r} does not exist; there are: {', '.join(there)}") from None


def normalized(records: Iterator[Record], wanted: Request) -> Iterator[Record]:
    """Normalize records one by one, as they come."""
    for record in records:
        normalize_record(record, wanted)
        yield record


def decode(data: bytes, name: str = "input") -> str:
    """Decode UTF-8, with or without a byte order mark, which stays in the text.

    Raises:
        InputError: not UTF-8; names the line and byte.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}, line {line}, byte {error.start}: not UTF-8; save the file as UTF-8 or convert it with iconv"
        ) from error


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
        source: text of one entry a line or of CSL-JSON, as ``str`` or UTF-8 ``bytes``; or CSL-JSON items.
        profile: profile id, see ``profiles()``.
        scheme: scheme id, see ``schemes()``; the profile's own if not given.
        language: BCP 47 tag that goes for all text in its script; told record by record if not given.
        from_format: ``text`` or ``csl-json``; told from the source if not given.
        to_format: the same as ``from_format``; conversion is not offered between these two.
        repairs: names of the repairs to make; the profile's own if not given.

    Raises:
        RomanbibError: one of its kinds, for whatever is unknown or unreadable.
    """
    wanted = request(profile, scheme, language, repairs)
    if not isinstance(source, str | bytes):
        text = json.dumps(source, ensure_ascii=False)
        result = _normalize_text(text, find_format("csl-json"), wanted)
        return Result(json.loads(result.output), result.format, result.changes, result.warnings, result.records)
    text = source if isinstance(source, str) else decode(source)
    chosen = find_format(from_format, text=text)
    check_target(chosen, to_format)
    return _normalize_text(text, chosen, wanted)


def check_target(chosen: Format, to_format: str | None) -> None:
    """Refuse a target format that is not the source's.

    Raises:
        UnknownFormatError: no such format.
        InputError: the target is another format than the source.
    """
    if to_format is not None and find_format(to_format) is not chosen:
        raise InputError(f"{chosen.NAME} cannot be written as {to_format}; leave the target format out")


def _normalize_text(text: str, chosen: Format, wanted: Request) -> Result:
    changes: list[dict[str, Any]] = []
    warnings: list[dict[str, Any]] = []
    count = 0

    def reported() -> Iterator[Record]:
        nonlocal count
        for record in normalized(chosen.read(text), wanted):
            count += bool(record.item or record.warnings)
            changes.extend({"record": record.place, **asdict(change)} for change in record.changes)
            warnings.extend({"record": record.place, **asdict(warning)} for warning in record.warnings)
            yield record

    output = "".join(chosen.write(reported()))
    return Result(output, chosen.NAME, changes, warnings, count)


def detect(text: str) -> Detection:
    """Tell the language and script of a short text, how sure that is, and why."""
    return detect_language(text)


def schemes(language: str | None = None) -> list[TableFile]:
    """List the rule tables (of one language), each with its standard, edition, notes, letters and examples."""
    return available(language)


def profiles() -> list[Profile]:
    """List the profiles."""
    return list(all_profiles().values())
