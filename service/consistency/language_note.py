"""References without the note on their language, such as [In Persian], that others of the language have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..references.request import Request
from ..text.language import languages
from .forms import MOST_KEPT
from .problem import Place, Problem, numbered
from .reading import Reference
from .sound import family_of

USUAL = 0.5  # share of the references of a language that have the note where the profile asks for none


class Check:
    """See ``problem.Rule``.

    Where the profile asks for a note, one reference that has it is enough; else most must have it.
    """

    NAME = "consistency: language note"
    DESCRIPTION = "A reference without the note on its language that others of the language have."

    def __init__(self, wanted: Request) -> None:
        self._asked = bool(wanted.profile.language_note)
        self._noted: defaultdict[str, int] = defaultdict(int)
        self._bare: defaultdict[str, int] = defaultdict(int)
        self._places: defaultdict[str, list[Place]] = defaultdict(list)

    def take(self, reference: Reference) -> None:
        """Take in whether a reference has a note."""
        language = reference.language
        if family_of(language) is None:
            return
        if reference.noted:
            self._noted[language] += 1
            return
        self._bare[language] += 1
        if len(self._places[language]) < MOST_KEPT:
            self._places[language].append(Place(reference.place, "", 0, 0))

    def problems(self) -> Iterator[Problem]:
        """Report the references without a note, language by language."""
        for language, places in self._places.items():
            noted, bare = self._noted[language], self._bare[language]
            if not noted or not (self._asked or noted > USUAL * (noted + bare)):
                continue
            name = languages()[language].name
            where = numbered([one.record for one in places], total=bare)
            others = f"{noted} other{'s' if noted > 1 else ''} of that language"
            message = f"no note such as [In {name}], which {others} {'have' if noted > 1 else 'has'}: {where}"
            yield Problem(places[0], message, self.NAME, places[1:])
