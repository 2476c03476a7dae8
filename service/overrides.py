"""Overrides: what people have settled once and for all, such as how an author signs or how a word is read in a project.

An override goes ahead of every list and model. Where several could stand in a place the longest wins, then the one that
says most closely where it holds: for one scope, for one kind of field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .errors import InputError
from .persian import KINDS
from .persian.spelling import SIGNS, bare, folded, plain_letters
from .tables.registry import languages
from .text.hygiene import compose, visible, without_invisible
from .text.language import languages as known_languages
from .text.scripts import ARABIC_RANGES, CYRILLIC_RANGES, script_runs

PERSIAN = "fa"
LONGEST = 300  # characters of a source or an output
MOST_WORDS = 16  # of a source
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f{SIGNS}\u200c]|['’ʼ](?=[^\W_]))*+")
_GAP = re.compile(r"[^\w\r\n]{1,4}")  # what may stand between two words of a match
_ARABIC_LETTER = re.compile(f"[{ARABIC_RANGES}]")
_CYRILLIC_LETTER = re.compile(f"[{CYRILLIC_RANGES}]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SCOPE = re.compile(r"[\w .:/@-]{1,100}")


@dataclass(frozen=True, slots=True)
class Override:
    """What stands for one piece of text wherever it occurs.

    Attributes:
        language: BCP 47 subtag of the source.
        source: a word, several words or a whole field, in the original script.
        output: its romanization in Latin letters; in Persian also its reading, the source with vowel signs (مِهر), which
            every scheme then writes in its own way.
        kind: kind of text that it goes for, such as ``name``; empty for all.
        scope: name of the project or bibliography that it goes for; empty for all.
    """

    language: str
    source: str
    output: str
    kind: str = ""
    scope: str = ""

    @property
    def key(self) -> str:
        """The source as it is looked up by."""
        return key(self.source, self.language)

    @property
    def is_reading(self) -> bool:
        """Whether the output is vocalized Persian, which goes on to the scheme's rule table."""
        return _ARABIC_LETTER.search(self.output) is not None

    @property
    def name(self) -> str:
        """What reports and ``explain`` call it."""
        where = " ".join(one for one in (self.kind, f"in {self.scope}" if self.scope else "") if one)
        return f"override {self.language}: {self.source}" + (f" ({where})" if where else "")


@dataclass(frozen=True, slots=True)
class Match:
    """A place of a text where an override holds."""

    start: int
    end: int
    override: Override


def checked(one: Override) -> Override:
    """Bring an override into the form in which it is kept: composed, blanks at its ends gone, language a subtag.

    Raises:
        InputError: it cannot be used; names what of it and the mend.
    """
    language = one.language.strip().split("-")[0].lower()
    source, output = (compose(text).strip() for text in (one.source, one.output))
    kind, scope = one.kind.strip(), compose(one.scope).strip()
    if language not in languages():
        there = ", ".join(sorted(languages()))
        raise InputError(f"override: language {_quoted(one.language)} has no rule table; there are: {there}")
    if kind and kind not in KINDS:
        raise InputError(f"override: kind {_quoted(kind)} does not exist; there are: {', '.join(KINDS)}")
    if scope and not _SCOPE.fullmatch(scope):
        raise InputError("override: a scope is up to 100 letters, figures, blanks and . : / @ - _; give another name")
    for name, text in (("source", source), ("output", output)):
        if not text:
            raise InputError(f"override: {name} is empty; give it")
        if len(text) > LONGEST:
            raise InputError(f"override: {name} has {len(text)} characters; {LONGEST} at most")
        if _UNSEEN.search(text):
            raise InputError(f"override: {name} {_quoted(text)} has a control character; take it out")
    words = _WORD.findall(source)
    if not words:
        raise InputError(f"override: source {_quoted(source)} has no word; give the text as it stands in references")
    if len(words) > MOST_WORDS:
        raise InputError(f"override: source has {len(words)} words; {MOST_WORDS} at most")
    found = Override(language, source, output, kind, scope)
    script = known_languages()[language].script
    if not any(run.script == script for run in script_runs(source)):
        raise InputError(
            f"override: source {_quoted(source)} has no letter that {language} is written in; give the original"
        )
    if _CYRILLIC_LETTER.search(output):
        raise InputError(f"override: output {_quoted(output)} is not in Latin letters; give its romanization")
    if found.is_reading and (language != PERSIAN or not has_letters_of(output, source)):
        raise InputError(
            f"override: {_quoted(output)} does not have the letters of {_quoted(source)}; "
            "give Latin letters, or the Persian source with its vowel signs"
        )
    return found


