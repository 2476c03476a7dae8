"""One word of romanized titles, several spellings: Faslnāmeh and Fasl’nāmeh."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..references.request import Request
from .forms import MOST_KEPT
from .problem import Place, Problem, numbered
from .reading import JOURNAL, Reference
from .sound import bare, family_of, is_english, is_native, plain, sound

SHORTEST = 6  # letters of a word; short words are several words too often
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’‘ʼʹʺʻʿʾ](?=[^\W\d_])|[\u0300-\u036f])*+")
_MARKED = re.compile("[^a-z]")


@dataclass(slots=True)
class _Spelling:
    written: str
    count: int = 0
    places: list[Place] = field(default_factory=list)


class Check:
    """See ``problem.Rule``.

    Persian words are compared by their sound. Words of the other languages are the same only if they differ by nothing
    but diacritics and apostrophes: more would take bylo for bilo.
    """

    NAME = "consistency: spelling"
    DESCRIPTION = "One word that is romanized in several ways."

    def __init__(self, wanted: Request) -> None:
        self._words: defaultdict[tuple[str, str], dict[str, _Spelling]] = defaultdict(dict)

    def take(self, reference: Reference) -> None:
        """Take in the romanized words of a reference's title and container."""
        if family_of(reference.language) is None:
            return
        title = reference.title
        if title is not None and title.field:
            self._take_text(title.text, Place(reference.place, title.field, title.start, title.end), reference.language)
        for one in reference.mentions:
            if one.kind == JOURNAL:
                self._take_text(one.text, Place(reference.place, one.field, one.start, one.end), reference.language)

    def _take_text(self, text: str, place: Place, language: str) -> None:
        if is_native(text) or is_english(text):
            return
        for match in _WORD.finditer(text):
            written = plain(match[0])
            if len(written) < SHORTEST:
                continue
            key = sound(match[0], "persian") if language == "fa" else bare(match[0])
            found = self._words[language, key].setdefault(written, _Spelling(match[0]))
            found.count += 1
            if len(found.places) < MOST_KEPT:
                start = place.start + match.start()
                found.places.append(Place(place.record, place.field, start, start + len(match[0])))

    def problems(self) -> Iterator[Problem]:
        """Report the words that have several spellings."""
        for spellings in self._words.values():
            # Without a sign in one of them, two words of a title may as well be two words.
            if len(spellings) < 2 or not any(_MARKED.search(written) for written in spellings):
                continue
            ranked = sorted(spellings.values(), key=lambda one: -one.count)
            listed = ", ".join(
                f"{one.written} ({numbered([place.record for place in one.places], total=one.count)})" for one in ranked
            )
            every = [place for one in ranked for place in one.places]
            first = ranked[1].places[0]
            yield Problem(
                first, f"{listed}: one word in several spellings", self.NAME, [one for one in every if one != first]
            )
