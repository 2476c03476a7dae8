"""The lists of rules/persian: sound columns, forms that are the words with signs, no word twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest
from persian_texts import same_letters
from romanbib.persian.lexicon import PHRASE_LISTS, WORD_LISTS, lookup, phrases, rows
from romanbib.persian.spelling import SIGNS, bare, folded, plain_letters

FOLDER = files("romanbib.rules").joinpath("persian")
LISTS = sorted(file.name.removesuffix(".tsv") for file in FOLDER.iterdir() if file.name.endswith(".tsv"))
COUNTED = {"collocations", "ezafe"}  # made from corpora; nobody edits them
EZAFES = {"", "may", "never", "always", "written"}
STRAY = re.compile("[\u0640\u064a\u0643\u200b\u200d-\u200f\u202a-\u202e\u2066-\u2069\ufb50-\ufdff\ufe70-\ufeff]")
FORM = re.compile(f"[\u0621-\u064a\u066e-\u06d3{SIGNS}\u0654\u200c-]+")


def shown(faults: list[object]) -> str:
    return f"{len(faults)} in all: " + "; ".join(map(str, faults[:20]))


def test_every_list_has_its_reader() -> None:
    assert set(LISTS) == {*WORD_LISTS, *PHRASE_LISTS, "affixes", "verbs", *COUNTED}


@pytest.mark.parametrize("name", LISTS)
def test_lines(name: str) -> None:
    text = FOLDER.joinpath(f"{name}.tsv").read_text("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    assert text.startswith("#")
    faults = []
    for number, line in enumerate(text.split("\n")[:-1], 1):
        columns = line.split("\t")
        if line[:1] == "#":
            continue
        if len(columns) < 2 or any(one != one.strip(" \u200c") and name not in COUNTED for one in columns):
            faults.append((number, line))
        if not columns[0] or not columns[1] or (name not in COUNTED and STRAY.search(line)):
            faults.append((number, line))
        if unicodedata.normalize("NFC", columns[0]) != columns[0]:
            faults.append((number, line))
    assert not faults, shown(faults)


@pytest.mark.parametrize("name", [*WORD_LISTS, *PHRASE_LISTS])
def test_no_word_twice(name: str) -> None:
    twice = [word for word, times in Counter(columns[0] for columns in rows(name)).items() if times > 1]
    assert not twice, shown(twice)


@pytest.mark.parametrize("name", WORD_LISTS)
def test_forms_are_the_word_with_its_signs(name: str) -> None:
    faults = []
    for columns in rows(name):
        forms = columns[1].split("|")
        faults += [
            (columns[0], form) for form in forms if not FORM.fullmatch(form) or not same_letters(columns[0], form)
        ]
        if len(set(forms)) < len(forms):
            faults.append((columns[0], "repeated"))
    assert not faults, shown(faults)


@pytest.mark.parametrize("name", WORD_LISTS)
def test_every_word_can_be_looked_up(name: str) -> None:
    faults = []
    for columns in rows(name):
        found = {one.vocalized for one in lookup(bare(plain_letters(columns[0])))}
        faults += [(columns[0], form) for form in columns[1].split("|") if form not in found]
    assert not faults, shown(faults)


@pytest.mark.parametrize("name", WORD_LISTS)
def test_columns_of_words(name: str) -> None:
    faults = []
    for columns in rows(name):
        parts = columns[2].split("|") if len(columns) > 2 else []
        if not all(parts) or len(parts) not in (1, len(columns[1].split("|"))):
            faults.append(columns)
        if len(columns) > 3 and columns[3] not in EZAFES:
            faults.append(columns)
    assert not faults, shown(faults)


def test_what_favours_a_homograph_is_one_of_its_readings() -> None:
    faults = []
    for columns in rows("homographs"):
        forms = columns[1].split("|")
        favours = [part.partition(":") for part in columns[4].split(";")] if len(columns) > 4 and columns[4] else []
        faults += [(columns[0], one[0]) for one in favours if one[0].strip() not in forms or not one[2].strip()]
    assert not faults, shown(faults)


@pytest.mark.parametrize("name", PHRASE_LISTS)
def test_phrases(name: str) -> None:
    faults = []
    for columns in rows(name):
        words, forms = columns[0].split(" "), columns[1].split(" ")
        if len(words) != len(forms) or len(words) < 2 or len(columns) < 3:
            faults.append(columns)
            continue
        faults += [pair for pair in zip(words, forms, strict=True) if not same_letters(*pair)]
        if len(columns) > 3 and columns[3] not in EZAFES:
            faults.append(columns)
    assert not faults, shown(faults)


@pytest.mark.parametrize("name", PHRASE_LISTS)
def test_every_phrase_can_be_looked_up(name: str) -> None:
    faults = []
    for columns in rows(name):
        words = tuple(folded(columns[0]).split(" "))
        found = [one for one in phrases(words[0], words[1]) if one.words == words]
        faults += [] if columns[1].split(" ") in [list(one.vocalized) for one in found] else [columns]
    assert not faults, shown(faults)


def test_affixes() -> None:
    faults = []
    seen = set()
    for columns in rows("affixes"):
        if len(columns) < 8:
            faults.append(columns)
            continue
        written, vocalized, place, after, joins, pos, ezafe, confidence = columns[:8]
        sound = (
            place in ("prefix", "suffix")
            and joins in ("solid", "joint", "both")
            and (place == "prefix" or (after and set(after) <= set("cveih")))
            and pos
            and ezafe in EZAFES
            and 0 < float(confidence) <= 1
        )
        key = (written, vocalized, place, after, joins)
        if not sound or key in seen or any(not same_letters(written, one) for one in vocalized.split("|")):
            faults.append(columns)
        seen.add(key)
    assert not faults, shown(faults)


def test_verbs() -> None:
    faults = []
    for columns in rows("verbs"):
        if len(columns) < 4:
            faults.append(columns)
            continue
        for words, forms in (columns[:2], columns[2:4]):
            pairs = list(zip(words.split("|"), forms.split("|"), strict=False))
            if words.count("|") != forms.count("|") or any(not same_letters(word, form) for word, form in pairs):
                faults.append(columns)
    assert not faults, shown(faults)


def test_what_stood_beside_a_homograph_is_told_of_its_readings() -> None:
    faults = []
    for columns in rows("collocations"):
        forms = [part.partition(":")[0].strip() for part in columns[1].split(";")]
        faults += [(columns[0], form) for form in forms if not same_letters(columns[0], form)]
    assert not faults, shown(faults)


def test_weights_are_whole_numbers() -> None:
    weights = rows("ezafe")
    assert all(re.fullmatch("-?[0-9]+", columns[1]) for columns in weights)
    assert len({columns[0] for columns in weights}) == len(weights)
