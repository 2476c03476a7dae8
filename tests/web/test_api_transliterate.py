"""POST /v1/transliterate and POST /v1/detect."""

from __future__ import annotations

from pathlib import Path

import pytest
import romanbib
from romanbib.overrides import Override, checked
from romanbib.tables import registry


def test_json_gives_output_tokens_and_tag(client):
    answer = client.post("/v1/transliterate", json={"text": "Щи да каша"})
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert set(answer.json) == {"output", "language", "scheme", "tag", "tokens", "warnings"}
    assert answer.json["output"] == "Shchi da kasha"
    assert answer.json["language"] == "ru"
    assert answer.json["scheme"] == "ala-lc"
    assert answer.json["tag"] == "ru-Latn-t-ru-m0-alaloc"
    assert [token["output"] for token in answer.json["tokens"]] == ["Shchi", "da", "kasha"]
    assert answer.json["tokens"][0] == {
        "start": 0,
        "source": "Щи",
        "output": "Shchi",
        "decided_by": "rule table ru/ala-lc",
        "confidence": 1.0,
        "alternatives": [],
        "vocalized": "",
        "readings": [],
    }


def test_a_persian_word_says_how_else_it_is_read_and_what_would_settle_that(client):
    sent = {"text": "مهر", "language": "fa", "kind": "title"}
    (token,) = client.post("/v1/transliterate", json=sent).json["tokens"]
    assert token["readings"][0] == {"output": "mihr", "vocalized": "مِهر", "settled": "مِهر"}
    assert {"output": "muhr", "vocalized": "مُهر", "settled": "مُهر"} in token["readings"]
    assert [one["output"] for one in token["readings"]] == [token["output"], *token["alternatives"]]


def test_a_reading_is_settled_without_its_ezafe(client):
    sent = {"text": "سیاست خارجی ایران", "language": "fa", "kind": "title"}
    first = client.post("/v1/transliterate", json=sent).json["tokens"][0]["readings"][0]
    assert first == {"output": "siyāsat-i", "vocalized": "سیاسَتِ", "settled": "سیاسَت"}


@pytest.mark.parametrize("text", ["خانهٔ دوست", "بررسي مسئله", "أبوالفضل", "کتاب ها و خانه ای", "پای شورای نیروی"])
def test_what_settles_a_reading_can_be_saved(text):
    for token in romanbib.explain(text, language="fa", kind="title").tokens:
        for reading in token.readings:
            assert checked(Override("fa", token.source, reading.settled)).output


def test_letters_stand_as_letters_in_the_json(client):
    assert "Щи" in client.post("/v1/transliterate", json={"text": "Щи"}).get_data(as_text=True)


def test_scheme_and_language_are_taken(client):
    sent = {"text": "Київ", "language": "uk", "scheme": "kmu-2010"}
    assert client.post("/v1/transliterate", json=sent).json["output"] == "Kyiv"


def test_null_is_the_same_as_left_out(client):
    assert client.post("/v1/transliterate", json={"text": "Щи", "language": None}).json["output"] == "Shchi"


def test_reverse(client):
    sent = {"text": "Ŝi", "language": "ru", "scheme": "iso-9", "reverse": True}
    assert client.post("/v1/transliterate", json=sent).json["output"] == "Щи"


def test_text_goes_line_for_line_and_keeps_line_ends(client):
    lines = "Щи\r\n\nда каша\nPlain"
    answer = client.post("/v1/transliterate", data=lines.encode(), content_type="text/plain; charset=UTF-8")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.data.decode() == "Shchi\r\n\nda kasha\nPlain"


def test_text_takes_parameters_from_the_query(client):
    answer = client.post(
        "/v1/transliterate?language=ru&scheme=iso-9&reverse=true", data="Ŝi".encode(), content_type="text/plain"
    )
    assert answer.data.decode() == "Щи"


def test_half_a_surrogate_pair_comes_back_as_it_was(client):
    answer = client.post("/v1/transliterate", data=rb'{"text": "\ud800 \u0429"}', content_type="application/json")
    assert answer.status_code == 200
    assert answer.get_json()["output"] == "\ud800 Shch"


@pytest.mark.parametrize(
    ("sent", "kind", "named"),
    [
        ({"text": "Щи", "scheme": "nope"}, "unknown-scheme", "ala-lc"),
        ({"text": "Щи", "scheme": "kmu-2010", "language": "ru"}, "unknown-scheme", "iso-9"),
        ({"text": "Щи", "scheme": "kmu-2010"}, "unknown-scheme", "iso-9"),
        ({"text": "Щи", "language": "tlh"}, "unknown-language", "ru"),
        ({"text": "Щи", "scheme": "ala-lc+nope"}, "unknown-option", None),
        ({"text": "Shchi", "reverse": True}, "unknown-language", "ru"),
        ({"text": 3}, "bad-parameter", "text"),
        ({"text": "Щи", "reverse": "true"}, "bad-parameter", "reverse"),
        ({"text": "Щи", "reverse": 1}, "bad-parameter", "reverse"),
        ({"text": "Щи", "colour": "red"}, "bad-parameter", "text"),
        ({}, "bad-parameter", "text"),
        ([], "bad-parameter", "text"),
    ],
)
def test_what_is_wrong_is_said_with_what_there_is(client, problem, sent, kind, named):
    members = problem(client.post("/v1/transliterate", json=sent), 400, kind)
    assert named is None or named in members["available"]


def forget_tables():
    registry._places.cache_clear()
    registry.languages.cache_clear()
    registry._file.cache_clear()
    registry._built.cache_clear()


def test_a_scheme_that_does_not_lead_back(client, problem, tmp_path, monkeypatch):
    table = registry.find("ru", "icao").place
    text = Path(table).read_text(encoding="utf-8").replace('reversible = "partly"', 'reversible = "no"')
    (tmp_path / "icao.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("ROMANBIB_RULES", str(tmp_path))
    forget_tables()
    try:
        sent = {"text": "Shchi", "reverse": True, "language": "ru", "scheme": "icao"}
        members = problem(client.post("/v1/transliterate", json=sent), 400, "not-reversible")
    finally:
        monkeypatch.undo()
        forget_tables()
    assert "iso-9" in members["available"]
    assert "icao" not in members["available"]


def test_an_option_named_twice_is_refused(client, problem):
    options = [
        (scheme["language"], scheme["id"], name)
        for scheme in client.get("/v1/schemes").json
        for name in scheme["options"]
    ]
    language, scheme, name = options[0]
    sent = {"text": "Щи", "language": language, "scheme": f"{scheme}+{name}+{name}"}
    problem(client.post("/v1/transliterate", json=sent), 400, "unknown-option")


def test_detect(client):
    answer = client.post("/v1/detect", json={"text": "Київ і його мешканці"})
    told = romanbib.detect("Київ і його мешканці")
    assert answer.json == {
        "language": "uk",
        "script": "Cyrl",
        "confidence": told.confidence,
        "reason": told.reason,
    }


def test_detect_without_letters(client):
    assert client.post("/v1/detect", json={"text": ""}).json["language"] is None


@pytest.mark.parametrize("sent", [{}, {"text": None}, {"text": ["Щи"]}, {"text": "Щи", "more": 1}])
def test_detect_refuses_other_shapes(client, problem, sent):
    problem(client.post("/v1/detect", json=sent), 400, "bad-parameter")
