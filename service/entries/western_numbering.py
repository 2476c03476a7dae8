"""Volume, issue and pages as English journals write them: 46, no. 2: 391-425; 57(2), pp. 137–145; 2002;347(4):284-7."""

from __future__ import annotations

import re

from .draft import GAP, Draft
from .marks import PAGES, YEAR, take_date, take_labelled

NUMBERINGS = tuple(
    re.compile(pattern)
    for pattern in (
        # 2002 Jul 25;347(4):284-7
        rf"(?<=[.\s])(?P<year>{YEAR})(?:\s(?P<date>[A-Z][a-z]{{2,8}}(?:[ -–]\d{{1,2}})?))?\s?(?:\[?\ue000++\]?)?;\s?"
        rf"(?P<volume>\d{{1,4}})?(?:\s?(?:Suppl\s?\d*))?(?:\s?\((?P<issue>[^()]{{1,16}})\))?\s?(?::\s?"
        rf"(?P<pages>{PAGES}))?",
        rf"(?<=[.\s])(?P<year>{YEAR})(?:\s(?P<date>[A-Z][a-z]{{2,8}}(?:[ -]\d{{1,2}})?))?\s?;\s?(?:Sect\.\s\w+:)"
        rf"(?P<pages>\d+)(?:\s\(col\.\s\d+\))?",
        # 2002 Jun [cited …]:1-6
        rf"(?<=[.;]\s)(?P<year>{YEAR})(?:\s(?:(?P<date>[A-Z][a-z]{{2}}(?:\s\d{{1,2}})?)|[A-Z][a-z]{{3,5}}))?\s?(?:\[?\ue000++\]?)?"
        rf":\s?(?P<pages>{PAGES})",
        # 115, no. 2 (May 2009): 405–50
        rf"(?<=[\s,])(?<!\.\s)(?P<volume>\d{{1,4}}|[IVXLC]{{1,6}})(?:\s?[,/]\s?(?:[Nn]o\.\s?)?(?P<issue>\d{{1,4}}"
        rf"(?:[-–/]\d{{1,4}})?))?\s?,?\s?\((?:[^()\d]{{1,20}}(?:\d{{1,2}},\s)?)?(?P<year>{YEAR})\)(?:\s?[:,]\s?"
        rf"(?:pp?\.\s?)?(?P<pages>{PAGES}))?",
        rf"(?<=[\s,])[Nn]os?\.\s?(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,4}})?)\s?\((?:[^()\d]{{1,20}}(?:\d{{1,2}},\s)?)?"
        rf"(?P<year>{YEAR})\)(?:\s?[:,]\s?(?:pp?\.\s?)?(?P<pages>{PAGES}))?",
        # 46, no. 2: 391-425; 5, 4: 416-436; 57(2), pp. 137–145; 25 (2): 275-294
        rf"(?<=[\w\ue000],\s)\((?P<issue>\d{{1,4}})\),\s(?:pp?\.\s?)?(?P<pages>{PAGES})",
        rf"(?<=[\s,;\ue000])(?P<volume>\d{{1,4}}|[IVXLC]{{1,6}})\s?\((?P<issue>[^()]{{1,20}})\)\s?(?:[:,;]\s?(?:pp?\.\s?)?"
        rf"(?P<pages>{PAGES})|[:,;]\s(?:Article|Art\.)\s(?P<number>\w+))?",
        rf"(?<=[\s,])(?<!\.\s)(?P<volume>\d{{1,4}}|[IVXLC]{{1,6}})\s?,\s?(?:[Nn]o\.\s?)?(?P<issue>\d{{1,4}}"
        rf"(?:[-–/]\d{{1,4}})?)\s?[:,]\s?(?:pp?\.\s?)?(?P<pages>{PAGES})",
        rf"(?<=[\s,])(?P<volume>\d{{1,4}})[.](?P<issue>\d{{1,4}})\s?(?:\((?P<year>{YEAR})\))?\s?[:,]\s?"
        rf"(?P<pages>{PAGES})",
        rf"(?<=[\s,])(?P<volume>\d{{1,4}}|[IVXLC]{{1,6}})\s?[,:]\s?(?:pp?\.\s?)?(?P<pages>{PAGES}(?<!\d{{4}}\s)"
        rf"(?=[\s.,;)\ue000]|$))",
        r"(?<=[\s,])(?P<volume>\d{1,4})[,:]\s(?:Article|Art\.)\s(?P<number>\w+)",
        r"(?<=[\s,])(?P<volume>\d{1,3})\s?,\s(?:[Nn]o\.\s?)?(?P<issue>\d{1,3})(?=\.|\ue000|\s?$)",
    )
)


_BY_ORDER = 5  # from here on, labels and dates come first


def take_numbering(draft: Draft, start: int, end: int, body: int) -> bool:
    """Take volume, issue and pages, by their labels or by their order, and a date; tell whether any number was found.

    Args:
        draft: the entry.
        start: where to begin.
        end: where to stop.
        body: what follows the title: a date before it belongs to the title.
    """
    labelled = take_labelled(draft, "volume", start, end)
    for number, pattern in enumerate(NUMBERINGS):
        if number == _BY_ORDER and (draft.has("volume") or take_date(draft, body, end, month_alone=True)):
            labelled = _labels(draft, start, end) or labelled
        if draft.has("volume"):
            break
        for match in pattern.finditer(draft.open, start, end):
            groups = match.groupdict()
            if not any(groups.get(name) for name in ("volume", "issue", "pages", "number")) or any(
                GAP in (value or "") for value in groups.values()
            ):
                continue
            if (
                groups.get("volume")
                and re.fullmatch(YEAR, groups["volume"])
                and draft.trimmed(start, match.start()) is None
            ):
                continue
            for name, value in groups.items():
                if value and not draft.has(name):
                    draft.take(name, *match.span(name), 0.93)
            draft.hide(*match.span())
            _labels(draft, start, end)
            return True
    return _labels(draft, start, end) or labelled


def _labels(draft: Draft, start: int, end: int) -> bool:
    found = [take_labelled(draft, kind, start, end) for kind in ("pages", "volume", "issue")]
    if not draft.has("pages"):
        bare = re.compile(rf"(?:(?<=[,:\ue000]\s)|(?<=:))({PAGES})(?=\.?\s?(?:\ue000|$)|\.\s|,)").search(
            draft.open, start, end
        )
        if bare and re.search(r"[-–—]|^[A-Z]\d", bare[1]) and not re.fullmatch(rf"{YEAR}\s?[-–—]\s?{YEAR}", bare[1]):
            draft.take("pages", *bare.span(1), 0.85)
            draft.hide(*bare.span())
    return any(found)
