"""In which form things come and go: Content-Type and Accept, gzip, entity tags."""

from __future__ import annotations

import gzip
import json

import pytest
from romanbib.formats import Composer, formats
from romanbib.web import create_app

BIBTEX = "@book{t,\n  title = {Война и мир},\n}\n"
TEXT = "Толстой Л. Н. Война и мир. М., 1869.\n"


def post(client, data, kind="text/plain", accept=None, query="", **headers):
    chosen = {"Accept": accept} if accept else {}
    body = data.encode() if isinstance(data, str) else data
    return client.post(f"/v1/normalize{query}", data=body, content_type=kind, headers={**chosen, **headers})


def test_a_format_comes_back_in_its_own_media_type(client):
    answer = post(client, BIBTEX, "application/x-bibtex")
    assert answer.content_type == "application/x-bibtex"
    assert answer.get_data(as_text=True) == BIBTEX.replace("Война и мир", "Voĭna i mir")


def test_accept_names_the_format_to_write(client):
    answer = post(client, BIBTEX, "application/x-bibtex", "application/x-research-info-systems")
    assert answer.content_type == "application/x-research-info-systems"
    assert "TI  - Voĭna i mir" in answer.get_data(as_text=True)


def test_to_names_the_format_to_write(client):
    answer = post(client, BIBTEX, "application/x-bibtex", query="?to=csl-json")
    assert answer.content_type == "application/vnd.citationstyles.csl+json"
    assert json.loads(answer.data)[0]["title"] == "Voĭna i mir"


def test_accept_and_to_may_not_contradict_each_other(client, problem):
    answer = post(client, BIBTEX, "application/x-bibtex", "application/x-research-info-systems", "?to=csl-json")
    assert "application/vnd.citationstyles.csl+json" in problem(answer, 406)["available"]


@pytest.mark.parametrize(
    "one", [one for one in formats().values() if isinstance(one, Composer)], ids=lambda one: one.NAME
)
def test_every_format_that_can_be_written_can_be_asked_for(client, one):
    kind = next(kind for kind in one.MEDIA_TYPES if kind != "application/json")
    answer = post(client, BIBTEX, "application/x-bibtex", kind)
    assert answer.mimetype == kind
    assert b"Vo" in answer.data


def test_bytes_go_in_and_out(client):
    record = post(client, BIBTEX, "application/x-bibtex", "application/marc", "?profile=romanized-original")
    assert record.data[:5].isdigit()
    assert int(record.data[:5]) == len(record.data)
    again = post(client, record.data, "application/marc")
    assert again.content_type == "application/marc"
    assert again.data == record.data


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json;q=0.5, application/x-bibtex;q=0.4", "application/json"),
        ("application/json;q=0.4, application/x-bibtex;q=0.5", "application/x-bibtex"),
        ("*/*", "application/x-bibtex"),
        ("text/html, */*;q=0.1", "text/html"),
        ("image/png, application/x-ndjson;q=0.1", "application/x-ndjson"),
    ],
)
def test_what_is_liked_best_is_given(client, accept, kind):
    answer = post(client, BIBTEX, "application/x-bibtex", accept)
    assert answer.mimetype == kind
    assert "Accept" in answer.headers["Vary"]


def test_records_as_lines_of_json(client):
    answer = post(client, BIBTEX * 2, "application/x-bibtex", "application/x-ndjson", "?profile=romanized-original")
    first, second, last = map(json.loads, answer.get_data(as_text=True).splitlines())
    assert first["item"]["title"] == "Voĭna i mir"
    assert first["item"]["original-title"] == "Война и мир"
    assert first["changes"]
    assert second["record"] != first["record"]
    counts = {name: len(first[name]) + len(second[name]) for name in ("changes", "warnings")}
    assert last == {"totals": {"records": 2, **counts}}


