"""What entries suffer in the wild, mended where the mend is certain and reported where it is not.

Each kind of repair is one function from a text and its kind of field to edits and reports; ``REPAIRS`` names them. A
kind can be switched off by its name.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping

from ..text.homoglyphs import repair as repair_homoglyphs
from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES
from .edits import Edit, EditedText
from .markup import masked

Report = tuple[int, int, str]
Findings = Iterator[Edit | Report]

_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"“”«»]*", re.IGNORECASE)
_DOI = re.compile(r"(?:\bdoi:?\s*|doi\.org/)(?=10\.\d)", re.IGNORECASE)
_DOI_IN_BRACKETS = re.compile(r"<\s*(?:doi:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d[^<>]*>", re.IGNORECASE)
_ADDRESS_PIECE = re.compile(r"[ \t]+(?P<piece>[\w\-./~%?&=+#:,;@!$*]+)", re.ASCII)
_NUMBER_GOES_ON = re.compile(r"[ \t]+\d[\w.-]*/")
# Words that follow an address in an entry and are no part of it.
_NOT_AN_ADDRESS = re.compile(
    r"(?:accessed|retrieved|available|and|in|vol|pp?|no|date|on|see|last|visited)\b\.?,?$|(?:doi|issn|isbn|https?|www)\b",
    re.IGNORECASE,
)
_SHAPED = re.compile(r"[/_=?&%]|\w\.\w|\d-\w|\w-\d")
_FILE = re.compile(r"/.*\.\w{2,5}\b")
_DOI_GOES_ON = re.compile(r"/.$|-\d$")
_SLUG = re.compile(r"\w-\w+-\w")
_DOTTED_NUMBER = re.compile(r"(?!10\.\d{4})\d+(?:\.\d+){2,}")
_TOP_LEVEL_DOMAIN = re.compile(
    r"(?:com|org|net|edu|gov|info|int|ac|io|eu|ru|su|ua|by|kz|bg|rs|mk|ir|uk|de|fr|us)(?:[/.]|$)"
)
_BARE_DOI = re.compile(r"10\.\d{4,9}\s*/[^\s,;]*(?:\s+[^\s,;:]*\d[^\s,;:]*)+")


def _end_of_broken(text: str, end: int, *, doi: bool = False) -> tuple[int, Report | None]:
    """Follow an address or DOI that blanks have broken; give its end, and a report where it may go on but need not."""
    while match := _ADDRESS_PIECE.match(text, end):
        before, piece = text[max(0, end - 40) : end], match["piece"]
        unfinished_host = re.search(r"(?:://|www\.)$", before)
        if _NOT_AN_ADDRESS.match(piece) and not unfinished_host:
            break
        rest = text[match.end() : match.end() + 100]
        closes = not rest.strip() or rest.lstrip()[0] in "(["
        if (
            unfinished_host
            or (not doi and _goes_on(before, piece, rest, closes=closes))
            or (doi and _DOI_GOES_ON.search(before + piece[0]))
        ):
            end = match.end()
        elif before[-1] in "/" and not piece[0].isupper():
            return end, (match.start("piece"), match.end("piece"), "may belong to the address before it")
        else:
            break
    return end, None


def _goes_on(before: str, piece: str, rest: str, *, closes: bool) -> bool:
    """Tell whether a piece behind a blank certainly belongs to the address before it."""
    if piece[0].isupper():
        return False
    if before[-1] == ".":  # which may end the sentence
        host_alone = re.search(r"://[^/]*$", before) is not None
        return bool(_DOTTED_NUMBER.match(piece)) or (host_alone and bool(_TOP_LEVEL_DOMAIN.match(piece)))
    if before[-1].isdigit() and piece[0].isdigit():  # 2022021 8/v_otvet
        return "/" in piece and len(piece) > 5
    if before[-1] == "-":
        return bool(_FILE.search(piece))
    if before[-1] not in "/=?&" and piece[0] not in "/?&=":
        return False
    number = piece.rstrip(".,")
    if number.isdigit():
        return bool(_NUMBER_GOES_ON.match(rest)) or (closes and not re.fullmatch(r"(?:19|20)\d\d", number))
    return bool(_SHAPED.search(piece)) or (closes and bool(_SLUG.search(piece)))


def _addresses(text: str, kind: str) -> Findings:
    position = 0
    while match := _ADDRESS.search(text, position):
        end, report = _end_of_broken(text, match.end())
        if end > match.end():
            yield Edit(match.start(), end, re.sub(r"\s+", "", text[match.start() : end]), "repair: addresses")
        if report:
            yield report
        position = max(end, match.end())


def _dois(text: str, kind: str) -> Findings:
    for match in _DOI_IN_BRACKETS.finditer(text):
        if re.search(r"\s", match[0]):
            yield Edit(match.start(), match.end(), re.sub(r"\s+", "", match[0]), "repair: dois")
    if kind == "address" and _BARE_DOI.fullmatch(text):  # the field is one DOI, and a DOI has no blank in it
        yield Edit(0, len(text), re.sub(r"\s+", "", text), "repair: dois")
        return
    for match in _DOI.finditer(text):
        if _inside(text, match.start(), "<", ">"):
            continue
        start = end = match.end()
        while end < len(text) and not text[end].isspace() and text[end] not in "<>()[]":
            end += 1
        end, report = _end_of_broken(text, end, doi=True)
        if re.search(r"\s", text[start:end]):
            yield Edit(start, end, re.sub(r"\s+", "", text[start:end]), "repair: dois")
        if report:
            yield report


def _inside(text: str, position: int, opening: str, closing: str) -> bool:
    near = max(0, position - 100)
    return text.rfind(opening, near, position) > text.rfind(closing, near, position)


_CLOSING = {"“": "”", "„": "“", "«": "»", '"': '"'}
_QUOTE = re.compile('["“”„«»]')
_YEAR_FOLLOWS = re.compile(r"\s*\((?:1[5-9]|20)\d\d[a-z]?\)")
_NAME_AT_START = re.compile(r"[^\W\d_][\w’'-]+,\s*[^\W\d_]\.")


def _opens(text: str, place: int) -> bool:
    """Tell whether a straight quotation mark opens: nothing, a blank or a bracket before it, and text behind it."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (not before or before.isspace() or before in "([—–-/") and bool(after) and not after.isspace()


def _quotes(text: str, kind: str) -> Findings:
    opened: list[int] = []
    for match in _QUOTE.finditer(text):
        place, sign = match.start(), match[0]
        if sign == '"' and text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha():
            continue  # a hard sign, as bsi writes it: ob"ekt
        if (
            sign in "„«"
            or (sign == "“" and not (opened and text[opened[-1]] == "„"))
            or (sign == '"' and _opens(text, place))
        ):
            opened.append(place)
        elif opened:
            opening = opened.pop()
            wanted = _CLOSING[text[opening]]
            if sign == wanted or (text[opening] == "„" and sign == "”"):
                continue
            if text[opening] == '"' and sign == "”":
                yield Edit(opening, opening + 1, "“", "repair: quotes")
            elif sign == '"' or {text[opening], sign} <= {"“", "”", '"'}:
                yield Edit(place, place + 1, wanted, "repair: quotes")
            else:
                yield place, place + 1, f"{text[opening]} is closed by {sign}"
        elif sign == "”" and _YEAR_FOLLOWS.match(text, place + 1) and not _NAME_AT_START.match(text):
            # A title in the author's place, directly before the year: it can only begin where the entry does.
            yield Edit(0, 0, "“", "repair: quotes")
        else:
            yield place, place + 1, f"{sign} closes a quotation that was never opened"
    for place in opened:
        yield place, place + 1, f"{text[place]} opens a quotation that is never closed"


_DOUBLED_BLANKS = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BEFORE_STOP = re.compile(r"(?<=\w)\s{0,3}[,;:](?:\s{0,3}[,;:]){0,3}\s{1,3}\.(?=\s|$)")
_STRAY = re.compile(r"(?<=[\w)\]])([,;])(?:\s{0,3}\1)+(?=\s|$)|(?<=[\w)\]])\s{1,3}([,;])(?=\s|$)")
_GLUED_QUOTE = re.compile(r"(?<![^\W\d_])[\"”](?=[a-z]{2})")
_BRACKET = re.compile(r"[()\[\]]")


def _spaces(text: str, kind: str) -> Findings:
    for match in _DOUBLED_BLANKS.finditer(text):
        yield Edit(match.start(), match.end(), " ", "repair: spaces")


def _punctuation(text: str, kind: str) -> Findings:
    for match in _BEFORE_STOP.finditer(text):
        yield Edit(match.start(), match.end(), ".", "repair: punctuation")
    for match in _STRAY.finditer(text):
        yield Edit(match.start(), match.end(), match[1] or match[2], "repair: punctuation")
    for match in _GLUED_QUOTE.finditer(text):
        if not _opens(text, match.start()):
            yield match.start(), match.end(), f"no blank behind {match[0]}; something may have fallen out"
    for place, sign in _unclosed(text):
        yield place, place + 1, f"{sign} has no partner"


_LIST_NUMBER = re.compile(r"\s*\w{1,3}\)$")


def _unclosed(text: str) -> Iterator[tuple[int, str]]:
    """Yield the round and square brackets that have no partner."""
    opened: list[tuple[int, str]] = []
    for match in _BRACKET.finditer(text):
        place, sign = match.start(), match[0]
        if sign == ")" and not opened and _LIST_NUMBER.match(text, 0, place + 1):
            continue
        if sign in "([":
            opened.append((place, sign))
        elif opened and opened[-1][1] + sign in ("()", "[]"):
            opened.pop()
        else:
            yield place, sign
    yield from opened


_RANGE = re.compile(r"(?<![\w./:–—-])([0-9]+)([-–—])([0-9]+)(?![\w/–—-])(?!\.\d)")
_NOT_A_RANGE = re.compile(
    r"(?:(?:ISSN|ISBN|DOI|\bтел|\btel)\b[^,;]{0,16}|\+[\d ()-]+|№|\bNo\.?)\s*:?\s*$", re.IGNORECASE
)
_PAGES_BEFORE = re.compile(r"(?:\d\s*[:,]|\bpp?\.|\b[CPСсcp]\.|صص?\.?|ص‌ص)\s*$")


def _ranges(text: str, kind: str) -> Findings:
    if kind in ("number", "address"):
        return
    addresses = deque(match.span() for match in _ADDRESS.finditer(text))
    for match in _RANGE.finditer(text):
        first, dash, last = match[1], match[2], match[3]
        before = text[max(0, match.start() - 20) : match.start()]
        while addresses and addresses[0][1] <= match.start():
            addresses.popleft()
        if _NOT_A_RANGE.search(before) or (addresses and addresses[0][0] <= match.start()):
            continue
        if int(first) <= int(last) or first.startswith("0") or last.startswith("0"):
            continue
        years = all(len(number) == 4 and 1500 <= int(number) <= 2100 for number in (first, last))
        pages = kind == "page" or bool(_PAGES_BEFORE.search(before))
        if len(first) == len(last) and (years or pages):
            yield Edit(match.start(), match.end(), f"{last}{dash}{first}", "repair: ranges")
        elif pages and len(last) < len(first):
            yield match.start(), match.end(), f"{match[0]} may stand for {first}{dash}{first[: -len(last)]}{last}"
        elif pages:
            yield match.start(), match.end(), f"{match[0]} runs backwards"


def _homoglyphs(text: str, kind: str) -> Findings:
    for one in repair_homoglyphs(text)[1]:
        yield Edit(one.start, one.end, one.after, "repair: homoglyphs")


REPAIRS: Mapping[str, Callable[[str, str], Findings]] = {
    "homoglyphs": _homoglyphs,
    "addresses": _addresses,
    "dois": _dois,
    "quotes": _quotes,
    "spaces": _spaces,
    "punctuation": _punctuation,
    "ranges": _ranges,
}


# Something that one of the repairs looks for; most fields have none of it. Look-alikes need letters of both scripts.
_MAY_NEED_REPAIR = re.compile(
    r"[\"“”„«»()\[\]<]|://|www\.|10\.|[ \u00a0]{2}|\s[,;:]|[,;:]\s{0,3}[,;:.]|[0-9][-–—][0-9]|[ХІ]{2}"
)
# What each repair cannot do without; it saves going through a field for every one of them.
_LOOKED_FOR = {
    "addresses": re.compile(r"://|www\.", re.IGNORECASE),
    "dois": re.compile(r"10\."),
    "quotes": _QUOTE,
    "spaces": re.compile("[ \u00a0]{2}"),
    "punctuation": re.compile(r"[\"”()\[\]]|[,;:]\s{0,3}[,;:]|[,;:]\s{1,3}\.|\s[,;]"),
    "ranges": re.compile("[0-9][-–—][0-9]"),
}
_WHOLE_ADDRESS = re.compile(r"[\w\-./~%?&=+#:@!$*]*+", re.ASCII)  # no blank that could have broken it
_PAGE_RANGE = re.compile("([0-9]{1,9})[-–—]([0-9]{1,9})")
_SOURCE_SIGN = re.compile(f"[{CYRILLIC_RANGES}{ARABIC_RANGES}]")
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[\u0400-\u052f]")
_RANGE_OR_NUMERAL = re.compile("[0-9ХІӀСМ](?:(?<=[0-9])[-–—][0-9]|(?<=[ХІӀСМ])[ХІӀСМ])")  # a numeral in Cyrillic
_LOOK_INTO_MARKUP = frozenset({"homoglyphs", "addresses", "dois"})  # these copy what they find


def nothing_in(text: str, kind: str) -> bool:
    """Tell whether a field has nothing to romanize and nothing that a repair looks for, as most have."""
    pages = _PAGE_RANGE.fullmatch(text)
    if pages is not None:
        return int(pages[1]) <= int(pages[2])
    if _SOURCE_SIGN.search(text):
        return False
    return not _MAY_NEED_REPAIR.search(text) or (kind == "address" and _WHOLE_ADDRESS.fullmatch(text) is not None)


def nothing_to_mend(text: str) -> bool:
    """Tell whether there is nothing to repair in a text that is one plain segment, whose signs stand as they should."""
    return _RANGE_OR_NUMERAL.search(text) is None


def repair(text: EditedText, field: str, kinds: frozenset[str]) -> None:
    """Make the repairs named in ``kinds``, each on what the one before it left, and report what stays doubtful.

    Args:
        text: the field.
        field: its kind, such as ``title``, ``page`` or ``entry``.
        kinds: names of repairs, out of ``REPAIRS``.
    """
    mixed = _LATIN.search(text.text) and _CYRILLIC.search(text.text)
    if not mixed and not _MAY_NEED_REPAIR.search(text.text):
        return
    for kind, find in REPAIRS.items():
        if kind not in kinds:
            continue
        readable = text.text if kind in _LOOK_INTO_MARKUP else masked(text.text)
        if kind in _LOOKED_FOR and not _LOOKED_FOR[kind].search(readable):
            continue
        edits: list[Edit] = []
        for finding in find(readable, field):
            if isinstance(finding, Edit):
                edits.append(finding)
            else:
                text.warn(*finding, f"repair: {kind}")
        if edits:
            text.apply(edits)
