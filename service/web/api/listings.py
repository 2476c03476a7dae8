"""What there is to choose from: schemes with their whole tables, and profiles."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from flask import Response

from ...pipeline import profiles
from ...references.profiles import find_profile
from ...references.profiles import profiles as profile_ids
from ...tables.registry import available, find, name_of
from ...tables.table import TableFile
from ..answers import Fixed, negotiate
from ..choices import scheme_ids, subtag
from ..problems import Problem
from ..requests import JSON, no_query, query
from .operations import OF_QUERY, Answer, json_of, operation
from .parameters import LanguageQuery, ProfilePath, SchemePath
from .results import Profile, RuleTable, Scheme

_FIXED = {
    "ETag": "Tag of this state of the data; send it as If-None-Match and get 304 as long as it holds.",
    "Cache-Control": "For how long it may be kept.",
}
_UNCHANGED = Answer("What the caller has is still so.", headers=_FIXED)


@operation(
    "GET",
    "/schemes",
    tag="Choices",
    query=LanguageQuery,
    answers={200: Answer("The schemes.", json_of([Scheme]), _FIXED), 304: _UNCHANGED},
    problems=(*OF_QUERY, "unknown-language"),
)
def get_schemes() -> Response:
    """List the schemes, one entry for each language that has them."""
    language = query(LanguageQuery).language
    negotiate((JSON,))
    return _schemes(None if language is None else subtag(language)).answer()


@cache
def _schemes(language: str | None) -> Fixed:
    return Fixed.of([_summary(file) for file in available(language)])


@operation(
    "GET",
    "/schemes/<scheme>",
    tag="Choices",
    path=SchemePath,
    query=LanguageQuery,
    answers={200: Answer("The tables.", json_of([RuleTable]), _FIXED), 304: _UNCHANGED},
    problems=(*OF_QUERY, "unknown-language", 404),
)
def get_scheme(scheme: str) -> Response:
    """Give the whole rule tables of a scheme: one for each language that has it, or for one language."""
    language = query(LanguageQuery).language
    negotiate((JSON,))
    of = None if language is None else subtag(language)
    if scheme not in scheme_ids(of):
        where = "" if of is None else f" for language {of!r}"
        detail = f"There is no scheme {scheme[:40]!r}{where}."
        raise Problem("unknown-scheme", detail, status=404, available=scheme_ids(of))
    return _scheme(scheme, of).answer()


@cache
def _scheme(scheme: str, language: str | None) -> Fixed:
    return Fixed.of([_whole(file) for file in available(language) if file.id == scheme])


@operation(
    "GET",
    "/profiles",
    tag="Choices",
    answers={200: Answer("The profiles.", json_of([Profile]), _FIXED), 304: _UNCHANGED},
    problems=OF_QUERY,
)
def get_profiles() -> Response:
    """List the profiles."""
    no_query()
    negotiate((JSON,))
    return _profiles().answer()


@cache
def _profiles() -> Fixed:
    return Fixed.of([msgspec.to_builtins(profile) for profile in profiles()])


@operation(
    "GET",
    "/profiles/<profile>",
    tag="Choices",
    path=ProfilePath,
    answers={200: Answer("The profile.", json_of(Profile), _FIXED), 304: _UNCHANGED},
    problems=(*OF_QUERY, 404),
)
def get_profile(profile: str) -> Response:
    """Give a profile."""
    no_query()
    negotiate((JSON,))
    if profile not in profile_ids():
        detail = f"There is no profile {profile[:40]!r}."
        raise Problem("unknown-profile", detail, status=404, available=profile_ids())
    return _profile(profile).answer()


@cache
def _profile(profile: str) -> Fixed:
    return Fixed.of(msgspec.to_builtins(find_profile(profile)))


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
