"""The API against its own OpenAPI document, with every check that schemathesis has."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from romanbib.formats import formats
from romanbib.pipeline import profiles
from romanbib.tables.registry import available
from romanbib.web import create_app
from romanbib.web.api.bibliographies import EXAMPLES
from schemathesis.config import SchemathesisConfig

# Data that the document allows can still be refused for what it says: an unknown scheme, a bibliography that is none.
# That is 400, as everywhere here; which kinds of problem it may be is checked below.
CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 2026,
        "generation": {"max-examples": 15, "deterministic": True, "database": "none"},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", "400", "404", "409", "412"]},
            "negative_data_rejection": {
                "expected-statuses": ["400", "401", "403", "404", "405", "406", "412", "415", "428"]
            },
            "missing_required_header": {"expected-statuses": ["400", "415", "428"]},
        },
    }
)
TEXTS = [one.NAME for one in formats().values() if not one.BINARY]
OF_MEANING = {
    "unknown-language",
    "unknown-scheme",
    "unknown-option",
    "unknown-profile",
    "unknown-repair",
    "unknown-kind",
    "not-reversible",
    "unreadable-input",
    "bad-override",
}


def _serialized(context: schemathesis.SerializationContext, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


for one in formats().values():
    for kind in one.MEDIA_TYPES:
        if kind not in ("application/json", "text/plain"):
            example = EXAMPLES.get(one.NAME, "").encode()
            schemathesis.openapi.media_type(kind, st.sampled_from([example, b"", b"x"]))
            schemathesis.serializer(kind)(_serialized)


@schemathesis.hook
def map_query(context: schemathesis.HookContext, query: dict[str, object] | None) -> dict[str, object] | None:
    """Name schemes and profiles that there are, every other time: no document can list what a library may add to."""
    if not query:
        return query
    known = {
        "profile": [profile.id for profile in profiles()],
        "scheme": [table.id for table in available()],
        "language": ["ru", "uk", "fa"],
    }
    found = dict(query)
    for name, values in known.items():
        if isinstance(found.get(name), str) and len(str(found[name])) % 2:
            found[name] = values[len(str(found[name])) % len(values)]
    return found


@schemathesis.hook
def map_case(context: schemathesis.HookContext, case: schemathesis.Case) -> schemathesis.Case:
    """Keep to the rules that OpenAPI has no words for: JSON holds all parameters, and what is sent says its format.

    Originals are kept by profiles and formats that do so, and only a document can be wanted whole.
    """
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return case
    for sent in (case.query, case.body):
        if isinstance(sent, dict):
            sent.pop("whole_document", None)
            if sent.get("originals") is not None:
                sent.update(profile="romanized-original", to="csl-json", originals="extra")
    if case.media_type == "application/json":
        case.query = {}
        if isinstance(case.body, dict) and not (
            isinstance(case.body.get("source"), str) and case.body.get("from") in TEXTS
        ):
            case.body.pop("from", None)
    elif case.query and not (case.media_type == "text/plain" and case.query.get("from") in TEXTS):
        case.query.pop("from", None)
    return case


DOCUMENT = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text(encoding="utf-8"))
OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    place = tmp_path_factory.mktemp("schema") / "overrides.sqlite"
    application = create_app({"DATABASE_URL": f"sqlite:///{place}"})
    inner = application.wsgi_app
    # From this machine, as those who change overrides without a token have to be.
    application.wsgi_app = lambda environ, start: inner(environ | {"REMOTE_ADDR": "127.0.0.1"}, start)
    return schemathesis.openapi.from_wsgi("/openapi.json", application, config=CONFIG)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda part: str(part))
def test_every_operation_keeps_what_the_document_says(document, path, method, mode):
    operation = document[path][method]

    @settings(
        max_examples=15,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case) -> None:
        answer = case.call_and_validate(headers={"Accept-Encoding": "identity"})  # its client does not inflate
        if mode.is_positive and answer.status_code == 400:
            assert json.loads(answer.content)["type"].removeprefix("/problems/") in OF_MEANING

    with contextlib.suppress(Unsatisfiable):  # an operation to which nothing wrong can be sent
        check()
