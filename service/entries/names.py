"""Names of persons as reference lists write them."""

from __future__ import annotations

import re
from functools import cache

from . import terms

_CAPITALS = "".join(
    chr(code)
    for low, high in ((0x41, 0x250), (0x386, 0x530), (0x1E00, 0x2000))
    for code in range(low, high)
    if chr(code).isupper()
)
UPPER = f"[{_CAPITALS}ʻʿʾ]"
_LETTER = r"[\w’'ʼ‘`ʻʿʾ\u0300-\u036f]"
_WORD = rf"{UPPER}{_LETTER}++(?:[-–]{_LETTER}++)*+"
_PARTICLE = (
    r"(?:(?:van|von|der|den|dem|de|del|della|di|da|dos|du|la|le|al|el|bin|bint|ibn|ten|ter|zu|af|фон|ван|дер|де|ди"
    r"|да|ла|ле|аль|эль|ибн|бин|тер)\s"
    r"|(?:al|el|аль|ал|эль)-|[dldDLО]['’]|ал-)"
)
FAMILY = rf"(?:{_PARTICLE}{{0,3}}{_WORD}(?:\s{_PARTICLE}{{0,2}}{_WORD}){{0,2}}(?:\s\((?:{_WORD})\))?)"
_ONE_INITIAL = rf"{UPPER}(?:[a-zа-яёіїєґў’'ʹ]|яч|лл|[сз]ев)?\."
# Turkic patronymics end in a word of their own: Мамедов Р.Г. оглы
_CHILD_OF = r"(?:\s(?:[оу]гл[ыуи]|оғлы|[гк]ызы|кизи|қызы|[уұ]лы|[oO]g[hl]l?[uyi]|qizi|gizi)(?!\w))?"
INITIALS = rf"(?:{_ONE_INITIAL}(?:\s?-?{_ONE_INITIAL}){{0,3}}{_CHILD_OF})"
_LOOSE_INITIALS = rf"(?:{INITIALS}(?:\s?{UPPER}(?!\w)(?!\s\w))?|{UPPER}(?:[.\s-]{{1,2}}{UPPER}){{0,3}}\.?(?!\w))"
_GIVEN = (
    rf"(?:{_WORD}(?:[\s-]{_PARTICLE}{{0,2}}{_WORD}){{0,3}}(?:\s(?:{INITIALS}|{UPPER}(?!\w)))?|{INITIALS}"
    rf"(?:\s{_WORD}(?=[.,]))?)"
)
_JUNIOR = r"(?:,?\s(?:(?:Jr|Sr|III|II|мл|ст)\.?|[23][nr]?d)(?!\w))?"
_SHAPES = {
    "inverted": rf"{FAMILY},\s?{_LOOSE_INITIALS}{_JUNIOR}",  # Putnam, R. D.
    "gost": rf"{FAMILY}\s{INITIALS}{_JUNIOR}",  # Лотман Ю. М.
    "heading": rf"{FAMILY},\s?{INITIALS}",  # Лотман, Ю. М.
    "initials": rf"{INITIALS}\s?{FAMILY}{_JUNIOR}",  # Ю. М. Лотман
    "vancouver": rf"{FAMILY}\s(?!(?:II|III|IV|VI|VII|IX|XX)(?!\w)){UPPER}{{1,3}}(?!\w)"
    rf"(?!\.\s?-?{UPPER}\.){_JUNIOR}",  # Halpern SD
    "full": rf"{FAMILY},\s{_GIVEN}{_JUNIOR}",  # Ward, Geoffrey C.
    "unstopped": rf"(?:{UPPER}{{1,3}}|{UPPER}(?:\s{UPPER}){{1,2}})\s{FAMILY}",  # N Brenner
    "natural": rf"{_WORD}(?:[\s-](?:{_WORD}|{INITIALS}|{_PARTICLE}{{1,3}}{_WORD})){{0,3}}"
    rf"\s(?:{_PARTICLE}{{0,2}}){_WORD}{_JUNIOR}",
}
_PERSIAN_INITIAL = r"[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]"
_WITH_PERSIAN_INITIALS = re.compile(rf"(.*\S{{2}})\s({_PERSIAN_INITIAL}(?:\s{_PERSIAN_INITIAL})?)")
_COMPILED = {shape: re.compile(pattern) for shape, pattern in _SHAPES.items()}
Place = tuple[int, int]


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:[,;]\s*(?:{terms.alternatives('and')}(?!\w)\s*)?|\s{terms.alternatives('and')}(?!\w)\s*)"
        r"(?:(?:\.\s?){3,4}|…)?,?\s*",
        re.IGNORECASE,
    )


@cache
def et_al() -> re.Pattern[str]:
    """Give the regular expression for what stands in place of the other authors, with the punctuation before it."""
    return re.compile(
        rf"[\s,;]*(?:(?<!\w){terms.alternatives('and')}\s)?(?<!\w){terms.alternatives('et_al')}(?!\w)[\s.]*",
        re.IGNORECASE,
    )


def people(text: str, start: int, end: int, *shapes: str) -> tuple[list[Place], int]:
    """Read names from ``start`` on, as long as there are any.

    Args:
        text: the text, with capital letters.
        start: where the first name stands.
        end: where to stop.
        shapes: the shapes to try, best first; the first name decides on the shape of inverted ones.

    Returns:
        The places of the names, and where what follows them begins; et al. is passed over.
    """
    found: list[Place] = []
    place = start
    order = list(shapes)
    while place < end:
        match = next(
            (m for shape in order if (m := _COMPILED[shape].match(text, place, end)) and _plausible(m[0])), None
        )
        if match is None:
            break
        found.append(match.span())
        if len(found) == 1 and "full" in order and match.re is _COMPILED["full"]:
            order = ["natural", "initials", "full"]
        place = match.end()
        if others := et_al().match(text, place, end):
            return found, others.end()
        separator = _separator().match(text, place, end)
        if separator is None:
            return found, place
        place = separator.end()
    if found and place >= end:
        return found, end
    return found, found[-1][1] if found else start


def _plausible(name: str) -> bool:
    return len(name) < 80


def all_people(text: str, start: int, end: int) -> list[Place]:
    """Find names with initials anywhere in a part, otherwise names of two or three capitalized words."""
    found = [match.span() for match in _ANYWHERE.finditer(text, start, end)]
    if not found:
        found = [match.span() for match in _COMPILED["natural"].finditer(text, start, end)]
    return found


_ANYWHERE = re.compile(rf"(?<!\w)(?:{_SHAPES['initials']}|{_SHAPES['gost']}|{_SHAPES['inverted']})")


def csl_name(name: str) -> dict[str, str]:
    """Give a name in the parts of CSL: family and given name, or a literal if it has no parts that show."""
    for comma in (",", "،"):
        if comma in name:
            family, given = name.split(comma, 1)
            return {"family": family.strip(), "given": given.strip()}
    for shape, pattern in (("gost", rf"({FAMILY})\s({INITIALS})"), ("vancouver", rf"({FAMILY})\s({UPPER}{{1,3}})")):
        if _COMPILED[shape].fullmatch(name) and (match := re.fullmatch(pattern, name)):
            return {"family": match[1], "given": match[2]}
    if short := _WITH_PERSIAN_INITIALS.fullmatch(name):  # موسوی م
        return {"family": short[1], "given": short[2]}
    words = name.split()
    personal = _COMPILED["initials"].fullmatch(name) or _COMPILED["natural"].fullmatch(name)
    if personal and len(words) > 1 and not terms.has_word(name, "organizations"):
        return {"family": words[-1], "given": " ".join(words[:-1])}
    return {"literal": name}
