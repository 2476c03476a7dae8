"""Authority forms: names with an established Latin spelling, such as Ницше and هابرماس, are not romanized anew.

The facts stand in ``rules/authorities/``; whoever has names of their own puts ``.tsv`` files of the same form in a
folder and names it in ``ROMANBIB_AUTHORITIES``. docs/authorities.md describes the columns.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from ..errors import RuleTableError
from ..text.language import languages
from .inflection import case_forms

FOLDER_SETTING = "ROMANBIB_AUTHORITIES"
FOREIGN, OWN, GIVEN = "foreign-names.tsv", "own-names.tsv", "given-names.tsv"
SURE = ("yes", "name", "initials", "given")  # what beside the bare surname is needed, from nothing to a given name
LONGEST_FAMILY = 4  # words: Пико делла Мирандола, Тейяр де Шарден
LONGEST_GIVEN = 4
LONGEST_NAME = 120  # letters; what is longer is no name
MEMO = 1 << 13  # names whose form, or lack of one, is remembered
_COLUMNS = {FOREIGN: 5, OWN: 5, GIVEN: 3}
_SCRIPTS = ("Cyrl", "Arab")
# Particles are written or left out, with the surname or with the given names, as everybody likes.
_PARTICLES = frozenset((
    "де", "дю", "да", "ди", "дель", "делла", "дер", "ден", "тер", "ван", "вон", "фон", "д",
    "la", "le", "de", "du", "da", "di", "del", "della", "der", "den", "ter", "van", "von", "zu", "d", "y",
    "دو", "دی", "دلا", "وان", "ون", "فان", "فون",
))  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\u0300-\u036f\u064b-\u0655\u0670]*(?:['’ʼ]?[^\W\d_][\u0300-\u036f\u064b-\u0655\u0670]*)*")
_SIGNS = re.compile("[\u0300-\u0305\u0307\u0309-\u036f\u064b-\u0652\u0670'’ʼ\u0640]")
_SAME_LETTERS = str.maketrans("ёґيكى", "егیکی")
_GLUED = frozenset(" \u00a0-‑\u200c")  # what may stand between two words of one name
_BOUND = frozenset("-‑\u200c'’ʼ")  # beside a name, it makes the name a part of another word
_FULLER = re.compile(r"^(?P<name>.*?)(?: \((?P<fuller>[^()]+)\))?$")


@dataclass(frozen=True, slots=True)
class Authority:
    """A name in its established form.

    Attributes:
        form: as the table has it, such as ``Nietzsche, Friedrich``.
        family: the surname, with a particle if one was written before it.
        given: the given names as they were written: initials stay initials, none stay none.
        text: the whole name, in the order and with the comma in which it was written.
        person: what the person is: ``philosopher``.
        place: file and line of the table.
    """

    form: str
    family: str
    given: str
    text: str
    person: str
    place: str


@dataclass(frozen=True, slots=True)
class _Row:
    form: str
    family: str
    given: tuple[str, ...]  # Latin, one word each, hyphens cut
    particle: str
    person: str
    place: str
    users: bool


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One spelling of a row: how sure its surname is, and for each Latin given name how it may be written."""

    row: _Row
    sure: str
    given: tuple[frozenset[str], ...]


@dataclass(slots=True)
class _Names:
    """Spellings by the key of their surname, for each script."""

    by_family: dict[str, dict[str, list[_Spelling]]] = field(default_factory=lambda: {one: {} for one in _SCRIPTS})


def _key(text: str) -> str:
    """Bring a spelling to the form under which it is looked up; hyphens, blanks and joiners are one."""
    plain = unicodedata.normalize("NFC", _SIGNS.sub("", unicodedata.normalize("NFC", text.lower())))
    return " ".join(plain.translate(_SAME_LETTERS).replace("\u200c", " ").replace("-", " ").replace("‑", " ").split())


def _given_words(text: str) -> list[str]:
    """Cut given names into the keys of their words, particles left out."""
    return [word for word in _key(text).replace(".", " ").split() if word not in _PARTICLES]


def folder_in_force() -> str:
    """Give the folder with tables of the user's own, "" if there is none."""
    return os.environ.get(FOLDER_SETTING, "")


