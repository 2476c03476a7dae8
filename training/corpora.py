"""Sentences to learn the ezafe from: own titles, own marked prose, Universal Dependencies, FarsDat."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from romanbib.persian.sentence import WORD
from romanbib.persian.spelling import HAMZA_ABOVE, KASRA, ZWNJ

_EZAFE_READ = re.compile(r"-y?e\W*$")
_PUNCTUATION = re.compile(r"([،.؟!:؛»«()])")
_MARK = re.compile(f"[{KASRA}{HAMZA_ABOVE}](?![\\w{ZWNJ}])")
_LETTERS = str.maketrans("يك", "یک")

# Universal Dependencies: relations that an ezafe may show, and those of words that a chain of ezafes passes through.
_BY_EZAFE = frozenset(("amod", "nmod", "obl"))
_OF_CHAIN = _BY_EZAFE | {"conj", "flat"}
# Parts of speech that an ezafe stands behind, and those that it does not stand before.
_HOSTS = frozenset(("NOUN", "ADJ", "PROPN", "NUM", "ADP", "ADV"))
_NOT_BEFORE = frozenset(("PUNCT", "ADP", "CCONJ", "SCONJ", "VERB", "AUX", "PART"))
_LONGEST_CHAIN = 12  # words; a faulty tree may go round in a circle


class Gold(NamedTuple):
    """A line of a file of gold readings: its kind, the Persian text, the reading word by word."""

    kind: str
    persian: str
    reading: str


class Sentence(NamedTuple):
    """A text with its ezafes.

    Attributes:
        kind: ``title``, ``name``, ``text`` …
        text: the Persian text.
        ezafes: for each word that ``WORD`` finds in the text, whether an ezafe stands behind it.
    """

    kind: str
    text: str
    ezafes: list[bool]


class Token(NamedTuple):
    """A word of a dependency tree.

    Attributes:
        place: its number in the sentence, from 1.
        form: the word as written.
        tag: its universal part of speech.
        features: its morphological features, ``Name=Value`` joined by ``|``.
        head: the number of the word that it depends on; 0 for the root.
        relation: how it depends on it, without the subtype behind a colon.
    """

    place: int
    form: str
    tag: str
    features: str
    head: int
    relation: str


def gold(path: Path) -> Iterator[Gold]:
    """Read a file of gold readings (kind, field, class, Persian, reading).

    Raises:
        ValueError: a line has not five columns.
    """
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, _, persian, reading = line.split("\t")
            yield Gold(kind, persian, reading)


def titles(path: Path) -> Iterator[Sentence]:
    """Read the ezafes off a file of gold readings.

    Raises:
        ValueError: a line has not five columns, or text and reading have not as many words.
    """
    for kind, persian, reading in gold(path):
        ezafes: list[bool] = []
        for written, read in zip(persian.split(), reading.split(), strict=True):
            ezafes += _on_last(written, _EZAFE_READ.search(read) is not None)
        yield Sentence(kind, persian, ezafes)


def marked(path: Path) -> Iterator[Sentence]:
    """Read prose, a sentence a line, in which each ezafe is marked by a kasra (کتابِ, دنیایِ) or a hamza (خانهٔ).

    The text comes without the marks, as it is usually written.
    """
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        ezafes = [word[0].endswith((KASRA, HAMZA_ABOVE)) for word in WORD.finditer(line)]
        yield Sentence("text", _MARK.sub("", line), ezafes)


def mended(corpus: str, sentences: Iterable[Sentence], path: Path) -> Iterator[Sentence]:
    """Put right the ezafes that a corpus shows wrongly: people read what learners and corpus disagreed on.

    Args:
        corpus: its name in the file of mends.
        sentences: all its sentences, in order.
        path: the file: corpus, number of the sentence, words by number with + or -.
    """
    mends: dict[int, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        of, number, places = ("", "", "") if line.startswith("#") else line.split("\t")
        if of == corpus:
            mends[int(number)] = places.split()
    for number, one in enumerate(sentences, 1):
        for place in mends.get(number, ()):
            one.ezafes[int(place[1:]) - 1] = place[0] == "+"
        yield one


def dependencies(path: Path) -> Iterator[Sentence]:
    """Read ezafes off a Universal Dependencies file.

    The trees do not mark them. A word has one where the next word begins an amod, nmod or obl dependent without a
    preposition, of its own or of a word before it in a chain of ezafes.
    """
    for block in path.read_text("utf-8").split("\n\n"):
        tokens = _tokens(block)
        if not tokens:
            continue
        # A part of a word that the treebank writes with a blank is joined, so that blanks part tokens alone.
        forms = [token.form.replace(" ", ZWNJ) for token in tokens]
        by_ezafe = _dependents_by_ezafe(tokens)
        ezafes: list[bool] = []
        for token, form in zip(tokens, forms, strict=True):
            ezafes += _on_last(form, _has_ezafe(token, tokens, by_ezafe))
        yield Sentence("text", " ".join(forms), ezafes)


def farsdat(path: Path) -> Iterator[Sentence]:
    """Read the phoneme lines of FarsDat: a 1 behind e or ye is an ezafe.

    Lines whose words and phonemes are not equally many are left out.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if len(row) < 3 or row[1] == "Grapheme":
                continue
            pieces = _PUNCTUATION.sub(r" \1 ", row[1].translate(_LETTERS)).split()
            sounds = row[2].split()
            if sum(WORD.search(piece) is not None for piece in pieces) != len(sounds):
                continue
            ezafes: list[bool] = []
            heard = iter(sounds)
            for piece in pieces:
                if WORD.search(piece):
                    ezafes += _on_last(piece, next(heard).endswith("e1"))
            yield Sentence("text", " ".join(pieces), ezafes)


