"""Names as a layout writes them. A profile says how by an example: how Ivan Petrovich Ivanov is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from .words import Words

_GIVEN = {"Ivan Petrovich": None, "I. P.": (".", " "), "I.P.": (".", ""), "I P": ("", " "), "IP": ("", "")}
_EXAMPLE = re.compile(
    r"(?P<family>Ivanov)(?P<mark>,? )(?P<given>{0})|(?P<first>{0}) Ivanov".format("|".join(map(re.escape, _GIVEN)))
)
EXAMPLES = "Ivanov, Ivan Petrovich; Ivanov, I. P.; Ivanov I.P.; Ivanov IP; I. P. Ivanov; Ivan Petrovich Ivanov"
# A letter with its signs, or two under a tie (I͡U).
_SIGNS = "[\u0300-\u0360\u0362-\u036f]*"
_LETTER = rf"[^\W\d_]{_SIGNS}(?:\u0361[^\W\d_]{_SIGNS})?"
# An initial is a letter with a stop; romanized, it may be two to four: Yu., Shch.
_PART = re.compile(
    rf"(?P<mark>[-‐‑]?)(?:(?P<initial>{_LETTER}(?:[^\W\d_ʹʺ'’]{_SIGNS}){{0,3}}\.)"
    r"|(?P<word>[ʻʿʾ'’]?[^\W\d_](?:[\w'’ʹʺʻʿʾ\u0300-\u036f]|[-‐‑](?=[a-z]))*))"
)
_FIRST_LETTER = re.compile(rf"[ʻʿʾ'’]*{_LETTER}")
_CAPITALS = re.compile(r"[A-ZА-ЯЁІЇЄҐ]{2,3}")
_BARE_INITIAL = re.compile(r"(?<![\w’'.\u0300-\u036f-])[A-ZА-ЯЁІЇЄҐ](?![\w.’'\u0300-\u036f-])")
_ROMANIZED_INITIAL = re.compile(r"Y[aeou]|I[aeu]|J[aeu]|Zh|Kh|Ts|Ch|Sh|Shch")
_CYRILLIC = re.compile("[\u0400-\u052f]")


class Names(msgspec.Struct, forbid_unknown_fields=True, frozen=True, eq=False, rename="kebab"):
    """How names are written, as a profile has it.

    Attributes:
        first: how the first name of an entry is written, by the example of Ivan Petrovich Ivanov.
        others: how the ones behind it are; like the first if left out.
        natural: how ``{editor:natural}`` is written.
        between: what stands between two names.
        last: what stands before the last of three and more; as between if left out.
        two: what stands between the two of two; as ``last`` if left out.
        most: how many names are written at most; 0 for all.
        shown: how many are written where there are more than that; et al. stands for the others.
        et_al: what stands behind those.
    """

    first: str = "Ivanov, I. P."
    others: str = ""
    natural: str = "I. P. Ivanov"
    between: str = ", "
    last: str = ""
    two: str = ""
    most: int = 0
    shown: int = 1
    et_al: str = ", @et-al"


@dataclass(frozen=True, slots=True)
class NameStyle:
    """How one name is written: family name first and what follows it then, and how initials are (None: in full)."""

    family_first: bool
    mark: str
    initials: tuple[str, str] | None


def style(example: str) -> NameStyle:
    """Read a style from its example.

    Raises:
        ValueError: no way to write Ivan Petrovich Ivanov that is known here.
    """
    match = _EXAMPLE.fullmatch(example)
    if match is None:
        raise ValueError(f"{example!r} is no way to write Ivan Petrovich Ivanov; there are: {EXAMPLES}")
    return NameStyle(match["family"] is not None, match["mark"] or " ", _GIVEN[match["given"] or match["first"]])


def written(name: Mapping[str, Any], how: NameStyle) -> str:
    """Write one CSL name; an institution, which has no parts, as it stands."""
    family = " ".join(_text(name, part) for part in ("non-dropping-particle", "family") if _text(name, part))
    given = _text(name, "given")
    if not family:
        return _text(name, "literal") or given
    if particle := _text(name, "dropping-particle"):
        given = f"{given} {particle}".strip()
    given = _given(given, how.initials)
    suffix = f", {_text(name, 'suffix')}" if _text(name, "suffix") else ""
    if not given:
        return family + suffix
    return f"{family}{how.mark}{given}{suffix}" if how.family_first else f"{given}{how.mark}{family}{suffix}"


def _text(name: Mapping[str, Any], part: str) -> str:
    value = name.get(part, "")
    return value.strip() if isinstance(value, str) else ""


def _given(given: str, initials: tuple[str, str] | None) -> str:
    if not initials:
        if _CAPITALS.fullmatch(given):
            given = " ".join(given)
        return _BARE_INITIAL.sub(r"\g<0>.", re.sub(r"\.(?=[^\W\d_])", ". ", given))
    stop, gap = initials
    found = list(_split(given))
    if not found:
        return given
    return gap.join(f"{letter}{stop}" for letter in found).replace(f"{gap}-", "-" if stop else "")


def _split(given: str) -> list[str]:
    """Give the initials of given names; one behind a hyphen begins with it."""
    found: list[str] = []
    particle = False  # al-Husayn is H.
    for match in _PART.finditer(given):
        mark, particle = "" if particle else match["mark"] and "-", False
        if match["initial"]:
            found.append(mark + match["initial"][:-1])
        elif match["word"].islower():
            particle = True
        elif found and _ROMANIZED_INITIAL.fullmatch(match["word"]):  # P. Yu
            found.append(mark + match["word"])
        elif _CAPITALS.fullmatch(match["word"]):  # SD, as medical journals write it
            found += list(match["word"])
        elif first := _FIRST_LETTER.match(match["word"]):
            found.append(mark + first[0].lstrip("ʻʿʾ'’"))
    return found


def with_cyrillic_initials(name: Mapping[str, Any]) -> dict[str, Any]:
    """Shorten Cyrillic given names to initials: Юрий is Ю. and then Yu., where Yuriy would be Y."""
    given = _text(name, "given")
    if not _CYRILLIC.search(given) or not _text(name, "family"):
        return dict(name)
    return {**name, "given": _given(given, (".", " "))}


def listed(
    names: Sequence[Mapping[str, Any]], how: Names, words: Words, *, natural: bool, et_al: frozenset[str]
) -> str:
    """Write several names.

    Args:
        names: CSL names; a literal that says "and others" stands for those left out.
        how: how names are written.
        words: the words of the target language.
        natural: whether the given name comes first, whatever the names look like otherwise.
        et_al: what says that there are more, lower case.
    """
    people = [name for name in names if _text(name, "literal").lower().strip(" .[]") not in et_al]
    more = len(people) < len(names)
    if how.most and len(people) > how.most:
        people, more = people[: how.shown], True
    first = style(how.natural if natural else how.first)
    others = style(how.natural if natural else how.others or how.first)
    texts = [text for place, name in enumerate(people) if (text := written(name, others if place else first))]
    texts = [unicodedata.normalize("NFC", text) for text in texts]
    last = with_words(how.last or how.between, words)
    between = with_words(how.between, words)
    if more:
        return between.join(texts) + with_words(how.et_al, words) if texts else ""
    if len(texts) == 2:
        two = with_words(how.two or how.last or how.between, words)
        # The comma before "and" sets off an inverted name; two names in their natural order need none.
        return (two.lstrip(",") if natural and two.strip(" ,") else two).join(texts)
    return last.join([between.join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


def with_words(text: str, words: Words) -> str:
    """Put the words of the target language in the place of @ and their names."""
    return re.sub(r"@([A-Za-z]+(?:-[A-Za-z]+)*+)", lambda match: words.word(match[1]), text)
