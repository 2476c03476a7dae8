"""What can be set from outside: one environment variable a setting. docs/deploy.md has the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, cast

from flask import current_app

from ..errors import RomanbibError

LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("auto", "json", "text")
ANY_ORIGIN = "*"
_ORIGIN = re.compile(r"https?://(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?", re.IGNORECASE)
_RATE = re.compile(r"([1-9][0-9]{0,8})/(second|minute|hour|day)")
_REDIS = re.compile(r"(?:redis|rediss|redis\+unix)://\S+")


class SettingsError(RomanbibError):
    """A setting that cannot be used; names the variable and the mend."""


Reader = Callable[[str, str], Any]  # variable and value as text → value; raises SettingsError


def _wrong(variable: str, value: str, mend: str) -> SettingsError:
    return SettingsError(f"{variable}={value[:40]}: {mend} or unset it")


def _number(variable: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 16 and int(value) > 0):
        raise _wrong(variable, value, "not a whole number above zero; set one")
    return int(value)


def _number_or_none(variable: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 16):
        raise _wrong(variable, value, "not a whole number, or 0 for none; set one")
    return int(value)


def _switch(variable: str, value: str) -> bool:
    if value not in ("on", "off"):
        raise _wrong(variable, value, "neither on nor off; set one of them")
    return value == "on"


def _one_of(*choices: str) -> Reader:
    def read(variable: str, value: str) -> str:
        if value not in choices:
            raise _wrong(variable, value, f"none of {', '.join(choices)}; set one of them")
        return value

    return read


def _origins(variable: str, value: str) -> tuple[str, ...]:
    found = tuple(one.rstrip("/").lower() for one in re.split(r"[,\s]+", value) if one)
    for one in found:
        if one != ANY_ORIGIN and not _ORIGIN.fullmatch(one):
            raise _wrong(variable, one, "no origin; set some like https://example.org, with commas between them,")
    if ANY_ORIGIN in found and len(found) > 1:
        raise _wrong(variable, value, "* is every origin; set it alone, or origins without it,")
    return found


def _rate(variable: str, value: str) -> str:
    if value and not _RATE.fullmatch(value):
        raise _wrong(variable, value, "no rate; set one like 60/minute (second, minute, hour, day)")
    return value


def _redis(variable: str, value: str) -> str:
    if value and not _REDIS.fullmatch(value):  # the value may hold a password and is not told
        raise SettingsError(f"{variable}: not the URL of a Redis server; set one like redis://HOST:6379/0 or unset it")
    return value


def _text(variable: str, value: str) -> str:
    return value


def _setting(default: object, variable: str, read: Reader, meaning: str) -> Any:
    return field(default=default, metadata={"variable": variable, "read": read, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the service; the metadata of each field name its variable and say what it means.

    ``ROMANBIB_RULES``, a folder with rule tables of one's own, is read where rule tables are found, and
    ``DATABASE_URL``, where overrides are kept, where the database is opened.
    """

    max_bytes: int = _setting(
        10 * 1024 * 1024, "ROMANBIB_MAX_BYTES", _number, "longest request body that is read whole, in bytes"
    )
    max_stream_bytes: int = _setting(
        1 << 30, "ROMANBIB_MAX_STREAM_BYTES", _number, "longest body that is answered while it is read, in bytes"
    )
    page_entries: int = _setting(
        500,
        "ROMANBIB_PAGE_ENTRIES",
        _number,
        "entries that the page shows side by side; the result to copy and download is always whole",
    )
    max_records: int = _setting(200_000, "ROMANBIB_MAX_RECORDS", _number, "most records of a request")
    max_seconds: int = _setting(
        600, "ROMANBIB_MAX_SECONDS", _number, "longest time that a request may take, in seconds"
    )
    rate_limit: str = _setting("", "ROMANBIB_RATE_LIMIT", _rate, "requests of one client, such as `60/minute`")
    redis_url: str = _setting(
        "", "ROMANBIB_REDIS_URL", _redis, "Redis server that counts them for all workers; needs `romanbib[redis]`"
    )
    cors_origins: tuple[str, ...] = _setting(
        (),
        "ROMANBIB_CORS_ORIGINS",
        _origins,
        "origins whose pages may call the API, with commas between them; `*` for all",
    )
    tokens: str = _setting("", "ROMANBIB_TOKENS", _text, "file of the bearer tokens that are taken")
    trusted_proxies: int = _setting(
        0, "ROMANBIB_TRUSTED_PROXIES", _number_or_none, "proxies in front whose `X-Forwarded-…` headers are believed"
    )
    workers: int = _setting(2, "ROMANBIB_WORKERS", _number, "processes that answer requests")
    threads: int = _setting(4, "ROMANBIB_THREADS", _number, "requests that each of them answers at a time")
    max_requests: int = _setting(
        0, "ROMANBIB_MAX_REQUESTS", _number_or_none, "requests after which a process is replaced; 0 for never"
    )
    keepalive_seconds: int = _setting(
        5, "ROMANBIB_KEEPALIVE_SECONDS", _number_or_none, "seconds for which an idle connection is kept"
    )
    silence_seconds: int = _setting(
        30,
        "ROMANBIB_SILENCE_SECONDS",
        _number,
        "seconds that a client has for its headers, and for which it may then send or take nothing",
    )
    grace_seconds: int = _setting(
        30, "ROMANBIB_GRACE_SECONDS", _number, "seconds that requests have to end when the service stops"
    )
    drain_seconds: int = _setting(
        0,
        "ROMANBIB_DRAIN_SECONDS",
        _number_or_none,
        "seconds for which a stopping service takes new requests, while `/ready` says 503",
    )
    log_format: str = _setting(
        "auto", "ROMANBIB_LOG_FORMAT", _one_of(*LOG_FORMATS), "`json`, `text`; `auto` is `text` on a terminal"
    )
    log_level: str = _setting("info", "ROMANBIB_LOG_LEVEL", _one_of(*LOG_LEVELS), "`debug`, `info`, `warning`, `error`")
    log_clients: bool = _setting(
        False, "ROMANBIB_LOG_CLIENTS", _switch, "`on`: the addresses of clients are logged, too"
    )
    metrics: bool = _setting(True, "ROMANBIB_METRICS", _switch, "`off`: there is no `/metrics`")

    @classmethod
    def read(cls, values: Mapping[str, object]) -> Settings:
        """Read the settings out of an environment; what it does not name has its default.

        Raises:
            SettingsError: a value that cannot be used; names the variable and the mend.
        """
        found: dict[str, Any] = {}
        for one in fields(cls):
            variable: str = one.metadata["variable"]
            if variable in values:
                found[one.name] = one.metadata["read"](variable, str(values[variable]).strip())
        settings = cls(**found)
        if settings.redis_url and not settings.rate_limit:
            raise SettingsError(
                "ROMANBIB_REDIS_URL: there is nothing to count; set ROMANBIB_RATE_LIMIT, too, or unset it"
            )
        return settings


def current_settings() -> Settings:
    """Settings of the application that answers the present request."""
    return cast(Settings, current_app.extensions["romanbib"])