def test_items_as_lines_of_json_keep_what_is_not_known(client):
    items = [{"id": 1, "title": "Мир", "x": {"y": [1, None]}}, {"id": 2, "title": "Plain"}]
    answer = post(client, json.dumps(items), "application/vnd.citationstyles.csl+json", "application/x-ndjson")
    lines = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
    assert lines[0]["item"] == {**items[0], "title": "Mir"}
    assert lines[1]["item"] == items[1]
    assert (lines[1]["changes"], lines[2]["totals"]["records"]) == ([], 2)


def test_lines_of_text_as_lines_of_json(client):
    answer = post(client, f"{TEXT}\n{TEXT}", accept="application/x-ndjson")
    lines = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
    assert [line.get("entry") for line in lines] == ["Tolstoĭ L. N. Voĭna i mir. M., 1869."] * 2 + [None]


def test_the_report_as_a_page(client):
    answer = post(client, "Мир <script>alert(1)</script>\n", accept="text/html")
    page = answer.get_data(as_text=True)
    assert answer.content_type == "text/html; charset=utf-8"
    assert "Mir" in page
    assert "<script>alert" not in page


def test_check_as_sarif(client):
    answer = client.post(
        "/v1/check",
        data="195–231, .\n".encode(),
        content_type="text/plain",
        headers={"Accept": "application/sarif+json"},
    )
    assert answer.content_type == "application/sarif+json"
    log = json.loads(answer.data)
    assert log["version"] == "2.1.0"
    assert {result["ruleId"] for result in log["runs"][0]["results"]} == {"repair/punctuation"}


def test_gzip_in(client):
    packed = gzip.compress(TEXT.encode())
    assert post(client, packed, **{"Content-Encoding": "gzip"}).data == post(client, TEXT).data
    # Members one behind the other are one text (RFC 1952, 2.2).
    assert post(client, packed + packed, **{"Content-Encoding": "x-gzip"}).data == post(client, TEXT * 2).data


PACKED = gzip.compress(b"x", mtime=0)


@pytest.mark.parametrize("wrong", [b"", b"x", TEXT.encode(), PACKED[:-3], PACKED + b"rest"])
def test_what_is_no_gzip(client, problem, wrong):
    problem(post(client, wrong, **{"Content-Encoding": "gzip"}), 400, "not-gzip")


def test_gzip_is_measured_by_what_it_holds(problem):
    client = create_app({"ROMANBIB_MAX_STREAM_BYTES": 100_000}).test_client()
    packed = gzip.compress(bytes(100_001).replace(b"\0", b"\n"))
    assert len(packed) < 1000
    assert "100000 bytes" in problem(post(client, packed, **{"Content-Encoding": "gzip"}), 413)["detail"]


def test_gzip_out_for_who_accepts_it(client):
    plain = post(client, TEXT * 40)
    packed = post(client, TEXT * 40, **{"Accept-Encoding": "br, gzip;q=0.8"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
    refused = post(client, TEXT * 40, **{"Accept-Encoding": "gzip;q=0, identity"})
    assert "Content-Encoding" not in refused.headers


@pytest.mark.parametrize(
    "path",
    [
        "/v1/schemes",
        "/v1/schemes/ala-lc",
        "/v1/schemes?language=uk",
        "/v1/profiles",
        "/v1/profiles/paper",
        "/openapi.json",
    ],
)
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_what_the_caller_has_is_not_sent_again(client, path, coding):
    first = client.get(path, headers={"Accept-Encoding": coding})
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    assert "max-age" in first.headers["Cache-Control"]
    again = client.get(path, headers={"Accept-Encoding": coding, "If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(path, headers={"Accept-Encoding": coding, "If-None-Match": '"other"'}).status_code == 200


def test_tags_tell_representations_apart(client):
    tags = {
        client.get("/v1/schemes", headers={"Accept-Encoding": coding}).headers["ETag"]
        for coding in ("gzip", "identity")
    }
    assert len(tags) == 2


def test_one_profile(client, problem):
    assert client.get("/v1/profiles/paper").json["id"] == "paper"
    assert "paper" in problem(client.get("/v1/profiles/nope"), 404, "unknown-profile")["available"]
