"""The types and tags of RIS, and what they hold in CSL's terms.

After the RIS format specification of Research Information Systems (2001) and the tag table that EndNote and Reference
Manager have used since 2011; where the two differ, Zotero's reading decides.
"""

from __future__ import annotations

from functools import cache

# Both tables of types, with the types that newer EndNotes add.
TYPES = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic", "ART": "graphic",
    "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter", "CHART": "figure",
    "CLSWK": "classic", "COMP": "software", "CONF": "paper-conference", "CPAPER": "paper-conference", "CTLG": "book",
    "DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary", "DISS": "thesis", "EBOOK": "book",
    "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia", "EQUA": "figure", "FIGURE": "figure", "GEN": "document", "GOVDOC": "report",
    "GRANT": "document", "GRNT": "document", "HEAR": "hearing", "ICOMM": "personal_communication", "INPR": "article",
    "INTV": "interview", "JFULL": "periodical", "JOUR": "article-journal", "LEGAL": "regulation",
    "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine", "MPCT": "motion_picture", "MULTI": "webpage",
    "MUSIC": "musical_score", "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent",
    "PCOMM": "personal_communication", "PODCAST": "broadcast", "RPRT": "report", "SER": "periodical",
    "SLIDE": "speech", "SOCIAL": "post", "SOUND": "song", "STAND": "standard", "STAT": "legislation",
    "STD": "standard", "THES": "thesis", "TVEP": "broadcast", "UNBILL": "bill", "UNPB": "manuscript",
    "UNPD": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip
TYPES_BACK = {kind: tag for tag, kind in reversed(TYPES.items())} | {
    "article-journal": "JOUR", "motion_picture": "MPCT", "dataset": "DATA", "book": "BOOK", "collection": "BOOK",
    "figure": "FIGURE", "report": "RPRT", "personal_communication": "PCOMM", "webpage": "ELEC", "legislation": "STAT",
    "periodical": "SER", "broadcast": "VIDEO", "thesis": "THES", "manuscript": "MANSCPT", "standard": "STAND",
    "article": "INPR", "treaty": "STAT", "entry": "ENCYC", "review": "JOUR", "review-book": "JOUR", "bill": "BILL",
    "paper-conference": "CONF", "chapter": "CHAP", "classic": "CLSWK", "document": "GEN", "interview": "PCOMM",
    "post": "ELEC", "performance": "VIDEO", "event": "GEN",
}  # fmt: skip

_TAGS = {
    "ID": "id", "TI": "title", "T1": "title", "CT": "title", "ST": "title-short", "T2": "container-title",
    "JF": "container-title", "JO": "container-title", "BT": "container-title", "JA": "container-title-short",
    "J1": "container-title-short", "J2": "container-title-short", "T3": "collection-title", "AU": "author",
    "A1": "author", "A2": "editor", "ED": "editor", "A3": "collection-editor", "A4": "translator", "PY": "issued",
    "Y1": "issued", "DA": "issued", "Y2": "accessed", "SP": "page", "EP": "page", "VL": "volume", "IS": "issue",
    "CP": "issue", "ET": "edition", "PB": "publisher", "CY": "publisher-place", "PP": "publisher-place", "UR": "URL",
    "DO": "DOI", "LA": "language", "AB": "abstract", "N2": "abstract", "N1": "note", "KW": "keyword",
    "NV": "number-of-volumes", "CN": "call-number", "DB": "archive", "AV": "archive_location", "DP": "source",
    "M3": "genre", "SN": "ISSN",
}  # fmt: skip
_BOOKS = ("BOOK", "EBOOK", "EDBOOK", "CLSWK", "ANCIENT", "CTLG", "PAMP")
_NUMBERED = ("RPRT", "GOVDOC", "STAND", "STD", "PAT", "BILL", "UNBILL", "HEAR", "STAT", "LEGAL", "CASE")
SERIALS = ("JOUR", "EJOUR", "MGZN", "NEWS", "JFULL", "ABST", "SER", "INPR")
# The order in which a record is written, after Zotero's export.
ORDER = (
    "id", "title", "author", "editor", "collection-editor", "translator", "abstract", "issued", "language",
    "container-title", "collection-title", "event-title", "event-place", "container-title-short", "title-short",
    "volume", "issue", "number", "number-of-volumes", "edition", "page", "number-of-pages", "publisher",
    "publisher-place", "genre", "ISBN", "ISSN", "DOI", "URL", "accessed", "archive", "archive_location", "source",
    "call-number", "keyword", "note",
)  # fmt: skip


@cache
def tag_table(kind: str) -> dict[str, str]:
    """Give the variable of each tag in a record of one type."""
    table = dict(_TAGS)
    if kind in _BOOKS:
        table |= {"T2": "collection-title", "BT": "title", "A2": "collection-editor", "A3": "editor"}
        table |= {"SP": "number-of-pages", "EP": "number-of-pages"}
    if kind == "EDBOOK":
        table |= {"AU": "editor", "A1": "editor"}
    if kind in ("RPRT", "COMP", "MAP", "THES", "DISS", "GOVDOC"):
        table |= {"T2": "collection-title"}
    if kind in ("THES", "DISS", "MANSCPT"):
        table |= {"SP": "number-of-pages", "EP": "number-of-pages"}
    if kind in ("CONF", "CPAPER"):
        table |= {"C3": "C3", "C1": "event-place"}
    if kind in _NUMBERED:
        table |= {"M1": "number", "SN": "number"}
    elif kind not in SERIALS:
        table["SN"] = "ISBN"
    return table


@cache
def tags_back(kind: str) -> dict[str, str]:
    """Give the tag that a variable is written with in a record of one type."""
    table = tag_table(kind if kind in TYPES else "GEN")
    back = {variable: tag for tag, variable in reversed(table.items())}
    back |= {"title": "TI", "abstract": "AB", "issued": "PY", "container-title-short": "J2", "page": "SP"}
    if table["AU"] == "author":
        back["author"] = "AU"
    if kind in SERIALS:
        # bibutils takes T2 for an abbreviation here, as the older table has it; everybody reads JF and JA.
        back |= {"container-title": "JF", "container-title-short": "JA"}
    if kind in ("CONF", "CPAPER"):
        back |= {"event-title": "T2", "container-title": "C3"}
    if table["SN"] != "number":
        back |= {"ISBN": "SN", "ISSN": "SN"}
    else:
        back["number"] = "M1" if kind not in ("RPRT", "GOVDOC", "STAND", "STD", "PAT") else "SN"
    return back
