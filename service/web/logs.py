"""The log: one JSON object a line on standard error, with nothing in it that people sent.

A line holds its time, level and event, the id of the request, and fields out of ``FIELDS``; whatever else is handed to
the logger is left out. What libraries log may quote a request (gunicorn names the line that it could not parse), so
their messages are written without the values put into them, or not at all if the values cannot be told from the rest,
and exceptions without their text. The place in the code says what it was about.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

from ..text.hygiene import visible
from . import request_ids
from .answers import BrokenAnswerError
from .settings import Settings

FIELDS = (
    "method",
    "route",
    "status",
    "duration_ms",
    "bytes_in",
    "bytes_out",
    "complete",
    "records",
    "caller",
    "client",
)
WITHHELD = "withheld, since it may quote a request"
_OWN = __package__.partition(".")[0]
# Below these levels they name clients, or quote texts.
_QUIET = {
    "flask-limiter": logging.WARNING,
    "flask_cors": logging.WARNING,
    "alembic": logging.WARNING,
    "py.warnings": logging.ERROR,
}


class Lines(logging.Formatter):
    """Write records as JSON, or as text for a person at a terminal.

    Attributes:
        answering: whether this process answers requests. The one that starts the others does not; what gunicorn says
            there (address, signals, processes) is written in full.
    """

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self.answering = False
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line."""
        own = record.name == _OWN or record.name.startswith(f"{_OWN}.")
        known = own or not self.answering
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if known else str(record.msg) if record.args else WITHHELD,
            "logger": record.name,
            "process": record.process,
        }
        if identity := request_ids.current():
            line["request_id"] = identity
        line |= {name: record.__dict__[name] for name in FIELDS if name in record.__dict__}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["at"] = _places(record.exc_info[2])
        elif line["event"] == WITHHELD:
            line["at"] = [f"{record.pathname}:{record.lineno} {record.funcName}"]
        if self._as_json:
            return json.dumps(line, default=str)
        rest = " ".join(f"{name}={value}" for name, value in line.items() if name not in ("time", "level", "event"))
        return visible(f"{line['time']} {str(line['level']).upper():<7} {line['event']}  {rest}")


def _new(record: logging.LogRecord) -> bool:
    """Whether a record says something new; why an answer broke off was said before the server hears of it."""
    return not (record.exc_info and record.exc_info[0] is BrokenAnswerError)


def _places(found: TracebackType | None) -> list[str]:
    """Where an exception came by: file, line and function."""
    return [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(found)]


def set_up(settings: Settings) -> Lines:
    """Send the log of this process and those that it starts to standard error; give the formatter that writes it."""
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    lines = Lines(as_json=as_json)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(lines)
    handler.addFilter(_new)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(max(level, root.level))
    logging.captureWarnings(True)
    return lines
