"""romanbib turns bibliographies that mix scripts into consistent ones.

Importing it loads nothing: each name below is fetched when it is first used, and each rule table when it is first run.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import language_packs as _language_packs
from .errors import (
    InputError,
    NotReversibleError,
    RomanbibError,
    RomanizationWarning,
    RuleTableError,
    UnknownFormatError,
    UnknownLanguageError,
    UnknownProfileError,
    UnknownSchemeError,
)

if TYPE_CHECKING:
    from .overrides import Override, Overrides
    from .pipeline import Result, check, detect, normalize, profiles, schemes
    from .romanization import Romanization, Token, explain, transliterate

_HOME = {
    "Override": ".overrides",
    "Overrides": ".overrides",
    "Result": ".pipeline",
    "Romanization": ".romanization",
    "Token": ".romanization",
    "check": ".pipeline",
    "detect": ".pipeline",
    "explain": ".romanization",
    "normalize": ".pipeline",
    "profiles": ".pipeline",
    "schemes": ".pipeline",
    "transliterate": ".romanization",
}

__all__ = [
    "InputError",
    "NotReversibleError",
    "Override",
    "Overrides",
    "Result",
    "RomanbibError",
    "Romanization",
    "RomanizationWarning",
    "RuleTableError",
    "Token",
    "UnknownFormatError",
    "UnknownLanguageError",
    "UnknownProfileError",
    "UnknownSchemeError",
    "check",
    "detect",
    "explain",
    "normalize",
    "profiles",
    "schemes",
    "transliterate",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(_HOME[name], __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


_language_packs.register_when_imported()
