"""Arrange a field as a profile wants it: romanization, original and translation, each in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..errors import UnknownLanguageError, UnknownSchemeError
from ..one_language import Romanized, romanize_segment
from ..persian.romanized import PERSIAN
from ..persian.spelling import lacks_vowels
from ..text.language import Evidence, detect, evidence, together, told
from ..text.language import languages as known_languages
from ..word_memo import romanize_quietly
from .edits import Edit, EditedText
from .entry_kinds import romanize_in_parts
from .names import Kinship
from .parallels import Parallel, parallel_of
from .profiles import Profile
from .request import Request
from .segments import ARABIC, CYRILLIC, Segment, segments

TITLE_WORDS = 4  # a segment of an entry with as many long words is taken for a title, which may want a translation
_LONG_WORD = re.compile(r"[^\W\d_]{3}[^\W\d_]*")  # not an initial, nor и, в, из
SURE = 0.85  # confidence at which a segment's own language overrules the language of the whole reference
# What a segment of these fields is to a vocalizer; a line of text is mostly its title.
_KINDS = {"entry": "title", "number": "text", "page": "text"}
_FIGURES = re.compile("[۰-۹٠-٩،؛؟]+")
_SHORT = 200  # characters of a text whose language is remembered
_LANGUAGE_NOTE = re.compile(r"[(\[]\s*[Ii]n (?P<language>[A-Z]\w+)(?:,? and \w+)*\.?\s*[)\]]")


@lru_cache(maxsize=256)
def _subtag_and_script(given: str) -> tuple[str, str | None]:
    """Reduce a language given to one that is known, with its script; another stays as it is."""
    subtag = given.split("-")[0].lower()
    known = known_languages().get(subtag)
    return (subtag, known.script) if known is not None else (given, None)


class Languages:
    """The language of each segment of one reference: the caller's, else the record's, else told from all its text."""

    __slots__ = ("_answers", "_given_script", "_messages", "_segmented", "_told", "asked", "given", "used")

    def __init__(self, given: str | None, fields: Iterable[Segmented]) -> None:
        self.given: str | None = given
        self._given_script: str | None = None
        if given:
            self.given, self._given_script = _subtag_and_script(given)
        self._segmented = fields
        self._told: dict[str, str | None] = {}
        self._answers: dict[tuple[str, ...], tuple[str | None, ...]] = {}
        self._messages: set[str] = set()
        self.asked = 0  # how often ``first_time`` was
        self.used: list[tuple[str, int]] = []  # language and length of what was romanized

    def of(self, segment: Segment) -> str | None:
        """Language of a segment; a language given for one script says nothing about text in another."""
        if not self.untold(segment.script):
            return self.given
        language, sure = own_language(segment.text)
        return language if sure else self.of_script(segment.script) or detect(segment.text).language

    def untold(self, script: str) -> bool:
        """Whether no language is given for texts in a script."""
        return self.given is None or (self._given_script is not None and self._given_script != script)

    def answers(self, scripts: tuple[str, ...]) -> tuple[str | None, ...]:
        """The language given, and those told for scripts for which it says nothing."""
        if not scripts:
            return (self.given,)
        found = self._answers.get(scripts)
        if found is None:
            told = [self.of_script(script) for script in scripts if self.untold(script)]
            found = self._answers[scripts] = (self.given, *told)
        return found

    @property
    def has_persian(self) -> bool:
        """Whether a text of the reference is Persian."""
        return (
            any(language == "fa" for language, _ in self.used) or self.given == "fa" or self.of_script(ARABIC) == "fa"
        )

    @property
    def main(self) -> str | None:
        """The language that most of the reference is in; None if nothing was romanized."""
        lengths: Counter[str] = Counter()
        for language, length in self.used:
            lengths[language] += length
        return lengths.most_common(1)[0][0] if lengths else None

    def first_time(self, message: str) -> bool:
        """Tell whether a message has not been given for this reference yet."""
        self.asked += 1
        new = message not in self._messages
        self._messages.add(message)
        return new

    def of_script(self, script: str) -> str | None:
        """Language of all the reference's text in a script."""
        if script in self._told:
            return self._told[script]
        fields = [one for one in self._segmented if one.segments]
        # The evidence of short texts recurs with them; a text is made of them all only if that is not enough.
        said = together([one.evidence for one in fields]) if script == CYRILLIC else None
        language = told(said)
        if language is None:
            found = [segment.text for one in fields for segment in one.segments if segment.script == script]
            language = detect(" ".join(found), said).language
        self._told[script] = language
        return language


class Segmented:
    """A field as it is once repaired, in segments, with what they say of the reference's language.

    Attributes:
        segments: its segments.
        evidence: that of all its segments; None if they are not all in letters of known Cyrillic alphabets.
    """

    __slots__ = ("_asked", "_evidence", "segments")

    def __init__(self, some: list[Segment]) -> None:
        self.segments = some
        self._asked = False
        self._evidence: Evidence | None = None

    @property
    def evidence(self) -> Evidence | None:
        """What its segments say of the language."""
        if not self._asked:
            if all(one.script == CYRILLIC for one in self.segments):
                self._evidence = evidence(" ".join([one.text for one in self.segments]))
            self._asked = True  # only now: fields that recur are shared by threads
        return self._evidence


