"""One field of a record: what is found in it, and what becomes of it. Short texts that recur are dealt with once.

Journals, publishers, places and persons stand in many records, and what becomes of them depends on little else than
themselves: the language of their record, if they do not tell it, and whether there is Persian in it. Both are part of
the key under which an outcome is remembered.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import msgspec

from ..errors import UnknownLanguageError, UnknownSchemeError
from ..one_language import language_tag
from ..word_memo import romanize_quietly
from .arrange import Found, Languages, Segmented, arrange, has_figures, own_language
from .edits import Edit, EditedText
from .entry_parts import mend_parts
from .record import Caution, Change, Parts
from .registered import Known, english_place, journal
from .repairs import nothing_in, nothing_to_mend, repair
from .request import Request
from .segments import CYRILLIC, Segment, plain_segment, segments
from .sentence_case import RULE as CASE
from .sentence_case import in_capitals, sentence_case

IN_CAPITALS = frozenset({"title", "container", "entry"})  # kinds of field in which whole titles are printed in capitals
RECURRING = frozenset({"container", "publisher", "place", "name"})
SHORT = 120  # characters of a text that is remembered
MEMO = 1 << 13  # such texts a request
OUTCOMES = 8  # outcomes of one text, and names of fields it stands in, before they are forgotten
REQUESTS = 4  # requests for which texts are remembered

# The language that is given; where that is not enough, those told for the scripts in question, and if it is Persian.
Answers = tuple[str | bool | None, ...]


class Outcome:
    """What became of a field: its text, and what is to be reported of it.

    Attributes:
        text: the field's text now.
        changed: whether that is another text than before.
        used: language and length of each piece that was romanized.
        parts: what the field consists of, where the format has places for it.
    """

    __slots__ = ("_named", "changed", "changes", "parts", "text", "used", "warnings")

    def __init__(
        self,
        name: str,
        text: str,
        changes: list[Change],
        warnings: list[Caution],
        used: list[tuple[str, int]],
        parts: Parts | None,
        *,
        changed: bool,
    ) -> None:
        self.text = text
        self.changed = changed
        self.changes = changes
        self.warnings = warnings
        self.used = used
        self.parts = parts
        self._named = {name: (changes, warnings)}

    @classmethod
    def of(cls, edited: EditedText, used: list[tuple[str, int]], parts: Parts | None) -> Outcome:
        """Give what became of an edited text."""
        changed = edited.changed
        changes = edited.changes if changed else []
        return cls(edited.field, edited.text, changes, edited.warnings, used, parts, changed=changed)

    def reported(self, name: str) -> tuple[list[Change], list[Caution]]:
        """Give the changes and warnings of a field of this name."""
        found = self._named.get(name)
        if found is None:
            if len(self._named) >= OUTCOMES:
                self._named = {}
            changes = [Change(name, one.start, one.end, one.before, one.after, one.rule) for one in self.changes]
            warnings = [Caution(name, one.start, one.end, one.message, one.rule) for one in self.warnings]
            found = self._named[name] = changes, warnings
        return found


class Field(Segmented):
    """A field once it is repaired, before it is arranged.

    Attributes:
        edited: its text on the way.
        name: its name; "" if it may stand in many records.
        kind: what it is, such as ``title``.
    """

    __slots__ = ("_figures", "_outcomes", "_unsure", "edited", "kind", "name")

    def __init__(self, name: str, text: str, kind: str, request: Request) -> None:
        self.edited = EditedText(name, text)
        self.name = name
        self.kind = kind
        repair(self.edited, kind, request.repairs)
        if request.sentence_case and kind in IN_CAPITALS:
            _without_capitals(self.edited)
        if kind == "entry":
            mend_parts(self.edited, request)
        super().__init__(self.edited.text)
        self._figures = has_figures(self.edited.text, request)
        # Scripts whose text here does not tell its language; asked for only where the outcome is remembered.
        unsure = [] if name else [one.script for one in self.segments if not own_language(one.text)[1]]
        self._unsure = tuple(dict.fromkeys(unsure))
        self._outcomes: dict[Answers, Outcome] = {}

    def arranged(self, request: Request, languages: Languages, *, own_places: bool) -> Outcome:
        """Arrange the field in place, mend what that left over, and give what became of it."""
        return self._arranged(self.edited, request, languages, own_places=own_places)

    def _arranged(self, text: EditedText, request: Request, languages: Languages, *, own_places: bool) -> Outcome:
        start = len(languages.used)
        if self.kind == "address":
            return Outcome.of(text, [], None)
        found = Found() if own_places else None
        original = text.text
        if self.segments and self.kind in ("container", "place"):
            segment = self.segments[0]
            language = languages.of(segment) or ""
            known = _known(text.text, self.kind, request, language)
        else:
            known = None
        if known is not None:
            text.apply([Edit(0, len(text.text), known.form, known.rule)])
            tag = language_tag(language, request.scheme_for(language))
            return Outcome.of(
                text, [], Parts(known.form, original, "", language, segment.script, tag) if language else None
            )
        if request.respell and not self.segments:
            from .romanized import respell  # only here: what respells has tables of its own

            languages.used += respell(text, self.kind, request, languages.given)
        arrange(text, self.kind, request, languages, found, self.segments)
        if text.changed:
            repair(text, self.kind, request.repairs)
        parts = None
        if found is not None and found.language:
            if found.translation:
                original = original.replace(found.translation, "").strip(" ,.;:=/[]()")
            tag = language_tag(found.language, request.scheme_for(found.language))
            parts = Parts(text.text, original, found.translation, found.language, found.script, tag)
        return Outcome.of(text, languages.used[start:], parts)

    def outcome(self, request: Request, languages: Languages, *, own_places: bool) -> Outcome:
        """Give what becomes of a field that may stand in many records."""
        answers: Answers = languages.answers(self._unsure)
        if self._figures:
            answers = (*answers, languages.has_persian)
        known = self._outcomes.get(answers)
        if known is not None:
            languages.used += known.used
            return known
        asked = languages.asked
        outcome = self._arranged(self.edited.copy(), request, languages, own_places=own_places)
        if languages.asked == asked:  # what was warned of once is not warned of in the next field
            if len(self._outcomes) >= OUTCOMES:
                self._outcomes = {}
            self._outcomes[answers] = outcome
        return outcome


class PlainField(Segmented):
    """A field that is one segment from end to end, with nothing to repair in it: as most titles are.

    If its romanization alone takes its place, that takes one step; what becomes of it is what becomes of a ``Field``.
    """

    __slots__ = ("kind", "name", "text")

    def __init__(self, name: str, text: str, kind: str, segment: Segment) -> None:
        self.name = name
        self.text = text
        self.kind = kind
        self.segments = [segment]
        self._evidence = "not asked for"

    @classmethod
    def of(cls, name: str, text: str, kind: str) -> PlainField | None:
        """Give a text as such a field, if it is one."""
        segment = plain_segment(text)
        return cls(name, text, kind, segment) if segment is not None and nothing_to_mend(text) else None

    def arranged(self, request: Request, languages: Languages, *, own_places: bool) -> Outcome:
        """Give what becomes of the field."""
        (segment,) = self.segments
        language = languages.of(segment)
        outcome = None
        if language is not None and "-" not in language:
            outcome = self._romanized(segment, language, request, own_places=own_places)
        if outcome is None:
            return Field(self.name, self.text, self.kind, request).arranged(request, languages, own_places=own_places)
        languages.used += outcome.used
        return outcome

    def _romanized(self, segment: Segment, language: str, request: Request, *, own_places: bool) -> Outcome | None:
        scheme = request.scheme_for(language)
        try:
            romanized = romanize_quietly(segment.text, language, scheme)
        except (UnknownLanguageError, UnknownSchemeError):  # which is reported
            return None
        if not romanized or romanized == segment.text or "  " in romanized or romanized != romanized.strip():
            return None
        text = romanized + self.text[segment.end :]
        if not nothing_to_mend(text):
            return None
        change = Change(self.name, 0, segment.end, segment.text, romanized, f"romanize: {language}/{scheme}")
        parts = None
        if own_places:
            parts = Parts(text, self.text, "", language, segment.script, language_tag(language, scheme))
        return Outcome(self.name, text, [change], [], [(language, len(segment.text))], parts, changed=True)


def _known(text: str, kind: str, request: Request, language: str) -> Known | None:
    """Give the registered title of a journal or the English name of a place, where the profile asks for them."""
    if request.overrides.in_text(text, language, kind):
        return None
    if kind == "container" and request.profile.registered_titles:
        return journal(text)
    if kind == "place" and request.profile.english_places:
        return english_place(text, language)
    return None


def _without_capitals(text: EditedText) -> None:
    """Write Russian titles printed in capitals in small letters; say where it is another language."""
    edits = []
    for segment in segments(text.text):
        if segment.script != CYRILLIC or not in_capitals(segment.text):
            continue
        if own_language(segment.text.lower())[0] not in ("ru", None):
            text.warn(segment.start, segment.end, "left in capitals: only Russian is written in small letters", CASE)
            continue
        edits.append(Edit(segment.start, segment.end, sentence_case(segment.text), CASE))
    text.apply(edits)


class Treatment:
    """What a request does to fields; it remembers those that recur."""

    def __init__(self, request: Request, own_places: bool | frozenset[str]) -> None:
        alone = request
        if request.profile.keeps_original:
            alone = replace(request, profile=msgspec.structs.replace(request.profile, text="{romanized}"))
        elif own_places is not True:  # the few fields with a place have nothing to put there
            own_places = False
        self.request = alone if own_places is True else request
        self.own_places = own_places
        self._alone = alone
        self._recurring = lru_cache(maxsize=MEMO)(self._nameless)
        # What a ``PlainField`` takes for granted.
        bare = self.request.profile.text == "{romanized}" and not self.request.profile.wants_translation
        self._plainly = bare and not self.request.sentence_case and not self.request.overrides

    def _nameless(self, text: str, kind: str) -> Field | None:
        return None if self._nothing_in(text, kind) else Field("", text, kind, self.request)

    def _nothing_in(self, text: str, kind: str) -> bool:
        if not nothing_in(text, kind):
            return False
        if not self.request.respell:
            return True
        from .romanized import has_romanized  # only here: what respells has tables of its own

        return not has_romanized(text, kind)

    def field(self, name: str, text: str, kind: str) -> Field | PlainField | None:
        """Look into a field; None if there is nothing to romanize in it and nothing to mend."""
        if kind in RECURRING and len(text) <= SHORT:
            return self._recurring(text, kind)
        if self._nothing_in(text, kind):
            return None
        plain = PlainField.of(name, text, kind) if self._plainly and kind == "title" else None
        return plain or Field(name, text, kind, self.request)

    def outcome(self, field: Field | PlainField, languages: Languages) -> Outcome:
        """Arrange a field."""
        name = field.name
        if not name and isinstance(field, Field):
            return field.outcome(self.request, languages, own_places=self.own_places is True)
        if not isinstance(self.own_places, bool) and name in self.own_places:
            return field.arranged(self._alone, languages, own_places=True)
        return field.arranged(self.request, languages, own_places=self.own_places is True)


@lru_cache(maxsize=REQUESTS)
def treatment(request: Request, own_places: bool | frozenset[str]) -> Treatment:
    """Give what a request does to fields."""
    return Treatment(request, own_places)
