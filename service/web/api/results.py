"""What the API gives, for the document; the tests hold the answers against it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import SkipJsonSchema

from .fields import described

_DONE = {
    "id": "tolstoy",
    "type": "book",
    "title": "Voĭna i mir",
    "author": [{"family": "Tolstoĭ", "given": "L. N."}],
}
_CHANGE = {
    "record": "line 1",
    "field": "entry",
    "start": 0,
    "end": 4,
    "before": "Мир.",
    "after": "Mir.",
    "rule": "romanize: ru/ala-lc",
}
_WARNING = {
    "record": "line 2",
    "field": "entry",
    "start": 11,
    "end": 19,
    "message": "the translation is missing",
    "rule": "translation",
}
_OVERRIDE = {
    "id": 7,
    "revision": 2,
    "language": "ru",
    "source": "Чайковский",
    "output": "Tchaikovsky",
    "kind": "name",
    "scope": "",
    "author": "N. Petrova",
    "reason": "signs so",
    "at": "2026-03-01T12:00:00Z",
}


class WordReading(BaseModel):
    """One way to read a Persian word."""

    output: str = described("Its romanization.", "mihr-i")
    vocalized: str = described("The word with its vowels, its ezafe included.", "مِهرِ")
    settled: str = described("What an override has to say so that the word is always read so.", "مِهر")


class Token(BaseModel):
    """A word of a romanization."""

    start: int = described("Where the word stands in the text, in characters.", 0)
    source: str = described("The word as it stood.", "Щи")
    output: str = described("Its romanization.", "Shchi")
    decided_by: str = described("The rule table, list, model or override behind it.", "rule table ru/ala-lc")
    confidence: float = described("From 0, a guess, to 1, no choice left.", 1.0)
    alternatives: list[str] = described("What else was possible, the likelier first.", [])
    vocalized: str = described("A Persian word with the vowels that it was read with.", "")
    readings: list[WordReading] = described("How a Persian word was read and how else it could be.", [])


class Romanization(BaseModel):
    """A romanized text."""

    output: str = described("The romanization, or the original script.", "Shchi da kasha")
    language: str | None = described("Language of the text; null where nothing was to be romanized.", "ru")
    scheme: str = described("Scheme id.", "ala-lc")
    tag: str | None = described("BCP 47 tag of the output (RFC 6497).", "ru-Latn-t-ru-m0-alaloc")
    tokens: list[Token] = described("One for each word.", [])
    warnings: list[str] = described("What a person should know.", [])


class Detection(BaseModel):
    """Language and script of a text."""

    language: str | None = described("BCP 47 subtag, or null.", "uk")
    script: str | None = described("ISO 15924 code, or null.", "Cyrl")
    confidence: float = described("From 0 to 1.", 1.0)
    reason: str = described("How it is told.", "letters і of Ukrainian")


class Change(BaseModel):
    """A change, told against the field as it came in."""

    record: str = described("Place of the record in the source.", "line 1")
    field: str = described("Field of the record; entry for a line of text.", "entry")
    start: int = described("Where the span starts, in characters.", 0)
    end: int = described("Where it ends.", 4)
    before: str = described("The span as it was.", "Мир.")
    after: str = described("What stands there now.", "Mir.")
    rule: str = described("What made the change.", "romanize: ru/ala-lc")


class Warned(BaseModel):
    """Something that a person should look at."""

    record: str = described("Place of the record in the source.", "line 2")
    field: str = described("Field of the record; entry for a line of text.", "entry")
    start: int = described("Where the span starts, in characters.", 11)
    end: int = described("Where it ends.", 19)
    message: str = described("What is to be looked at.", "the translation is missing")
    rule: str = described("What saw it.", "translation")


class Trouble(Warned):
    """Something that is wrong; where several records are concerned, it names the places of the others."""

    related: list[dict[str, Any]] | SkipJsonSchema[None] = described("Places of the others.", [], None)


class Normalized(BaseModel):
    """A normalized bibliography with all that was done to it."""

    output: str | list[dict[str, Any]] | dict[str, Any] = described("Text for text, items for items.", [_DONE])
    format: str = described("Its format.", "csl-json")
    changes: list[Change] = described("What was changed.", [_CHANGE])
    warnings: list[Warned] = described("What a person should look at.", [_WARNING])
    records: int = described("How many references it has.", 1)


class RecordResult(BaseModel):
    """What became of one record; a line of application/x-ndjson. The last line has totals, or a problem, instead."""

    record: str | SkipJsonSchema[None] = described("Place of the record in the source.", "item 1 (tolstoy)", None)
    item: dict[str, Any] | SkipJsonSchema[None] = described("The reference as a CSL-JSON item.", _DONE, None)
    entry: str | SkipJsonSchema[None] = described(
        "A line of text, in place of an item.", "Tolstoĭ L. N. Voĭna i mir.", None
    )
    changes: list[Change] | SkipJsonSchema[None] = described("What was changed.", [_CHANGE], None)
    warnings: list[Warned] | SkipJsonSchema[None] = described("What a person should look at.", [_WARNING], None)
    totals: dict[str, int] | SkipJsonSchema[None] = described(
        "Counts of all: the sign that nothing is missing.", {"records": 1, "changes": 1, "warnings": 0}, None
    )
    problem: dict[str, Any] | SkipJsonSchema[None] = described(
        "Why it ends before its end.", {"title": "Unreadable input", "status": 400}, None
    )


class Checked(BaseModel):
    """What is wrong with a bibliography and what normalizing would change."""

    problems: list[Trouble] = described("What is wrong.", [])
    changes: list[Change] = described("What would be changed.", [_CHANGE])
    would_change: bool = described("Whether anything would.", True)
    format: str = described("Its format.", "text")
    records: int = described("How many references it has.", 1)


class Scheme(BaseModel):
    """A scheme as one language has it."""

    id: str = described("Scheme id.", "ala-lc")
    name: str = described("What it is called.", "ALA-LC")
    language: str = described("BCP 47 subtag.", "ru")
    standard: str = described("The published standard.", "ALA-LC Romanization Tables: Russian")
    edition: str = described("Its edition.", "2012")
    year: int = described("The year of that.", 2012)
    reversible: str = described("Whether it leads back: exact, partly or no.", "partly")
    options: dict[str, Any] = described("Options by their names.", {"diacritics": "With diacritical marks."})


class RuleTable(Scheme):
    """A scheme as one language has it, with its whole table."""

    body: str = described("Who issued it.", "Library of Congress")
    url: str = described("Where it is published.", "https://www.loc.gov/catdir/cpso/romanization/russian.pdf")
    notes: str = described("What to know of it.", "")
    extends: str | None = described("The table that lies underneath.", None)
    letters: dict[str, str] = described("Letters and their romanizations.", {"щ": "shch"})
    rules: list[str] = described("Context rules, as the table writes them.", [])
    reverse: dict[str, Any] = described("Choices on the way back.", {"prefer": {}, "accept": {}})
    examples: dict[str, Any] = described("Worked examples.", {"published": {"Москва": "Moskva"}})


class Profile(BaseModel):
    """A profile: which of romanization, original and translation, in which order and brackets."""

    model_config = ConfigDict(extra="allow")

    id: str = described("Profile id.", "paper")
    name: str = described("What it is called.", "Romanized, translation [In Russian]")
    description: str = described(
        "What it does.", "Romanization, its translation behind it, and a note on the language."
    )


class Kept(BaseModel):
    """An override that is stored."""

    id: int = described("Its number; it is never given again.", 7)
    revision: int = described("1 when added, one more with each change; also its ETag.", 2)
    language: str = described("BCP 47 subtag of the source.", "ru")
    source: str = described("The text in its own script.", "Чайковский")
    output: str = described("What stands for it.", "Tchaikovsky")
    kind: str = described("Kind of text that it goes for; empty for all.", "name")
    scope: str = described("Project or bibliography that it goes for; empty for all.", "")
    author: str = described("Who wrote this revision.", "N. Petrova")
    reason: str = described("Why.", "signs so")
    at: str = described("When, in UTC.", "2026-03-01T12:00:00Z")


class OverridePage(BaseModel):
    """Overrides by their numbers."""

    overrides: list[Kept] = described("The overrides.", [_OVERRIDE])
    next: int | None = described("Give this as after for the next page; null on the last one.", None)


class Step(Kept):
    """A step in the history of an override, which stays when the override goes."""

    action: str = described("add, change or remove.", "add")


class History(BaseModel):
    """All that happened to an override."""

    steps: list[Step] = described("The first one first.", [_OVERRIDE | {"action": "add"}])


class Imported(BaseModel):
    """What became of an import."""

    added: int = described("How many are new.", 12)
    replaced: int = described("How many have another output now.", 1)


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    type: str = described("What kind of problem; its address tells more.", "/problems/unknown-scheme")
    title: str = described("The kind in words.", "Unknown scheme")
    status: int = described("HTTP status.", 400)
    detail: str = described("What is wrong and what mends it.", "Scheme 'nope' does not exist.")
    instance: str = described(
        "This occurrence, as the log of the server names it.", "urn:uuid:00000000-0000-4000-8000-000000000000"
    )
    available: list[str] | SkipJsonSchema[None] = described(
        "What there is to choose from.", ["ala-lc", "bgn-pcgn"], None
    )
