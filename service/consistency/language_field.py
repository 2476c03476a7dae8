"""References whose field for the language names another than their title is in."""

from __future__ import annotations

from collections.abc import Iterator

from ..references.request import Request
from ..text.language import detect, languages
from .problem import Place, Problem
from .reading import Reference, Title
from .sound import NATIVE

SURE = 0.99  # confidence at which letters rule out another language of the script
MOSTLY = 0.8  # share of a title's letters that must be in its own script


class Check:
    """See ``problem.Rule``. A Latin title proves nothing: it may be a romanization, or a translation."""

    NAME = "consistency: language field"
    DESCRIPTION = "A reference whose language field disagrees with the script or the letters of its title."

    def __init__(self, wanted: Request) -> None:
        self._found: list[tuple[Place, str]] = []

    def take(self, reference: Reference) -> None:
        """Take in a title that is not in the language that is said."""
        title = reference.title
        if title is None or not reference.said or not _is_native_title(title):
            return
        told = detect(title.text)
        known = languages().get(reference.said)
        if known is not None and known.script == told.script:
            wrong = told.language not in (None, reference.said) and told.confidence >= SURE
        else:
            wrong = known is not None or reference.said in _LATIN
        if wrong:
            is_in = languages()[told.language].name if told.language else "in another script"
            message = f"the language is said to be {reference.said}, the title is {is_in}"
            self._found.append((Place(reference.place, title.field, title.start, title.end), message))

    def problems(self) -> Iterator[Problem]:
        """Report the references one by one."""
        for place, message in self._found:
            yield Problem(place, message, self.NAME)


# Languages that are never written in a source script; of others, such as kk and tg, nothing is known here.
_LATIN = frozenset({"en", "de", "fr", "es", "it", "pl", "cs", "pt", "tr", "nl", "sv", "fi", "la", "hu", "da", "no"})


def _is_native_title(title: Title) -> bool:
    letters = sum(map(str.isalpha, title.text))
    return letters > 0 and len(NATIVE.findall(title.text)) >= MOSTLY * letters
