"""The tagger of prose: what it says of ezafes, and what becomes of a sentence without it."""

from __future__ import annotations

import pytest
from romanbib.persian import ezafe, tagger
from romanbib.persian.sentence import sentence
from romanbib.persian.vocalization import vocalize


def tagged(text: str) -> dict[str, tagger.Tag]:
    words = sentence(text)
    return {word.plain: tag for word, tag in zip(words, tagger.tags(words), strict=True)}


def test_a_noun_phrase_has_its_ezafes() -> None:
    tags = tagged("سیاست خارجی ایران در خاورمیانه")
    assert tags["سیاست"].ezafe > 0.9
    assert tags["خارجی"].ezafe > 0.9
    assert tags["ایران"].ezafe < 0.1
    assert tags["در"].label == "P"


def test_a_subject_before_its_predicate_has_none() -> None:
    tags = tagged("راوی داستان پیرزنی است که هرگز نامش را نمی‌گوید.")
    assert tags["راوی"].ezafe > 0.5
    assert tags["داستان"].ezafe < 0.5
    assert tags["است"].label == "V"


def test_chances_are_chances() -> None:
    for tag in tagged("در سال ۱۳۵۷، مردم «ایران» (همه) به خیابان‌ها آمدند؛ چرا؟").values():
        assert 0 <= tag.ezafe <= 1


def test_a_line_without_end_is_cut() -> None:
    words = sentence("سیاست خارجی ایران " * 200)
    assert len(tagger.tags(words)) == len(words)


@pytest.mark.parametrize("text", ["سیاست", "۱۲۳ سیاست ۱۲۳", "Iran سیاست Iran", "«سیاست»"])
def test_one_word_is_a_sentence(text: str) -> None:
    assert len(tagger.tags(sentence(text))) == 1


def test_without_numpy_the_evidence_decides_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "_tagger", lambda: None)
    assert tagger.tags(sentence("سیاست خارجی")) == []
    assert vocalize("سیاست خارجی ایران", kind="title").text == "سیاسَتِ خارِجیِ ایران"


def test_names_are_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: object) -> list[tagger.Tag]:
        raise AssertionError("prose says nothing of names")

    monkeypatch.setattr(ezafe, "tags", never)
    vocalize("ایرج افشار یزدی", kind="name")
