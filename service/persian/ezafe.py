"""Where an ezafe stands: grammar where it decides, weighed evidence where it does not."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat

from .ezafe_network import MOST, ezafe_network
from .lexicon import first_columns
from .sentence import VERBS, Word, between
from .spelling import ZWNJ
from .tagger import tags

SCALE = 1000  # a weight of 1000 is one nat of evidence
# Nats; where the evidence for a word is weaker, tagger and network are asked. Titles need it less, and are many; names
# of persons, journals and publishers are short and leave them nothing to go by.
ASK = {"title": 1.5, "text": 6.0}
FAR = 5  # words; a verb farther off than this is simply far
_FIGURES = re.compile(r"\s*\d{1,3}\s*")
_DURATIVE = re.compile(f"ن?می{ZWNJ}?")
_NOUNS = ("n", "n-pl", "n+adj")
_PREPOSITIONS = ("prep", "prep-ezafe")
_NEVER = frozenset(("v", "prep", "conj", "part", "interj", "question"))
# What is counted: five years of work are پنج سال کار, without an ezafe.
_MEASURES = frozenset((
    "سال", "ماه", "هفته", "روز", "شب", "قرن", "سده", "دهه", "ساعت", "دقیقه", "ثانیه", "لحظه", "بار", "جلد", "نسخه",
    "صفحه", "برگ", "تن", "نفر", "رأس", "متر", "کیلومتر", "هکتار", "لیتر", "گرم", "کیلوگرم", "تومان", "ریال", "دلار",
    "دست", "جفت", "فروند", "دستگاه", "فقره", "رشته", "مشت", "قطره", "لیوان",
))  # fmt: skip
_MONTHS = frozenset((
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    "محرم", "صفر", "رجب", "شعبان", "رمضان", "شوال",
))  # fmt: skip
_HOURS = frozenset(("صبح", "بامداد", "ظهر", "عصر", "شب", "بعدازظهر"))
_ERAS = frozenset(("شمسی", "خورشیدی", "قمری", "هجری", "میلادی"))


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
        predicates: that verb without می; ``-`` if there is none.
        objects: the same for را before that verb, with a ``p`` if a preposition stands between.
        since: words of the clause before this one, up to three.
    """

    keys: list[str]
    tags: list[str]
    names: list[str]
    joints: list[str]
    follows: list[str]
    verbs: list[str]
    predicates: list[str]
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


def _clauses(keys: list[str], tags: list[str], joints: list[str]) -> tuple[list[str], ...]:
    """Give how far off the verb is and which it is, how far off object and beginning are: see ``Line``."""
    verbs, predicates, objects, since = (["-"] * len(keys) for _ in range(4))
    if VERBS.isdisjoint(tags):
        return verbs, predicates, objects, since
    predicate = "-"
    verb = ra = 0  # words to it; 0 if there is none
    across = ""
    for place in range(len(keys) - 2, -1, -1):
        tag = tags[place + 1]
        if joints[place] == ".":
            verb = ra = 0
        elif tag in VERBS:
            verb, ra = 1, 0
            predicate = _DURATIVE.sub("", keys[place + 1])
        elif keys[place + 1] == "را":
            verb, ra, across = verb and verb + 1, 1, ""
        else:
            verb, ra = verb and verb + 1, ra and ra + 1
            if tag in _PREPOSITIONS:
                across = "p"
        if verb:
            verbs[place] = str(min(verb, FAR))
            predicates[place] = predicate
        if ra:
            objects[place] = f"{min(ra, FAR)}{across}"
    count = 0
    for place, joint in enumerate(joints):
        since[place] = str(min(count, 3))
        count = 0 if joint == "." or tags[place] in VERBS or keys[place] == "که" else count + 1
    return verbs, predicates, objects, since


def decide(words: list[Word], kind: str) -> None:
    """Decide on the ezafe of each word of a sentence whose readings are chosen."""
    if not words:
        return
    line = line_of(words)
    scores = weigh_words(words, line, kind)
    if kind not in ASK or all(score is None or abs(score) >= ASK[kind] for score in scores):
        return
    network = ezafe_network()
    tagged = tags(words) if network is not None else []
    if network is None or not tagged:
        return
    found = network.weigh(line, kind, tagged, scores, [word.ezafe is True for word in words])
    for word, score, nats in zip(words, scores, found, strict=True):
        if score is not None:
            _settle(word, nats)


