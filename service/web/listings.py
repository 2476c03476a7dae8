"""What there is to choose from: schemes with their whole tables, and profiles."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, Response

from ..pipeline import profiles
from ..tables.registry import available, find, name_of
from ..tables.table import TableFile
from .choices import scheme_ids, subtag
from .problems import Problem
from .requests import JSON, json_answer, negotiate, query

blueprint = Blueprint("listings", __name__, url_prefix="/v1")


@blueprint.get("/schemes")
def get_schemes() -> Response:
    """List the schemes, one entry for each language that has them."""
    language = query(("language",)).get("language")
    negotiate((JSON,))
    return json_answer([_summary(file) for file in available(None if language is None else subtag(language))])


@blueprint.get("/schemes/<scheme>")
def get_scheme(scheme: str) -> Response:
    """Give the whole rule tables of a scheme: one for each language that has it, or for one language."""
    language = query(("language",)).get("language")
    negotiate((JSON,))
    of = None if language is None else subtag(language)
    tables = [_whole(file) for file in available(of) if file.id == scheme]
    if not tables:
        where = "" if of is None else f" for language {of!r}"
        detail = f"There is no scheme {scheme[:40]!r}{where}."
        raise Problem("unknown-scheme", detail, status=404, available=scheme_ids(of))
    return json_answer(tables)


@blueprint.get("/profiles")
def get_profiles() -> Response:
    """List the profiles."""
    query(())
    negotiate((JSON,))
    return json_answer([msgspec.to_builtins(profile) for profile in profiles()])


def _summary(file: TableFile) -> dict[str, Any]:
    options = find(file.language, file.id).options
    return {
        "id": file.id,
        "name": name_of(file.id),
        "language": file.language,
        "standard": file.standard,
        "edition": file.edition,
        "year": file.year,
        "reversible": file.reversible,
        "options": {name: option.description for name, option in options.items()},
    }


def _whole(file: TableFile) -> dict[str, Any]:
    """Give a table with what it extends laid underneath, as it is run."""
    table = find(file.language, file.id)
    return {
        **_summary(file),
        "body": file.body,
        "url": file.url,
        "notes": file.notes,
        "extends": file.extends,
        "letters": dict(table.letters),
        "rules": [rule.written for rule in table.rules],
        "reverse": {"prefer": dict(table.prefer), "accept": dict(table.accept)},
        "options": {name: msgspec.to_builtins(option) for name, option in table.options.items()},
        "examples": msgspec.to_builtins(file.examples),
    }
