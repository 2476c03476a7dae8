"""What is done to the parts of a line of text before it is romanized where it stands: persons, and Hijri years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.language import detect
from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES
from . import authorities
from .calendar_years import convert_years, may_convert
from .edits import Edit, EditedText

if TYPE_CHECKING:
    from ..entries import Field
    from .request import Request

CERTAIN = 0.9  # confidence of a name that is written in its established form
_PERSONS = ("author", "editor", "translator")
_SOURCE_LETTER = re.compile(f"[{CYRILLIC_RANGES}{ARABIC_RANGES}]")


def mend_parts(text: EditedText, request: Request) -> None:
    """Write persons as an authority table has them, and put Gregorian years beside Hijri ones, where that is asked for.

    Where the profile keeps originals beside their romanization, persons stay as they are: the two belong together.
    """
    wanted = request.established and not request.profile.keeps_original and _SOURCE_LETTER.search(text.text) is not None
    language = (request.language or detect(text.text).language or "") if wanted else ""
    persons = wanted and authorities.may_know(text.text, language, own=request.profile.own_names)
    years = bool(request.gregorian) and may_convert(text.text)
    if not (persons or years):
        return
    from ..entries import parse  # what a plain run does not need, it does not load

    fields = parse(text.text).fields
    edits: list[Edit] = []
    if persons:
        edits += _established(fields, language, request)
    if years:
        edits += convert_years(text, fields, request.gregorian)
    text.apply(edits)


def _established(fields: tuple[Field, ...], language: str, request: Request) -> list[Edit]:
    """Give the edits for the persons of whose place and form one can be sure: Ницше Ф. is Nietzsche F."""
    edits = []
    for field in fields:
        if field.name not in _PERSONS or field.confidence < CERTAIN or not _SOURCE_LETTER.search(field.value):
            continue
        if request.overrides.in_text(field.value, language, "name"):
            continue
        if (found := authorities.find(field.value, language, own=request.profile.own_names)) is not None:
            rule = f"authority: {found.form} ({found.place})"
            edits.append(Edit(field.start, field.end, found.text.replace("،", ","), rule))
    return edits
