"""One field of a record: what is found in it, and what becomes of it. Short texts that recur are dealt with once.

Journals, publishers, places and persons stand in many records, and what becomes of them depends on little else than
themselves: the language of their record, if they do not tell it, and whether there is Persian in it. Both are part of
the key under which an outcome is remembered.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import msgspec

from ..romanization import language_tag
from .arrange import Found, Languages, Request, Segmented, arrange, has_figures, own_language
from .edits import Edit, EditedText
from .entry_parts import mend_parts
from .record import Caution, Change, Parts
from .registered import Known, english_place, journal
from .repairs import nothing_in, repair
from .segments import CYRILLIC, segments
from .sentence_case import RULE as CASE
from .sentence_case import in_capitals, sentence_case

IN_CAPITALS = frozenset({"title", "container", "entry"})  # kinds of field in which whole titles are printed in capitals
RECURRING = frozenset({"container", "publisher", "place", "name"})
SHORT = 120  # characters of a text that is remembered
MEMO = 1 << 13  # such texts a request
OUTCOMES = 8  # outcomes of one text, and names of fields it stands in, before they are forgotten
REQUESTS = 4  # requests for which texts are remembered

# The language that is given; where that is not enough, those told for the scripts in question, and if it is Persian.
Answers = str | tuple[str | bool | None, ...] | None


class Outcome:
    """What became of a field: its text, and what is to be reported of it.

    Attributes:
        text: the field's text now.
        changed: whether that is another text than before.
        used: language and length of each piece that was romanized.
        parts: what the field consists of, where the format has places for it.
    """

    __slots__ = ("_named", "changed", "changes", "parts", "text", "used", "warnings")

    def __init__(self, edited: EditedText, used: list[tuple[str, int]], parts: Parts | None) -> None:
        self.text = edited.text
        self.changed = edited.changed
        self.changes: list[Change] = edited.changes if self.changed else []
        self.warnings: list[Caution] = edited.warnings
        self.used = used
        self.parts = parts
        self._named = {edited.field: (self.changes, self.warnings)}

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
        kind: what it is, such as ``title``.
    """

    __slots__ = ("_figures", "_outcomes", "_unsure", "edited", "kind")

    def __init__(self, name: str, text: str, kind: str, request: Request) -> None:
        self.edited = EditedText(name, text)
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
        text, start = self.edited, len(languages.used)
        if self.kind == "address":
            return Outcome(text, [], None)
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
            return Outcome(
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
        return Outcome(text, languages.used[start:], parts)

    def outcome(self, request: Request, languages: Languages, *, own_places: bool) -> Outcome:
        """Give what becomes of a field that may stand in many records."""
        answers: Answers = languages.given
        if self._unsure or self._figures:
            told = [languages.of_script(script) for script in self._unsure if languages.untold(script)]
            answers = (languages.given, *told, self._figures and languages.has_persian)
        known = self._outcomes.get(answers)
        if known is not None:
            languages.used += known.used
            return known
        field, asked = self._copy(), languages.asked
        outcome = field.arranged(request, languages, own_places=own_places)
        if languages.asked == asked:  # what was warned of once is not warned of in the next field
            if len(self._outcomes) >= OUTCOMES:
                self._outcomes = {}
            self._outcomes[answers] = outcome
        return outcome

    def _copy(self) -> Field:
        other = Field.__new__(Field)
        other.edited, other.kind = self.edited.copy(), self.kind
        other.segments = self.segments
        return other


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

    def _nameless(self, text: str, kind: str) -> Field | None:
        return None if self._nothing_in(text, kind) else Field("", text, kind, self.request)

    def _nothing_in(self, text: str, kind: str) -> bool:
        if not nothing_in(text):
            return False
        if not self.request.respell:
            return True
        from .romanized import has_romanized  # only here: what respells has tables of its own

        return not has_romanized(text, kind)

    def field(self, name: str, text: str, kind: str) -> Field | None:
        """Look into a field; None if there is nothing to romanize in it and nothing to mend."""
        if kind in RECURRING and len(text) <= SHORT:
            return self._recurring(text, kind)
        return None if self._nothing_in(text, kind) else Field(name, text, kind, self.request)

    def outcome(self, field: Field, languages: Languages) -> Outcome:
        """Arrange a field."""
        name = field.edited.field
        if not isinstance(self.own_places, bool) and name in self.own_places:
            return field.arranged(self._alone, languages, own_places=True)
        everywhere = self.own_places is True
        if name:
            return field.arranged(self.request, languages, own_places=everywhere)
        return field.outcome(self.request, languages, own_places=everywhere)


@lru_cache(maxsize=REQUESTS)
def treatment(request: Request, own_places: bool | frozenset[str]) -> Treatment:
    """Give what a request does to fields."""
    return Treatment(request, own_places)
