"""The OpenAPI document: that of the code, with an example of everything, and a page that shows it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from romanbib.web.api.document import written
from romanbib.web.headers import HEADERS

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"
DOCUMENT = json.loads(COMMITTED.read_text(encoding="utf-8"))
OPERATIONS = [(path, method, one) for path, methods in DOCUMENT["paths"].items() for method, one in methods.items()]


def test_the_committed_document_is_that_of_the_code():
    assert COMMITTED.read_text(encoding="utf-8") == written(), "the API has changed: run make openapi"


def test_it_is_served_as_it_is_committed(client):
    assert client.get("/openapi.json").json == DOCUMENT
    assert DOCUMENT["openapi"].startswith("3.1")


def test_every_address_of_the_api_stands_in_it(app):
    rules = {
        (rule.rule.replace("<int:", "{").replace("<", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/v1/")
    }
    assert rules == {(path, method) for path, method, _ in OPERATIONS}


def test_every_schema_has_an_example():
    for name, schema in DOCUMENT["components"]["schemas"].items():
        assert schema["examples"], name
        assert all(field["examples"] for field in schema["properties"].values()), name
    for path, _, operation in OPERATIONS:
        for parameter in operation.get("parameters", []):
            assert "example" in parameter, (path, parameter["name"])


def test_every_body_that_is_text_has_an_example():
    for path, method, operation in OPERATIONS:
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            if content["schema"].get("format") != "binary":
                assert content["examples"], (path, method, kind)


def bodies() -> list[Any]:
    return [
        pytest.param(path, method, kind, content["examples"]["example"]["value"], id=f"{method} {path} {kind}")
        for path, method, operation in OPERATIONS
        for kind, content in operation.get("requestBody", {}).get("content", {}).items()
        if "examples" in content and "{" not in path
    ]


@pytest.mark.parametrize(("path", "method", "kind", "example"), bodies())
def test_every_example_of_a_body_can_be_sent(client, path, method, kind, example):
    data = example if isinstance(example, str) else json.dumps(example)
    answer = client.open(path, method=method.upper(), data=data.encode(), content_type=kind)
    assert answer.status_code in (200, 201), answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/v1/normalize", "/v1/check", "/v1/transliterate", "/v1/detect"])
def test_all_parameters_of_json_fit_together_as_their_examples_say(client, path):
    """So that a page like Swagger UI, which fills all of them in, begins with something that works."""
    content = DOCUMENT["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    (example,) = DOCUMENT["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]]["examples"]
    answer = client.post(path, json=example)
    assert answer.status_code == 200, answer.get_data(as_text=True)


def test_every_problem_is_shown_as_it_is_answered():
    for _, _, operation in OPERATIONS:
        refused = {status: answer for status, answer in operation["responses"].items() if int(status) >= 400}
        assert len(refused) >= 5
        for status, answer in refused.items():
            for kind, example in answer["content"]["application/problem+json"]["examples"].items():
                value = example["value"]
                assert value["status"] == int(status)
                assert value["type"] == ("about:blank" if kind == "plain" else f"/problems/{kind}")
                assert value["detail"] in answer["description"]


def test_links_lead_to_operations_that_there_are():
    parameters = {one["operationId"]: {each["name"] for each in one.get("parameters", [])} for _, _, one in OPERATIONS}
    links = [link for _, _, one in OPERATIONS for each in one["responses"].values()
             for link in each.get("links", {}).values()]  # fmt: skip
    assert {link["operationId"] for link in links} == {
        "get_override",
        "put_override",
        "delete_override",
        "get_override_history",
    }
    for link in links:
        assert {name.removeprefix("header.") for name in link["parameters"]} <= parameters[link["operationId"]]


def test_the_page_needs_nothing_from_elsewhere_and_no_inline_script(client):
    answer = client.get("/docs")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "//" not in page.replace("<!doctype html>", "")
    assert page.count("<script") == page.count("<script src=")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith(HEADERS["Content-Security-Policy"])
    assert "unsafe" not in policy
    for name in ("css/swagger-ui.css", "js/swagger-ui-bundle.js"):
        assert client.get(f"/docs/{name}").status_code == 200


@pytest.mark.parametrize("name", ["../__init__.py", "js", "css/../../__init__.py", "js/other.js"])
def test_nothing_else_of_the_package_is_served(client, problem, name):
    problem(client.get(f"/docs/{name}"), 404)


def test_only_who_asks_for_the_document_waits_for_the_extension():
    code = "import sys; from romanbib.web import create_app; create_app({}); print('flask_openapi3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
    code = "import sys, romanbib, romanbib.cli; print('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