def _quoted(text: str) -> str:
    return repr(visible(text if len(text) <= 60 else f"{text[:59]}…"))


def has_letters_of(reading: str, source: str) -> bool:
    """Tell whether Persian with vowel signs has the letters of its source, so that an override may give it for it."""
    return bare(reading) == source or _skeleton(reading) == _skeleton(source)


def _skeleton(text: str) -> str:
    return "".join(_WORD.findall(bare(plain_letters(text)))).replace("\u200c", "")


def key(text: str, language: str) -> str:
    """Give the form under which an override's source is looked up: its words, case and unseen characters aside."""
    return " ".join(_folded(word[0], language) for word in _WORD.finditer(compose(text)))


def _folded(word: str, language: str) -> str:
    word = without_invisible(word).lower()
    return folded(plain_letters(word)).replace("\u200c", "") if language == PERSIAN else word


class Overrides:
    """Overrides that hold for a request, ready for looking up.

    They compare by identity, so that what was remembered under some is not used under others.

    Args:
        found: the overrides there are.
        scope: name of the project or bibliography; those of other scopes are left out.
    """

    __slots__ = ("_first_words", "_of_key", "scope")

    def __init__(self, found: Iterable[Override] = (), scope: str = "") -> None:
        self.scope = scope
        self._of_key: dict[tuple[str, str], list[Override]] = {}
        self._first_words: dict[tuple[str, str], list[int]] = {}  # lengths in words of what begins so, longest first
        for one in found:
            if one.scope and one.scope != scope:
                continue
            self._of_key.setdefault((one.language, one.key), []).append(one)
        for same in self._of_key.values():
            same.sort(key=lambda one: (bool(one.scope), bool(one.kind)), reverse=True)
        lengths: dict[tuple[str, str], set[int]] = {}
        for language, words in self._of_key:
            parts = words.split(" ")
            lengths.setdefault((language, parts[0]), set()).add(len(parts))
        self._first_words = {begin: sorted(found, reverse=True) for begin, found in lengths.items()}

    def __bool__(self) -> bool:
        return bool(self._of_key)

    def in_text(self, text: str, language: str, kind: str) -> list[Match]:
        """Find where overrides hold in a text: in order and apart.

        Args:
            text: the text, in its original script.
            language: BCP 47 tag of it.
            kind: what the text is, out of ``persian.KINDS``.
        """
        if not self._of_key:
            return []
        language = language.split("-")[0].lower()
        words = [(match.start(), match.end(), _folded(match[0], language)) for match in _WORD.finditer(text)]
        found: list[tuple[int, Match]] = []
        for place, (start, _, first) in enumerate(words):
            for count in self._first_words.get((language, first), ()):
                stretch = words[place : place + count]
                if len(stretch) < count or not _together(text, stretch):
                    continue
                one = self._chosen(language, " ".join(word for _, _, word in stretch), kind)
                if one is not None:
                    found.append((count, Match(start, _end(text, stretch[-1][1], one), one)))
        found.sort(key=lambda pair: (-pair[0], pair[1].start - pair[1].end, pair[1].start))
        taken: list[Match] = []
        covered = bytearray(len(text)) if found else bytearray()
        for _, match in found:
            if not any(covered[match.start : match.end]):
                covered[match.start : match.end] = b"\1" * (match.end - match.start)
                taken.append(match)
        return sorted(taken, key=lambda match: match.start)

    def _chosen(self, language: str, words: str, kind: str) -> Override | None:
        return next((one for one in self._of_key.get((language, words), ()) if one.kind in ("", kind)), None)


NONE = Overrides()


def _together(text: str, words: list[tuple[int, int, str]]) -> bool:
    """Tell whether no more than blanks and marks stands between words."""
    return all(_GAP.fullmatch(text, before[1], after[0]) is not None for before, after in pairwise(words))


def _end(text: str, end: int, one: Override) -> int:
    """Where a match ends: a full stop behind the last word belongs to it if the source has one there."""
    return end + 1 if one.source.endswith(".") and text[end : end + 1] == "." else end
