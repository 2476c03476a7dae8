"""Make ``rules/respelling/fa-sounds.tsv``: the words of the Persian lexicon by their sound, with typical spellings.

Run after a change to the lists of ``rules/persian``, to the tables of ``TYPICAL`` or to
``service/respelling/persian_sounds.py``: ``python -m training.persian_sounds``. A test tells when it is due.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from romanbib.persian.lexicon import WORD_LISTS, rows
from romanbib.persian.spelling import bare
from romanbib.respelling.persian_index import DIVIDER, SECOND
from romanbib.respelling.persian_sounds import keys_of_vocalized
from romanbib.word_memo import romanize

PATH = Path(__file__).parent.parent / "rules" / "respelling" / "fa-sounds.tsv"
# Schemes that between them have the spellings people use.
TYPICAL = ("iranian-studies", "ala-lc", "iranica")
SHORTEST_PART = 3  # letters of a second part of compounds
HEAD = """\
# The words of rules/persian by their sound (docs/respelling.md): key, then each word with its typical spellings.
# Made by training/persian_sounds.py; not to be mended here.
"""


def keyed() -> dict[str, list[str]]:
    """Give the vocalized words of the lexicon and the second parts of compounds by their keys."""
    found: dict[str, list[str]] = {}
    for prefix, vocalized in dict.fromkeys(_words()):
        for key in keys_of_vocalized(vocalized):
            found.setdefault(prefix + key, []).append(vocalized)
    return found


def _words() -> Iterator[tuple[str, str]]:
    """Yield each word behind the prefix of its keys."""
    for name in WORD_LISTS:
        for columns in rows(name):
            yield from (("", vocalized) for vocalized in columns[1].split("|") if " " not in vocalized)
    for columns in rows("affixes"):
        if columns[2] == "suffix" and len(bare(columns[0])) >= SHORTEST_PART:
            yield from ((SECOND, vocalized) for vocalized in columns[1].split("|"))


def entry(vocalized: str) -> str:
    """Give a word with its typical spellings."""
    return DIVIDER.join((vocalized, *dict.fromkeys(romanize(vocalized, "fa", scheme) for scheme in TYPICAL)))


def main() -> None:
    """Write the list."""
    lines = ("\t".join((key, *map(entry, some))) + "\n" for key, some in keyed().items())
    PATH.write_text(HEAD + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
