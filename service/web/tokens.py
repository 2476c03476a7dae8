"""Who may do what: bearer tokens (RFC 6750) with the scopes ``read`` and ``correct``, if a file of tokens is set.

The file is TOML and holds no token, only what tells one::

    [token."reading room"]
    scopes = ["read", "correct"]
    sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

Tokens are random and long, so that a plain SHA-256 keeps them safe. Without a file everyone may read, and overrides
are changed from the machine itself alone.
"""

from __future__ import annotations

import hmac
import re
import secrets
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from flask import Flask, g, request

from .problems import Problem
from .settings import SettingsError

VARIABLE = "ROMANBIB_TOKENS"
READ, CORRECT = "read", "correct"
SCOPES = (READ, CORRECT)  # each allows what those before it do
LONGEST_NAME = 60
_NAME = re.compile(r"[\w .@-]{1,60}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OVERRIDES = "/v1/overrides"  # and what begins so
# Open to everyone: what says how the service is, and how it is to be used.
_OPEN_ENDPOINTS = frozenset({"health.health", "health.ready", "metrics", "static"})
_OPEN_BLUEPRINTS = frozenset({"problems", "document"})
# Open to browsers, which send no token when they follow a link; what the pages then ask for needs one.
_PAGES = frozenset({"page.show", "schemes.show", "schemes.table"})
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    scopes: list[str]
    sha256: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    token: dict[str, _Entry]


@dataclass(frozen=True, slots=True)
class Known:
    """A token that is taken: whose it is, what it allows, and the SHA-256 that tells it."""

    name: str
    scopes: frozenset[str]
    digest: str


def read(path: Path) -> tuple[Known, ...]:
    """Read a file of tokens.

    Raises:
        SettingsError: it cannot be used; names the file, the token and the mend.
    """
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except OSError as error:
        raise SettingsError(f"{VARIABLE}={path}: {(error.strerror or 'unreadable').lower()}; name a file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise SettingsError(f"{VARIABLE}={path}: {reason}; `romanbib token NAME` prints an entry") from None
    for name, one in found.token.items():
        where = f"{VARIABLE}={path}: token {name[:LONGEST_NAME]!r}"
        if not _NAME.fullmatch(name):
            raise SettingsError(f"{where}: a name is up to {LONGEST_NAME} letters, figures, blanks and . @ - _")
        if not one.scopes or not set(one.scopes) <= set(SCOPES):
            raise SettingsError(f"{where}: scopes are {' and '.join(SCOPES)}; give one or both")
        if not _SHA256.fullmatch(one.sha256):
            raise SettingsError(f"{where}: sha256 is not 64 hexadecimal figures; make the token anew")
    return tuple(Known(name, frozenset(one.scopes), one.sha256) for name, one in found.token.items())


def make(name: str, scope: str) -> tuple[str, str]:
    """Make a token that allows as much as ``scope``; give it and its entry for the file.

    Raises:
        SettingsError: a name that the file cannot hold.
    """
    if not _NAME.fullmatch(name):
        raise SettingsError(f"NAME: up to {LONGEST_NAME} letters, figures, blanks and . @ - _; give another one")
    token = secrets.token_urlsafe(32)
    listed = ", ".join(f'"{one}"' for one in SCOPES[: SCOPES.index(scope) + 1])
    entry = f'[token."{name}"]\nscopes = [{listed}]\nsha256 = "{_digest(token)}"\n'
    return token, entry


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def is_open() -> bool:
    """Whether the present request is for something that everyone may have at any time."""
    return (
        request.method == "OPTIONS"  # browsers ask before they send a token
        or request.endpoint in _OPEN_ENDPOINTS
        or request.blueprint in _OPEN_BLUEPRINTS
    )


def register(app: Flask, path: str) -> None:
    """Let each request say who makes it: ``flask.g.caller`` is the name of its token, "" without one.

    Args:
        app: the application.
        path: the file of tokens; "" for none.

    Raises:
        SettingsError: the file cannot be used.
    """
    known = read(Path(path)) if path else None

    @app.before_request
    def guard() -> None:
        g.caller = ""
        if is_open():
            return
        correcting = request.method not in _SAFE and request.path.startswith(_OVERRIDES)
        if known is not None and request.endpoint in _PAGES and "Authorization" not in request.headers:
            return
        if known is not None:
            g.caller = _admitted(known, CORRECT if correcting else READ)
        elif correcting and not _from_this_machine():
            raise Problem(
                "",
                f"Overrides are changed from the machine of the service alone, unless it has tokens; set {VARIABLE}.",
                status=403,
            )


def _admitted(known: tuple[Known, ...], scope: str) -> str:
    """Name of the caller's token, which allows what the caller wants."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise _unauthorized("This service needs a token; send it as 'Authorization: Bearer TOKEN'.", "")
    digest, found = _digest(token.strip()), None
    for one in known:  # all of them, so that the time does not tell which one was like it
        if hmac.compare_digest(one.digest, digest):
            found = one
    if found is None:
        raise _unauthorized("The token is not known here; ask for another one.", ', error="invalid_token"')
    if scope == CORRECT and CORRECT not in found.scopes:
        detail = f"The token allows to read; changing overrides needs one with the scope {CORRECT!r}."
        challenge = f'Bearer realm="romanbib", error="insufficient_scope", scope="{CORRECT}"'
        raise Problem("", detail, status=403, headers={"WWW-Authenticate": challenge})
    return found.name


def _unauthorized(detail: str, more: str) -> Problem:
    return Problem("", detail, status=401, headers={"WWW-Authenticate": f'Bearer realm="romanbib"{more}'})


def _from_this_machine() -> bool:
    """Whether nobody else can have made this request: no other machine, no proxy's client, no page of another site."""
    here = urlsplit(f"//{request.host}").hostname or ""
    origin = request.headers.get("Origin")
    return (
        _is_loopback(request.remote_addr or "")
        and (here == "localhost" or _is_loopback(here))  # else another site's name that leads here
        and (origin is None or origin == request.host_url.rstrip("/"))
        and not any(name in request.headers for name in _FORWARDED)
    )


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
