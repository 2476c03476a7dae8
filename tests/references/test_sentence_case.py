"""Russian titles printed in capitals, in small letters."""

import pytest
import romanbib
from romanbib.errors import RomanbibError
from romanbib.references import sentence_case as module
from romanbib.references.sentence_case import in_capitals, sentence_case

pytest.importorskip("pymorphy3")


@pytest.mark.parametrize(
    ("capitals", "small"),
    [
        ("ВНЕШНЯЯ ПОЛИТИКА РОССИИ", "Внешняя политика России"),
        ("ОТНОШЕНИЯ СССР И США", "Отношения СССР и США"),
        ("РОЛЬ ООН НА БЛИЖНЕМ ВОСТОКЕ", "Роль ООН на Ближнем Востоке"),
        ("ИСТОРИЯ МГУ ИМЕНИ М.В. ЛОМОНОСОВА", "История МГУ имени М.В. Ломоносова"),
        ("ТВОРЧЕСТВО А. С. ПУШКИНА. НОВЫЕ ДАННЫЕ", "Творчество А. С. Пушкина. Новые данные"),
        ("ЛЮБОВЬ И ВЕРА В РОМАНАХ ДОСТОЕВСКОГО", "Любовь и вера в романах Достоевского"),
        ("РОССИЙСКО-ИРАНСКИЕ ОТНОШЕНИЯ", "Российско-иранские отношения"),
        ("САНКТ-ПЕТЕРБУРГ В XVIII–XIX ВВ.", "Санкт-Петербург в XVIII–XIX вв."),
        ("РОМАН «ВОЙНА И МИР» КАК ЭПОС", "Роман «Война и мир» как эпос"),
    ],
)
def test_proper_names_and_abbreviations_keep_their_capitals(capitals, small):
    assert in_capitals(capitals)
    assert sentence_case(capitals) == small


@pytest.mark.parametrize("text", ["Внешняя политика России", "СССР и США", "МГУ", "", "NATO AND RUSSIA"])
def test_what_is_not_printed_in_capitals_is_left(text):
    assert not in_capitals(text)


def test_it_is_asked_for_and_reported():
    item = {"type": "book", "title": "ВНЕШНЯЯ ПОЛИТИКА РОССИИ"}
    assert romanbib.normalize([item]).output[0]["title"] == "VNESHNI͡AI͡A POLITIKA ROSSII"
    done = romanbib.normalize([item], sentence_case=True)
    assert done.output[0]["title"] == "Vneshni͡ai͡a politika Rossii"
    assert done.changes[0]["rule"].startswith("sentence case: ")


def test_other_languages_are_left_with_a_warning():
    done = romanbib.normalize([{"type": "book", "title": "ІСТОРІЯ УКРАЇНИ ТА КИЄВА"}], sentence_case=True)
    assert done.output[0]["title"].isupper()
    assert any("only Russian" in warning["message"] for warning in done.warnings)


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    module._analyzer.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "pymorphy3", None)
    with pytest.raises(RomanbibError, match=r"romanbib\[russian\]"):
        sentence_case("ВНЕШНЯЯ ПОЛИТИКА")
    module._analyzer.cache_clear()
