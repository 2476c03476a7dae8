"""Where rule tables are found: the package's own, then the user's folder (``ROMANBIB_RULES``)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from ..errors import RuleTableError, UnknownLanguageError, UnknownSchemeError
from .table import RuleTable, TableFile, build, read_toml

RULES_FOLDER_SETTING = "ROMANBIB_RULES"
BUILT = 256  # tables with their options that are kept ready
Key = tuple[str, str]


def _built_in() -> dict[Key, Traversable]:
    """Find the package's tables by their path alone, ``schemes/<language>/<id>.toml``, without opening them."""
    return {
        (language.name, table.name.removesuffix(".toml")): table
        for language in resources.files("romanbib.rules").joinpath("schemes").iterdir()
        if language.is_dir()
        for table in language.iterdir()
        if table.name.endswith(".toml")
    }


def _user_tables() -> dict[Key, Traversable]:
    """Find the tables in the user's folder; they say in their own text what they are."""
    folder = os.environ.get(RULES_FOLDER_SETTING)
    if not folder:
        return {}
    if not Path(folder).is_dir():
        raise RuleTableError(
            f"{RULES_FOLDER_SETTING}={folder}: no such folder; name one with .toml rule tables or unset it"
        )
    tables: dict[Key, Traversable] = {}
    for path in sorted(Path(folder).rglob("*.toml")):
        file = read_toml(path, TableFile)
        key = (file.language, file.id)
        if key in tables:
            raise RuleTableError(f"{path}: the same language and id as {tables[key]}; give one of them another id")
        tables[key] = path
    return tables


@cache
def _places() -> Mapping[Key, Traversable]:
    return {**_built_in(), **_user_tables()}


@cache
def _file(language: str, scheme: str) -> TableFile:
    place = _places()[language, scheme]
    file = read_toml(place, TableFile)
    if (file.language, file.id) != (language, scheme):
        raise RuleTableError(
            f"{place}: says language {file.language!r} and id {file.id!r}; its path says {language!r} and {scheme!r}"
        )
    return file


def chain(place: str, file: TableFile) -> list[tuple[str, TableFile]]:
    """List a table and all that it extends, the table itself first.

    Raises:
        RuleTableError: it extends a table that does not exist, or itself.
    """
    files = [(place, file)]
    seen = {file.id}
    while (wanted := files[-1][1].extends) is not None:
        if (file.language, wanted) not in _places():
            raise RuleTableError(f"{files[-1][0]}: extends {wanted!r}, which {file.language} does not have")
        if wanted == files[-1][1].id:
            raise RuleTableError(f"{files[-1][0]}: extends itself; name another table")
        if wanted in seen:
            raise RuleTableError(f"{files[-1][0]}: extends {wanted!r}, which extends it in turn; break the circle")
        seen.add(wanted)
        files.append((str(_places()[file.language, wanted]), _file(file.language, wanted)))
    return files


class SchemeName(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What people call a scheme, and the value that CLDR registers for it in language tags."""

    name: str
    transform: str | None = None


@cache
def _names() -> Mapping[str, SchemeName]:
    return read_toml(resources.files("romanbib.rules").joinpath("schemes.toml"), dict[str, SchemeName])


def name_of(scheme: str) -> str:
    """Say what people call a scheme; a scheme that is not in ``rules/schemes.toml`` goes by its id."""
    named = _names().get(re.split("[@+]", scheme)[0])
    return named.name if named else scheme


def transform_of(scheme: str) -> str:
    """Give the transform part of a language tag (RFC 6497): ``m0-alaloc``; ``x0-kmu2010`` if none is registered."""
    base = re.split("[@+]", scheme)[0]
    named = _names().get(base)
    if named and named.transform:
        return f"m0-{named.transform}"
    return f"x0-{re.sub('[^0-9a-z]', '', base.lower())[:8]}"


@cache
def languages() -> tuple[str, ...]:
    """BCP 47 subtags of the languages that have a rule table, sorted."""
    return tuple(sorted({language for language, _ in _places()}))


def ids(language: str) -> list[str]:
    """Ids of a language's tables, sorted, told from their names alone."""
    return sorted(scheme for of, scheme in _places() if of == language)


def available(language: str | None = None) -> list[TableFile]:
    """Every table that can be asked for (of one language), by language and id. Loads, but does not compile them."""
    keys = sorted(key for key in _places() if language in (None, key[0]))
    return [file for file in (_file(*key) for key in keys) if not file.abstract]


def find_all(scheme: str, language: str | None = None) -> list[TableFile]:
    """Every language's table of one scheme (or one language's).

    Raises:
        UnknownSchemeError: no language has it; names the schemes there are.
    """
    tables = available(language)
    found = [table for table in tables if table.id == scheme]
    if not found:
        there = ", ".join(sorted({table.id for table in tables})) or "none"
        raise UnknownSchemeError(f"scheme {scheme!r} does not exist; there are: {there}")
    return found


def require(scheme: str) -> None:
    """Check that some language has a scheme with the options asked for.

    Raises:
        UnknownSchemeError: none has; names the schemes or options there are.
    """
    name, *chosen = scheme.split("+")
    missing: UnknownSchemeError | None = None
    for table in find_all(name):
        try:
            if chosen:
                find(table.language, scheme)
        except UnknownSchemeError as error:
            missing = error
        else:
            return
    if missing is not None:
        raise missing


def find(language: str, scheme: str) -> RuleTable:
    """Load one rule table.

    Args:
        language: BCP 47 language tag; subtags after the first are tried and then left out (``ru-RU`` is ``ru``).
        scheme: scheme id, with an edition (``bgn-pcgn@1965``) or options (``bgn-pcgn+diacritics``) if wanted.

    Raises:
        UnknownLanguageError: no table for the language; names the languages there are.
        UnknownSchemeError: no such scheme for the language, or no such option; names those there are.
        RuleTableError: the table has a mistake.
    """
    places = _places()
    known = languages()
    subtag = language if language in known else language.split("-")[0].lower()
    if subtag not in known:
        raise UnknownLanguageError(f"language {language!r} has no rule table; there are: {', '.join(known)}")
    name, *chosen = scheme.split("+")
    if (subtag, name) not in places or _file(subtag, name).abstract:
        there = ", ".join(file.id for file in available(subtag))
        raise UnknownSchemeError(f"scheme {scheme!r} does not exist for language {subtag!r}; there are: {there}")
    return _built(subtag, name, tuple(chosen))


@lru_cache(maxsize=BUILT)
def _built(language: str, scheme: str, chosen: tuple[str, ...]) -> RuleTable:
    return build(chain(str(_places()[language, scheme]), _file(language, scheme)), chosen)


def check(path: Path) -> RuleTable:
    """Load a table from any path and check it, as ``romanbib schemes --validate`` does.

    Raises:
        RuleTableError: the table has a mistake.
    """
    file = read_toml(path, TableFile)
    return build(chain(str(path), file))
