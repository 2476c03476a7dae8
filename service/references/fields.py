"""One field of a record: what is found in it, and what becomes of it. Short texts that recur are dealt with once.

Journals, publishers, places and persons stand in many records, and what becomes of them depends on little else than
themselves: the language of their record, if they do not tell it, and whether there is Persian in it. Both are part of
the key under which an outcome is remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import msgspec

from ..errors import UnknownLanguageError, UnknownSchemeError
from ..one_language import language_tag
from ..persian.romanized import PERSIAN
from ..text.language import detect, told
from ..word_memo import WordMemo, memo_of
from .arrange import Found, Languages, Segmented, arrange, has_figures, own_language
from .authorities import folder_in_force, may_be_known
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
# Kinds of field of which plain words are only romanized; a line of text and an address are more than words.
KINDS = frozenset({"title", "container", "publisher", "place", "name", "text", "number", "page"})
RECURRING = frozenset({"container", "publisher", "place", "name"})
SHORT = 120  # characters of a text that is remembered
MEMO = 1 << 12  # such texts of a kind a request
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
        super().__init__(segments(self.edited.text))
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


@dataclass(frozen=True, slots=True)
class _Way:
    """How plain words of a language are romanized, and what is said of it."""

    memo: WordMemo
    rule: str
    tag: str


class PlainField(Segmented):
    """A field that is one segment from end to end, with nothing to repair in it, as most titles and names are.

    If its romanization alone takes its place, that takes one step; what becomes of it is what becomes of a ``Field``.

    Attributes:
        text: its text.
        name: its name; "" if it may stand in many records.
        kind: what it is, such as ``title``.
    """

    __slots__ = ("_general", "_heard", "_outcomes", "_own", "kind", "name", "text")

    def __init__(self, name: str, text: str, kind: str, segment: Segment) -> None:
        super().__init__([segment])
        self.name = name
        self.text = text
        self.kind = kind
        self._heard = False
        self._own: str | None = None  # the language that its text tells of itself, once that is asked for
        self._outcomes: dict[str, Outcome] = {}  # by language, if it may stand in many records
        self._general: Field | None = None

    @classmethod
    def of(cls, name: str, text: str, kind: str) -> PlainField | None:
        """Give a text as such a field, if it is one."""
        segment = plain_segment(text)
        return cls(name, text, kind, segment) if segment is not None and nothing_to_mend(text) else None

    def outcome(self, treated: Treatment, languages: Languages, *, own_places: bool) -> Outcome:
        """Give what becomes of the field."""
        language = self._language(languages)
        if language is not None:
            known = self._outcomes.get(language)
            if known is not None:
                languages.used += known.used
                return known
            outcome = self._romanized(language, treated, own_places=own_places)
            if outcome is not None:
                if not self.name:
                    self._outcomes[language] = outcome
                languages.used += outcome.used
                return outcome
        if self._general is None:
            self._general = Field(self.name, self.text, self.kind, treated.request)
        return treated.outcome(self._general, languages)

    def _language(self, languages: Languages) -> str | None:
        """Give the language as ``Languages.of`` does, without remembering texts that hardly recur."""
        if not languages.untold(CYRILLIC):
            return languages.given
        if not self._heard:
            self._own = told(self.evidence)
            self._heard = True
        if self._own is not None:
            return self._own
        if self.evidence is None:
            return languages.of(self.segments[0])
        return languages.of_script(CYRILLIC) or detect(self.segments[0].text).language

    def _romanized(self, language: str, treated: Treatment, *, own_places: bool) -> Outcome | None:
        """Give the field with its words romanized; None if there may be more to do or to say."""
        way = treated.way(language)
        if way is None:
            return None
        segment = self.segments[0]
        end, text = segment.end, segment.text
        romanized = way.memo.quietly(text)
        if romanized is None:
            return None
        now = romanized + self.text[end:]
        change = Change(self.name, 0, end, text, romanized, way.rule)
        parts = Parts(now, self.text, "", language, segment.script, way.tag) if own_places else None
        return Outcome(self.name, now, [change], [], [(language, end)], parts, changed=True)


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
    """What a request does to fields; it remembers those that recur.

    Attributes:
        request: the request, in the form in which fields are arranged by it.
        own_places: which fields have places of their own for what they consist of.
        asked: the request as it was made.
        keeps_original: whether its profile does.
        folder: the folder with authority tables of the user's own.
    """

    def __init__(self, request: Request, own_places: bool | frozenset[str], folder: str) -> None:
        alone = request
        if request.profile.keeps_original:
            alone = replace(request, profile=msgspec.structs.replace(request.profile, text="{romanized}"))
        elif own_places is not True:  # the few fields with a place have nothing to put there
            own_places = False
        self.request = alone if own_places is True else request
        self.own_places = own_places
        self.asked = request
        self.keeps_original = request.profile.keeps_original
        self.folder = folder
        self._alone = alone
        self._recurring: dict[str, dict[str, Field | PlainField]] = {kind: {} for kind in RECURRING}
        self._empty: dict[str, set[str]] = {kind: set() for kind in RECURRING}  # texts with nothing in them
        self._once: dict[str, set[str]] = {kind: set() for kind in RECURRING}  # texts that have not recurred yet
        self._ways: dict[str, _Way | None] = {}
        self._surnames: dict[str, bool] = {}
        self._plain_kinds = self._kinds_of_plain_fields()

    def _kinds_of_plain_fields(self) -> frozenset[str]:
        """Give the kinds of field of which nothing is wanted but their romanization."""
        profile = self.request.profile
        bare = profile.text == "{romanized}" and not profile.wants_translation
        if not bare or self.request.sentence_case or self.request.overrides:
            return frozenset()
        in_english = {
            kind
            for kind, wanted in (("container", profile.registered_titles), ("place", profile.english_places))
            if wanted
        }
        return KINDS - in_english

    def _nothing_in(self, text: str, kind: str) -> bool:
        if not nothing_in(text, kind):
            return False
        if not self.request.respell:
            return True
        from .romanized import has_romanized  # only here: what respells has tables of its own

        return not has_romanized(text, kind)

    def field(self, name: str, text: str, kind: str) -> Field | PlainField | None:
        """Look into a field; None if there is nothing to romanize in it and nothing to mend."""
        recurring = self._recurring.get(kind)
        if recurring is None or len(text) > SHORT:
            return self._made(name, text, kind)
        known = recurring.get(text)
        if known is not None or text in self._empty[kind]:
            return known
        once = self._once[kind]
        if text in once:
            return self._learnt(text, kind)
        if len(once) >= MEMO:
            once.clear()
        once.add(text)
        return self._made(name, text, kind)

    def _made(self, name: str, text: str, kind: str) -> Field | PlainField | None:
        plain = PlainField.of(name, text, kind) if kind in self._plain_kinds else None
        if plain is not None:
            return plain
        return None if self._nothing_in(text, kind) else Field(name, text, kind, self.request)

    def _learnt(self, text: str, kind: str) -> Field | PlainField | None:
        """Remember a text that recurs; if there are too many, they are forgotten first."""
        if len(self._recurring[kind]) + len(self._empty[kind]) >= MEMO:
            self._recurring[kind], self._empty[kind] = {}, set()
        field = self._made("", text, kind)
        if field is None:
            self._empty[kind].add(text)
        else:
            self._recurring[kind][text] = field
        return field

    def outcome(self, field: Field | PlainField, languages: Languages) -> Outcome:
        """Arrange a field."""
        own = self.own_places if isinstance(self.own_places, bool) else field.name in self.own_places
        if isinstance(field, PlainField):
            return field.outcome(self, languages, own_places=own)
        if not field.name:
            return field.outcome(self.request, languages, own_places=own)
        return field.arranged(self._alone if own else self.request, languages, own_places=own)

    def way(self, language: str) -> _Way | None:
        """Give how plain words of a language are romanized; None where there is more to say than that."""
        if language not in self._ways:
            self._ways[language] = self._find_way(language)
        return self._ways[language]

    def _find_way(self, language: str) -> _Way | None:
        if "-" in language or language == PERSIAN:
            return None
        scheme = self.request.scheme_for(language)
        try:
            memo = memo_of(language, scheme)
        except (UnknownLanguageError, UnknownSchemeError):  # which is reported
            return None
        return _Way(memo, f"romanize: {language}/{scheme}", language_tag(language, scheme))

    def may_be_established(self, surname: str) -> bool:
        """Tell whether overrides or authority tables may have a form for a name with this surname."""
        known = self._surnames.get(surname)
        if known is None:
            if len(self._surnames) >= MEMO:
                self._surnames = {}
            own = self.request.profile.own_names
            known = bool(self.request.overrides) or may_be_known(surname, own=own, folder=self.folder)
            self._surnames[surname] = known
        return known


def treatment(request: Request, own_places: bool | frozenset[str]) -> Treatment:
    """Give what a request does to fields; it is made once for a file, and remembered for the next ones."""
    return _treatment(request, own_places, folder_in_force())


@lru_cache(maxsize=REQUESTS)
def _treatment(request: Request, own_places: bool | frozenset[str], folder: str) -> Treatment:
    return Treatment(request, own_places, folder)