def find(
    name: str, language: str, *, given: str = "", own: bool = False, folder: str | None = None
) -> Authority | None:
    """Find the established form of a name that stands in a field for names.

    Args:
        name: a surname, or a whole name in either order, with a comma or without.
        language: BCP 47 subtag of the text; it says which script the spelling is in.
        given: given names or initials, where they have a field of their own.
        own: also look among names of the language's own (Чайковский, خمینی).
        folder: what ``folder_in_force`` gives, if that has been asked already.

    Returns:
        The name, or None where the tables do not know it, know two persons who could be meant, or know another given
        name for it.

    Raises:
        RuleTableError: a table has a mistake; names the file, the line and the mend.
    """
    if len(name) + len(given) > LONGEST_NAME:
        return None
    return _found(name, given, language, own, folder_in_force() if folder is None else folder)


@lru_cache(maxsize=MEMO)  # persons recur, and both parts of a name are asked for
def _found(name: str, given: str, language: str, own: bool, folder: str) -> Authority | None:
    script = _script(language)
    if not script or not name.strip():
        return None
    names = _names(own, folder)
    for family, first, pattern in _splits(name, given):
        found = _chosen(names, script, family, first)
        if found is not None:
            return _filled(found, family, first, pattern)
    return None


def may_know(text: str, language: str, *, own: bool = False) -> bool:
    """Tell whether a surname of the tables may stand in a text: a quick look before names are looked for."""
    script = _script(language)
    if not script:
        return False
    first = _first_words(script, own, folder_in_force())
    return any(_key(word[0]).partition(" ")[0] in first for word in _WORD.finditer(text))


@cache
def _first_words(script: str, own: bool, folder: str) -> frozenset[str]:
    return frozenset(family.partition(" ")[0] for family in _names(own, folder).by_family[script])


def in_text(text: str, language: str, *, own: bool = False) -> Iterator[tuple[int, int, Authority]]:
    """Yield the names in running text whose established form is sure: where they stand, and the form.

    A surname that is sure by itself counts alone; any other needs a given name or initials beside it. In Russian and
    Ukrainian the case forms of the nominative count too, and the form is that of the nominative. Nothing here says
    that the text should be changed: ALA-LC romanizes the words of a title as they stand.

    Raises:
        RuleTableError: a table has a mistake; names the file, the line and the mend.
    """
    script = _script(language)
    if not script:
        return
    folder = folder_in_force()
    forms = _case_index(own, language if language in ("ru", "uk") else script, folder)
    words = list(_WORD.finditer(text))
    place, free = 0, 0
    while place < len(words):
        found = _found_at(text, words, place, free, forms, language)
        if found is None:
            place += 1
            continue
        start, end, place, authority = found
        free = place
        yield start, end, authority


def _script(language: str) -> str:
    known = languages().get(language.split("-")[0].lower())
    return known.script if known is not None and known.script in _SCRIPTS else ""


def _splits(name: str, given: str) -> Iterator[tuple[str, str, str]]:
    """Yield the ways to part a name into surname and given names, with the pattern that puts it together again."""
    name = name.strip()
    if given.strip():
        yield name, given.strip(), "{family}, {given}"
        return
    comma = re.search("[,،]", name)
    if comma:
        yield name[: comma.start()].strip(), name[comma.end() :].strip(), "{family}, {given}"
        return
    yield name, "", "{family}"
    # Дж.Р.Р. Толкин has no blanks between the initials, and Толкин Дж.Р.Р. none either.
    parts = name.split()
    for count in range(len(parts) - 1, 0, -1):
        if count <= LONGEST_FAMILY:
            yield " ".join(parts[-count:]), " ".join(parts[:-count]), "{given} {family}"
            yield " ".join(parts[:count]), " ".join(parts[count:]), "{family} {given}"


def _chosen(names: _Names, script: str, family: str, given: str) -> _Spelling | None:
    """Choose the one spelling that a surname and given names can stand for."""
    spellings = names.by_family[script]
    key = _key(family)
    candidates = spellings.get(key) or spellings.get(_without_particles(key), [])
    fitting = [one for one in candidates if (_fits(one, given) if given else one.sure in ("yes", "name"))]
    if any(one.row.users for one in fitting):
        fitting = [one for one in fitting if one.row.users]
    return fitting[0] if len({one.row.form for one in fitting}) == 1 else None


