"""The multiscript fields of biblatex-ms: other forms of a field beside it, as in ``title_transliteration_ru-Latn``.

Names are field, form and BCP 47 tag with ``_`` between them; the field itself holds the original, ``langid`` its
language. An alternate of a list of names holds all its names.

Source: the manual of biblatex-ms 4.0, "Multiscript Support", and its data model (blx-dm-ms.def).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ..references.record import Parts
from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES

TRANSLITERATION, TRANSLATION = "transliteration", "translation"
TRANSLATED_TO = "en"  # translations beside a title are English with few exceptions
_ALTERNATE = re.compile(
    rf"([a-z]++)_({TRANSLITERATION}|transcription|{TRANSLATION})_([a-z]{{2,8}}(?:-[a-z0-9]{{1,8}})*+)", re.IGNORECASE
)
_SOURCE = re.compile(f"(?P<Cyrl>[{CYRILLIC_RANGES}])|(?P<Arab>[{ARABIC_RANGES}])")
# Fields of BibTeX that biber knows under another name; alternates must have that.
_NAMES = {"journal": "journaltitle", "address": "location", "school": "institution"}
_NAME_PARTS = ("family", "given", "literal")


class Alternate(NamedTuple):
    """An alternate in an entry: its place, the field that it is another form of, the form, and its language tag."""

    place: int
    field: str
    form: str
    tag: str


@lru_cache(maxsize=1024)
def alternates(names: tuple[str, ...]) -> tuple[Alternate, ...]:
    """Find the alternates among the fields of an entry, by their names."""
    found = ((place, _ALTERNATE.fullmatch(name)) for place, name in enumerate(names))
    return tuple(Alternate(place, match[1].lower(), match[2].lower(), match[3]) for place, match in found if match)


def alternate_name(field: str, tag: str, form: str = TRANSLITERATION) -> str:
    """Name the field that holds another form of a field."""
    return f"{_NAMES.get(field, field)}_{form}_{tag}"


def is_alternate_of(one: Alternate, field: str) -> bool:
    """Tell whether an alternate is one of a field, by whichever of its names it goes."""
    return one.field in (field, _NAMES.get(field, field))


def paired(text: str, forms: Iterable[tuple[Alternate, str]], language: str) -> Parts | None:
    """Find original and romanization among the forms of a text; None where one of them is missing.

    Args:
        text: what the field holds.
        forms: its alternates.
        language: language of the entry, or "".
    """
    forms = list(forms)
    script = _script(text)
    for one, form in forms:
        if one.form != TRANSLATION and (other := script or _script(form)) and bool(script) != bool(_script(form)):
            romanized, original = (form, text) if script else (text, form)
            subtag = one.tag.split("-")[0].lower()
            tag = one.tag if script else f"{subtag}-Latn"
            translations = (form for alternate, form in forms if alternate.form == TRANSLATION)
            return Parts(romanized, original, next(translations, ""), language or subtag, other, tag)
    return None


def paired_names(
    variable: str, names: list[dict[str, Any]], forms: Iterable[tuple[str, list[dict[str, Any]]]], language: str
) -> dict[str, Parts]:
    """Find originals and romanizations among a list of names and its forms, each with its language tag.

    Returns:
        What each part of a name consists of, by ``author[0].family`` and so on.
    """
    whole = _script(" ".join(map(_written, names)))
    for tag, form in forms:
        subtag = tag.split("-")[0].lower()
        written = _script(" ".join(map(_written, form)))
        if len(form) != len(names) or bool(whole) == bool(written):
            continue
        found: dict[str, Parts] = {}
        for place, (name, other) in enumerate(zip(names, form, strict=True)):
            romanized, original = (other, name) if whole else (name, other)
            for part in _NAME_PARTS:
                if (script := _script(original.get(part, ""))) and part in romanized:
                    path = f"{variable}[{place}].{part}"
                    romanization = tag if whole else f"{subtag}-Latn"
                    found[path] = Parts(romanized[part], original[part], "", language or subtag, script, romanization)
        return found
    return {}


def with_romanizations(item: dict[str, Any], parts: Mapping[str, Parts]) -> dict[str, Any]:
    """Put the romanizations that an entry brings along in the place of its originals."""
    now = dict(item)
    for path, part in parts.items():
        variable, bracket, rest = path.partition("[")
        if not bracket:
            now[variable] = part.romanized
            continue
        place, _, name_part = rest.partition("].")
        names = list(now[variable])
        names[int(place)] = {**names[int(place)], name_part: part.romanized}
        now[variable] = names
    return now


def _written(name: dict[str, Any]) -> str:
    return " ".join(str(name[part]) for part in _NAME_PARTS if part in name)


def _script(text: str) -> str | None:
    match = _SOURCE.search(text)
    return match.lastgroup if match else None
