"""The language of a short string: a title, a name, a publisher.

Letters speak first, then the words of `rules/languages.toml`; only what they leave open is asked of CLD2, a
statistical identifier, and its answer counts only if it is one of the languages that are left.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from .hygiene import without_invisible, without_stress
from .scripts import script_of

# The second half of a word with a hyphen is none: ун-та is not the Ukrainian та.
_WORD = re.compile(r"(?<![^\W\d_]-)(?<![^\W\d_])[^\W\d_]+(?:['’ʼ\u0300-\u036f\u0640\u064b-\u0655\u0670][^\W\d_]+)*")
_GOST_MARK = " // "  # between the parts of an entry, in the lists of all countries that keep to GOST
_WITHOUT_GOST = frozenset({"sr", "mk"})
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_LATIN = re.compile("[a-z]")
_ZWNJ = "\u200c"
_CYRILLIC = "Cyrl"

# How far each kind of evidence can be trusted: about its share of right answers on tests/data/language-titles.tsv.
_BY_LETTERS = 0.99
_BY_WORDS = 0.95
_BY_IDENTIFIER = 0.75
_BY_DEFAULT = 0.3

# A letter that a language only tolerates weighs half as much as a word; closer scores than that are no decision.
_MARGIN = 0.5
_SHORT = 60  # characters of a word whose evidence is remembered
_TOKENS = 1 << 14  # such words
_FEW_SPOKEN = 16  # words of a language in texts whose answer is remembered
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


@dataclass(frozen=True, slots=True)
class _Script:
    """The languages of one script, and what of a text can tell them apart."""

    languages: tuple[Language, ...]
    telling: frozenset[str]  # letters that not all of them have, or that one of them only tolerates
    letters: frozenset[str]


@cache
def _script(script: str) -> _Script:
    known = tuple(language for language in languages().values() if language.script == script)
    every = [language.alphabet | language.also for language in known]
    letters = frozenset().union(*every)
    common = letters.intersection(*every).difference(*(language.also for language in known))
    return _Script(known, (letters - common) | {_ZWNJ}, letters)


@cache
def _plain_cyrillic() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of a text in lower case with no letters but those of the languages known and Latin ones, and more.

    The others are of an initial, and of a word in lower case without Latin letters, which makes the text Cyrillic.
    """
    letters = "".join(sorted(_script(_CYRILLIC).letters))
    signs = r"\s!-@\[-`{-~«»„“”‘’…–—№"
    return (
        re.compile(rf"[{signs}a-z{letters}]*+"),
        re.compile(rf"\b[{letters.upper()}]\."),
        re.compile(rf"(?<!\S)[{letters}]{{2,}}(?!\S)"),
    )


class Evidence:
    """What a text in Cyrillic letters says of its language: letters that tell, and words of one language or another.

    Texts that stand side by side, a blank between them, have the evidence of all of them.
    """

    __slots__ = ("letters", "words")

    def __init__(self, letters: frozenset[str], words: tuple[str, ...]) -> None:
        self.letters = letters
        self.words = words


_NO_LETTERS: frozenset[str] = frozenset()


class _Token:
    """What one word of a text, with the signs around it, says; and which letters make it a text in Cyrillic or not.

    Attributes:
        letters: its letters that tell languages apart.
        words: words in it that speak for a language.
        cyrillic: whether it has a Cyrillic letter.
        latin: whether it has a Latin one.
        own: whether it is a word of Cyrillic letters and nothing else.
    """

    __slots__ = ("cyrillic", "latin", "letters", "own", "words")

    def __init__(
        self, letters: frozenset[str], words: tuple[str, ...], *, cyrillic: bool, latin: bool, own: bool
    ) -> None:
        self.letters = letters
        self.words = words
        self.cyrillic = cyrillic
        self.latin = latin
        self.own = own


_OTHER = _Token(_NO_LETTERS, (), cyrillic=False, latin=False, own=False)  # a word with other letters or signs
_tokens: dict[str, _Token] = {}  # words recur


def evidence(text: str) -> Evidence | None:
    """Gather the evidence in a text.

    Returns None unless it consists of letters of known Cyrillic alphabets, one at least, and of plain signs: there is
    nothing invisible in such a text, and no stress mark. Latin letters may be there if a word has none of them.
    """
    letters = _NO_LETTERS
    words: list[str] = []
    cyrillic = latin = own = False
    for one in text.split(" "):
        token = _tokens.get(one)
        if token is None:
            token = _learnt(one)
        if token is _OTHER:
            return None
        if token.letters:
            letters = letters | token.letters if letters else token.letters
        if token.words:
            words += token.words
        cyrillic = cyrillic or token.cyrillic
        latin = latin or token.latin
        own = own or token.own
    return Evidence(letters, tuple(words)) if cyrillic and (own or not latin) else None


def _learnt(written: str) -> _Token:
    """Look into a word and remember it if it is short; if there are too many, they are forgotten first."""
    token = _token(written)
    if len(written) <= _SHORT:
        if len(_tokens) >= _TOKENS:
            _tokens.clear()
        _tokens[written] = token
    return token


def _token(written: str) -> _Token:
    text = written.lower()
    plain, initial, own_word = _plain_cyrillic()
    if not plain.fullmatch(text):
        return _OTHER
    # О. and И. are initials of any language, о and и are words of one.
    spoken = _WORD.findall(initial.sub(" ", written).lower() if "." in text else text)
    return _Token(
        _script(_CYRILLIC).telling.intersection(text),
        tuple([word for word in spoken if _speakers(word)]),
        cyrillic=any(char in _script(_CYRILLIC).letters for char in text),
        latin=_LATIN.search(text) is not None,
        own=own_word.search(text) is not None,
    )


