"""Run the service under gunicorn from within Python."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import signal
import socket
import struct
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from . import create_app, health, logs
from .metrics import FOLDER
from .settings import Settings

_MEMORY = Path("/dev/shm")  # noqa: S108 - on a slow disk the heartbeats of busy processes would come too late
_SPARE_SECONDS = (
    30  # beyond the time of a request, until its connection, or a process that shows no sign of life, is ended
)
_JITTER = 10  # one part in so many by which the lives of processes differ, so that not all end at once


class _Log(Logger):  # type: ignore[misc]
    """gunicorn's messages go where all others go."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True

    # Two frames more, so that the log names the place that calls, and not this one.
    def warning(self, msg: object, *args: object, **more: Any) -> None:
        super().warning(msg, *args, stacklevel=3, **more)

    def error(self, msg: object, *args: object, **more: Any) -> None:
        super().error(msg, *args, stacklevel=3, **more)


class _Worker(ThreadWorker):  # type: ignore[misc]
    """A process that answers. When it stops, no connection is left waiting for an answer that will not come.

    gunicorn waits for ever for a client that falls silent, and a few of them would hold all threads. So a client has
    ``silence_seconds`` for its headers and after them for each piece that it sends or takes; in all it has
    ``request_seconds``, for one that sends a byte now and then is never silent.
    """

    silence_seconds: int
    request_seconds: int

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._ends: dict[Any, float] = {}  # when the patience with a connection ends

    def handle(self, conn: Any) -> Any:
        self._ends[conn] = time.monotonic() + self.silence_seconds
        try:
            return super().handle(conn)
        finally:
            self._ends.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        self._ends[conn] = time.monotonic() + self.request_seconds
        _wait_at_most(self.silence_seconds, conn.sock)
        try:
            return super().handle_request(req, conn)
        except BlockingIOError:  # nothing was taken for too long; gunicorn knows this one as a client that has gone
            raise BrokenPipeError(errno.EPIPE, "the client takes no more") from None
        finally:
            _wait_at_most(0, conn.sock)

    def murder_pending(self) -> None:
        """Called every second; here it closes what its thread cannot, since that waits for the client."""
        super().murder_pending()
        now = time.monotonic()
        for conn, end in list(self._ends.items()):
            if now > end:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if self.alive:
            return
        for listener in self.sockets:
            known = -1
            while known != self.nr_conns:  # who has connected already is answered
                known = self.nr_conns
                self.accept(listener)
            listener.close()  # all others are refused at once, and may go to another server


def _wait_at_most(seconds: int, connection: socket.socket) -> None:
    """Limit how long one call waits, 0 for no limit; gunicorn resets the timeout that Python itself offers."""
    with suppress(OSError):  # it is closed
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            connection.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", seconds, 0))


class _Arbiter(Arbiter):  # type: ignore[misc]
    """The process that starts and stops those that answer."""

    def __init__(self, app: BaseApplication, drain_seconds: int) -> None:
        super().__init__(app)
        self._drain_seconds = drain_seconds

    def handle_term(self) -> None:
        """On SIGTERM say "not ready"; stop when there was time to hear it, or at the second SIGTERM."""
        health.stop()
        if self._drain_seconds:
            later = Timer(self._drain_seconds, os.kill, (os.getpid(), signal.SIGTERM))
            later.daemon = True
            later.start()
            self._drain_seconds = 0
        else:
            super().handle_term()


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with its settings given here instead of on a command line."""

    def __init__(self, app: Flask, settings: dict[str, Any], drain_seconds: int) -> None:
        self._app = app
        self._settings = settings
        self._drain_seconds = drain_seconds
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app

    def run(self) -> None:
        _Arbiter(self, self._drain_seconds).run()


def run(host: str, port: int) -> None:
    """Serve until stopped.

    Everything that requests need is loaded before the processes that answer them are started: they share it, and what
    is wrong with it, or with a setting, is told in one line at once.

    Args:
        host: address to listen on.
        port: port to listen on.

    Raises:
        SettingsError: a setting in the environment that cannot be used.
        RomanbibError: a rule table or list that cannot be used.
    """
    settings = Settings.read(os.environ)
    lines = logs.set_up(settings)
    memory = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    # Each process keeps its numbers in a file of this folder, and whichever is asked for them adds them up.
    numbers = tempfile.mkdtemp(prefix="romanbib-metrics-", dir=memory)
    os.environ[FOLDER] = numbers
    process = os.getpid()
    try:
        health.load()
        app = create_app()
        gc.collect()
        gc.freeze()  # what is loaded is not looked through again, so its memory stays shared

        def starts(arbiter: Any, worker: Any) -> None:
            lines.answering = True
            worker.silence_seconds = settings.silence_seconds
            worker.request_seconds = settings.max_seconds + _SPARE_SECONDS

        def ends(arbiter: Any, worker: Any) -> None:
            from prometheus_client.multiprocess import mark_process_dead

            mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]

        wanted: dict[str, Any] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": settings.workers,
            "worker_class": _Worker,
            "threads": settings.threads,
            "timeout": settings.max_seconds + _SPARE_SECONDS,
            "graceful_timeout": settings.grace_seconds,
            "keepalive": settings.keepalive_seconds,
            "max_requests": settings.max_requests,
            "max_requests_jitter": settings.max_requests // _JITTER,
            "worker_tmp_dir": None if memory is None else str(memory),
            "preload_app": True,
            "control_socket_disable": True,
            "logger_class": _Log,
            "loglevel": settings.log_level,
            "post_fork": starts,
            "child_exit": ends,
        }
        _Server(app, wanted, settings.drain_seconds).run()
    finally:
        if os.getpid() == process:  # the processes that it starts end here, too
            shutil.rmtree(numbers, ignore_errors=True)
