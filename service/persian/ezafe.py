"""Where an ezafe stands: grammar where it decides, weighed evidence where it does not.

The weights in ``rules/persian/ezafe.tsv`` are whole numbers, one feature a line, made by ``training/ezafe.py``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat

from .lexicon import rows
from .sentence import Word, between
from .tagger import Tag, tags

SCALE = 1000  # a weight of 1000 is one nat of evidence
# Nats; where the evidence is weaker, the tagger is asked, too. Titles need it less, and it takes a third of their time.
ASK = 2.5
ASK_OF_TITLES = 1.2
QUOTES = "«»"  # joints that prose says little of
LEAST = 0.002  # chance; the tagger is never surer than that
FAR = 5  # words; a verb farther off than this is simply far
_NOUNS = ("n", "n-pl", "n+adj")
_VERBS = frozenset(("v", "verb"))
_PREPOSITIONS = ("prep", "prep-ezafe")
_NEVER = frozenset(("v", "prep", "conj", "part", "interj", "question"))


@cache
def _weights() -> dict[str, int]:
    return {columns[0]: int(columns[1]) for columns in rows("ezafe")}


@dataclass(frozen=True, slots=True)
class Line:
    """What decisions look at in a sentence, word by word, put together once.

    Attributes:
        keys: the words as lists of neighbours have them.
        tags: parts of speech.
        names: what the words are as names, or nothing.
        joints: what stands behind each word, as ``between`` sums it up.
        follows: the joint and the part of speech of the next word; ``$`` behind the last.
        verbs: how far off the next verb of the clause is, up to five words; ``-`` if there is none.
        objects: the same for را before that verb, with a ``p`` if a preposition stands between.
        since: words of the clause before this one, up to three.
    """

    keys: list[str]
    tags: list[str]
    names: list[str]
    joints: list[str]
    follows: list[str]
    verbs: list[str]
    objects: list[str]
    since: list[str]


def line_of(words: list[Word]) -> Line:
    """Put together what decisions look at in a sentence whose readings are chosen; it has one word or more."""
    firsts = [word.readings[0] if word.readings else None for word in words]
    tags = [one.pos if one else "?" for one in firsts]
    joints = [between(word.gap) for word in words]
    follows = [joint + tag for joint, tag in zip(joints, (*tags[1:], "$"), strict=True)]
    keys = [word.key for word in words]
    names = [one.name if one else "" for one in firsts]
    return Line(keys, tags, names, joints, follows, *_clauses(keys, tags, joints))


def _clauses(keys: list[str], tags: list[str], joints: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Give how far off verb and object are, and how far the beginning: see ``Line``."""
    verbs, objects, since = (["-"] * len(keys) for _ in range(3))
    if _VERBS.isdisjoint(tags):
        return verbs, objects, since
    verb = ra = 0  # words to it; 0 if there is none
    across = ""
    for place in range(len(keys) - 2, -1, -1):
        tag = tags[place + 1]
        if joints[place] == ".":
            verb = ra = 0
        elif tag in _VERBS:
            verb, ra = 1, 0
        elif keys[place + 1] == "را":
            verb, ra, across = verb and verb + 1, 1, ""
        else:
            verb, ra = verb and verb + 1, ra and ra + 1
            if tag in _PREPOSITIONS:
                across = "p"
        if verb:
            verbs[place] = str(min(verb, FAR))
        if ra:
            objects[place] = f"{min(ra, FAR)}{across}"
    count = 0
    for place, joint in enumerate(joints):
        since[place] = str(min(count, 3))
        count = 0 if joint == "." or tags[place] in _VERBS or keys[place] == "که" else count + 1
    return verbs, objects, since


def decide(words: list[Word], kind: str) -> None:
    """Decide on the ezafe of each word of a sentence whose readings are chosen."""
    if not words:
        return
    line = line_of(words)
    before = "0"
    asked: list[Tag] | None = None
    least = ASK if kind == "text" else ASK_OF_TITLES
    for place, word in enumerate(words):
        if word.ezafe is None:
            word.ezafe, word.sure_of_ezafe = grammar(words, line, place)
            if word.ezafe is None:
                score = evidence(line, place, kind, before)
                if abs(score) < least and kind != "name" and line.joints[place] not in QUOTES:
                    asked = tags(words) if asked is None else asked
                    if asked:
                        score = second_opinion(score, asked, line, place, kind)
                word.ezafe = score > 0
                word.sure_of_ezafe = 1 / (1 + math.exp(-abs(score)))
        before = "1" if word.ezafe else "0"


def evidence(line: Line, place: int, kind: str, before: str) -> float:
    """Weigh what speaks for (positive) and against an ezafe behind a word, in nats."""
    # Prose corpora spell their numbers out and say nothing of سال ۱۳۵۷; titles do.
    of = "title" if line.joints[place] == "0" else kind
    return sum(map(_weight, _groups(line, place, of, before))) / SCALE


