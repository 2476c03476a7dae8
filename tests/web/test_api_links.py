"""Overrides by the links of the OpenAPI document: added, looked at, changed, removed, in whatever order they allow."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from romanbib.web import create_app
from schemathesis.config import SchemathesisConfig
from schemathesis.core.transport import Response
from schemathesis.generation.stateful import APIStateMachine

HISTORY = "/v1/overrides/{number}/history"
CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 2026,
        "generation": {"mode": "positive", "deterministic": True, "database": "none"},
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "404", "409", "412"]}},
        # The history of an override stays when that is removed.
        "operations": [{"include-path": HISTORY, "checks": {"use_after_free": {"enabled": False}}}],
    }
)
SOURCES = ("Чайковский", "Щи", "Каша", "Мир")
STEPS = {
    ("post", "/v1/overrides"): {201, 409},
    ("get", "/v1/overrides/{number}"): {200, 404},
    ("put", "/v1/overrides/{number}"): {200, 404, 409, 412},
    ("delete", "/v1/overrides/{number}"): {204, 404, 412},
    ("get", HISTORY): {200, 404},
}


class Fresh:
    """The application, on request a new one: what a scenario does has to depend on nothing before it."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self._application = create_app({"DATABASE_URL": "sqlite://"})

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        # From this machine, as those who change overrides without a token have to be; its client does not inflate.
        sent = {"REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "identity"}
        return self._application.wsgi_app(environ | sent, start)


def map_body(context: schemathesis.HookContext, body: Any) -> Any:
    """Say something that can be kept, now and then the same as before."""
    if not isinstance(body, dict) or "source" not in body:
        return body
    number = len(str(body["source"])) + len(str(body["output"]))
    said = {"language": "ru", "source": SOURCES[number % len(SOURCES)], "output": f"Word {number}", "kind": ""}
    return {**body, **said, "scope": ""}


def test_overrides_step_by_step():
    """Each answer keeps what the document says, what was removed is gone, and every step was taken."""
    application = Fresh()
    document = schemathesis.openapi.from_wsgi("/openapi.json", application, config=CONFIG)
    document.hook(map_body)
    taken: dict[tuple[str, str], set[int]] = {step: set() for step in STEPS}
    # Where the configuration names operations, as above, include() has no effect.
    chosen = document.exclude(path_regex="^/v1/(?!overrides(/{number}.*)?$)").exclude(operation_id="get_overrides")
    machine: type[APIStateMachine] = chosen.as_state_machine()

    class Edits(machine):  # type: ignore[misc, valid-type]
        def setup(self) -> None:
            application.begin()

        def validate_response(self, response: Response, case: schemathesis.Case, **more: Any) -> None:
            taken[case.operation.method.lower(), case.operation.path].add(response.status_code)
            super().validate_response(response, case, **more)

    Edits.run(
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
    )
    for step, allowed in STEPS.items():
        assert min(allowed) in taken[step], step  # what is wanted was reached, and nothing that is not foreseen
        assert taken[step] <= allowed, step
    assert 412 in taken["put", "/v1/overrides/{number}"]  # somebody was faster
