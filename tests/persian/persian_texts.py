"""What the tests of Persian share: reading a text, comparing readings."""

from __future__ import annotations

import re
import unicodedata

from romanbib.persian.spelling import SIGNS, ZWNJ, plain_letters
from romanbib.persian.vocalization import Vocalization, vocalize

# Spellings that are mended: a madda or hamza that was left out, other seats of the hamza, the letters of Arabic.
_MENDED = str.maketrans(
    {"آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی", "ى": "ی", "ۀ": "ه", "ة": "ه", "ء": None, "ٔ": None}
)
_SIGNS_AND_JOINTS = re.compile(f"[{SIGNS}\u0653-\u0655{ZWNJ}\u200d]")


def nfc(text: str) -> str:
    """Give a text with its vowel signs in canonical order, however they were typed."""
    return unicodedata.normalize("NFC", text)


def read(text: str, kind: str = "text") -> str:
    return nfc(vocalize(text, kind=kind).text)


def without_ezafe(vocalized: str) -> str:
    """Give a word without the kasra of an ezafe, wherever canonical order puts it."""
    return vocalized.removesuffix("ِ") if not vocalized.endswith("ِّ") else vocalized.removesuffix("ِّ") + "ّ"


def letters(text: str) -> str:
    """Give a text without what vocalizing may add or mend: signs, joints, blanks, seats of the hamza."""
    plain = _SIGNS_AND_JOINTS.sub("", plain_letters(unicodedata.normalize("NFC", text))).translate(_MENDED)
    return "".join(plain.split()).replace("اا", "ا").replace("وو", "و")


def same_letters(source: str, vocalized: str) -> bool:
    """Tell whether a vocalized word has the letters of its source, up to the mends and the ye of an ezafe."""
    written = letters(vocalized)
    ways = {source, source.replace("ة", "ت"), re.sub(f"ه(?={ZWNJ}|$)", "ت", source)}
    hosts = {written}
    if nfc(vocalized).endswith("یِ"):
        hosts.add(written[:-1])
        if written.endswith("ای"):
            hosts.add(written[:-2] + "ی")  # موسی, موسایِ
    return any(letters(way) in hosts for way in ways)


def check_offsets(done: Vocalization) -> None:
    """Check that words stand where they say, in their order, and that nothing between them has changed."""
    end = 0
    rest = done.text
    for word in done.words:
        assert end <= word.start < word.end <= len(done.source)
        assert done.source[word.start : word.end] == word.source
        assert 0 <= word.confidence <= 1
        gap = _dashes(done.source[end : word.start])
        assert rest.startswith(gap + word.vocalized)
        rest = rest[len(gap) + len(word.vocalized) :]
        end = word.end
    assert rest == _dashes(done.source[end:])


def _dashes(gap: str) -> str:
    """Give what stands between two words as it leaves: a tatweel that stands alone is a dash."""
    return re.sub("\u0640+", "–", gap)
