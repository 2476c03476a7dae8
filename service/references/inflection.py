"""Case forms of foreign surnames and given names in Russian and Ukrainian, from their regular endings."""

from __future__ import annotations

from functools import lru_cache

# Endings by language: what the nominative ends in, how many letters go, what comes instead; the first that fits.
# Russian: Rozental', Handbook of spelling and style, paragraphs 149-150. Ukrainian: Pravopys 2019, paragraphs 71-103.
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_RULES: dict[str, tuple[tuple[tuple[str, ...], int, tuple[str, ...]], ...]] = {
    "ru": (
        (("ский", "цкий", "ской", "цкой"), 2, ("ого", "ому", "им", "ом")),
        (("ская", "цкая"), 2, ("ой", "ую")),
        (("ий",), 1, ("я", "ю", "ем", "и")),
        (("й", "ь"), 1, ("я", "ю", "ем", "е")),
        (("га", "ка", "ха", "жа", "ча", "ша", "ща"), 1, ("и", "е", "у", "ой", "ою", "ей")),
        (("а",), 1, ("ы", "е", "у", "ой", "ою")),
        (("ия",), 1, ("и", "ю", "ей")),
        (("я",), 1, ("и", "е", "ю", "ей")),
        (tuple("жчшщц"), 0, ("а", "у", "ом", "ем", "е")),
        (tuple(_CONSONANTS), 0, ("а", "у", "ом", "е")),
    ),
    "uk": (
        (("ський", "цький"), 2, ("ого", "ому", "им", "ім")),
        (("ська", "цька"), 1, ("ої", "ій", "у", "ою")),
        (("ій", "ей", "ай", "ой"), 1, ("я", "ю", "єві", "єм", "ї")),
        (("ь",), 1, ("я", "ю", "еві", "ем", "і")),
        (("ка",), 2, ("ки", "ці", "ку", "кою")),
        (("га",), 2, ("ги", "зі", "гу", "гою")),
        (("ха",), 2, ("хи", "сі", "ху", "хою")),
        (("а",), 1, ("и", "і", "у", "ою")),
        (("я",), 1, ("і", "ї", "ю", "ею", "єю")),
        (tuple("жчшщц"), 0, ("а", "у", "еві", "ем", "і")),
        (tuple(_CONSONANTS), 0, ("а", "у", "ові", "ом", "і")),
    ),
}  # fmt: skip


@lru_cache(maxsize=16384)
def case_forms(name: str, language: str) -> tuple[str, ...]:
    """Give the case forms of a name in the singular, without the nominative.

    Args:
        name: a name in lower case; of several words only the last is inflected.
        language: ``ru`` or ``uk``; other languages have none here.

    What ends in another vowel, such as Ницше, is indeclinable. A woman's name that ends in a consonant is too, but its
    sex is not known here, and a form that nobody writes does no harm.
    """
    for endings, cut, instead in _RULES.get(language, ()):
        if name.endswith(endings):
            stem = name[: len(name) - cut] if cut else name
            return tuple(stem + ending for ending in instead)
    return ()
