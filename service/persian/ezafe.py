"""Where an ezafe stands: grammar where it decides, weighed evidence where it does not.

The weights in ``rules/persian/ezafe.tsv`` are whole numbers, one feature a line, made by ``training/ezafe.py``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import repeat

from .lexicon import rows
from .sentence import Word, between

SCALE = 1000  # a weight of 1000 is one nat of evidence
CLAUSE = 25  # words after which the search for a verb ends; a line may go on without end
_NOUNS = ("n", "n-pl", "n+adj")
_VERBS = ("v", "verb")
_NEVER = frozenset(("v", "prep", "conj", "part", "interj", "question"))


@cache
def _weights() -> dict[str, int]:
    return {columns[0]: int(columns[1]) for columns in rows("ezafe")}


def decide(words: list[Word], kind: str) -> None:
    """Decide on the ezafe of each word of a sentence whose readings are chosen."""
    before = "0"
    for place, word in enumerate(words):
        if word.ezafe is None:
            word.ezafe, word.sure_of_ezafe = grammar(words, place)
            if word.ezafe is None:
                # Prose corpora spell their numbers out and say nothing of سال ۱۳۵۷; titles do.
                of = "title" if between(word.gap) == "0" else kind
                score = sum(map(_weight, _groups(words, place, of, before))) / SCALE
                word.ezafe = score > 0
                word.sure_of_ezafe = 1 / (1 + math.exp(-abs(score)))
        before = "1" if word.ezafe else "0"


def grammar(words: list[Word], place: int) -> tuple[bool | None, float]:
    """Say what grammar says: an ezafe, none, or None where it leaves the choice."""
    word = words[place]
    says = word.readings[0].ezafe if word.readings else "may"
    if says == "written":
        return True, 1.0
    joint = between(word.gap)
    if place + 1 == len(words) and joint not in "A0":
        return False, 0.99
    if joint == ".":
        return False, 0.99
    if says == "never" or word.pos in _NEVER:
        return False, 0.99
    if says == "always" and joint == "_":
        return True, 0.98
    if joint == "_" and word.pos in _NOUNS and [one.key for one in words[place + 1 : place + 3]] == ["در", "حال"]:
        return True, 0.85  # کشورهای در حال توسعه: the phrase is an attribute
    return None, 0.5


def _verb_ahead(words: list[Word], place: int) -> str:
    """Tell how far off the next verb of the clause is, up to five words; ``-`` if there is none."""
    gap = words[place].gap
    for step, word in enumerate(words[place + 1 : place + CLAUSE], start=1):
        if gap != " " and between(gap) == ".":
            return "-"
        if word.pos in _VERBS:
            return str(min(step, 5))
        gap = word.gap
    return "-"


def features(words: list[Word], place: int, kind: str, before: str) -> Iterator[str]:
    """Yield what speaks for or against an ezafe behind a word; ``before`` is ``1`` if the word before it has one."""
    for group in _groups(words, place, kind, before):
        yield from _SPELL[group[0]](*group[1:])


def _groups(words: list[Word], place: int, kind: str, before: str) -> tuple[tuple[str, ...], ...]:
    """Give what features are made of, in groups that recur, each with the name of the function that spells it out."""
    word = words[place]
    own, tag = word.key, word.pos
    name = word.readings[0].name if word.readings else ""
    joint = between(word.gap)
    next_word = next_tag = third_word = third_tag = "$"
    next_joint, next_name = ".", ""
    if place + 1 < len(words):
        after = words[place + 1]
        next_word, next_tag, next_joint = after.key, after.pos, between(after.gap)
        next_name = after.readings[0].name if after.readings else ""
        if place + 2 < len(words):
            third_word, third_tag = words[place + 2].key, words[place + 2].pos
    last_word = last_tag = "^"
    last_joint = "."
    if place:
        earlier = words[place - 1]
        last_word, last_tag, last_joint = earlier.key, earlier.pos, between(earlier.gap)
    if joint != "_":
        next_word = joint
    sort = "n" if kind == "name" else "x" if kind == "text" else "t"
    verb = _verb_ahead(words, place)
    follows = f"{joint}{next_tag}"
    return (
        ("own", own, tag, sort, verb),
        ("next", next_word, follows, sort, verb),
        ("pair", own, tag, next_word, follows),
        ("tags", tag, follows, f"{next_joint}{third_tag}", f"{last_joint}{last_tag}", before, sort, verb),
        ("names", tag, name, f"{joint}{next_name}", last_tag, next_tag, before, sort),
        ("words", own, tag, last_word, next_word, follows, third_word),
    )


def _own(own: str, tag: str, sort: str, verb: str) -> tuple[str, ...]:
    return (
        "b",
        f"k{sort}",
        f"w{own}",
        f"w{own}{sort}",
        f"t{tag}",
        f"t{tag}{sort}",
        f"e{own[-2:]}",
        f"e{own[-3:]}",
        f"te{tag} {own[-1:]}",
        f"vw{verb} {own}",
    )


def _next(word: str, follows: str, sort: str, verb: str) -> tuple[str, ...]:
    return (f"n{word}", f"nt{follows}", f"nt{follows}{sort}", f"ne{word[-2:]}", f"vn{verb} {word}")


def _pair(own: str, tag: str, word: str, follows: str) -> tuple[str, ...]:
    return (f"twn{tag} {word}", f"wtn{own} {follows}", f"wn{own} {word}", f"en{own[-2:]} {word[-2:]}")


def _tags(tag: str, follows: str, third: str, last: str, before: str, sort: str, verb: str) -> tuple[str, ...]:
    return (
        f"g{follows[0]}",
        f"p{before}{tag}",
        f"tn{tag} {follows}",
        f"tn{tag} {follows}{sort}",
        f"lt{last[1:]}{tag}",
        f"ltn{last[1:]} {tag} {follows}",
        f"ptn{before}{tag} {follows}",
        f"tnn{tag} {follows} {third}",
        f"lj{last}{tag}{follows}",
        f"v{verb}{tag} {follows}",
        f"v{verb}{sort}{follows}",
        f"z{third[0]}{follows}{sort}",
    )


def _names(tag: str, name: str, follows: str, last_tag: str, next_tag: str, before: str, sort: str) -> tuple[str, ...]:
    return (
        f"m{name} {follows}",
        f"m{name} {follows}{sort}",
        f"ml{last_tag} {name} {follows}",
        f"mt{tag} {follows}",
        f"mn{name} {follows[0]}{next_tag} {before}",
    )


def _words(own: str, tag: str, last: str, word: str, follows: str, third: str) -> tuple[str, ...]:
    return (f"l{last}", f"lw{last} {own}", f"ln{last} {follows}", f"nn{word} {third}", f"tn3{tag} {third}")


_SPELL: dict[str, Callable[..., tuple[str, ...]]] = {
    "own": _own,
    "next": _next,
    "pair": _pair,
    "tags": _tags,
    "names": _names,
    "words": _words,
}
MEMO = 100_000  # groups of features whose weight is remembered


@lru_cache(maxsize=MEMO)
def _weight(group: tuple[str, ...]) -> int:
    """Give the weight of a group of features."""
    return sum(map(_weights().get, _SPELL[group[0]](*group[1:]), repeat(0)))
