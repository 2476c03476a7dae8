"""The log: JSON, one line a request, nothing that people sent."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from romanbib.web import Settings, logs
from romanbib.web.answers import BrokenAnswerError

SECRETS = ("Тайнопись", "geheim", "10.9.8.7", "سر")


class Log:
    """What was logged, as text and as objects."""

    def __init__(self, stream: io.StringIO, lines: logs.Lines) -> None:
        self.stream = stream
        self.formatter = lines

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log(monkeypatch) -> Iterator[Log]:
    """The log of a process that answers requests, at its most talkative."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    lines = logs.set_up(Settings(log_format="json", log_level="debug"))
    lines.answering = True
    yield Log(stream, lines)
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)


def test_a_request_leaves_one_line(log, served):
    client = served()
    answer = client.post("/v1/detect?x=geheim", json={"text": "Тайнопись"})
    (line,) = [line for line in log.lines if line["event"] == "request"]
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("POST", "/v1/detect", 400)
    assert line["bytes_out"] == len(answer.data)
    assert line["bytes_in"] == answer.request.content_length
    assert line["complete"] is True
    assert line["duration_ms"] >= 0
    assert line["level"] == "info"
    assert line["time"].endswith("+00:00")
    assert "client" not in line


def test_a_route_is_a_template_and_never_an_address(log, served):
    client = served()
    client.get("/v1/schemes/geheim")
    client.get("/geheim")
    client.open("/health", method="GEHEIM1")
    lines = [line for line in log.lines if line["event"] == "request"]
    assert lines[0]["route"].startswith("/v1/schemes/<")
    assert lines[1]["route"] == "none"
    assert lines[2]["method"] == "other"
    assert "geheim" not in log.text.lower()


def test_records_are_counted_in_the_line(log, served):
    served().post("/v1/normalize", data="Щи\nКаша\n".encode(), content_type="text/plain")
    assert [line["records"] for line in log.lines if line["event"] == "request"] == [2]


def test_nothing_that_people_sent_is_logged(log, served):
    client = served(RATE_LIMIT="40/minute")
    sent = "Тайнопись geheim سر"
    headers = {
        "User-Agent": "geheim",
        "Referer": "https://geheim.example/",
        "X-Request-ID": "geheim",
        "X-Forwarded-For": "10.9.8.7",
        "Cookie": "a=geheim",
        "Authorization": "Bearer geheim",
        "Accept-Language": "geheim",
    }
    bodies = (sent.encode(), json.dumps({"text": sent, "source": sent, sent: sent}).encode(), b"\xff geheim")
    for path in ("/v1/normalize", "/v1/transliterate", "/v1/detect", "/v1/check", "/", "/geheim", "/download"):
        for body in bodies:
            kind = "application/json" if body.startswith(b"{") else "text/plain"
            client.post(
                f"{path}?q={sent}&scheme=geheim",
                data=body,
                headers=headers,
                content_type=kind,
                environ_base={"REMOTE_ADDR": "10.9.8.7"},
            )
    client.post("/", data={"source": sent, "profile": "geheim"}, headers=headers)
    for _ in range(45):
        client.get("/v1/profiles", headers=headers, environ_base={"REMOTE_ADDR": "10.9.8.7"})
    assert len([line for line in log.lines if line["event"] == "request"]) == 67
    assert any(line.get("status") == 429 for line in log.lines)
    for one in SECRETS:
        assert one.lower() not in log.text.lower()


def test_what_libraries_log_is_written_without_its_values(log):
    try:
        raise ValueError("geheim")
    except ValueError:
        logging.getLogger("gunicorn.error").exception("Error handling request %s", "/geheim")
    logging.getLogger("gunicorn.error").warning("Invalid request from ip=%s: %s", "10.9.8.7", "GET /geheim")
    logging.getLogger("gunicorn.error").warning("Invalid request line: GET /geheim")
    first, second, third = log.lines
    assert first["event"] == "Error handling request %s"
    assert first["error"] == "ValueError"
    assert first["at"][0].startswith(__file__)
    assert second["event"] == "Invalid request from ip=%s: %s"
    assert third["event"] == logs.WITHHELD
    assert third["at"][0].startswith(__file__)
    assert "geheim" not in log.text


def test_an_answer_that_breaks_off_for_the_caller_to_mend_is_no_error_of_the_service(log, served):
    lines = "Щи.\n".encode() * 60_000
    with pytest.raises(BrokenAnswerError) as raised:
        served().post("/v1/normalize", data=lines + b"geheim\0\n", content_type="text/plain")
    logging.getLogger("gunicorn.error").error("Error handling request", exc_info=raised.value)
    told = [line for line in log.lines if "in the middle of an answer" in line["event"]]
    assert [(line["level"], line["event"].split(" at ")[0]) for line in told] == [("info", "unreadable-input")]
    assert not [line for line in log.lines if line["level"] == "error"]
    assert "geheim" not in log.text


def test_the_process_that_starts_the_others_says_where_it_listens(log):
    log.formatter.answering = False
    logging.getLogger("gunicorn.error").info("Listening at: %s", "http://127.0.0.1:8000")
    assert log.lines[0]["event"] == "Listening at: http://127.0.0.1:8000"


def test_clients_are_named_only_if_that_is_asked_for(log, served):
    client = served(LOG_CLIENTS="on", TRUSTED_PROXIES=1)
    client.get("/v1/profiles", headers={"X-Forwarded-For": "203.0.113.7, 203.0.113.8"})
    assert [line["client"] for line in log.lines if line["event"] == "request"] == ["203.0.113.8"]


def test_probes_are_not_logged_but_for_debugging(log, served):
    served().get("/health")
    assert [line["level"] for line in log.lines] == ["debug"]


def test_a_line_is_a_line(log):
    logging.getLogger("romanbib.web").warning("one\ntwo\u2028three")
    assert len(log.text.splitlines()[0]) > 0
    assert log.text.count("\n") == 1
    assert json.loads(log.text)["event"] == "one\ntwo\u2028three"


def test_text_for_terminals():
    record = logging.LogRecord("romanbib.web", logging.INFO, "", 0, "re\x1b[31mquest", None, None)
    record.status = 200
    written = logs.Lines(as_json=False).format(record)
    assert "INFO" in written
    assert written.endswith("status=200")
    assert "\x1b" not in written
