"""What the columns of a table hold, by the names in its header, and the words that stand for types."""

from __future__ import annotations

NAMES = frozenset({
    "author", "editor", "collection-editor", "translator", "container-author", "contributor", "composer",
    "interviewer", "producer", "recipient", "reviewed-author", "script-writer", "guest", "director", "original-author",
})  # fmt: skip
DATES = frozenset({"issued", "accessed", "original-date"})
# Header names, in lower case with letters and digits alone. Zotero's come first, as `compose` writes the first of each.
COLUMNS = {
    "key": "id", "itemtype": "type", "author": "author", "editor": "editor", "serieseditor": "collection-editor",
    "translator": "translator", "bookauthor": "container-author", "contributor": "contributor", "composer": "composer",
    "interviewer": "interviewer", "producer": "producer", "recipient": "recipient",
    "reviewedauthor": "reviewed-author", "scriptwriter": "script-writer", "guest": "guest", "title": "title",
    "originaltitle": "original-title", "originalauthor": "original-author", "translatedtitle": "translated-title",
    "shorttitle": "title-short", "publicationtitle": "container-title",
    "originalpublicationtitle": "original-container-title", "journalabbreviation": "container-title-short",
    "series": "collection-title", "seriesnumber": "collection-number", "conferencename": "event-title",
    "publicationyear": "issued", "date": "issued", "volume": "volume", "issue": "issue", "number": "number",
    "numberofvolumes": "number-of-volumes", "edition": "edition", "pages": "page", "numpages": "number-of-pages",
    "publisher": "publisher", "place": "publisher-place", "originalpublisher": "original-publisher",
    "originalplace": "original-publisher-place", "type": "genre", "medium": "medium", "scale": "scale",
    "section": "section", "isbn": "ISBN", "issn": "ISSN", "doi": "DOI", "url": "URL", "accessdate": "accessed",
    "archive": "archive", "archivelocation": "archive_location", "librarycatalog": "source",
    "callnumber": "call-number", "language": "language", "abstractnote": "abstract", "notes": "annote",
    "extra": "note", "manualtags": "keyword",
    "id": "id", "citekey": "id", "citationkey": "id", "authors": "author", "creator": "author", "creators": "author",
    "editors": "editor", "translators": "translator", "titles": "title", "articletitle": "title",
    "documenttitle": "title", "journal": "container-title", "journaltitle": "container-title",
    "booktitle": "container-title", "sourcetitle": "container-title",
    "containertitle": "container-title", "seriestitle": "collection-title", "collectiontitle": "collection-title",
    "year": "issued", "publicationdate": "issued", "vol": "volume", "no": "issue", "page": "page",
    "city": "publisher-place",
    "publicationplace": "publisher-place", "placeofpublication": "publisher-place",
    "publisherplace": "publisher-place", "abstract": "abstract", "keywords": "keyword", "tags": "keyword",
    "note": "note", "lang": "language", "meetingname": "event-title", "eventtitle": "event-title",
    "eventplace": "event-place", "titleshort": "title-short", "abbreviatedsourcetitle": "container-title-short",
    "link": "URL",
}  # fmt: skip
TYPES = {
    "artwork": "graphic", "audiorecording": "song", "bill": "bill", "blogpost": "post-weblog", "book": "book",
    "booksection": "chapter", "case": "legal_case", "computerprogram": "software",
    "conferencepaper": "paper-conference",
    "dataset": "dataset", "dictionaryentry": "entry-dictionary", "document": "document",
    "email": "personal_communication", "encyclopediaarticle": "entry-encyclopedia", "film": "motion_picture",
    "forumpost": "post", "hearing": "hearing", "instantmessage": "personal_communication", "interview": "interview",
    "journalarticle": "article-journal", "letter": "personal_communication", "magazinearticle": "article-magazine",
    "manuscript": "manuscript", "map": "map", "newspaperarticle": "article-newspaper", "patent": "patent",
    "podcast": "broadcast", "preprint": "article", "presentation": "speech", "radiobroadcast": "broadcast",
    "report": "report", "standard": "standard", "statute": "legislation", "thesis": "thesis",
    "tvbroadcast": "broadcast", "videorecording": "motion_picture", "webpage": "webpage", "article": "article-journal",
    "journal": "article-journal", "chapter": "chapter", "dissertation": "thesis",
}  # fmt: skip
CSL_TYPES = frozenset(TYPES.values()) | {
    "classic", "collection", "entry", "event", "figure", "musical_score", "pamphlet", "performance", "periodical",
    "regulation", "review", "review-book", "treaty",
}  # fmt: skip
# What `compose` writes; Zotero's names, so that whatever reads Zotero's tables reads ours.
COMPOSED = (
    "Key", "Item Type", "Publication Year", "Author", "Title", "Original Title", "Original Author",
    "Translated Title", "Publication Title", "Original Publication Title", "ISBN", "ISSN", "DOI", "Url",
    "Abstract Note", "Date", "Access Date", "Pages", "Num Pages", "Issue", "Volume", "Number Of Volumes",
    "Journal Abbreviation", "Short Title", "Series", "Series Number", "Publisher", "Original Publisher", "Place",
    "Original Place", "Language", "Type", "Archive", "Archive Location", "Library Catalog", "Call Number", "Extra",
    "Notes", "Manual Tags", "Editor", "Series Editor", "Translator", "Contributor", "Book Author", "Composer",
    "Interviewer", "Producer", "Recipient", "Reviewed Author", "Scriptwriter", "Guest", "Number", "Edition", "Scale",
    "Medium", "Conference Name", "Section",
)  # fmt: skip