def weigh_words(words: list[Word], line: Line, kind: str) -> list[float | None]:
    """Decide by phrases, grammar and weighed evidence; gives the evidence in nats, None for what needed none."""
    scores: list[float | None] = []
    before = "0"
    for place, word in enumerate(words):
        score = None
        if word.ezafe is None:
            word.ezafe, word.sure_of_ezafe = grammar(words, line, place)
            if word.ezafe is None:
                score = evidence(line, place, kind, before)
                _settle(word, score)
        scores.append(score)
        before = "1" if word.ezafe else "0"
    return scores


def _settle(word: Word, score: float) -> None:
    word.ezafe = score > 0
    word.sure_of_ezafe = 1 / (1 + math.exp(-min(abs(score), MOST)))


def evidence(line: Line, place: int, kind: str, before: str) -> float:
    """Weigh what speaks for (positive) and against an ezafe behind a word, in nats: the weights of its ``features``."""
    # Prose corpora spell their numbers out and say nothing of سال ۱۳۵۷; titles do.
    of = "title" if line.joints[place] == "0" else kind
    words = sum(map(weights().get, _of_words(line, place, of), repeat(0)))
    return (words + sum(map(_weight, _groups(line, place, of, before)))) / SCALE


def grammar(words: list[Word], line: Line, place: int) -> tuple[bool | None, float]:
    """Say what grammar says: an ezafe, none, or None where it leaves the choice."""
    word = words[place]
    says = word.readings[0].ezafe if word.readings else "may"
    if says == "written":
        return True, 1.0
    joint = line.joints[place]
    if joint == "." or (place + 1 == len(words) and joint not in "A0"):
        return False, 0.99
    if joint == "_" and line.tags[place] == "num" and _of_a_date(line.keys, place):
        return True, 0.95
    if says == "never" or line.tags[place] in _NEVER:
        return False, 0.99
    if joint == "_":
        if words[place + 1].finite or line.keys[place + 1] == "را":
            return False, 0.98
        if line.tags[place] == "adj-sup" and line.tags[place + 1] in _NOUNS:
            return False, 0.95  # بهترین جهان ممکن
        if says == "always":
            return line.keys[place + 1] not in ("و", "یا"), 0.98
        if line.keys[place] in _MEASURES and line.tags[place + 1] == "n" and _counted(words, line, place):
            return False, 0.9
        if line.tags[place] in _NOUNS and line.keys[place + 1 : place + 3] == ["در", "حال"]:
            return True, 0.85  # کشورهای در حال توسعه: the phrase is an attribute
    return None, 0.5


def _of_a_date(keys: list[str], place: int) -> bool:
    """Tell whether a number is that of a day, an hour or a decade that is named behind it: سیزده رجب, ساعت ده شب."""
    then, last = keys[place + 1], keys[place - 1] if place else ""
    return then in _MONTHS or (last == "ساعت" and then in _HOURS) or (last == "دهه" and then in _ERAS)


def _counted(words: list[Word], line: Line, place: int) -> bool:
    """Tell whether a cardinal number stands before a word, in letters or in figures; four figures are a year."""
    if not place:
        return False
    if line.joints[place - 1] == "0":
        return _FIGURES.fullmatch(words[place - 1].gap) is not None
    return line.joints[place - 1] == "_" and line.tags[place - 1] == "num" and line.keys[place - 1][-1] not in "من"


def features(line: Line, place: int, kind: str, before: str) -> Iterator[str]:
    """Yield what speaks for or against an ezafe behind a word; ``before`` is ``1`` if the word before it has one."""
    yield from _of_words(line, place, kind)
    for group in _groups(line, place, kind, before):
        yield from _SPELL[group[0]](*group[1:])


def _of_words(line: Line, place: int, kind: str) -> tuple[str, ...]:
    """Give the features that name words or their ends: too many of them recur too seldom to remember their sums."""
    last, own, word, third = _words(line, place)
    last_tag = line.tags[place - 1] if place else "^"
    tag, follows, verb, sort = line.tags[place], line.follows[place], line.verbs[place], SORTS.get(kind, "t")
    return (
        *(f"w{own}", f"w{own}{sort}", f"e{own[-2:]}", f"e{own[-3:]}", f"te{tag} {own[-1:]}", f"vw{verb} {own}"),
        *(f"n{word}", f"ne{word[-2:]}", f"vn{verb} {word}", f"nn{word} {third}"),
        *(f"twn{tag} {word}", f"wtn{own} {follows}", f"wn{own} {word}", f"en{own[-2:]} {word[-2:]}"),
        *(f"l{last}", f"lw{last} {own}", f"ln{last} {follows}", f"tn3{tag} {third}", f"lo{last_tag} {own}"),
        *(_of_predicate(line, place, own, word) if verb != "-" else ()),
    )


