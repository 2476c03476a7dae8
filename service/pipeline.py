"""The way of a reference, from the caller's input to the caller's output; the one place where the layers meet."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from .errors import InputError, RomanbibError
from .formats import HEAD, Composer, Format, find_binary, find_format, formats
from .overrides import NONE, Overrides
from .references.calendar_years import PATTERN
from .references.profiles import SUFFIX, Profile, find_profile, own_profile
from .references.profiles import profiles as all_profiles
from .references.repairs import REPAIRS
from .references.request import Request
from .streaming import Report, reader, stream
from .tables.registry import available, find, require
from .tables.table import TableFile
from .text import encodings
from .text.encodings import decoded, sniff
from .text.language import Detection
from .text.language import detect as detect_language

if TYPE_CHECKING:
    from .consistency import Consistency
    from .consistency.unify import Unification

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
    originals: str | None = None,
    *,
    own: bool = False,
    sentence_case: bool | None = None,
    gregorian: bool = False,
    respell: bool = False,
    overrides: Overrides = NONE,
) -> Request:
    """Check what the caller asks for, before any input is read.

    Args:
        profile: profile id; with ``own``, it may be the path of a profile file.
        scheme: as for ``normalize``, and so are the others up to ``respell``.
        language: BCP 47 tag.
        repairs: names of repairs.
        originals: where originals are kept.
        own: whether the profile may be a file; a service opens no path that its callers name.
        sentence_case: whether titles in capitals are written in small letters.
        gregorian: whether Gregorian years stand beside Hijri ones.
        respell: whether what is romanized already is written anew.
        overrides: what goes ahead of all lists, models and authority tables.

    Raises:
        UnknownProfileError, UnknownSchemeError, UnknownLanguageError: no such thing; names what there is.
        RuleTableError: a profile of one's own that has a mistake.
        RomanbibError: no such repair, names the repairs there are; or a place for originals that are not kept.
    """
    chosen = own_profile(profile) if own and profile.endswith(SUFFIX) else find_profile(profile)
    schemes = () if scheme else tuple(chosen.schemes.items())
    scheme = scheme or chosen.scheme
    if language is not None:
        find(language, dict(schemes).get(language.split("-")[0].lower(), scheme))
    else:
        require(scheme)
    if wrong := sorted(set(repairs or ()) - set(REPAIRS)):
        raise RomanbibError(f"repair {wrong[0]!r} does not exist; there are: {', '.join(REPAIRS)}")
    if originals and not chosen.keeps_original:
        keeping = ", ".join(one.id for one in all_profiles().values() if one.keeps_original)
        raise RomanbibError(f"profile {profile!r} keeps no originals; leave the choice out, or take one of: {keeping}")
    made = frozenset(chosen.repairs if repairs is None else repairs)
    small = chosen.sentence_case if sentence_case is None else sentence_case
    years = chosen.gregorian_years or (PATTERN if gregorian else "")
    again = respell or chosen.respell
    return Request(
        chosen, scheme, language, made, originals or "", schemes, small, years, respell=again, overrides=overrides
    )


def normalize(
    source: str | bytes | Item | Sequence[Item],
    *,
    profile: str = "romanized",
    scheme: str | None = None,
    language: str | None = None,
    from_format: str | None = None,
    to_format: str | None = None,
    repairs: Collection[str] | None = None,
    originals: str | None = None,
    whole_document: bool = False,
    unify: bool = False,
    sentence_case: bool | None = None,
    gregorian: bool = False,
    respell: bool = False,
    overrides: Overrides = NONE,
) -> Result:
    """Normalize a bibliography: romanize what is in another script, and arrange it as a profile wants.

    Args:
        source: a bibliography in any format, as ``str`` or ``bytes`` (whose encoding is told); or CSL-JSON items.
        profile: profile id, see ``profiles()``, or the path of a profile file of one's own (docs/profiles.md).
        scheme: scheme id, see ``schemes()``; the profile's own if not given.
        language: BCP 47 tag that goes for all text in its script; told record by record if not given.
        from_format: name of its format; told from the source if not given.
        to_format: name of the format to write; the source's own if not given.
        repairs: names of the repairs to make; the profile's own if not given.
        originals: where originals are kept, if the format written has more than one way (docs/formats.md): ``fields``,
            ``inline``, ``extra``, ``multi``, ``ms``.
        whole_document: whether all of a Word document is normalized, and not its reference sections alone.
        unify: whether a name that is written in several forms gets one (docs/check.md).
        sentence_case: whether Russian titles printed in capitals are written in small letters; as the profile says if
            not given.
        gregorian: whether Hijri years get the Gregorian ones beside them: 1399 [2020/21] (docs/entries.md).
        respell: whether what is romanized already is written in the scheme, too (docs/respelling.md).
        overrides: what goes ahead of all lists, models and authority tables (docs/overrides.md).

    Raises:
        RomanbibError: one of its kinds, for whatever is unknown or unreadable.
    """
    wanted = request(
        profile,
        scheme,
        language,
        repairs,
        originals,
        own=True,
        sentence_case=sentence_case,
        gregorian=gregorian,
        respell=respell,
        overrides=overrides,
    )
    return _normalize_source(source, wanted, from_format, to_format, whole_document=whole_document, unify=unify)


def _normalize_source(
    source: str | bytes | Item | Sequence[Item],
    wanted: Request,
    from_format: str | None,
    to_format: str | None = None,
    *,
    whole_document: bool = False,
    unify: bool = False,
    consistency: Consistency | None = None,
) -> Result:
    items = not isinstance(source, str | bytes)
    text = json.dumps(source, ensure_ascii=False) if items else source
    name = "csl-json" if items else from_format
    unification = learned(opened([text], name), wanted, whole_document=whole_document) if unify else None
    read = opened([text], name)
    target = target_of(read.format, None if items else to_format)
    report, empty = Report(consistency), b"" if target.BINARY else ""
    pieces = stream(
        read.chunks,
        read.format,
        wanted,
        report.add,
        target=target,
        whole_document=whole_document,
        unification=unification,
        seen=report.see,
    )
    output = empty.join(pieces)
    output = json.loads(output) if items else output
    return Result(output, target.NAME, report.changes, report.warnings, report.records)


def learned(source: Source, wanted: Request, *, whole_document: bool = False) -> Unification:
    """Read a bibliography for the names that it writes in several forms; ``stream`` then writes them in one."""
    from .consistency.unify import Unification  # only here: few ask for it

    unification = Unification(wanted)
    unification.learn(reader(source.format, whole_document=whole_document)(source.chunks))
    return unification


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
    rest = chain([first], waiting) if first else waiting
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
    if target.NAME == chosen.NAME:
        return chosen
    if not isinstance(target, Composer):
        there = ", ".join(one.NAME for one in formats().values() if isinstance(one, Composer))
        raise InputError(f"{chosen.NAME} cannot be written as {target.NAME}; it can be written as: {there}")
    return target


def check(
    source: str | bytes | Item | Sequence[Item],
    *,
    profile: str = "romanized",
    scheme: str | None = None,
    language: str | None = None,
    from_format: str | None = None,
    whole_document: bool = False,
    respell: bool = False,
    overrides: Overrides = NONE,
) -> list[dict[str, Any]]:
    """List what is wrong with a bibliography, without changing it: repairs, warnings, and where it contradicts itself.

    Takes the arguments of ``normalize`` and raises what it raises.

    Returns:
        One dict a problem: record, field, start, end, message, rule; in the order of the records. A problem of several
        records stands at one of them and names the places of the others under ``related``.
    """
    wanted = request(profile, scheme, language, respell=respell, overrides=overrides)
    return examined(source, wanted, from_format, whole_document=whole_document)[1]


def examined(
    source: str | bytes | Item | Sequence[Item],
    wanted: Request,
    from_format: str | None = None,
    *,
    whole_document: bool = False,
) -> tuple[Result, list[dict[str, Any]]]:
    """Normalize a bibliography and list its problems as ``check`` does.

    Raises:
        RomanbibError: one of its kinds, for whatever is unknown or unreadable.
    """
    from .consistency import Consistency  # only here: who normalizes does not need it

    consistency = Consistency(wanted)
    done = _normalize_source(source, wanted, from_format, whole_document=whole_document, consistency=consistency)
    return done, problems(done, consistency)


def problems(result: Result | Report, consistency: Consistency | None = None) -> list[dict[str, Any]]:
    """List what a normalized bibliography needed mending for, every warning, and where it contradicts itself."""
    mends = [
        {key: change[key] for key in ("record", "field", "start", "end")}
        | {"message": f"{change['before']!r} should be {change['after']!r}", "rule": change["rule"]}
        for change in result.changes
        if change["rule"].startswith(("repair:", "respell:"))
    ]
    contradictions = consistency.problems() if consistency is not None else []
    found = [*mends, *result.warnings, *contradictions]
    return sorted(found, key=lambda problem: _place_number(problem["record"]))


def _place_number(place: str) -> int:
    """Number of a record, from a place such as ``line 12``, ``item 3 (id)`` or ``record 3, line 40``."""
    return int(place.split()[1].rstrip(","))


def detect(text: str) -> Detection:
    """Tell the language and script of a short text, how sure that is, and why."""
    return detect_language(text)


def schemes(language: str | None = None) -> list[TableFile]:
    """List the rule tables (of one language), each with its standard, edition, notes, letters and examples."""
    return available(language)


def profiles() -> list[Profile]:
    """List the profiles."""
    return list(all_profiles().values())
