"""What /v1/normalize and /v1/check can be asked for beside profile and scheme, in the query and in JSON."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from romanbib.web import create_app
from werkzeug.test import TestResponse

from ..formats.docx_documents import made

TESTS = Path(__file__).parents[1]
CSL = "application/vnd.citationstyles.csl+json"
NDJSON = "application/x-ndjson"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BOOK = {"id": "a", "type": "book", "title": "Война и мир", "author": [{"family": "Толстой", "given": "Л. Н."}]}
ROMANIZED = {"id": "a", "type": "book", "title": "Voĭna i mir", "author": [{"family": "Tolstoĭ", "given": "L. N."}]}
NAMES = [{"family": "Толстой", "given": "Л. Н."}]
KEEPS = {"profile": "romanized-original"}
# One author and one journal in three spellings, of which the first is the most frequent.
THREE = """Khlopov O.A. Politika SShA // Voprosy istorii. 2002. No. 3. S. 5-10.
Хлопов О.А. Политика США // Вопросы истории. 2001. No. 3. С. 5-10.
Hlopov O.A. Rossiia // Voprosi istorii. 2003. No. 3. S. 5-10.
Khlopov O.A. Rossiia // Voprosy istorii. 2004. No. 3. S. 5-10.
"""
ONE = """Khlopov O.A. Politika SShA // Voprosy istorii. 2002. No. 3. S. 5-10.
Khlopov O.A. Politika SShA // Voprosy istorii. 2001. No. 3. S. 5-10.
Khlopov O.A. Rossiia // Voprosy istorii. 2003. No. 3. S. 5-10.
Khlopov O.A. Rossiia // Voprosy istorii. 2004. No. 3. S. 5-10.
"""


class Calls:
    """The two ways to send text or items: with the parameters in the query, and in JSON beside the source."""

    def __init__(self, client: Any, path: str = "/v1/normalize") -> None:
        self.client = client
        self.path = path

    def by_query(self, source: Any, accept: str = "", **parameters: Any) -> TestResponse:
        text = source if isinstance(source, str) else json.dumps(source)
        kind = "text/plain" if isinstance(source, str) else CSL
        said = {name: str(value).lower() if isinstance(value, bool) else value for name, value in parameters.items()}
        headers = {"Accept": accept} if accept else {}
        return self.client.post(self.path, query_string=said, data=text.encode(), content_type=kind, headers=headers)

    def by_json(self, source: Any, **parameters: Any) -> TestResponse:
        return self.client.post(self.path, json={"source": source, **parameters})

    def outputs(self, source: Any, **parameters: Any) -> list[Any]:
        """What comes back for items, by the query and by JSON."""
        return [
            json.loads(self.by_query(source, **parameters).data),
            self.by_json(source, **parameters).json["output"],
        ]


@pytest.fixture
def calls(client) -> Calls:
    return Calls(client)


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("fields", ROMANIZED | {"original-title": "Война и мир", "original-author": NAMES}),
        ("inline", ROMANIZED | {"title": "Voĭna i mir [Война и мир]", "original-author": NAMES}),
        ("extra", ROMANIZED | {"note": "original-title: Война и мир\noriginal-author: Толстой || Л. Н."}),
    ],
)
def test_originals_in_csl_json(calls, way, expected):
    assert calls.outputs([BOOK], originals=way, **KEEPS) == [[expected]] * 2
    line = calls.by_query([BOOK], accept=NDJSON, originals=way, **KEEPS).get_data(as_text=True).splitlines()[0]
    assert json.loads(line)["item"] == expected


def test_originals_as_juris_m_has_them(calls):
    for (item,) in calls.outputs([BOOK], originals="multi", **KEEPS):
        assert item["title"] == "Война и мир"
        assert item["multi"]["_keys"]["title"] == {"ru-Latn-t-ru-m0-alaloc": "Voĭna i mir"}


def test_originals_as_multiscript_fields_of_bibtex(calls):
    answer = calls.by_query([BOOK], originals="ms", to="bibtex", **KEEPS)
    assert "  title = {Война и мир},\n" in answer.get_data(as_text=True)
    assert "  title_transliteration_ru-Latn-t-ru-m0-alaloc = {Voĭna i mir},\n" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("parameters", "available"),
    [
        ({"originals": "nope", **KEEPS}, ["fields", "inline", "extra", "multi", "ms"]),
        ({"originals": "ms", **KEEPS}, ["fields", "inline", "extra", "multi"]),
        ({"originals": "extra", "profile": "romanized"}, ["original-romanized", "romanized-original"]),
        ({"originals": "extra", "to": "ris", **KEEPS}, None),
    ],
)
def test_originals_that_are_not_kept_so(calls, problem, parameters, available):
    for answer in (calls.by_query([BOOK], **parameters), calls.by_json([BOOK], **parameters)):
        assert problem(answer, 400, "bad-parameter").get("available") == available


def test_lines_of_text_have_no_place_of_their_own_for_originals(calls, problem):
    problem(calls.by_query("Мир", originals="extra", **KEEPS), 400, "bad-parameter")
    problem(calls.by_query("Мир", accept=NDJSON, originals="extra", **KEEPS), 400, "bad-parameter")
    entry = "Толстой Л. Н. Война и мир. М.: Наука, 1869."
    answer = calls.by_query(entry, accept=NDJSON, originals="extra", to="csl-json", **KEEPS)
    item = json.loads(answer.get_data(as_text=True).splitlines()[0])["item"]
    assert item["note"].startswith("original-title: Война и мир")


def test_one_form_for_one_name(calls):
    assert calls.by_query(THREE, unify=True).get_data(as_text=True) == ONE
    assert calls.by_json(THREE, unify=True).json["output"] == ONE
    assert calls.by_query(THREE, unify=False).get_data(as_text=True).count("Hlopov") == 1


def test_one_form_for_one_name_in_every_answer(calls):
    lines = calls.by_query(THREE, accept=NDJSON, unify=True).get_data(as_text=True).splitlines()
    assert [json.loads(line).get("entry") for line in lines] == [*ONE.splitlines(), None]
    whole = calls.by_query(THREE, accept="application/json", unify=True).json
    assert "unify: person" in {change["rule"] for change in whole["changes"]}
    assert "unify: person" in calls.by_query(THREE, accept="text/html", unify=True).get_data(as_text=True)
    records = calls.by_query(THREE, to="ris", unify=True).get_data(as_text=True)
    assert records.count("AU  - Khlopov, O.A.") == records.count("JF  - Voprosy istorii") == 4


def test_a_bibliography_to_unify_has_the_limit_of_bodies_that_are_read_whole(problem):
    calls = Calls(create_app({"ROMANBIB_MAX_BYTES": "1000"}).test_client())
    long = THREE * 5
    assert len(long) > 1000
    assert calls.by_query(long).status_code == 200
    for accept in ("text/plain", NDJSON):
        assert "1000 bytes" in problem(calls.by_query(long, accept=accept, unify=True), 413)["detail"]


def test_what_is_romanized_already_is_respelled(calls):
    item = {"id": "a", "title": "Istoriya Rossii", "language": "ru"}
    assert calls.outputs([item], respell=True) == [[item | {"title": "Istorii͡a Rossii"}]] * 2
    assert calls.outputs([item], respell=False) == [[item]] * 2
    assert calls.outputs([item]) == [[item]] * 2


def test_titles_in_capitals(calls):
    item = {"id": "a", "title": "ИСТОРИЯ РОССИИ"}
    assert calls.outputs([item], sentence_case=True) == [[item | {"title": "Istorii͡a Rossii"}]] * 2
    for said in ({}, {"sentence_case": False}):
        assert calls.outputs([item], **said) == [[item | {"title": "ISTORII͡A ROSSII"}]] * 2
    assert calls.by_json([item], sentence_case=None).json["output"][0]["title"] == "ISTORII͡A ROSSII"


def test_gregorian_years_beside_hijri_ones(calls):
    entry = "نوری، علی (۱۳۸۰). تاریخ ایران. تهران: نشر نی."
    assert "(1380 [2001/02])" in calls.by_query(entry, gregorian=True).get_data(as_text=True)
    assert "(1380 [2001/02])" in calls.by_json(entry, gregorian=True).json["output"]
    assert "(1380)" in calls.by_query(entry).get_data(as_text=True)


def test_all_of_a_document(client, problem):
    document = made("<w:p><w:r><w:t>Щука</w:t></w:r></w:p>")

    def sent(path: str, accept: str = "") -> TestResponse:
        headers = {"Accept": accept} if accept else {}
        return client.post(path, data=document, content_type=DOCX, headers=headers)

    problem(sent("/v1/normalize"), 400, "unreadable-input")  # it has no reference section
    done = sent("/v1/normalize?whole_document=true")
    assert done.content_type == DOCX
    assert "Shchuka" in zipfile.ZipFile(io.BytesIO(done.data)).read("word/document.xml").decode()
    lines = sent("/v1/normalize?whole_document=true", NDJSON).get_data(as_text=True).splitlines()
    assert "Shchuka" in lines[0]
    problem(sent("/v1/check"), 400, "unreadable-input")
    assert [one["after"] for one in sent("/v1/check?whole_document=true").json["changes"]] == ["Shchuka"]


@pytest.mark.parametrize("path", ["/v1/normalize", "/v1/check"])
def test_what_holds_references_alone_is_no_document(client, problem, path):
    calls = Calls(client, path)
    for answer in (calls.by_query("Щи", whole_document=True), calls.by_json("Щи", whole_document=True)):
        assert problem(answer, 400, "bad-parameter")["available"] == ["docx"]
    assert calls.by_query("Щи", whole_document=False).status_code == 200


def test_check_tells_what_would_be_respelled(client):
    calls = Calls(client, "/v1/check")
    item = {"id": "a", "title": "Istoriya Rossii", "language": "ru"}
    for answer in (calls.by_query([item], respell=True), calls.by_json([item], respell=True)):
        (problem,) = answer.json["problems"]
        assert problem["message"] == "'Istoriya Rossii' should be 'Istorii͡a Rossii'"
        assert problem["rule"].startswith("respell: ru/bgn-pcgn → ru/ala-lc")
    assert calls.by_query([item]).json["problems"] == []


@pytest.mark.parametrize("name", ["originals", "unify", "sentence_case", "gregorian"])
def test_check_does_not_take_what_it_has_no_use_for(client, problem, name):
    problem(Calls(client, "/v1/check").by_query("Щи", **{name: "true"}), 400, "bad-parameter")


@pytest.mark.parametrize("name", ["unify", "respell", "sentence_case", "gregorian", "whole_document"])
def test_true_or_false_and_nothing_else(calls, problem, name):
    for wrong in ("yes", "1", "True", ""):
        members = problem(calls.by_query("Щи", **{name: wrong}), 400, "bad-parameter")
        assert members["detail"].endswith("it is true or false.")
        assert name in members["available"]
    for wrong in ("true", 1, []):
        problem(calls.by_json("Щи", **{name: wrong}), 400, "bad-parameter")


@pytest.mark.parametrize("kind", ["application/octet-stream", "application/x-www-form-urlencoded", None])
@pytest.mark.parametrize("path", ["/v1/normalize", "/v1/check"])
def test_the_format_can_be_named_instead_of_a_media_type(client, path, kind):
    """As by ``curl --data-binary @library.mrc '…?from=marc&to=csl-json'``."""
    record = (TESTS / "data" / "marc" / "cyrillic-utf8.mrc").read_bytes()
    named = client.post(path, data=record, content_type=kind, query_string={"from": "marc"})
    said = client.post(path, data=record, content_type="application/marc")
    assert named.status_code == 200
    assert named.data == said.data
    if path == "/v1/normalize":
        asked = {"from": "bibtex", "to": "csl-json"}
        answer = client.post(path, data="@book{a, title={Мир}}".encode(), content_type=kind, query_string=asked)
        assert answer.content_type == CSL
        assert json.loads(answer.data)[0]["title"] == "Mir"


def test_a_media_type_that_says_nothing_needs_a_format(client, problem):
    sent = {"data": b"x", "content_type": "application/octet-stream"}
    assert "set Content-Type" in problem(client.post("/v1/normalize", **sent), 415)["detail"]
    problem(client.post("/v1/normalize?from=nothing", **sent), 400, "unknown-format")
    problem(client.post("/v1/normalize?from=bibtex", data=b"x", content_type="image/png"), 415)


def test_what_a_parameter_should_be_is_said_in_plain_words(client, problem):
    answer = client.post("/v1/normalize?unify=maybe", data=b"x", content_type="text/plain")
    assert (
        problem(answer, 400, "bad-parameter")["detail"] == "The parameter 'unify' cannot be used: it is true or false."
    )