def _without_particles(key: str) -> str:
    words = key.split()
    while len(words) > 1 and words[0] in _PARTICLES:
        del words[0]
    return " ".join(words)


def _fits(spelling: _Spelling, given: str) -> bool:
    aligned = _aligned(spelling, given)
    return bool(aligned) and (spelling.sure != "given" or any(whole for _, whole in aligned))


def _aligned(spelling: _Spelling, given: str, language: str = "") -> list[tuple[int, bool]]:
    """Align written given names with those of the row: the place of each and whether it is written in full.

    Every written name must have its own in the row, in the row's order; empty if one has none.
    """
    dots = {match.start() for match in re.finditer(r"\.", given)}
    aligned: list[tuple[int, bool]] = []
    place = 0
    for match in _WORD.finditer(given):
        word = _key(match[0])
        if word in _PARTICLES:
            continue
        short = len(word) == 1 or match.end() in dots
        while place < len(spelling.given) and not _is_given(word, short, spelling.given[place], language):
            place += 1
        if place == len(spelling.given):
            return _aligned_whole(spelling, given)
        aligned.append((place, not short))
        place += 1
    return aligned


def _aligned_whole(spelling: _Spelling, given: str) -> list[tuple[int, bool]]:
    """Take given names as one word: روح الله and روح‌الله are روحالله."""
    whole = "".join(_given_words(given))
    return [(0, True)] if len(spelling.given) == 1 and whole in spelling.given[0] else []


def _is_given(word: str, short: bool, known: frozenset[str], language: str) -> bool:
    if short:
        return any(one.startswith(word) for one in known)
    return word in known or (bool(language) and any(word in case_forms(one, language) for one in known))


def _filled(spelling: _Spelling, family: str, given: str, pattern: str) -> Authority:
    """Write a name in its established form, as long as it was written."""
    row = spelling.row
    first, rest = _key(family).split()[0], len(_key(family).split()) > 1
    with_particle = row.particle and rest and first in _PARTICLES
    latin_family = f"{row.particle} {row.family}" if with_particle else row.family
    latin_given = _latin_given(spelling, given)
    text = pattern.format(family=latin_family, given=latin_given)
    return Authority(row.form, latin_family, latin_given, text, row.person, row.place)


def _latin_given(spelling: _Spelling, given: str) -> str:
    """Put the Latin given names in the places of the written ones, punctuation kept."""
    places = iter(_aligned(spelling, given, "ru") or _aligned(spelling, given, "uk"))
    words = list(_WORD.finditer(given))
    written = [match for match in words if _key(match[0]) not in _PARTICLES]
    if len(written) > 1 and len(_aligned(spelling, given)) == 1:  # several words stand for one name
        return spelling.row.given[0]
    pieces: list[str] = []
    end = 0
    for match in words:
        between = given[end : match.start()].replace("\u200c", "-" if "-" in spelling.row.form else " ")
        pieces.append(between)
        if _key(match[0]) in _PARTICLES:
            pieces.append(spelling.row.particle)
        else:
            place, whole = next(places)
            latin = spelling.row.given[place]
            pieces.append(latin if whole else latin[0])
        end = match.end()
    pieces.append(given[end:])
    return "".join(pieces).strip()


def _found_at(
    text: str,
    words: list[re.Match[str]],
    place: int,
    free: int,
    forms: dict[str, list[_Spelling]],
    language: str,
) -> tuple[int, int, int, Authority] | None:
    """Find a name whose surname begins at a word: start, end, the next word, and the name."""
    if words[place][0][0].islower() and not _is_arabic(words[place][0][0]):
        return None
    last = place
    while (
        last + 1 < len(words)
        and last + 1 < place + LONGEST_FAMILY
        and text[words[last].end() : words[last + 1].start()] in _GLUED
    ):
        last += 1
    for end in range(last, place - 1, -1):
        start, stop = words[place].start(), words[end].end()
        candidates = forms.get(_key(text[start:stop]), [])
        if not candidates or text[start - 1 : start] in _BOUND or text[stop : stop + 1] in _BOUND:
            continue
        found = _with_given(text, words, place, end, free, candidates, language)
        if found is not None:
            return found
    return None


def _is_arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u06ff"