def second_opinion(score: float, tagged: list[Tag], line: Line, place: int, kind: str) -> float:
    """Weigh the evidence so far against what the tagger says, in nats."""
    weights = _weights()
    total = sum(weights.get(name, 0) * value for name, value in opinions(score, tagged, line, place, kind))
    return total / SCALE


def opinions(score: float, tagged: list[Tag], line: Line, place: int, kind: str) -> Iterator[tuple[str, float]]:
    """Yield the features of a second opinion with their values."""
    sort = "x" if kind == "text" else "t"
    chance = min(max(tagged[place].ezafe, LEAST), 1 - LEAST)
    says = math.log(chance / (1 - chance))
    own, tag, label = round(score), round(says), tagged[place].label
    then = tagged[place + 1].label if place + 1 < len(tagged) else "$"
    yield f"?s{sort}", score
    yield f"?c{sort}", says
    for name in (
        f"?1{sort}",
        f"?b{own}{sort}",
        f"?t{tag}{sort}",
        f"?bt{own // 2}|{tag // 2}{sort}",
        f"?l{label} {then}{sort}",
        f"?lt{label} {line.tags[place]}",
        f"?tt{tag} {line.tags[place]}",
        f"?tn{tag} {then}",
    ):
        yield name, 1.0


def grammar(words: list[Word], line: Line, place: int) -> tuple[bool | None, float]:
    """Say what grammar says: an ezafe, none, or None where it leaves the choice."""
    word = words[place]
    says = word.readings[0].ezafe if word.readings else "may"
    if says == "written":
        return True, 1.0
    joint = line.joints[place]
    if joint == "." or (place + 1 == len(words) and joint not in "A0"):
        return False, 0.99
    if says == "never" or line.tags[place] in _NEVER:
        return False, 0.99
    if joint == "_":
        if says == "always":
            return True, 0.98
        if line.tags[place] in _NOUNS and line.keys[place + 1 : place + 3] == ["در", "حال"]:
            return True, 0.85  # کشورهای در حال توسعه: the phrase is an attribute
    return None, 0.5


def features(line: Line, place: int, kind: str, before: str) -> Iterator[str]:
    """Yield what speaks for or against an ezafe behind a word; ``before`` is ``1`` if the word before it has one."""
    for group in _groups(line, place, kind, before):
        yield from _SPELL[group[0]](*group[1:])


def _groups(line: Line, place: int, kind: str, before: str) -> tuple[tuple[str, ...], ...]:
    """Give what features are made of, in groups that recur, each with the name of the function that spells it out."""
    keys, tags, joints = line.keys, line.tags, line.joints
    own, tag, joint, follows, verb = keys[place], tags[place], joints[place], line.follows[place], line.verbs[place]
    next_word = next_tag = third_word = "$"
    then, next_name = ".$", ""
    if place + 1 < len(keys):
        next_word, next_tag, next_name = keys[place + 1], tags[place + 1], line.names[place + 1]
        then = line.follows[place + 1]
        if place + 2 < len(keys):
            third_word = keys[place + 2]
    last_word, last = "^", ".^"
    if place:
        last_word, last = keys[place - 1], joints[place - 1] + tags[place - 1]
    if joint != "_":
        next_word = joint
    sort = "n" if kind == "name" else "x" if kind == "text" else "t"
    groups = (
        ("own", own, tag, sort, verb),
        ("next", next_word, follows, sort, verb),
        ("pair", own, tag, next_word, follows),
        ("tags", tag, follows, then, last, before, sort, verb),
        ("names", tag, line.names[place], joint + next_name, last[1:], next_tag, before, sort),
        ("words", own, tag, last_word, next_word, follows, third_word),
    )
    if verb == "-":
        return groups
    return (*groups, ("clause", own, tag, follows, verb, line.objects[place], line.since[place], before, next_word))


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


def _clause(
    own: str, tag: str, follows: str, verb: str, ra: str, since: str, before: str, word: str
) -> tuple[str, ...]:
    return (
        f"r{ra} {tag}{follows}",
        f"r{ra}{since}{before}{follows[0]}",
        f"r{ra} {own}",
        f"rn{ra} {word}",
        f"rv{ra}{verb}{since}{tag}{follows}",
        f"s{since}{verb}{tag}{follows}",
        f"s{since}{before} {own}",
        f"sr{since}{ra}{before}{tag}{follows}",
    )


_SPELL: dict[str, Callable[..., tuple[str, ...]]] = {
    "own": _own,
    "next": _next,
    "pair": _pair,
    "tags": _tags,
    "names": _names,
    "words": _words,
    "clause": _clause,
}
MEMO = 60_000  # groups of features whose weight is remembered


@lru_cache(maxsize=MEMO)
def _weight(group: tuple[str, ...]) -> int:
    """Give the weight of a group of features."""
    return sum(map(_weights().get, _SPELL[group[0]](*group[1:]), repeat(0)))
