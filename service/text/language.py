"""The language of a short string: a title, a name, a publisher.

Letters speak first, then the words of `rules/languages.toml`; only what they leave open is asked of CLD2, a
statistical identifier, and its answer counts only if it is one of the languages that are left.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from .hygiene import without_invisible, without_stress
from .scripts import script_of

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\u0300-\u036f\u0640\u064b-\u0655\u0670][^\W\d_]+)*")
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_ZWNJ = "\u200c"

# How far each kind of evidence can be trusted: about its share of right answers on tests/data/language-titles.tsv.
_BY_LETTERS = 0.99
_BY_WORDS = 0.95
_BY_IDENTIFIER = 0.75
_BY_DEFAULT = 0.3

# A letter that a language only tolerates weighs half as much as a word; closer scores than that are no decision.
_MARGIN = 0.5
# Fewer words with no more letters than these tell an identifier little: initials among them, or one word of so few
# letters, are as likely a name.
_FEW_WORDS, _FEW_LETTERS = 3, 18
_TOO_SHORT = 7
# Where Russian is possible, none of the letters is there that these languages have and Russian lacks (і, ї, є, ў, ј).
# They would hardly get by without them in so many letters; identifiers are taken in by Russian without ы and э.
_MANY_LETTERS = 24
_OVERDONE, _OVERDONE_IN_SHORT = frozenset({"uk", "be", "sr", "mk"}), frozenset({"sr", "mk"})
# Of the letters of a string, the share that must be strange to every known language before it is called unknown. A
# name in Kazakh spelling does not make a Russian title Kazakh; Kazakh itself has about twice this share.
_STRANGE = 1 / 15


@dataclass(frozen=True, slots=True)
class Language:
    """What `rules/languages.toml` says of a language.

    `script` is an ISO 15924 code, `direction` "ltr" or "rtl"; `alphabet` and `also` are lower-case letters.
    """

    tag: str
    name: str
    script: str
    direction: str
    alphabet: frozenset[str]
    also: frozenset[str]
    words: frozenset[str]
    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detection:
    """The language of a string.

    `language` is a BCP 47 tag of `rules/languages.toml`, or None where the string is in another language; `script`
    an ISO 15924 code, or None for a string without letters; `confidence` runs from 0 to 1; `reason` says in English
    what decided.
    """

    language: str | None
    script: str | None
    confidence: float
    reason: str


@cache
def languages() -> dict[str, Language]:
    """Give the languages of `rules/languages.toml` by tag, in the order of the file."""
    data = tomllib.loads(files("romanbib.rules").joinpath("languages.toml").read_text(encoding="utf-8"))
    return {
        tag: Language(
            tag=tag,
            name=entry["name"],
            script=entry["script"],
            direction=entry["direction"],
            alphabet=frozenset(entry["alphabet"]),
            also=frozenset(entry["also"]),
            words=frozenset(entry["words"].split()),
            prefixes=tuple(entry.get("prefixes", "").split()),
        )
        for tag, entry in data.items()
    }


def detect(text: str) -> Detection:
    """Tell the language of a short string.

    Where scripts are mixed, the language is that of the words in the other script than Latin: they are what there is
    to romanize. A Latin-script string gets `language=None, script="Latn"`. A short word that several languages share
    is taken for Russian or Persian, with low confidence.
    """
    written = without_invisible(without_stress(text))
    text = written.lower()
    words = _WORD.findall(text)
    script = _main_script(words)
    if script is None:
        return Detection(None, None, 0.0, "no letters")
    known = [language for language in languages().values() if language.script == script]
    if not known:
        return Detection(None, script, 1.0, f"script {script}")
    letters = Counter(char for char in text if char.isalpha() and script_of(char) == script)
    strange = [letter for letter in letters if not any(letter in it.alphabet or letter in it.also for it in known)]
    if sum(letters[letter] for letter in strange) >= _STRANGE * letters.total():
        return Detection(None, script, _BY_WORDS, f"letters of another language: {' '.join(sorted(strange))}")

    found = set(letters) | ({_ZWNJ} & set(text))
    fewest = min(len(found - it.alphabet - it.also) for it in known)
    left = [it for it in known if len(found - it.alphabet - it.also) == fewest]
    if len(left) == 1:
        return Detection(left[0].tag, script, _BY_LETTERS, _letters_reason(left[0], found, known))

    # О. and И. are initials of any language, о and и are words of one.
    spoken = _WORD.findall(_INITIAL.sub(lambda match: " " if match[0].isupper() else match[0], written).lower())
    said = {it.tag: [word for word in spoken if _speaks_for(word, it)] for it in left}
    scores = {it.tag: len(said[it.tag]) - _MARGIN * len(found & it.also) for it in left}
    best = max(scores.values())
    left = [it for it in left if scores[it.tag] > best - _MARGIN]
    if len(left) == 1:
        winner = left[0]
        if not said[winner.tag]:
            return Detection(winner.tag, script, _BY_WORDS, f"its letters fit {winner.name} best")
        quoted = ", ".join(dict.fromkeys(said[winner.tag]))
        return Detection(winner.tag, script, _BY_WORDS, f"{winner.name} by its words: {quoted}")
    return _guess(words, script, [it.tag for it in left], known[0])


def _main_script(words: list[str]) -> str | None:
    """Give the script that most letters are in; any script with a word of its own goes before Latin.

    A lone letter is no word: one Cyrillic look-alike in a Latin title does not make it Cyrillic.
    """
    lengths: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for word in words:
        scripts = [script_of(char) for char in word if char.isalpha()]
        for script in scripts:
            letters[script] += 1
        if len(scripts) > 1 and len(set(scripts)) == 1:
            lengths[scripts[0]] += len(scripts)
    counts = Counter({script: count for script, count in lengths.items() if script != "Latn"}) or lengths or letters
    return counts.most_common(1)[0][0] if counts else None


def _speaks_for(word: str, language: Language) -> bool:
    return word in language.words or (
        bool(language.prefixes) and word.startswith(language.prefixes) and len(word) > 3  # not a short word itself
    )


def _letters_reason(winner: Language, found: set[str], known: list[Language]) -> str:
    others = [it for it in known if it is not winner]
    found = found & (winner.alphabet | winner.also) - {_ZWNJ}
    own = sorted(letter for letter in found if not any(letter in it.alphabet | it.also for it in others))
    if own:
        return f"letter{'s' if len(own) > 1 else ''} {' '.join(own)} {winner.name} only"
    telling = sorted(letter for letter in found if not all(letter in it.alphabet | it.also for it in others))
    return f"of the known alphabets only the {winner.name} one has {' '.join(telling) or 'these letters'} together"


def _guess(words: list[str], script: str, left: Collection[str], default: Language) -> Detection:
    real = [word for word in words if len(word) > 1]  # initials are no words
    many = sum(map(len, real)) >= _MANY_LETTERS
    few = len(real) < _FEW_WORDS and sum(map(len, real)) <= _FEW_LETTERS
    a_name = len(real) < len(words) or (len(real) < 2 and all(len(word) <= _TOO_SHORT for word in real))
    if default.tag in left and few and a_name:
        return Detection(default.tag, script, _BY_DEFAULT, f"too short to tell, {default.name} by default")
    identify = _identifier()
    if identify is None:
        why = "no identifier is installed"
    else:
        ranked = identify(" ".join(words))
        for tag in ranked:
            doubtful = tag in _OVERDONE and (many or (few and tag in _OVERDONE_IN_SHORT))
            if tag in left and not (doubtful and default.tag in left):
                return Detection(tag, script, _BY_IDENTIFIER, f"identifier: CLD2 takes it for {languages()[tag].name}")
        why = "the identifier cannot tell"
    tag = default.tag if default.tag in left else next(iter(left))
    return Detection(tag, script, _BY_DEFAULT, f"{why}, {languages()[tag].name} by default")


@cache
def _identifier() -> Callable[[str], list[str]] | None:
    """Load CLD2; None where it is not installed.

    Of the identifiers compared on tests/data/language-titles.tsv it is the one that is right often enough and yet
    loads in a millisecond. It must be given words only: it raises an error on control characters.
    """
    try:
        cld2: Any = import_module("pycld2")
    except ImportError:
        return None

    def identify(text: str) -> list[str]:
        """Give up to three language tags, the likeliest first."""
        _, _, details = cld2.detect(text, isPlainText=True, bestEffort=True)
        return [tag for _, tag, _, _ in details]

    return identify