def own_language(text: str) -> tuple[str | None, bool]:
    """Language that a text tells of itself (None: an unknown one), and whether that overrules the whole reference's."""
    return _own_language(text) if len(text) <= _SHORT else _own_language.__wrapped__(text)


@lru_cache(maxsize=4096)
def _own_language(text: str) -> tuple[str | None, bool]:
    found = evidence(text)
    if found is not None:  # what letters and words leave open is only guessed at
        language = told(found)
        return language, language is not None
    own = detect(text)
    return own.language, own.confidence >= SURE


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


def arrange(
    text: EditedText,
    kind: str,
    request: Request,
    languages: Languages,
    found: Found | None = None,
    some: list[Segment] | None = None,
) -> None:
    """Romanize and arrange what is in a source script in a field.

    Args:
        text: the field.
        kind: ``title``, ``container``, ``publisher``, ``place``, ``name``, ``text``, or ``entry`` for a line of text.
        request: what the caller asked for.
        languages: tells the language of each segment.
        found: where the format has places of its own for original and translation: the field keeps the romanization,
            and what it consisted of is noted here.
        some: the segments of the field, if they are known.
    """
    edits: list[Edit] = []
    if some is None:
        some = segments(text.text)
    for segment in some:
        language = languages.of(segment)
        if language is None:
            text.warn(segment.start, segment.end, "the language cannot be told; give it", "language")
            continue
        scheme = request.scheme_for(language)
        try:
            quick = "-" not in language and not request.overrides
            quietly = romanize_quietly(segment.text, language, scheme) if quick else None
            romanized, notes, unsure, settled = (
                _romanized(text.text, segment, kind, language, scheme, request)
                if quietly is None
                else (quietly, (), (), ())
            )
        except (UnknownLanguageError, UnknownSchemeError) as error:  # the rest of the reference still has the scheme
            if languages.first_time(str(error)):
                text.warn(segment.start, segment.end, f"left as it is: {error}", "romanize")
            continue
        for note in notes:
            text.warn(segment.start, segment.end, note, "romanize")
        for start, end, sentence in unsure:
            text.warn(segment.start + start, segment.start + end, sentence, "vowels")
        if "  " not in segment.text:  # a sign that romanizes to nothing leaves its blanks behind
            romanized = (re.sub(" {2,}", " ", romanized) if "  " in romanized else romanized).strip()
        if not romanized:
            text.warn(segment.start, segment.end, f"{segment.text!r} romanizes to nothing; left as it is", "romanize")
        if not romanized or romanized == segment.text:
            continue
        without_vowels = language == "fa" and lacks_vowels(segment.text)
        parallel = parallel_of(text.text, segment, romanized, without_vowels=without_vowels)
        languages.used.append((language, len(segment.text)))
        table = "; ".join(dict.fromkeys((f"{language}/{scheme}", *(match.override.name for match in settled))))
        if found is not None:
            found.language, found.script = language, segment.script
            translated = parallel is not None and parallel.kinship is Kinship.OTHER and request.profile.pair(kind)
            if parallel is not None and translated and _fills(text.text, parallel):
                found.translation = text.text[parallel.start : parallel.end].strip(" ,.;:=/")
                edits.append(Edit(*parallel.whole, romanized, f"romanize: {table}, translation in its own field"))
                continue
        edits.append(_edit(text, kind, segment, romanized, parallel, request.profile, table))
    # Figures first: whether a reference is Persian takes a look through all its texts.
    if has_figures(text.text, request) and languages.has_persian:
        edits += _figures(text.text, some, request.scheme_for("fa"))
    text.apply(edits)


def _romanized(text: str, segment: Segment, kind: str, language: str, scheme: str, request: Request) -> Romanized:
    """Romanize a segment as what it is; what a part of a line of text is only Persian asks."""
    if kind == "entry" and segment.script == ARABIC and language.split("-")[0] == PERSIAN:
        return romanize_in_parts(text, segment, language, scheme, request.overrides)
    return romanize_segment(segment.text, language, scheme, _KINDS.get(kind, kind), request.overrides)


def has_figures(text: str, request: Request) -> bool:
    """Tell whether a text has Persian figures that are romanized if the reference is Persian."""
    return bool(_FIGURES.search(text)) and not request.profile.text.startswith("{original}")


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
    if kind == "name" or _is_mark(segment.text):
        return Edit(segment.start, segment.end, romanized, f"romanize: {table}")
    return Edit(segment.start, segment.end, _fill(profile.text, romanized, segment.text, ""), f"romanize: {table}")


def _is_mark(text: str) -> bool:
    """Tell whether a text has two letters at most."""
    return not (len(text) > 2 and text[:3].isalpha()) and sum(map(str.isalpha, text)) <= 2


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
    language = languages.main if pattern else None
    if language is None:
        return
    name = known_languages()[language].name if language in known_languages() else language
    found = _LANGUAGE_NOTE.search(text.text)
    if found is None:
        end = len(text.text.rstrip())
        note = pattern.format(language=name)
        text.apply([Edit(end, end, f" {note}" if end else note, "language note")])
    elif found["language"] != name:
        text.warn(*found.span(), f"says {found['language']}, the text is {name}", "language note")
