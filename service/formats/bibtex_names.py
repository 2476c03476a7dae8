"""Names as BibTeX and BibLaTeX write them, to CSL names and back.

The rules are BibTeX's own (Oren Patashnik, Designing BibTeX Styles, section 4, and BibLaTeX's manual, 3.8): names are
divided by ``and`` outside braces; ``First von Last``, ``von Last, First`` and ``von Last, Jr, First``; ``von`` is what
begins with a small letter; what stands in braces is one piece. BibLaTeX adds ``family=Last, given=First``.
"""

from __future__ import annotations

import re
from typing import Any

from .latex import NEEDS_DECODING, Style, decode, encode

Name = dict[str, Any]

_AND = re.compile(r"\s+and(?=\s)", re.IGNORECASE)
_AND_OR_BRACE = re.compile(r"[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
_OTHER_AND = re.compile(r"\s(?:A[Nn][Dd]|a(?:N[Dd]|nD))(?=\s)|\sand\Z|\s{2}")
_PLAIN_PART = re.compile(r"[^\W\d_a-z][\w.\-'ʹʺ’ʼʻ]*+\Z")
_PLAIN_GIVEN = re.compile(r"[^\W\d_][\w.\- 'ʹʺ’ʼʻ]*+\Z")
_SIGN = re.compile(r"[{},]")
_GAP = re.compile(r"(?:\s|~|(?<!\\)\\ )++|[{}]")
_EXTENDED = re.compile(
    r'\s*+"?(family|given|prefix|suffix|given-i|family-i|prefix-i|suffix-i|useprefix|id|hash)\s*+=', re.I
)
_EXTENDED_KEYS = {"family": "family", "given": "given", "prefix": "dropping-particle", "suffix": "suffix"}
OTHERS = "others"


def name_spans(text: str) -> list[tuple[int, int]]:
    """Find the names of a list: where each starts and ends, without the blanks around it."""
    cuts = [0]
    if "{" in text:
        depth = 0
        for match in _AND_OR_BRACE.finditer(text):
            if match[0] == "{":
                depth += 1
            elif match[0] == "}":
                depth -= 1
            elif depth == 0:
                cuts += match.span()
    else:
        for match in _AND.finditer(text):
            cuts += (match.end() - 3, match.end())
    cuts.append(len(text))
    spans: list[tuple[int, int]] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        name = text[start:end]
        if stripped := name.strip():
            start += len(name) - len(name.lstrip())
            spans.append((start, start + len(stripped)))
    return spans


def parse_names(text: str) -> list[Name]:
    """Turn the value of a name field into CSL names; ``and others`` becomes the literal ``others``, as in pandoc."""
    if NEEDS_DECODING.search(text) is None and _OTHER_AND.search(text) is None and "=" not in text:
        return [_plain_name(name) for name in text.strip().split(" and ") if name]
    return [parse_name(text[start:end]) for start, end in name_spans(text)]


def _plain_name(name: str) -> Name:
    """Turn a name without commands and braces into a CSL name; most are a family name, a comma and a given name."""
    family, _, given = name.partition(", ")
    if family and given and "," not in given and " " not in family:
        return {"family": family, "given": given}
    return parse_name(name.strip())


def parse_name(raw: str) -> Name:
    """Turn one name into a CSL name."""
    if raw == OTHERS:
        return {"literal": OTHERS}
    if raw.startswith("{") and _closes(raw) == len(raw):
        return {"literal": _plain(raw[1:-1])}
    if _EXTENDED.match(raw):
        return _extended(raw)
    commas = _commas(raw)
    if not commas and "،" in raw:  # BibTeX does not know the Persian comma; people write it all the same
        raw = raw.replace("،", ",")
        commas = _commas(raw)
    if not commas:
        words = _words(raw)
        return _name(*_with_particle(words))
    pieces = [raw[start:end] for start, end in _between(raw, commas)]
    given = ", ".join(pieces[2:]) if len(pieces) > 2 else pieces[1]
    particle, family = _particle(_words(pieces[0]))
    return _name(given, particle, family, pieces[1] if len(pieces) > 2 else "")


def _name(given: str, particle: str, family: str, suffix: str = "") -> Name:
    found = {"family": family, "given": given, "dropping-particle": particle, "suffix": suffix}
    texts = {key: _plain(text) for key, text in found.items()}
    return {key: text for key, text in texts.items() if text}


def _plain(raw: str) -> str:
    return decode(raw, markup=False).strip()


def _closes(raw: str) -> int:
    """Find where the brace that a text begins with is closed; -1 if it is not."""
    depth = 0
    for match in re.finditer(r"[{}]", raw):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return -1


def _commas(raw: str) -> list[int]:
    depth = 0
    found: list[int] = []
    for match in _SIGN.finditer(raw):
        if match[0] == ",":
            if depth == 0:
                found.append(match.start())
        else:
            depth += 1 if match[0] == "{" else -1
    return found


def _between(raw: str, cuts: list[int]) -> list[tuple[int, int]]:
    starts = [0, *(cut + 1 for cut in cuts)]
    return list(zip(starts, [*cuts, len(raw)], strict=True))


def _words(raw: str) -> list[str]:
    """Cut a text at the blanks outside braces; each word keeps the blank behind it."""
    found: list[str] = []
    depth = start = 0
    for match in _GAP.finditer(raw):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif depth == 0:
            if match.start() > start:
                found.append(raw[start : match.end()])
            start = match.end()
    if start < len(raw):
        found.append(raw[start:])
    return found


def _is_small(word: str) -> bool:
    """Tell whether a word begins with a small letter; one in braces has no case, unless a command stands in them."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    text = decode(word, markup=False)
    first = next((char for char in text[:40] if char.isalpha()), "")
    return first.islower()


def _particle(words: list[str]) -> tuple[str, str]:
    """Divide the words before the comma: what begins with a small letter, and the family name."""
    end = 0
    while end < len(words) - 1 and _is_small(words[end]):
        end += 1
    return "".join(words[:end]), "".join(words[end:])


def _with_particle(words: list[str]) -> tuple[str, str, str]:
    small = [place for place, word in enumerate(words[:-1]) if _is_small(word)]
    if not small:
        return "".join(words[:-1]), "", "".join(words[-1:])
    return "".join(words[: small[0]]), "".join(words[small[0] : small[-1] + 1]), "".join(words[small[-1] + 1 :])


def _extended(raw: str) -> Name:
    found: Name = {}
    for start, end in _between(raw, _commas(raw)):
        key, sign, value = raw[start:end].partition("=")
        variable = _EXTENDED_KEYS.get(key.strip().strip('"').lower())
        if sign and variable:
            value = value.strip().strip('"')
            value = value[1:-1] if value.startswith("{") and _closes(value) == len(value) else value
            if text := _plain(value):
                found[variable] = text
    return found


def format_name(name: Name, style: Style) -> str:
    """Write a CSL name; what would be read otherwise is put in braces."""
    literal = name.get("literal")
    if isinstance(literal, str):
        return OTHERS if literal == OTHERS else "{" + encode(literal, style) + "}"
    if len(name) == 2 and not style.ascii and not style.found:
        family, given = _text(name, "family"), _text(name, "given")
        if _PLAIN_PART.match(family) and _PLAIN_GIVEN.match(given) and " and " not in given and family[0].isupper():
            return f"{family}, {given}"
    wanted = _comparable(name)
    family, given, suffix = (encode(_text(name, key), style) for key in ("family", "given", "suffix"))
    particle = encode(particle_of(name), style)
    written = _joined(particle, family, suffix, given)
    if _comparable(parse_name(written)) == wanted:
        return written
    family, given, suffix = (f"{{{part}}}" if part else "" for part in (family, given, suffix))
    written = _joined(particle, family, suffix, given)
    if not given and not particle and not suffix:
        written += ","  # in braces alone it would be the name of a body
    return written


def particle_of(name: Name) -> str:
    """Give the particle of a CSL name, of whichever kind."""
    return " ".join(filter(None, (_text(name, "dropping-particle"), _text(name, "non-dropping-particle"))))


def _joined(particle: str, family: str, suffix: str, given: str) -> str:
    last = f"{particle} {family}".strip()
    return ", ".join([last, suffix, given] if suffix else [last, given] if given else [last])


def _text(name: Name, key: str) -> str:
    value = name.get(key)
    return value if isinstance(value, str) else ""


def _comparable(name: Name) -> tuple[str, ...]:
    return (*(_text(name, key) for key in ("family", "given", "suffix", "literal")), particle_of(name))


def changed_name(raw: str, name: Name, style: Style) -> str:
    """Write a changed name in the order in which the name stood.

    Args:
        raw: the name as it stands.
        name: what it is to be.
        style: how the field writes what is no plain letter.
    """
    literal = name.get("literal")
    if isinstance(literal, str):
        return format_name(name, style)
    if not _EXTENDED.match(raw) and not _commas(raw) and "،" not in raw:
        given, particle = encode(_text(name, "given"), style), encode(particle_of(name), style)
        written = " ".join(filter(None, (given, particle, encode(_text(name, "family"), style))))
        if not name.get("suffix") and _comparable(parse_name(written)) == _comparable(name):
            return written
    if _EXTENDED.match(raw):
        return _changed_extended(raw, name, style)
    return format_name(name, style)


def _changed_extended(raw: str, name: Name, style: Style) -> str:
    pieces: list[str] = []
    for start, end in _between(raw, _commas(raw)):
        piece = raw[start:end]
        key, sign, value = piece.partition("=")
        variable = _EXTENDED_KEYS.get(key.strip().strip('"').lower(), "")
        if sign and variable:
            text = particle_of(name) if variable == "dropping-particle" else _text(name, variable)
            if decode(value, markup=False).strip().strip('"') != text:
                piece = f"{key}={{{encode(text, style)}}}"
        elif key.strip().strip('"').lower().endswith("-i"):
            continue  # initials of the name in its own script
        pieces.append(piece)
    return ",".join(pieces)


def changed_names(text: str, before: list[Name], after: list[Name], style: Style) -> str:
    """Write a changed name list: names that did not change stay as they stand.

    Args:
        text: the value of the field.
        before: the names as they were read from it.
        after: what they are to be.
        style: how the field writes what is no plain letter.
    """
    spans = name_spans(text)
    if len(spans) != len(after) or len(before) != len(after):
        return " and ".join(format_name(name, style) for name in after)
    pieces: list[str] = []
    done = 0
    for (start, end), old, new in zip(spans, before, after, strict=True):
        own = Style(style.ascii, style.quoted)
        own.learn(text[start:end], markup=False)
        pieces += (text[done:start], text[start:end] if old == new else changed_name(text[start:end], new, own))
        done = end
    return "".join([*pieces, text[done:]])
