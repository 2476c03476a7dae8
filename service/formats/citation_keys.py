"""Citation keys in ASCII, for keys in Cyrillic, Persian or with diacritics, with everything that refers to them.

Two passes, because an entry may refer to one that stands behind it: ``ascii_keys`` goes through the records once and
keeps nothing but keys; ``with_keys`` renames record by record.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from ..errors import UnknownLanguageError, UnknownSchemeError
from ..references.record import Change, Record
from .bibtex_compose import letters
from .bibtex_entry import Layout
from .bibtex_rewriting import KEY_FIELDS

_SCHEME = "ala-lc-plain"
_RUN = re.compile(r"[\u0400-\u052f\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff\u200c]++")
_UNSAFE = re.compile(r"[^A-Za-z0-9:._+/*!?<>;\[\]|-]++")
_LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "đ": "d",
    "Đ": "D", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ə": "a", "ŋ": "n",
    "–": "-", "—": "-", "‐": "-", "‑": "-",
}) | {ord(one): str(number % 10) for number, one in enumerate("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")}  # fmt: skip


def ascii_keys(records: Iterable[Record]) -> dict[str, str]:
    """Make an ASCII key for each citation key that is not in ASCII.

    A key that is taken, by whatever entry of the file and in whatever case, gets a, b … behind it: first come, first
    served, so the same file always gets the same keys.

    Args:
        records: all records of a file; their items are not changed.

    Returns:
        new keys by the old ones.
    """
    found: dict[str, None] = {}
    taken: set[str] = set()
    for record in records:
        key = record.item.get("id")
        if isinstance(key, str):
            if key.isascii():
                taken.add(key.lower())
            else:
                found.setdefault(key)
    renamed: dict[str, str] = {}
    for key in found:
        base = ascii_key(key)
        new, number = base, 0
        while new.lower() in taken:
            new, number = base + letters(number), number + 1
        taken.add(new.lower())
        renamed[key] = new
    return renamed


def ascii_key(key: str) -> str:
    """Romanize one key and leave out what BibTeX, biber and LaTeX do not take in a key; ``entry`` if nothing is left.

    What is Cyrillic or Persian is romanized by ALA-LC without its signs; other letters lose their diacritics.
    """
    written = _RUN.sub(lambda match: _romanized(match[0]), key.translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", written.translate(_LETTERS))
    plain = "".join([char for char in plain if not unicodedata.combining(char)])
    return _UNSAFE.sub("", re.sub(r"\s+", "_", plain.strip())) or "entry"


def _romanized(run: str) -> str:
    from ..one_language import romanize_segment
    from ..text.language import detect

    text = run.replace("\u200c", "")
    language = detect(text).language or ("fa" if text >= "\u0600" else "ru")
    for one in (language, "fa" if text >= "\u0600" else "ru"):
        try:
            return re.sub(r"\s+", "", romanize_segment(text, one, _SCHEME, "name")[0])
        except (UnknownLanguageError, UnknownSchemeError):
            continue
    return ""


def with_keys(records: Iterable[Record], renamed: Mapping[str, str]) -> Iterator[Record]:
    """Give the records their new keys: the entry's own, and those in its fields that name other entries.

    Args:
        records: the records, in a pass of their own.
        renamed: what ``ascii_keys`` returned.
    """
    for record in records:
        key = record.item.get("id")
        if isinstance(key, str) and key in renamed:
            record.item = {**record.item, "id": renamed[key]}
            record.changes.append(Change("id", 0, len(key), key, renamed[key], "citation key in ASCII"))
        layout = record.layout
        if isinstance(layout, Layout) and layout.kind and renamed and _refers(layout.source):
            record.layout = layout._replace(renamed=renamed)
        yield record


_REFERRING = re.compile(r"[\s,](?:" + "|".join(KEY_FIELDS) + r")\s*+=", re.IGNORECASE)


def _refers(source: str) -> bool:
    return _REFERRING.search(source) is not None
