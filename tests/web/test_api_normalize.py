"""POST /v1/normalize and POST /v1/check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import romanbib

SOURCE = (Path(__file__).parents[2] / "rules" / "examples" / "paper.txt").read_bytes()
CSL = "application/vnd.citationstyles.csl+json"
ITEMS = [
    {"id": "a", "type": "book", "title": "Война и мир", "author": [{"family": "Толстой", "given": "Л. Н."}]},
    {"id": "b", "type": "book", "title": "Plain"},
]


def plain(client, query="", data=SOURCE, **options):
    return client.post(f"/v1/normalize{query}", data=data, content_type="text/plain", **options)


def test_text_comes_back_byte_for_byte_as_the_library_writes_it(client):
    answer = plain(client)
    done = romanbib.normalize(SOURCE)
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.data == done.output.encode()
    assert answer.headers["X-Romanbib-Changes"] == str(len(done.changes))
    assert answer.headers["X-Romanbib-Warnings"] == str(len(done.warnings))


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf\xd0\xa9\r\n\r\xd0\xa9", "Щ\u2028Щ\x0b".encode()])
def test_line_ends_and_marks_stay(client, data):
    assert plain(client, data=data).data == romanbib.normalize(data, from_format="text").output.encode()


def test_text_that_looks_like_json_is_text(client):
    assert plain(client, data='{"title": "Щ"}'.encode()).data.decode() == '{"title": "Shch"}'
    assert json.loads(plain(client, "?from=csl-json", data='{"title":"Щ"}'.encode()).data) == {"title": "Shch"}


def test_parameters_come_from_the_query(client):
    answer = plain(client, "?profile=romanized-original&scheme=bgn-pcgn&language=ru&repairs=", data="Щука".encode())
    assert answer.data.decode() == "Shchuka [Щука]"
    broken = b"see https://www. example.org/a-b"
    assert plain(client, "?repairs=quotes,spaces", data=broken).data == broken
    assert plain(client, "?repairs=addresses", data=broken).data == b"see https://www.example.org/a-b"


def test_accept_json_gives_the_full_result_of_a_text(client):
    answer = plain(client, headers={"Accept": "application/json"})
    assert answer.content_type == "application/json"
    assert answer.json == romanbib.normalize(SOURCE).as_dict()


def test_json_parameters_give_the_full_result(client):
    answer = client.post("/v1/normalize", json={"source": SOURCE.decode(), "profile": "paper", "from": "text"})
    assert set(answer.json) == {"output", "format", "changes", "warnings", "records"}
    assert answer.json == romanbib.normalize(SOURCE, profile="paper").as_dict()


def test_items_come_back_as_items(client):
    answer = client.post("/v1/normalize", json={"source": ITEMS})
    assert answer.json["format"] == "csl-json"
    assert answer.json["records"] == 2
    assert answer.json["output"][0]["author"] == [{"family": "Tolstoĭ", "given": "L. N."}]
    assert answer.json["output"][1] == ITEMS[1]


def test_one_item_comes_back_as_one_item(client):
    assert client.post("/v1/normalize", json={"source": ITEMS[1]}).json["output"] == ITEMS[1]


def test_csl_json_comes_back_as_csl_json_with_its_layout(client):
    body = '[\n  {"id": 1,   "title": "Plain"},\n  {"id": 2, "title": "Щи"}\n]\n'
    answer = client.post("/v1/normalize", data=body.encode(), content_type=CSL)
    assert answer.content_type == CSL
    assert answer.data.decode() == body.replace("Щи", "Shchi")


def test_accept_may_name_the_other_media_type_of_the_format(client):
    line = '{"id": 1, "title": "Щи"}'.encode()
    answer = client.post("/v1/normalize", data=line, content_type="application/x-ndjson", headers={"Accept": CSL})
    assert answer.content_type == CSL


def test_half_a_surrogate_pair_in_an_item(client):
    answer = client.post(
        "/v1/normalize", data=rb'{"source": {"title": "\ud800 \u0429"}}', content_type="application/json"
    )
    assert answer.get_json()["output"] == {"title": "\ud800 Shch"}


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ({}, "bad-parameter"),
        ({"source": 3}, "bad-parameter"),
        ({"source": None}, "bad-parameter"),
        ({"source": ["Щи"]}, "bad-parameter"),
        ({"source": "Щи", "repairs": "quotes"}, "bad-parameter"),
        ({"source": "Щи", "repairs": ["quotes", "quotes"]}, "bad-parameter"),
        ({"source": "Щи", "repairs": ["nope"]}, "unknown-repair"),
        ({"source": "Щи", "profile": "nope"}, "unknown-profile"),
        ({"source": "Щи", "profile": 1}, "bad-parameter"),
        ({"source": "Щи", "scheme": "nope"}, "unknown-scheme"),
        ({"source": "Щи", "language": "nope"}, "unknown-language"),
        ({"source": "Щи", "from": "nope"}, "unknown-format"),
        ({"source": "Щи", "to": "nope"}, "unknown-format"),
        ({"source": [{"title": "Щи"}], "from": "text"}, "bad-parameter"),
        ({"source": "[3]", "from": "csl-json"}, "unreadable-input"),
        ({"source": "Щи", "from_format": "text"}, "bad-parameter"),
    ],
)
def test_what_is_wrong_is_said(client, problem, sent, kind):
    members = problem(client.post("/v1/normalize", json=sent), 400, kind)
    assert kind == "unreadable-input" or members.get("available") or "twice" in members["detail"]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("?colour=red", "bad-parameter"),
        ("?profile=paper&profile=apa", "bad-parameter"),
        ("?profile=nope", "unknown-profile"),
        ("?scheme=nope", "unknown-scheme"),
        ("?language=nope", "unknown-language"),
        ("?from=nope", "unknown-format"),
        ("?to=nope", "unknown-format"),
        ("?repairs=nope", "unknown-repair"),
    ],
)
def test_a_wrong_query_is_said(client, problem, query, kind):
    assert problem(plain(client, query), 400, kind)


def test_parameters_of_a_json_body_do_not_stand_in_the_query(client, problem):
    problem(client.post("/v1/normalize?profile=paper", json={"source": "Щи"}), 400, "bad-parameter")


def test_from_must_agree_with_the_content_type(client, problem):
    problem(client.post("/v1/normalize?from=text", data=b"[]", content_type=CSL), 400, "bad-parameter")


def test_broken_csl_json_names_the_place(client, problem):
    members = problem(client.post("/v1/normalize", data=b'[{"a": 1}', content_type=CSL), 400, "unreadable-input")
    assert "line 1" in members["detail"]


def test_a_nul_is_no_text(client, problem):
    problem(plain(client, data=b"a\n\0"), 400, "unreadable-input")


def test_deep_nesting_is_no_crash(client):
    for depth in (300, 900, 100_000):
        body = b'{"source": ' + b"[" * depth + b"]" * depth + b"}"
        assert client.post("/v1/normalize", data=body, content_type="application/json").status_code == 400
        item = b'[{"a": ' + b"[" * depth + b"]" * depth + b"}]"
        assert client.post("/v1/normalize", data=item, content_type=CSL).status_code in (200, 400)


def test_check_lists_what_is_wrong_and_what_would_change(client):
    source = "Щука, https://www. example.org/a-b"
    answer = client.post("/v1/check", json={"source": source})
    assert set(answer.json) == {"problems", "changes", "would_change", "format", "records"}
    assert answer.json["problems"] == romanbib.check(source)
    assert answer.json["changes"] == romanbib.normalize(source).changes
    assert answer.json["would_change"] is True


def test_check_of_a_text_and_of_items(client):
    asked = {"Accept": "application/json"}
    answer = client.post("/v1/check?profile=apa", data=SOURCE, content_type="text/plain", headers=asked)
    assert answer.json["problems"] == romanbib.check(SOURCE, profile="apa")
    answer = client.post("/v1/check", data=json.dumps(ITEMS[1:]), content_type=CSL)
    assert answer.json == {
        "problems": [],
        "changes": [],
        "would_change": False,
        "format": "csl-json",
        "records": 1,
    }


@pytest.mark.parametrize("sent", [{}, {"source": "x", "to": "text"}, {"source": "x", "repairs": []}])
def test_check_refuses_what_it_does_not_take(client, problem, sent):
    problem(client.post("/v1/check", json=sent), 400, "bad-parameter")


def test_a_list_called_plain_json_is_csl_json(client):
    answer = client.post("/v1/normalize?profile=paper", json=[{"id": "1", "title": "Книга", "language": "ru"}])
    assert answer.status_code == 200
    assert answer.mimetype == "application/vnd.citationstyles.csl+json"
    assert json.loads(answer.data) == [{"id": "1", "title": "Kniga", "language": "ru", "note": "[In Russian]"}]
