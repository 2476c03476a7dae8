"""What the tests of the rule tables share: the languages and schemes there are; a table of a test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from romanbib import word_memo
from romanbib.persian import romanized
from romanbib.tables import registry
from romanbib.tables.compiled import compiled
from romanbib.tables.reverse import reversed_table

# Today's letters; a table that lacks one leaves it in the original script.
ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
}

# The schemes that people are promised; more may be there.
PUBLISHED = {
    "ru": "ala-lc ala-lc-plain bgn-pcgn bs-2979 bsi icao iso-9 scientific un "
    "gost-7.79-b gost-16876 gost-52535 gost-7034",
    "uk": "ala-lc bgn-pcgn kmu-2010 iso-9 scientific un icao",
    "be": "ala-lc bgn-pcgn by-2007 iso-9 scientific un icao",
    "bg": "ala-lc bgn-pcgn bg-2009 iso-9 scientific un icao",
    "sr": "ala-lc bgn-pcgn gaj iso-9 un icao",
    "mk": "ala-lc bgn-pcgn iso-9 un icao",
    "fa": "ala-lc bgn-pcgn un ijmes ijmes-title iranian-studies iranica dmg iso-233-3 paper ala-lc-plain",
}
CYRILLIC_SCHEMES = [
    (language, scheme) for language, schemes in PUBLISHED.items() if language != "fa" for scheme in schemes.split()
]

LETTERS = {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "щ": "shch", "ъ": '"', "ь": "'"}
EXAMPLES = {**{letter: LETTERS[letter] for letter in "абвгдежщ"}, "да": "da", "Щедь": "Shched'"}

METADATA = {
    "id": "own",
    "language": "ru",
    "standard": "House style",
    "edition": "2024",
    "year": 2024,
    "body": "The house",
    "url": "https://example.org/style",
    "reversible": "partly",
    "notes": "A table for tests.",
}


def toml_value(value: object) -> str:
    """Write a value in TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml_value(key)} = {toml_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value).lower()


WriteTable = Callable[..., Path]


def forget_everything() -> None:
    """Empty every cache that remembers a rule table."""
    registry._places.cache_clear()
    registry.languages.cache_clear()
    registry._file.cache_clear()
    registry._built.cache_clear()
    compiled.cache_clear()
    reversed_table.cache_clear()
    word_memo.memo_of.cache_clear()
    romanized._remembered.cache_clear()
    word_memo.borrowed.cache_clear()
