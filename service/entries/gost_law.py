"""Date and number of a law."""

from __future__ import annotations

import re

from . import terms
from .draft import Draft
from .marks import YEAR

_LAW = re.compile(
    rf"(?:\sот\s|\sвід\s)(?P<date>\d{{1,2}}(?:\.\d{{1,2}}\.|\s\w+\.?\s)(?P<year>{YEAR}))(?:\s?(?:г|р)\.?)?|№\s?"
    rf"(?P<number>\d{{1,5}}[а-я]?(?:/\d{{2,4}})?(?:-[А-ЯІA-Z]{{1,6}})?)(?![\w/])"
)


def take_law(draft: Draft, start: int, end: int) -> bool:
    """Take date and number of a law, if the part names one; tell whether it does."""
    if not terms.matcher(
        r"(?<!\w)(?:федеральн\w+|федер\.|указ|постановлени\w+|приказ|распоряжени\w+|закон|кодекс|конституц[иі]\w+"
        r"|постанова|наказ)(?!\w)"
    ).search(draft.open, start, end):
        return False
    found = False
    for match in _LAW.finditer(draft.open, start, end):
        found = True
        if match["year"] and not draft.has("year"):
            draft.take("year", *match.span("year"), 0.9)
        elif match["number"] and draft.has("number"):
            continue
        elif match["number"]:
            draft.take("number", *match.span("number"), 0.9)
        draft.hide(*match.span())
    for match in re.compile(
        r"\((?:в\s)?ред\.\s[^()]{0,60}\)|\((?:принят|утв|прийнят)[^()]{0,90}\)|\(с\sизм[^()]{0,60}\)"
    ).finditer(draft.open, start, end):
        draft.hide(*match.span())
    if found and (
        passed := re.compile(
            rf":\s\[?(?:принят|утв|одобр|прийнят)[^\ue000]{{0,60}}?({YEAR})(?:\s(?:г\.|р\.|года|року))?(?:[^\[\]\ue000]{{0,90}}\])?"
        ).search(draft.open, start, end)
    ):
        if not draft.has("year"):
            draft.take("year", *passed.span(1), 0.85)
        draft.hide(*passed.span())
    return found
