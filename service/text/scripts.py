"""Script runs: the stretches of a text that are written in one script.

The script of a character is its Script property in the Unicode Character Database (UAX 24), as ICU knows it. The
letters that nearly every reference is made of are told apart by a regular expression over ranges whose property is
settled; only the others are asked of ICU.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

# Blocks of the two source scripts, as the inside of a regular expression's brackets; presentation forms are among them.
CYRILLIC_RANGES = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
ARABIC_RANGES = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"

COMMON = "Zyyy"
INHERITED = "Zinh"

# Assigned characters only: the Script property of an assigned character does not change between Unicode versions.
_STRETCH = re.compile(
    r"(?P<Latn>[A-Za-zªºÀ-ÖØ-öø-ʸ\u1e00-\u1eff]+)"
    r"|(?P<Cyrl>[\u0400-\u0484\u0487-\u052f]+)"
    r"|(?P<Arab>[\u0606-\u060b\u060d-\u061a\u0620-\u063f\u0641-\u064a\u0656-\u066f\u0671-\u06dc\u06de-\u06ff]+)"
    r"|(?P<Zinh>[\u0300-\u036f\u0485\u0486\u064b-\u0655\u0670\u200c\u200d]+)"
    r"|(?P<Zyyy>[\x00-@\[-`{-©«-¹»-¿×÷\u2000-\u200b\u200e-\u2027\u2030-\u205e]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)

# A closing sign belongs to the run in which its opening one stands. German-style „ is closed by “ or by ”.
_CLOSED_BY = {
    "(": ")",
    "[": "]",
    "{": "}",
    "⟨": "⟩",
    "«": "»",
    "‹": "›",
    "“": "”",
    "„": "“”",
    "‘": "’",
    "‚": "‘’",
    '"': '"',
}
_PAIRED = re.compile("[" + re.escape("".join(_CLOSED_BY) + "".join(_CLOSED_BY.values())) + "]")
_TATWEEL = "\u0640"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one script: `text` is `source[start:end]`, `script` an ISO 15924 code."""

    start: int
    end: int
    script: str
    text: str


@lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """Give the script of one character as an ISO 15924 code, "Latn" or "Cyrl" or "Arab" and so on.

    "Zyyy" is common (blanks, punctuation, digits), "Zinh" inherited (combining marks, zero-width joiners), "Zzzz"
    unassigned. Persian and extended Arabic digits are "Arab", as the Script property has it.

    Raises:
        ValueError: `char` is not exactly one character.

    """
    if len(char) != 1:
        raise ValueError(f"script_of takes one character, not {char!r}")
    match = _STRETCH.match(char)
    if match and match.lastgroup and match.lastgroup != "other":
        return match.lastgroup
    import icu  # here because loading ICU takes longer than romanizing a title

    return str(icu.Script.getScript(ord(char)).getShortName())


def script_runs(text: str) -> list[Run]:
    """Cut a text into runs of one script each; put together again, the runs are the text.

    Inherited characters go with the character before them. Common characters between two stretches of one script
    join them ("Война и мир" is one run); between different scripts, and at either end of the text, they are runs of
    their own with the script "Zyyy", but a closing bracket or quotation mark whose opening one stands inside a run
    belongs to that run, with all that stands between: "Наука (Москва)" is one run.
    """
    joined: list[tuple[str, int, int]] = []
    for script, start, end in _stretches(text):
        if script != COMMON and len(joined) > 1 and joined[-1][0] == COMMON and joined[-2][0] == script:
            joined.pop()
            start = joined.pop()[1]
        joined.append((script, start, end))

    runs: list[Run] = []
    borrowed = 0  # where the run before ends, when it took closing signs out of this one
    for index, (script, start, end) in enumerate(joined):
        start = max(start, borrowed)
        if start == end:
            continue
        if script != COMMON and index + 1 < len(joined) and joined[index + 1][0] == COMMON:
            end = borrowed = _end_with_closing_signs(text, start, end, joined[index + 1][2])
        runs.append(Run(start, end, script, text[start:end]))
    return runs


def _stretches(text: str) -> list[tuple[str, int, int]]:
    """Give the stretches of one script value, inherited characters counted with what stands before them."""
    stretches: list[tuple[str, int, int]] = []
    for match in _STRETCH.finditer(text):
        script = match.lastgroup or COMMON
        if script == "other":
            script = script_of(match.group())
        start, end = match.span()
        before = stretches[-1] if stretches else None
        if script == INHERITED:
            script = before[0] if before else COMMON
        elif before and before[0] == "Arab" and match.group() == _TATWEEL:
            script = "Arab"  # common by its property (other scripts lengthen words too), yet a part of the word
        if before and before[0] == script:
            start = stretches.pop()[1]
        stretches.append((script, start, end))
    return stretches


def _end_with_closing_signs(text: str, start: int, end: int, limit: int) -> int:
    """Give the end of the run `text[start:end]` once it has taken the signs before `limit` that close its pairs."""
    awaited: list[tuple[str, bool]] = []  # what closes each open pair, and whether it was opened inside the run
    last_letter = end
    for match in _PAIRED.finditer(text, start, limit):
        sign = match.group()
        if awaited and sign in awaited[-1][0]:
            _, inside = awaited.pop()
            if inside:
                end = max(end, match.end())
        elif sign in _CLOSED_BY:
            awaited.append((_CLOSED_BY[sign], match.start() < last_letter))
    return end
