"""Make the word lists of ``rules/respelling``: frequent words of the languages that respelling tells apart.

They are taken from wordfreq (Robyn Speer; code Apache-2.0, data CC BY-SA 4.0), which counts words of Wikipedia,
subtitles, news, books and the web. Run with wordfreq installed: ``python -m training.respelling``. The sounds of
Persian, ``fa-sounds.tsv``, are made by ``training/persian_sounds.py``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import wordfreq

RULES = Path(__file__).parent.parent / "rules" / "respelling"
# Languages that are romanized: how many words, and the letters that their words consist of.
ROMANIZED = {
    "ru": (36_000, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "uk": (28_000, "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'"),
    "bg": (28_000, "абвгдежзийклмнопрстуфхцчшщъьюя"),
    "fa": (20_000, "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئأؤء\u200c"),
}
# Languages of titles that are no romanization; sh is Croatian, Bosnian and Serbian in Latin script.
OTHERS = (
    *("en", "fr", "de", "es", "it", "pt", "nl", "sv", "nb", "da", "fi", "pl", "cs", "sk", "sh", "sl", "tr", "id"),
    *("ro", "hu", "lt", "lv", "ca"),
)
OTHER_WORDS = 2_000
KINDRED = {"pl", "cs", "sk", "sh", "sl"}  # Slavonic languages, whose words are those of a romanization in part
KINDRED_WORDS = 5_000
SHORTEST_RARE = 3  # letters; rarer words that are shorter are abbreviations and scraps, but not in Persian
COMMON = 400  # words of a list that may be as short as they are


def frequent(language: str, count: int, letters: str | None = None) -> list[str]:
    """List the most frequent words of a language, of these letters alone if they are given."""
    fits = re.compile(f"[{letters}]+" if letters else r"[^\W\d_]+(?:'[^\W\d_]+)?")
    found: list[str] = []
    for place, word in enumerate(wordfreq.top_n_list(language, 10 * count, "best")):
        if fits.fullmatch(word) and (place < COMMON or len(word) >= SHORTEST_RARE - (language == "fa")):
            found.append(word)
        if len(found) == count:
            break
    return found


def main() -> None:
    """Write the lists."""
    for language, (count, letters) in ROMANIZED.items():
        words = frequent(language, count, letters)
        head = "# Frequent words, the most frequent first. Made by training/respelling.py.\n"
        (RULES / f"{language}.txt").write_text(head + "".join(f"{word}\n" for word in words), "utf-8")
    of: dict[str, list[str]] = defaultdict(list)
    for language in OTHERS:
        for place, word in enumerate(frequent(language, KINDRED_WORDS if language in KINDRED else OTHER_WORDS), 1):
            of[word].append(f"{language}:{place}")
    head = "# Frequent words of other languages in Latin script, with their rank. Made by training/respelling.py.\n"
    lines = (f"{word}\t{' '.join(some)}\n" for word, some in sorted(of.items()))
    (RULES / "other-languages.tsv").write_text(head + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
