"""What comes from data and the library has a name in every language of the page, so that a new one is not forgotten."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import romanbib
from romanbib.references.profiles import profiles
from romanbib.references.repairs import REPAIRS
from romanbib.romanization import explain
from romanbib.web.interface import interfaces

PACKAGE = Path(romanbib.__file__).parent
SAY_RULES = [PACKAGE / "pipeline.py", PACKAGE / "consistency" / "unify.py"]
SAY_RULES += [file for folder in ("references", "formats", "respelling") for file in (PACKAGE / folder).glob("*.py")]
REPORTED = {"Edit": 4, "Change": 6, "Caution": 5, "warn": 4}  # how many arguments they have, the last is the rule
TRANSLATED = [tag for tag in interfaces() if tag != "en"]


def beginnings(node, tree):
    """The texts that an expression may begin with, as far as its module says."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr) and node.values:
        yield from beginnings(node.values[0], tree)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from beginnings(value, tree)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        yield from returned(node.func.id, tree)
    elif isinstance(node, ast.Subscript):
        yield from beginnings(node.value, tree)
    elif isinstance(node, ast.Name):
        for one in ast.walk(tree):
            if isinstance(one, ast.Assign) and any(isinstance(to, ast.Name) and to.id == node.id for to in one.targets):
                yield from beginnings(one.value, tree)


def returned(name, tree):
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name == name:
            for one in ast.walk(function):
                if isinstance(one, ast.Return):
                    yield from beginnings(one.value, tree)


def said(file):
    """The rules that a module reports, as far as they stand in it as text."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [*node.args, *(word.value for word in node.keywords if word.arg == "rule")]
            spread = any(isinstance(one, ast.Starred) for one in given)
            if called in REPORTED and (spread or len(given) == REPORTED[called]):
                yield from beginnings(given[-1], tree)
    yield from beginnings(ast.Name("RULE"), tree)  # for other modules
    yield from returned("rule", tree)


RULES = sorted({rule for file in SAY_RULES for rule in said(file) if rule} - {"repair: "})
RULES += [f"repair: {kind}" for kind in REPAIRS]


def test_rules_are_found_where_they_are_reported():
    known = {
        "romanize: ",
        "vowels",
        "record",
        "own form",
        "authority: ",
        "layout: ",
        "calendar: solar Hijri",
        "respell",
    }
    known |= {"terms: ", "sentence case: proper names by pymorphy3"}
    assert known <= set(RULES)


@pytest.mark.parametrize("tag", list(interfaces()))
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_name(tag, rule):
    assert interfaces()[tag].rule(rule) != rule


@pytest.mark.parametrize("tag", TRANSLATED)
def test_no_rule_is_named_that_there_is_not(tag):
    assert interfaces()[tag].rules.keys() == interfaces()["en"].rules.keys()
    for key in interfaces()[tag].rules:
        assert any(rule.startswith(key) or rule == "romanize: " for rule in RULES) or key == "override", key


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_profile_has_its_name_and_description(tag):
    texts = interfaces()[tag].profiles
    assert texts.keys() == profiles().keys()
    for id_, text in texts.items():
        assert text.keys() == {"name", "description"}
        assert text["name"] != profiles()[id_].name or not text["name"].isascii()
        assert text["description"] != profiles()[id_].description


def test_a_rule_of_several_parts_is_named_by_each():
    russian = interfaces()["ru"]
    assert russian.rule("romanize: ru/ala-lc; override ru: Щи (in thesis)") == "Латинизация · Исправление"
    assert russian.rule("romanize: fa/un, translation arranged as apa; repair: quotes") == "Латинизация · Кавычки"
    assert russian.rule("of one's own") == "of one's own"


@pytest.mark.parametrize("tag", TRANSLATED)
def test_what_decides_about_a_word_has_a_name(tag):
    from romanbib.romanization import _DECIDED_BY

    texts = ["کتاب مهر ژقپتخ در ۱۳۸۰", "Щи 1", "Xобби"]
    decided = {token.decided_by for text in texts for token in explain(text, language=None).tokens}
    sources = interfaces()[tag].sources
    for one in decided | set(_DECIDED_BY.values()):
        assert any(one.startswith(begin) for begin in sources), one
    assert set(_DECIDED_BY.values()) <= sources.keys()


def test_the_page_shows_them(client):
    page = client.post("/?lang=ru", data={"source": "Щи ( да каша\nژقپتخ"}).get_data(as_text=True)
    assert '<span class="profilename">Латинизация</span>' in page
    assert '<span class="about">Знаки препинания</span> <span dir="ltr" lang="en">' in page
    assert '<span class="about">Чтение под вопросом</span>' in page
    assert '<span class="about">Латинизация</span> <code dir="ltr" lang="en">romanize: ru/ala-lc</code>' in page


def test_names_of_rules_are_told_with_the_first_entry_that_has_them(client):
    import json

    answer = client.post("/entries?lang=fa", data={"source": "Щи\nЩи\nPlain"})
    events = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
    names = [event["names"] for event in events if "entry" in event]
    assert names == [{"romanize: ru/ala-lc": "آوانویسی"}, {}, {}]


@pytest.mark.parametrize("tag", list(interfaces()))
def test_every_field_has_a_name(tag):
    from romanbib.references.items import FIELDS, NAME_PARTS, NAMES

    assert {*FIELDS, *NAMES, *NAME_PARTS, "original-title"} == interfaces()[tag].fields.keys()


def test_fields_are_named_with_their_place_and_part():
    assert interfaces()["en"].field("author[1].given") == "Author 2: given name"
    assert interfaces()["ru"].field("container-title") == "Журнал или книга"
    assert interfaces()["fa"].field("translator[0].family") == "مترجم ۱: نام خانوادگی"
    for unknown in ("245$a", "author[1].nickname", "friend[0].given", "custom"):
        assert interfaces()["fa"].field(unknown) == unknown