def _with_given(
    text: str,
    words: list[re.Match[str]],
    place: int,
    end: int,
    free: int,
    candidates: list[_Spelling],
    language: str,
) -> tuple[int, int, int, Authority] | None:
    """Decide whether a surname in running text is meant, by the given names beside it."""
    start, stop = words[place].start(), words[end].end()
    family = text[start:stop]
    for first in range(max(free, place - LONGEST_GIVEN), place):  # Г. В. Ф. Гегель, Карла Маркса
        given = text[words[first].start() : start].rstrip(" \u00a0")
        fitting = _fitting(candidates, given, language) if re.fullmatch(r"[\w.\-\u200c\u00a0 ]+", given) else []
        if len({one.row.form for one in fitting}) == 1:
            return words[first].start(), stop, end + 1, _filled(fitting[0], family, given, "{given} {family}")
    initials = re.compile(r"(?:[ \u00a0]|, )((?:[^\W\d_]{1,2}\.[ \u00a0-]?)+)").match(text, stop)
    if initials and text[initials.start(1)].isalpha():
        given = initials[1].rstrip(" \u00a0-")
        fitting = _fitting(candidates, given, language)
        if len({one.row.form for one in fitting}) == 1:
            after = end + 1 + len(_WORD.findall(given))
            written = _filled(fitting[0], family, given, f"{{family}}{text[stop : initials.start(1)]}{{given}}")
            return start, initials.start(1) + len(given), after, written
    if initials or (place > free and _is_initial(text, words[place - 1], start)):
        return None  # initials of somebody else
    sure = {one.row.form: one for one in candidates if one.sure == "yes"}
    if len(sure) != 1:
        return None
    return start, stop, end + 1, _filled(next(iter(sure.values())), family, "", "{family}")


def _fitting(candidates: list[_Spelling], given: str, language: str) -> list[_Spelling]:
    found = []
    for one in candidates:
        aligned = _aligned(one, given, language)
        if aligned and (one.sure != "given" or any(whole for _, whole in aligned)):
            found.append(one)
    return found


def _is_initial(text: str, word: re.Match[str], start: int) -> bool:
    return len(word[0]) == 1 and text[word.end() : start].strip(" \u00a0") == "."


@cache
def _case_index(own: bool, language: str, folder: str) -> dict[str, list[_Spelling]]:
    """Index the surnames of a script with the case forms of a language; a script alone has none."""
    script = language if language in _SCRIPTS else "Cyrl"
    index: dict[str, list[_Spelling]] = {}
    for family, spellings in _names(own, folder).by_family[script].items():
        for form in {family, *case_forms(family, language)}:
            index.setdefault(form, []).extend(spellings)
    return index


@cache
def _names(own: bool, folder: str) -> _Names:
    """Read the tables, the package's own first, then the user's, whose rows take the place of those they repeat."""
    package = resources.files("romanbib.rules").joinpath("authorities")
    files: list[tuple[Traversable, str, bool]] = [(package.joinpath(one), one, False) for one in (FOREIGN, OWN)]
    known = _given_names(package.joinpath(GIVEN), f"rules/authorities/{GIVEN}")
    for path in _users(folder):
        if path.name == GIVEN:
            for latin, written in _given_names(path, str(path)).items():
                known[latin] = known.get(latin, frozenset()) | written
        else:
            files.append((path, str(path), True))
    rows: dict[str, list[tuple[_Row, str, list[_Spelling]]]] = {}
    for file, place, users in files:
        if file.name == OWN and not own:
            continue
        held = _read(file, place if users else f"rules/authorities/{place}", users, known)
        for form, found in held.items():
            rows[form] = found if users else rows.get(form, []) + found
    names = _Names()
    for found in rows.values():
        for _, key, spellings in found:
            for spelling in spellings:
                script = "Arab" if _is_arabic(key[0]) else "Cyrl"
                names.by_family[script].setdefault(key, []).append(spelling)
    return names


def _users(folder: str) -> list[Path]:
    if not folder:
        return []
    if not Path(folder).is_dir():
        raise RuleTableError(f"{FOLDER_SETTING}={folder}: no such folder; name one with .tsv files or unset it")
    return sorted(Path(folder).glob("*.tsv"))