def _of_predicate(line: Line, place: int, own: str, word: str) -> tuple[str, ...]:
    """Give the features that name the verb of the clause, or its first letters, which tell verbs apart well enough."""
    follows, verb, predicate = line.follows[place], line.verbs[place], line.predicates[place]
    tag, stem, near = line.tags[place], predicate[:3], min(verb, "3")
    return (
        f"yv{stem}{verb}{tag}{follows}",
        f"yr{stem}{line.objects[place]}{tag}{follows}",
        f"yk{predicate} {follows}{near}",
        *((f"yn{predicate} {word}", f"ys{stem} {word}", f"yo{stem} {own}") if near == "2" else ()),
    )


def _words(line: Line, place: int) -> tuple[str, str, str, str]:
    """Give the word before a place, the one there, what follows (a word, a mark or the end), the word behind that."""
    keys = line.keys
    size = len(keys)
    joint = line.joints[place]
    return (
        keys[place - 1] if place else "^",
        keys[place],
        joint if joint != "_" else keys[place + 1] if place + 1 < size else "$",
        keys[place + 2] if place + 2 < size else "$",
    )


SORTS = {"name": "n", "text": "x"}  # of text; all other kinds are a "t"


def _groups(line: Line, place: int, kind: str, before: str) -> tuple[tuple[str, ...], ...]:
    """Give what other features are made of, in groups that recur, each with the name of what spells them out."""
    tags, names, joints = line.tags, line.names, line.joints
    tag, joint, follows, verb = tags[place], joints[place], line.follows[place], line.verbs[place]
    next_tag, next_name, then = "$", "", ".$"
    if place + 1 < len(tags):
        next_tag, next_name, then = tags[place + 1], names[place + 1], line.follows[place + 1]
    last_tag, last_joint = (tags[place - 1], joints[place - 1]) if place else ("^", ".")
    sort = SORTS.get(kind, "t")
    groups = (
        ("tags", tag, follows, sort, verb),
        ("behind", last_joint, last_tag, tag, follows, before),
        ("then", tag, follows, then, sort),
        ("names", tag, names[place], joint, next_name, last_tag, next_tag, before, sort),
    )
    if verb == "-":
        return groups
    _, own, word, _ = _words(line, place)
    return (*groups, ("clause", own, tag, follows, verb, line.objects[place], line.since[place], before, word))


def _tags(tag: str, follows: str, sort: str, verb: str) -> tuple[str, ...]:
    return (
        "b",
        f"k{sort}",
        f"t{tag}",
        f"t{tag}{sort}",
        f"g{follows[0]}",
        f"nt{follows}",
        f"nt{follows}{sort}",
        f"tn{tag} {follows}",
        f"tn{tag} {follows}{sort}",
        f"v{verb}{tag} {follows}",
        f"v{verb}{sort}{follows}",
    )


def _behind(joint: str, last: str, tag: str, follows: str, before: str) -> tuple[str, ...]:
    return (
        f"p{before}{tag}",
        f"ptn{before}{tag} {follows}",
        f"lt{last}{tag}",
        f"ltn{last} {tag} {follows}",
        f"lj{joint}{last}{tag}{follows}",
    )


def _then(tag: str, follows: str, then: str, sort: str) -> tuple[str, ...]:
    return (f"tnn{tag} {follows} {then}", f"z{then[0]}{follows}{sort}")


def _names(
    tag: str, name: str, joint: str, next_name: str, last: str, next_tag: str, before: str, sort: str
) -> tuple[str, ...]:
    return (
        f"m{name} {joint}{next_name}",
        f"m{name} {joint}{next_name}{sort}",
        f"ml{last} {name} {joint}{next_name}",
        f"mt{tag} {joint}{next_name}",
        f"mn{name} {joint}{next_tag} {before}",
    )


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
    "tags": _tags,
    "behind": _behind,
    "then": _then,
    "names": _names,
    "clause": _clause,
}
MEMO = 20_000  # groups of features whose weight is remembered


@cache
def weights() -> dict[str, int]:
    """Read the weights of the features, in thousandths of a nat: those above zero speak for an ezafe."""
    return {feature: int(weight) for feature, weight in first_columns("ezafe")}


@lru_cache(maxsize=MEMO)
def _weight(group: tuple[str, ...]) -> int:
    """Give the weight of a group of features."""
    return sum(map(weights().get, _SPELL[group[0]](*group[1:]), repeat(0)))
