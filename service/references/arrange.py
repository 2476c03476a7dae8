"""Arrange a field as a profile wants it: romanization, original and translation, each in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import UnknownLanguageError, UnknownSchemeError
from ..persian.spelling import lacks_vowels
from ..romanization import romanize_segment
from ..text.language import detect
from ..text.language import languages as known_languages
from .edits import Edit, EditedText
from .names import Kinship
from .parallels import Parallel, parallel_of
from .profiles import Profile
from .segments import ARABIC, Segment, segments

TITLE_WORDS = 4  # a segment of an entry with as many long words is taken for a title, which may want a translation
_LONG_WORD = re.compile(r"[^\W\d_]{3}[^\W\d_]*")  # not an initial, nor и, в, из
SURE = 0.85  # confidence at which a segment's own language overrules the language of the whole reference
# What a segment of these fields is to a vocalizer; a line of text is mostly its title.
_KINDS = {"entry": "title", "number": "text", "page": "text"}
_FIGURES = re.compile("[۰-۹٠-٩،؛؟]+")
_LANGUAGE_NOTE = re.compile(r"[(\[]\s*[Ii]n (?P<language>[A-Z]\w+)(?:,? and \w+)*\.?\s*[)\]]")


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller asked for: a profile, a scheme, and a language if it is to be taken as given."""

    profile: Profile
    scheme: str
    language: str | None
    repairs: frozenset[str]


class Languages:
    """The language of each segment of one reference: the caller's, else the record's, else told from all its text."""

    def __init__(self, given: str | None, texts: list[str]) -> None:
        subtag = given.split("-")[0].lower() if given else None
        self._given = subtag if subtag in known_languages() else given
        self._texts = texts
        self._told: dict[str, str | None] = {}
        self._given_messages: set[str] = set()
        self.used: Counter[str] = Counter()

    def of(self, segment: Segment) -> str | None:
        """Language of a segment; a language given for one script says nothing about text in another."""
        language = self._given
        known = known_languages().get(language) if language else None
        if language is None or (known is not None and known.script != segment.script):
            own = detect(segment.text)
            language = own.language if own.confidence >= SURE else self._of_script(segment.script) or own.language
        return language

    @property
    def has_persian(self) -> bool:
        """Whether a text of the reference is Persian."""
        return self.used["fa"] > 0 or (self._given == "fa") or self._of_script(ARABIC) == "fa"

    def first_time(self, message: str) -> bool:
        """Tell whether a message has not been given for this reference yet."""
        new = message not in self._given_messages
        self._given_messages.add(message)
        return new

    def _of_script(self, script: str) -> str | None:
        if script not in self._told:
            found = (one.text for text in self._texts for one in segments(text) if one.script == script)
            self._told[script] = detect(" ".join(found)).language
        return self._told[script]


@dataclass(slots=True)
class Found:
    """What arranging found in a field whose parts go to places of their own.

    Attributes:
        language: BCP 47 subtag of what was romanized; "" if nothing was.
        script: its script, as an ISO 15924 code.
        translation: what stood beside it as its translation and was taken out.
    """

    language: str = ""
    script: str = ""
    translation: str = ""


def arrange(text: EditedText, kind: str, request: Request, languages: Languages, found: Found | None = None) -> None:
    """Romanize and arrange what is in a source script in a field.

    Args:
        text: the field.
        kind: ``title``, ``container``, ``publisher``, ``place``, ``name``, ``text``, or ``entry`` for a line of text.
        request: what the caller asked for.
        languages: tells the language of each segment.
        found: where the format has places of its own for original and translation: the field keeps the romanization,
            and what it consisted of is noted here.
    """
    edits: list[Edit] = []
    some = segments(text.text)
    for segment in some:
        language = languages.of(segment)
        if language is None:
            text.warn(segment.start, segment.end, "the language cannot be told; give it", "language")
            continue
        try:
            romanized, notes, unsure = romanize_segment(segment.text, language, request.scheme, _KINDS.get(kind, kind))
        except (UnknownLanguageError, UnknownSchemeError) as error:  # the rest of the reference still has the scheme
            if languages.first_time(str(error)):
                text.warn(segment.start, segment.end, f"left as it is: {error}", "romanize")
            continue
        for note in notes:
            text.warn(segment.start, segment.end, note, "romanize")
        for start, end, sentence in unsure:
            text.warn(segment.start + start, segment.start + end, sentence, "vowels")
        if "  " not in segment.text:  # a sign that romanizes to nothing leaves its blanks behind
            romanized = re.sub(" {2,}", " ", romanized).strip()
        if not romanized:
            text.warn(segment.start, segment.end, f"{segment.text!r} romanizes to nothing; left as it is", "romanize")
        if not romanized or romanized == segment.text:
            continue
        without_vowels = language == "fa" and lacks_vowels(segment.text)
        parallel = parallel_of(text.text, segment, romanized, without_vowels=without_vowels)
        languages.used[language] += len(segment.text)
        table = f"{language}/{request.scheme}"
        if found is not None:
            found.language, found.script = language, segment.script
            translated = parallel is not None and parallel.kinship is Kinship.OTHER and request.profile.pair(kind)
            if parallel is not None and translated and _fills(text.text, parallel):
                found.translation = text.text[parallel.start : parallel.end].strip(" ,.;:=/")
                edits.append(Edit(*parallel.whole, romanized, f"romanize: {table}, translation in its own field"))
                continue
        edits.append(_edit(text, kind, segment, romanized, parallel, request.profile, table))
    # Figures first: whether a reference is Persian takes a look through all its texts.
    keeps_figures = request.profile.text.startswith("{original}")
    if not keeps_figures and _FIGURES.search(text.text) and languages.has_persian:
        edits += _figures(text.text, some, request.scheme)
    text.apply(edits)