def _lines(file: Traversable, place: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each row of a table with its place."""
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise RuleTableError(f"{place}: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    columns = _COLUMNS.get(file.name, _COLUMNS[FOREIGN])
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{place}, line {number}"
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns:
            raise RuleTableError(f"{where}: {len(cells)} columns instead of {columns}; set one TAB between columns")
        if not unicodedata.is_normalized("NFC", line):
            raise RuleTableError(f"{where}: letters and marks apart; write it in Unicode NFC")
        if not cells[0] or not (cells[1] or cells[2]):
            raise RuleTableError(f"{where}: a form needs at least one spelling, Cyrillic or Persian; add one")
        yield where, cells


def _given_names(file: Traversable, place: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for where, (latin, cyrillic, persian) in _lines(file, place):
        if latin in found:
            raise RuleTableError(f"{where}: {latin!r} has a row already; put all spellings into one")
        spellings = [one for cell in (cyrillic, persian) for one in cell.split("|") if one]
        found[latin] = frozenset("".join(_key(one).split()) for one in spellings)
    return found


def _read(
    file: Traversable, place: str, users: bool, known: dict[str, frozenset[str]]
) -> dict[str, list[tuple[_Row, str, list[_Spelling]]]]:
    """Read a table of persons: the spellings of each form."""
    rows: dict[str, list[tuple[_Row, str, list[_Spelling]]]] = {}
    surely: dict[str, str] = {}
    for where, (form, cyrillic, persian, person, sure) in _lines(file, place):
        if form in rows:
            raise RuleTableError(f"{where}: {form!r} has a row already; put all spellings into one")
        row, words = _row(form, person, where, users)
        levels = sure.split("|")
        if len(levels) > 2 or any(one not in SURE for one in levels):
            raise RuleTableError(f"{where}: sure is {sure!r}; write one of {', '.join(SURE)}, or two with | between")
        rows[form] = []
        for cell, script, level in zip((cyrillic, persian), _SCRIPTS, (levels[0], levels[-1]), strict=True):
            for written in cell.split("|") if cell else []:
                key, given = _spelled(written, words, known, where)
                if not key or ("Arab" if _is_arabic(key[0]) else "Cyrl") != script:
                    raise RuleTableError(
                        f"{where}: {written!r} is in the wrong column; Cyrillic is second, Persian third"
                    )
                if level in ("initials", "given") and not any(given):
                    raise RuleTableError(
                        f"{where}: {written!r} can never be found; write its given names behind a comma "
                        f"or add them to {GIVEN}"
                    )
                if level in ("yes", "name") and surely.setdefault(key, form) != form:
                    raise RuleTableError(
                        f"{where}: {written!r} alone is {surely[key]!r} already; set sure to initials in one of them"
                    )
                rows[form].append((row, key, [_Spelling(row, level, given)]))
    return rows


def _row(form: str, person: str, where: str, users: bool) -> tuple[_Row, tuple[str, ...]]:
    """Part an established form; ``Austin, J. L. (John Langshaw)`` has its given names in full in the brackets."""
    family, _, rest = form.partition(", ")
    match = _FULLER.match(rest)
    latin = (match["fuller"] or match["name"]) if match else rest
    words = [word for word in re.split("[ -]", latin) if word]
    particle = " ".join(word for word in words if word.lower() in _PARTICLES and word[0].islower())
    given = tuple(word for word in words if word.lower() not in _PARTICLES or not word[0].islower())
    if rest.startswith("of "):  # Anselm, of Canterbury
        particle, given = "", ()
        family = f"{family} {rest}"
    return _Row(form, family, given, particle, person, where, users), given


def _spelled(
    written: str, latin: tuple[str, ...], known: dict[str, frozenset[str]], where: str
) -> tuple[str, tuple[frozenset[str], ...]]:
    """Give the key of a spelling's surname, and how each Latin given name may be written."""
    parts = re.split("[,،]", written, maxsplit=1)
    usual = tuple(known.get(word, frozenset()) for word in latin)
    if len(parts) == 1:
        return _key(parts[0]), usual
    given = [_key(word).replace(" ", "") for word in parts[1].split()]
    given = [word for word in given if word and word not in _PARTICLES]
    if len(given) != len(latin):
        raise RuleTableError(
            f"{where}: {written!r} has {len(given)} given names, the form {len(latin)}; write as many in both"
        )
    return _key(parts[0]), tuple(frozenset((word, *usual[place])) for place, word in enumerate(given))
