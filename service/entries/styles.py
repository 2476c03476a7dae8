"""Which citation style an entry follows."""

from __future__ import annotations

import re

from .marks import YEAR

_PERSIAN = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_GOST_HEAD = re.compile(
    r"\s*(?:\[?\d{1,3}[\].)]\s*)?[A-ZА-ЯІЇЄҐЁ][\w’'-]+(?:\s[A-ZА-ЯІЇЄҐЁ][\w’'-]+)?\s(?:[A-ZА-ЯІЇЄҐЁ][a-zа-я]?\.\s?){1,3}[,\s]"
)
UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_AREA = re.compile(r"\.\s?[–—-]\s")
_VANCOUVER = re.compile(rf"{YEAR}(?:\s[A-Z][a-z]{{2}}(?:\s\d{{1,2}})?)?\s?;\s?(?:\d|\(\d)")
_VANCOUVER_NAMES = re.compile(r"\s*(?:\d+[.)]\s*)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\s(?:[A-Z]{1,3}[,;]|[A-Z]{2,3}\.)")


def family(text: str) -> str:
    """Tell the kind of grammar: "gost", "persian" or "western"."""
    head = text[:600]
    persian, cyrillic, latin = (len(pattern.findall(head)) for pattern in (_PERSIAN, _CYRILLIC, _LATIN))
    if persian > max(cyrillic, latin):
        return "persian"
    bare = re.sub(r"https?://\S+", " ", text[:3000])
    if "//" in bare or re.search(r"\s/\s\S.*[.\]]\s?[–—-]\s", bare):
        return "gost"
    if re.search(rf"\({YEAR}[a-z]?(?:,\s[^()]{{3,20}})?\)", bare[:500]) and not _GOST_HEAD.match(bare):
        return "western"
    if _VANCOUVER.search(bare):
        return "western"
    if cyrillic > latin:
        return "gost" if not re.search(rf"\(\s?{YEAR}\s?\)[.,:]?\s", bare[:300]) else "western"
    if _GOST_HEAD.match(bare) and _AREA.search(bare):
        return "gost"
    if _VANCOUVER.search(bare) or _VANCOUVER_NAMES.match(bare):
        return "western"
    if (_GOST_HEAD.match(bare) or _AREA.search(bare)) and (
        _AREA.search(bare) or re.search(rf":\s?[^:]+,\s{YEAR}\.?\s(?:[–—-]\s)?\d+\s?[pс]\.", bare) or " / " in bare
    ):
        return "gost"
    return "western"


def style(text: str, grammar: str) -> str:
    """Name the style, as far as the text shows it."""
    head = text[:3000]
    if grammar == "persian":
        return "iranian"
    if grammar == "gost":
        if _AREA.search(head) and re.search(r"\s/\s", head) and re.match(r"\s*[\w’'-]+,\s", head):
            return "gost-7.0.100"
        if re.search(r"\s/\s.*\.\s[–—]\s", head) and " : " in head:
            return "gost-7.0.100"
        return "dstu-8302" if len(UKRAINIAN.findall(head)) > 2 else "gost-7.0.5"
    if _VANCOUVER.search(head) or _VANCOUVER_NAMES.match(head) or re.search(rf":\s[^:;]+;\s{YEAR}", head):
        return "vancouver"
    if re.search(rf"\({YEAR}\)[.:]?\s[\"“]", head):
        return "paper"
    if re.search(rf"\({YEAR}[a-z]?(?:,[^()]*)?\)\.\s", head):
        return "iranian" if re.search(r"\[[Ii]n Persian\]", head) else "apa"
    if re.search(rf"\({YEAR}[a-z]?\),?\s|[A-Z]\w+,?\s{YEAR}[,:]", head[:300]):
        return "harvard"
    return "chicago"
