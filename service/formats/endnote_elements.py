"""The types and elements of EndNote XML, and what they hold in CSL's terms; names after EndNote's RSXML."""

from __future__ import annotations

# EndNote's numbers and names of reference types.
TYPES = {
    "2": ("Artwork", "graphic"), "3": ("Audiovisual Material", "motion_picture"), "4": ("Bill", "bill"),
    "5": ("Book Section", "chapter"), "6": ("Book", "book"), "7": ("Case", "legal_case"), "8": ("Catalog", "book"),
    "9": ("Computer Program", "software"), "10": ("Conference Proceedings", "paper-conference"),
    "12": ("Web Page", "webpage"), "13": ("Generic", "document"), "14": ("Hearing", "hearing"),
    "17": ("Journal Article", "article-journal"), "19": ("Magazine Article", "article-magazine"), "20": ("Map", "map"),
    "21": ("Film or Broadcast", "motion_picture"), "23": ("Newspaper Article", "article-newspaper"),
    "24": ("Pamphlet", "pamphlet"), "25": ("Patent", "patent"),
    "26": ("Personal Communication", "personal_communication"), "27": ("Report", "report"),
    "28": ("Edited Book", "book"),
    "31": ("Statute", "legislation"), "32": ("Thesis", "thesis"), "34": ("Unpublished Work", "manuscript"),
    "36": ("Manuscript", "manuscript"), "37": ("Figure", "figure"), "38": ("Chart or Table", "figure"),
    "39": ("Equation", "figure"), "43": ("Electronic Article", "article-journal"), "44": ("Electronic Book", "book"),
    "45": ("Online Database", "dataset"), "46": ("Government Document", "report"),
    "47": ("Conference Paper", "paper-conference"), "48": ("Online Multimedia", "webpage"),
    "49": ("Classical Work", "classic"), "50": ("Legal Rule or Regulation", "regulation"),
    "51": ("Ancient Text", "classic"), "52": ("Dictionary", "entry-dictionary"),
    "53": ("Encyclopedia", "entry-encyclopedia"), "54": ("Grant", "document"), "55": ("Aggregated Database", "dataset"),
    "56": ("Blog", "post-weblog"), "57": ("Serial", "periodical"), "58": ("Standard", "standard"),
    "59": ("Dataset", "dataset"), "60": ("Electronic Book Section", "chapter"), "61": ("Music", "musical_score"),
    "63": ("Discussion Forum", "post"), "66": ("Interview", "interview"),
}  # fmt: skip
BY_NAME = {name: number for number, (name, _) in TYPES.items()}
TYPES_BACK = {kind: number for number, (_, kind) in reversed(TYPES.items())} | {
    "motion_picture": "21", "dataset": "59", "periodical": "57", "collection": "6", "review": "17",
    "review-book": "17", "broadcast": "21", "song": "61", "speech": "47", "post": "63", "entry": "53",
    "treaty": "31", "manuscript": "36", "article": "43", "event": "13",
}  # fmt: skip
BOOKS = frozenset({"6", "28", "44", "49", "51"})
SERIALS = frozenset({"17", "19", "23", "43", "57"})

# Elements by where they stand in the record.
PATHS = {
    "rec-number": "id", "titles/title": "title", "titles/secondary-title": "container-title",
    "titles/tertiary-title": "collection-title", "titles/short-title": "title-short",
    "titles/alt-title": "container-title-short", "periodical/full-title": "container-title",
    "periodical/abbr-1": "container-title-short", "contributors/authors/author": "author",
    "contributors/secondary-authors/author": "editor", "contributors/tertiary-authors/author": "collection-editor",
    "contributors/subsidiary-authors/author": "translator", "pages": "page", "volume": "volume", "number": "issue",
    "num-vols": "number-of-volumes", "edition": "edition", "section": "section", "keywords/keyword": "keyword",
    "dates/year": "issued", "publisher": "publisher", "pub-location": "publisher-place", "isbn": "ISBN",
    "call-num": "call-number", "electronic-resource-num": "DOI", "abstract": "abstract", "notes": "note",
    "work-type": "genre", "language": "language", "urls/related-urls/url": "URL", "access-date": "accessed",
    "remote-database-name": "archive", "remote-database-provider": "source",
}  # fmt: skip
# What an element means in a book, where secondary titles and editors are those of the series.
BOOK_PATHS = {
    "titles/secondary-title": "collection-title",
    "contributors/secondary-authors/author": "collection-editor",
    "contributors/tertiary-authors/author": "editor",
}
OTHERWISE = {"container-title": "container-title-short", "collection-title": "volume-title"}
ORDER = (
    "contributors/authors/author", "contributors/secondary-authors/author", "contributors/tertiary-authors/author",
    "contributors/subsidiary-authors/author", "titles/title", "titles/secondary-title", "titles/tertiary-title",
    "titles/alt-title", "titles/short-title", "titles/translated-title", "periodical/full-title", "pages", "volume",
    "number", "num-vols", "edition", "section", "keywords/keyword", "dates/year", "pub-location", "publisher", "isbn",
    "call-num", "electronic-resource-num", "abstract", "notes", "work-type", "remote-database-name",
    "remote-database-provider", "language", "urls/related-urls/url", "access-date",
)  # fmt: skip
