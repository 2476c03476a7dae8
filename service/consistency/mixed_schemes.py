"""Romanized titles of one language that follow different schemes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from ..references.request import Request
from ..text.language import languages
from .problem import Place, Problem, numbered
from .reading import DOUBTFUL_LANGUAGE, Reference
from .sound import is_english, is_native

NONE = "no scheme that is known"


class Check:
    """See ``problem.Rule``."""

    NAME = "consistency: mixed schemes"
    DESCRIPTION = "Romanized titles of one language that follow different schemes."

    def __init__(self, wanted: Request) -> None:
        self._found: defaultdict[str, dict[tuple[str, ...], list[Place]]] = defaultdict(dict)

    def take(self, reference: Reference) -> None:
        """Take in the schemes that a romanized title follows."""
        title = reference.title
        if title is None or is_native(title.text) or is_english(title.text):
            return
        from ..respelling import recognize  # only here: it brings its tables

        told = recognize(title.text)
        if told is None or told.confidence < DOUBTFUL_LANGUAGE:
            return
        if reference.language and reference.language != told.language:
            return
        place = Place(reference.place, title.field, title.start, title.end)
        self._found[told.language].setdefault(tuple(told.schemes), []).append(place)

    def problems(self) -> Iterator[Problem]:
        """Report each language whose titles have no scheme in common, at the first that departs from the usual one."""
        for language, by_schemes in self._found.items():
            left = dict(by_schemes)
            groups: list[tuple[str, list[Place]]] = []
            while left:
                counts = Counter(scheme for group, places in left.items() for scheme in group for _ in places)
                scheme = counts.most_common(1)[0][0] if counts else NONE
                taken = [group for group in left if scheme in group or not counts]
                groups.append((scheme, [place for group in taken for place in left.pop(group)]))
            if len(groups) < 2:
                continue
            listed = "; ".join(f"{scheme} ({numbered([one.record for one in places])})" for scheme, places in groups)
            first = groups[1][1][0]
            related = [one for _, places in groups for one in places if one != first]
            name = languages()[language].name if language in languages() else language
            yield Problem(first, f"romanized {name} follows different schemes: {listed}", self.NAME, related)
