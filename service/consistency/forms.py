"""The forms in which a name is written, gathered over a bibliography, and which of them are one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from .problem import Place, Problem, numbered
from .reading import Mention, Reference
from .sound import Family, bare, families, family_of, is_english, is_evident, is_native, plain, romanized, sound

MOST_KEPT = 12  # places of a form that are kept; the others are counted
SHORTEST = 5  # letters of a sound key by which two Latin forms are taken for one name
SHORTEST_WITH_ORIGINAL = 3  # and one in its own script with its romanization: ТАСС, TASS


@dataclass(slots=True)
class Form:
    """One way in which a name is written, in references of one language.

    Attributes:
        text: the name; of a person the surname.
        given: given names of a person.
        language: BCP 47 subtag of the references; empty if it cannot be told.
        native: whether the name is in a source script.
        count: how often it stands.
        places: where, the first few of them.
    """

    text: str
    given: str
    language: str
    native: bool
    count: int = 0
    places: list[Place] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """The name with its given names."""
        return f"{self.text}, {self.given}" if self.given else self.text


@dataclass(frozen=True, slots=True)
class Cluster:
    """The forms of one name.

    Attributes:
        forms: its forms.
        best: the form to which the others should be brought; empty if none is better than another.
        why: why it is that, as ``the most frequent is``.
        sure: whether it is certain that they are one name; only then it is unified.
    """

    forms: list[Form]
    best: str
    why: str
    sure: bool


class Forms:
    """The forms of one kind of name in a bibliography."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._found: dict[tuple[str, str, str], Form] = {}

    def take(self, reference: Reference) -> None:
        """Take in the names of a reference."""
        for one in reference.mentions:
            if one.kind == self._kind and one.text:
                self._add(one, reference)

    def _add(self, one: Mention, reference: Reference) -> None:
        key = (one.text, one.given, reference.language)
        form = self._found.get(key)
        if form is None:
            form = self._found[key] = Form(*key, is_native(one.text))
        form.count += 1
        if len(form.places) < MOST_KEPT:
            form.places.append(Place(reference.place, one.field, one.start, one.end))

    def __iter__(self) -> Iterator[Form]:
        return iter(self._found.values())


def by_sound(
    forms: Iterable[Form], kind: str, bare_name: Callable[[str], str] = str
) -> Iterator[tuple[Family, str, list[Form]]]:
    """Yield groups of forms that sound alike in the languages of one script: the script's conventions, key, forms.

    A form in a source script has one key. A Latin one may be a romanization from any script, unless it stands in a
    reference in a language that is romanized.

    Args:
        forms: the forms.
        kind: what they are to a vocalizer: ``name``, ``container``, ``publisher`` or ``place``.
        bare_name: leaves out of a name what does not tell it from others.
    """
    groups: defaultdict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in forms:
        own = family_of(form.language)
        name = bare_name(form.text)
        if form.native:
            text = romanized(name, form.language, kind) if own else ""
            if own and text and not is_native(text):
                groups[own.name, sound(bare_name(text), own.name)].append(form)
            continue
        for family in [own] if own else families().values():
            groups[family.name, sound(name, family.name)].append(form)
    for (family_name, key), group in groups.items():
        if key and len(group) > 1:
            yield families()[family_name], key, group


def are_variants(forms: list[Form], family: Family, key: str, kind: str, *, shortest: int = SHORTEST) -> list[Form]:
    """Give the forms of a group that are one name in several spellings; none if they are not, or if it has one form.

    Something must show that a name is romanized at all: an original, a reference in its language, or its spelling. A
    form in a reference in another language, such as English, counts only if its spelling speaks for it, and it is
    right as it is where it agrees with what the original is romanized to.
    """
    natives = [one for one in forms if one.native]
    if len(key) < (SHORTEST_WITH_ORIGINAL if natives else shortest):
        return []
    ours = [one for one in forms if not one.native and one.language in family.languages]
    untold = [one for one in forms if not one.native and not one.language]
    if not natives and not ours and not any(is_evident(one.text, family) for one in untold):
        return []
    foreign = [
        one for one in forms if not one.native and _is_foreign(one, family) and is_evident(one.text, family, hint=True)
    ]
    expected = {bare(romanized(one.text, one.language, kind)) for one in natives}
    latin = {
        plain(one.text)
        for one in (*ours, *untold, *foreign)
        if not _is_foreign(one, family) or bare(one.text) not in expected
    }
    # Лисенко in a Ukrainian reference and Лысенко in a Russian one are both right.
    originals = {(one.language, plain(one.text)) for one in natives}
    misspelled = len(originals) > len({language for language, _ in originals})
    if len(latin) > 1 or (natives and latin) or misspelled:
        return natives + ours + untold + foreign
    return []


def _is_foreign(form: Form, family: Family) -> bool:
    return bool(form.language) and form.language not in family.languages


def without_english(forms: list[Form]) -> list[Form]:
    """Leave out names that are evidently English, and those of references in a language that is not romanized."""
    return [
        one
        for one in forms
        if one.native or (not is_english(one.text) and (not one.language or family_of(one.language) is not None))
    ]


def preferred(forms: list[Form], kind: str, scheme: str, established: str = "") -> str:
    """Give the form to which the others should be brought.

    It is the established one, else the most frequent Latin one, else the romanization of the original.

    Args:
        forms: the forms of one name.
        kind: what it is to a vocalizer.
        scheme: the scheme that the caller wants; an original counts for the Latin form that follows it.
        established: an authority's form, if there is one.
    """
    if established:
        return established
    made: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for one in forms:
        if one.native:
            made[romanized(one.text, one.language, kind, scheme)] += one.count
        else:
            counts[one.text] += one.count
    if not counts:
        return next(iter(made), "")
    for text in counts:
        counts[text] += made[text]
    most = max(counts.values())
    first = [text for text, count in counts.items() if count == most]
    return next((text for text in first if text in made), first[0])


def why_preferred(forms: list[Form], best: str, established: str = "") -> str:
    """Say in a word or two why a form is the preferred one."""
    if established:
        return "the established form is"
    counts: Counter[str] = Counter()
    for one in forms:
        counts[one.text] += one.count
    return "the most frequent is" if all(counts[best] > counts[one] for one in counts if one != best) else "suggested:"


def problem(cluster: Cluster, rule: str, what: str) -> Problem:
    """Report that a name has several forms, at the first place of a form that is not the preferred one.

    Args:
        cluster: its forms.
        rule: name of the rule.
        what: what it is, such as ``one person``.
    """
    shown: dict[str, list[Form]] = {}
    for one in cluster.forms:
        shown.setdefault(one.text, []).append(one)
    ranked = sorted(shown.items(), key=lambda entry: -sum(one.count for one in entry[1]))
    listed = ", ".join(
        f"{text} ({numbered([place.record for one in same for place in one.places], total=_records(same))})"
        for text, same in ranked
    )
    every = [place for _, same in ranked for one in same for place in one.places]
    odd = [place for text, same in ranked if text != cluster.best for one in same for place in one.places]
    advice = f"; {cluster.why} {cluster.best}" if cluster.best else ""
    message = f"{listed}: {what} in {_counted(len(shown))} forms{advice}"
    first = (odd or every)[0]
    return Problem(first, message, rule, [place for place in every if place != first])


def _records(forms: list[Form]) -> int:
    """Count the records of forms; a form whose places are all kept counts each record once."""
    known = {place.record for one in forms for place in one.places}
    return len(known) + sum(one.count - len(one.places) for one in forms)


def _counted(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six")
    return words[number] if number < len(words) else str(number)