def together(pieces: Iterable[Evidence | None]) -> Evidence | None:
    """Give the evidence of texts that stand side by side; None if there is none of one of them, or no text."""
    letters = _NO_LETTERS
    words: list[str] = []
    some = False
    for piece in pieces:
        if piece is None:
            return None
        some = True
        if piece.letters:
            letters = letters | piece.letters if letters else piece.letters
        if piece.words:
            words += piece.words
    return Evidence(letters, tuple(words)) if some else None


def told(found: Evidence | None) -> str | None:
    """Tell the language of a text from its evidence; None if that leaves it open."""
    if found is None or not (found.letters or found.words):
        return None
    decided = _decided(found)
    return decided.language if isinstance(decided, Detection) else None


def _decided(found: Evidence) -> Detection | list[Language]:
    """Tell the language from evidence; give the languages left if it does not tell."""
    if len(found.words) <= _FEW_SPOKEN:
        return _decide(found.letters, found.words)
    return _decide.__wrapped__(found.letters, found.words)


@lru_cache(maxsize=4096)  # most texts tell by few letters and the same few words
def _decide(letters: frozenset[str], words: tuple[str, ...]) -> Detection | list[Language]:
    return _by_letters(_CYRILLIC, letters) or _by_words(_CYRILLIC, letters, words)


def detect(text: str, found: Evidence | None = None) -> Detection:
    """Tell the language of a short string.

    Where scripts are mixed, the language is that of the words in the other script than Latin: they are what there is
    to romanize. A Latin-script string gets `language=None, script="Latn"`. A short word that several languages share
    is taken for Russian or Persian, with low confidence.

    Args:
        text: the string.
        found: its evidence, if that has been gathered.
    """
    written = text
    found = evidence(text) if found is None else found
    if found is not None:
        script, decided = _CYRILLIC, _decided(found)
    else:
        written = without_invisible(without_stress(text))
        text = written.lower()
        main = _main_script(_WORD.findall(text))
        if main is None:
            return Detection(None, None, 0.0, "no letters")
        script, known = main, _script(main).languages
        if not known:
            return Detection(None, script, 1.0, f"script {script}")
        if strange := _strange(text, script, known):
            return Detection(None, script, _BY_WORDS, f"letters of another language: {' '.join(strange)}")
        letters = frozenset(
            char for char in _script(script).telling.intersection(text) if char == _ZWNJ or script_of(char) == script
        )
        # О. and И. are initials of any language, о and и are words of one.
        spoken = tuple(
            _WORD.findall(_INITIAL.sub(lambda match: " " if match[0].isupper() else match[0], written).lower())
        )
        decided = _by_letters(script, letters) or _by_words(script, letters, spoken)
    if isinstance(decided, Detection):
        return decided
    words = _WORD.findall(written.lower())
    left = [it.tag for it in decided]
    if _GOST_MARK in written:
        left = [tag for tag in left if tag not in _WITHOUT_GOST] or left
    return _guess(words, script, left, _script(script).languages[0])


def _strange(text: str, script: str, known: Sequence[Language]) -> list[str]:
    """Give the letters that no known language of the script has, if they are too many for a name or a slip."""
    letters = Counter(char for char in text if char.isalpha() and script_of(char) == script)
    strange = [letter for letter in letters if not any(letter in it.alphabet or letter in it.also for it in known)]
    enough = sum(letters[letter] for letter in strange) >= _STRANGE * letters.total()
    return sorted(strange) if enough else []


def _fitting(script: str, letters: frozenset[str]) -> list[Language]:
    """Give the languages of a script that lack the fewest of some letters."""
    lacking = [(len(letters - it.alphabet - it.also), it) for it in _script(script).languages]
    fewest = min(number for number, _ in lacking)
    return [it for number, it in lacking if number == fewest]


@lru_cache(maxsize=4096)
def _by_letters(script: str, letters: frozenset[str]) -> Detection | None:
    """Tell the language from the telling letters of a text; None if they leave several."""
    left = _fitting(script, letters)
    if len(left) > 1:
        return None
    reason = _letters_reason(left[0], set(letters), list(_script(script).languages))
    return Detection(left[0].tag, script, _BY_LETTERS, reason)


def _by_words(script: str, letters: frozenset[str], spoken: Iterable[str]) -> Detection | list[Language]:
    """Tell the language from words where the letters leave several; give the languages left if words do, too."""
    left = _fitting(script, letters)
    said: dict[str, list[str]] = {it.tag: [] for it in left}
    for word in spoken:
        for tag in _speakers(word):
            if tag in said:
                said[tag].append(word)
    scores = {it.tag: len(said[it.tag]) - _MARGIN * len(letters & it.also) for it in left}
    best = max(scores.values())
    left = [it for it in left if scores[it.tag] > best - _MARGIN]
    if len(left) > 1:
        return left
    winner = left[0]
    if not said[winner.tag]:
        return Detection(winner.tag, script, _BY_WORDS, f"its letters fit {winner.name} best")
    quoted = ", ".join(dict.fromkeys(said[winner.tag]))
    return Detection(winner.tag, script, _BY_WORDS, f"{winner.name} by its words: {quoted}")


@lru_cache(maxsize=16384)
def _speakers(word: str) -> tuple[str, ...]:
    """Give the tags of the languages that a word in lower case speaks for."""
    return tuple(tag for tag, language in languages().items() if _speaks_for(word, language))


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