def _figures(text: str, found: list[Segment], scheme: str) -> Iterator[Edit]:
    """Yield the edits that romanize Persian figures and punctuation outside the segments found, as in (۱۳۹۸)."""
    inside = {place for segment in found for place in range(segment.start, segment.end)}
    for match in _FIGURES.finditer(text):
        if match.start() in inside:
            continue
        try:
            romanized = romanize_segment(match[0], "fa", scheme)[0]
        except UnknownSchemeError:
            return
        yield Edit(match.start(), match.end(), romanized, f"romanize: fa/{scheme}")


def _edit(
    text: EditedText,
    kind: str,
    segment: Segment,
    romanized: str,
    parallel: Parallel | None,
    profile: Profile,
    table: str,
) -> Edit:
    """Say what becomes of one segment."""
    if parallel is not None and parallel.kinship is not Kinship.OTHER:
        latin = text.text[parallel.start : parallel.end]
        if parallel.kinship is Kinship.DIFFERING:
            message = f"{latin!r} and {romanized!r}, romanized from {segment.text!r}, disagree; the form found is kept"
            text.warn(*parallel.whole, message, "own form")
        if profile.keeps_original and kind != "name":
            stop = "." if text.text[segment.end : segment.end + 1] == "." and segment.end < parallel.whole[1] else ""
            arranged = _fill(profile.text, latin, segment.text + stop, "")
            return Edit(*parallel.whole, arranged, "own Latin form kept beside the original")
        return Edit(*_alone(text.text, parallel), "own Latin form kept, original left out")
    if parallel is not None and (pattern := profile.pair(kind)) and _fills(text.text, parallel):
        translation = text.text[parallel.start : parallel.end].strip(" ,.;:=/")
        arranged = _fill(pattern, romanized, segment.text, translation)
        return Edit(*parallel.whole, arranged, f"romanize: {table}, translation arranged as {profile.id}")
    is_title = kind == "title" or (kind == "entry" and len(_LONG_WORD.findall(segment.text)) >= TITLE_WORDS)
    if parallel is None and profile.wants_translation and is_title:
        message = f"no translation stands beside {_shortened(segment.text)!r}"
        text.warn(segment.start, segment.end, message, "translation")
    # A name with brackets in it sorts wrongly, and С., Т., № and other marks need no original beside them.
    if kind == "name" or sum(map(str.isalpha, segment.text)) <= 2:
        return Edit(segment.start, segment.end, romanized, f"romanize: {table}")
    return Edit(segment.start, segment.end, _fill(profile.text, romanized, segment.text, ""), f"romanize: {table}")


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def _fill(pattern: str, romanized: str, original: str, translation: str) -> str:
    return pattern.format(romanized=romanized, original=original, translation=translation)


def _fills(text: str, parallel: Parallel) -> bool:
    """Tell whether a segment and its translation are all there is in the field."""
    start, end = parallel.whole
    return not (text[:start] + text[end:]).strip(" .,;")


def _alone(text: str, parallel: Parallel) -> tuple[int, int, str]:
    """Give the edit that leaves the Latin form alone: what goes, and what stays of it."""
    start, end = parallel.whole
    latin = text[parallel.start : parallel.end]
    if latin.endswith(".") and text[end : end + 1] == ".":  # Kosov, P. (Косов А. П). has one stop left
        end += 1
    return (parallel.end, end, "") if parallel.first else (start, end, latin)


def append_language_note(text: EditedText, request: Request, languages: Languages) -> None:
    """Put the profile's note on the language behind an entry that has none."""
    pattern = request.profile.language_note
    if not pattern or not languages.used:
        return
    language = languages.used.most_common(1)[0][0]
    name = known_languages()[language].name if language in known_languages() else language
    found = _LANGUAGE_NOTE.search(text.text)
    if found is None:
        end = len(text.text.rstrip())
        note = pattern.format(language=name)
        text.apply([Edit(end, end, f" {note}" if end else note, "language note")])
    elif found["language"] != name:
        text.warn(*found.span(), f"says {found['language']}, the text is {name}", "language note")