def _on_last(written: str, ezafe: bool) -> list[bool]:
    """Give one flag for each word in a piece without blanks; only the last can have the ezafe."""
    size = len(WORD.findall(written))
    return [False] * (size - 1) + [ezafe] if size else []


def _tokens(block: str) -> list[Token]:
    """Read the words of one tree; lines of multiword tokens (``3-4``) and empty nodes (``3.1``) are left out."""
    tokens: list[Token] = []
    for line in block.splitlines():
        place, *columns = line.split("\t")
        if place.isdigit():
            form, _, tag, _, features, head, relation, *_ = columns
            tokens.append(Token(int(place), form, tag, features, int(head), relation.split(":")[0]))
    return tokens


def _dependents_by_ezafe(tokens: list[Token]) -> set[int]:
    """Give the numbers of the words that depend by ezafe on a word before them."""
    with_preposition = {token.head for token in tokens if token.relation == "case"}
    return {
        token.place
        for token in tokens
        if token.relation in _BY_EZAFE
        and token.head < token.place
        and token.place not in with_preposition
        and not _is_clitic(token)
    }


def _is_clitic(token: Token) -> bool:
    """Tell whether a word is a pronoun written as an ending (‌ام), which takes no ezafe before it."""
    return token.tag == "PRON" and len(token.form) <= 3 and "PronType=Prs" in token.features and ZWNJ in token.form


def _has_ezafe(token: Token, tokens: list[Token], by_ezafe: set[int]) -> bool:
    """Tell whether an ezafe stands behind a word: whether the word behind it begins what depends on it so."""
    if token.place >= len(tokens):
        return False
    after = tokens[token.place]
    if token.tag not in _HOSTS or after.tag in _NOT_BEFORE:
        return False
    if after.place in by_ezafe and _in_chain(token, after.head, tokens):
        return True
    # The dependent's own dependents may stand before it.
    return any(
        other.place in by_ezafe and other.head == token.place and _first(other, tokens) == after.place
        for other in tokens
    )


def _in_chain(token: Token, head: int, tokens: list[Token]) -> bool:
    """Tell whether a head is this word, or one that this word already depends on by ezafe: خانهٔ دوستِ من."""
    for _ in range(_LONGEST_CHAIN):
        if token.place == head:
            return True
        if token.relation not in _OF_CHAIN or not token.head:
            return False
        token = tokens[token.head - 1]
    return False


def _first(token: Token, tokens: list[Token]) -> int:
    """Give the number of the first word of a word's subtree."""
    members = {token.place}
    while grown := {one.place for one in tokens if one.head in members} - members:
        members |= grown
    return min(members)
