"""The notation of context rules, element by element, and what it says of a rule that cannot be read."""

from __future__ import annotations

import pytest
from romanbib.tables.notation import Element, NotationError, parse_rule, result_of

CLASSES = {"vowel": frozenset("аеи"), "soft": frozenset("ьй")}
VALUES = {"ezafe": "-i", "none": ""}


def one(letters: str, *, negated: bool = False, repeat: str = "") -> Element:
    return Element(frozenset(letters), negated=negated, repeat=repeat)


EDGE = Element(frozenset(), edge=True)


@pytest.mark.parametrize(
    ("written", "before", "sources", "after", "result"),
    [
        ("а > a", (), ("а",), (), "a"),
        ("зг > zgh", (), ("зг",), (), "zgh"),
        ("з г > zgh", (), ("зг",), (), "zgh"),
        ("б { а > a", (one("б"),), ("а",), (), "a"),
        ("а } б > a", (), ("а",), (one("б"),), "a"),
        ("б { а } в > a", (one("б"),), ("а",), (one("в"),), "a"),
        ("б{а}в>a", (one("б"),), ("а",), (one("в"),), "a"),
        ("бв { а > a", (one("б"), one("в")), ("а",), (), "a"),
        ("{ а } > a", (), ("а",), (), "a"),
        ("$edge { е > ye", (EDGE,), ("е",), (), "ye"),
        ("е } $edge > ye", (), ("е",), (EDGE,), "ye"),
        ("$vowel { е > ye", (one("аеи"),), ("е",), (), "ye"),
        ("[$vowel ъ $soft] { е > ye", (one("аеиъьй"),), ("е",), (), "ye"),
        ("[^аб] { е > e", (one("аб", negated=True),), ("е",), (), "e"),
        ("[^ $vowel б ] { е > e", (one("аеиб", negated=True),), ("е",), (), "e"),
        ("[б]? { е > e", (one("б", repeat="?"),), ("е",), (), "e"),
        ("б* $vowel+ { е > e", (one("б", repeat="*"), one("аеи", repeat="+")), ("е",), (), "e"),
        ("[^б]+ { е > e", (one("б", negated=True, repeat="+"),), ("е",), (), "e"),
        ("[бав] > x", (), ("а", "б", "в"), (), "x"),
        ("$soft > x", (), ("й", "ь"), (), "x"),
        ("а > ", (), ("а",), (), ""),
        ("а >", (), ("а",), (), ""),
        ("а > x y", (), ("а",), (), "xy"),
        (r"а > x\ y", (), ("а",), (), "x y"),
        ("а > x$ezafe", (), ("а",), (), "x-i"),
        ("а > $none", (), ("а",), (), ""),
        (r"\[ > x", (), ("[",), (), "x"),
        (r"\> > x", (), (">",), (), "x"),
        (r"\\ > x", (), ("\\",), (), "x"),
        (r"а > \>\$\{\\", (), ("а",), (), ">${\\"),
        (r"[\]\^] { а > a", (one("]^"),), ("а",), (), "a"),
        (r"\$ { а } \? > a", (one("$"),), ("а",), (one("?"),), "a"),
    ],
)
def test_a_rule_is_read(
    written: str, before: tuple[Element, ...], sources: tuple[str, ...], after: tuple[Element, ...], result: str
) -> None:
    rule = parse_rule(written, CLASSES, VALUES)
    assert (rule.before, rule.sources, rule.after, rule.result) == (before, sources, after, result)
    assert rule.written == written


OUT_OF_PLACE = "is out of place; see the notation in docs/rule-tables.md"
PLAIN = "the letters of a rule are plain letters, or one [set] or $class alone"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("а", "a rule needs a > between its letters and its result"),
        (r"а \> a", "a rule needs a > between its letters and its result"),
        ("> a", "a rule needs at least one letter between { and }"),
        ("а { } б > a", "a rule needs at least one letter between { and }"),
        ("[] > a", "a rule needs at least one letter between { and }"),
        ("а > a\\", "a backslash at the end escapes nothing; double it or take it out"),
        ("$ { а > a", r"a $ without a name; write $name, or \$ for the sign itself"),
        ("а > $", r"a $ without a name; write $name, or \$ for the sign itself"),
        ("$vowels { а > a", "$vowels is not a class of this table (it has: $soft, $vowel)"),
        ("[$nix] > a", "$nix is not a class of this table (it has: $soft, $vowel)"),
        ("[$edge б] { а > a", "$edge cannot stand in brackets; write a rule of its own for the edge"),
        ("[б*] { а > a", r"* cannot stand in brackets; write \* for the sign itself"),
        ("[б^] { а > a", r"^ cannot stand in brackets; write \^ for the sign itself"),
        ("[[б] { а > a", r"[ cannot stand in brackets; write \[ for the sign itself"),
        ("[б { а > a", "a [ without its ]; close the bracket"),
        ("[ > a", "a [ without its ]; close the bracket"),
        ("б] { а > a", f"] {OUT_OF_PLACE}"),
        ("? { а > a", f"? {OUT_OF_PLACE}"),
        ("б?? { а > a", f"? {OUT_OF_PLACE}"),
        ("б*+ { а > a", f"+ {OUT_OF_PLACE}"),
        ("$edge? { а > a", f"? {OUT_OF_PLACE}"),
        ("^ { а > a", f"^ {OUT_OF_PLACE}"),
        ("а } б { в > a", f"}} {OUT_OF_PLACE}"),
        ("б { в { а > a", "{ stands more than once; a rule has at most one"),
        ("а } б } в > a", "} stands more than once; a rule has at most one"),
        ("[^а] > a", PLAIN),
        ("а[бв] > a", PLAIN),
        ("а? > a", PLAIN),
        ("$edge > a", PLAIN),
        ("$vowel $soft > a", PLAIN),
        ("а > $vowel", "$vowel is not a value of this table; give it under [values]"),
        ("а > a > b", r"> in the result needs a backslash: \>"),
        ("а > [a]", r"[ in the result needs a backslash: \["),
        ("а > a?", r"? in the result needs a backslash: \?"),
    ],
)
def test_a_rule_that_cannot_be_read_is_explained(written: str, message: str) -> None:
    with pytest.raises(NotationError) as error:
        parse_rule(written, CLASSES, VALUES)
    assert str(error.value) == message


def test_a_table_without_classes_says_so() -> None:
    with pytest.raises(NotationError) as error:
        parse_rule("$vowel > a", {}, {})
    assert str(error.value) == "$vowel is not a class of this table (it has: none)"


def test_values_may_stand_beside_letters() -> None:
    assert result_of("a$ezafe\\-b", VALUES) == "a-i-b"
