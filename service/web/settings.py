"""What can be set from outside: one environment variable a setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, cast

from flask import current_app

from ..errors import RomanbibError


class SettingsError(RomanbibError):
    """A setting that cannot be used; names the variable and the mend."""


def _setting(default: int, variable: str, meaning: str) -> Any:
    return field(default=default, metadata={"variable": variable, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the service.

    ``ROMANBIB_RULES``, a folder with rule tables of one's own, is read where rule tables are found.

    Attributes:
        max_bytes: ``ROMANBIB_MAX_BYTES``, the longest request body that is read, in bytes; 10 MiB.
        page_entries: ``ROMANBIB_PAGE_ENTRIES``, how many entries the page shows side by side; 500. The result to copy
            and download is always whole.
    """

    max_bytes: int = _setting(10 * 1024 * 1024, "ROMANBIB_MAX_BYTES", "the longest request body, in bytes")
    page_entries: int = _setting(500, "ROMANBIB_PAGE_ENTRIES", "entries that the page shows side by side")

    @classmethod
    def read(cls, values: Mapping[str, object]) -> Settings:
        """Read the settings out of an environment; what it does not name has its default.

        Raises:
            SettingsError: a value that is no whole number above zero.
        """
        found = {
            one.name: _number(one.metadata["variable"], values[one.metadata["variable"]])
            for one in fields(cls)
            if one.metadata["variable"] in values
        }
        return cls(**found)


def _number(variable: str, value: object) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 16 and int(text) > 0):
        raise SettingsError(f"{variable}={text[:40]}: not a whole number above zero; set one or unset it")
    return int(text)


def current_settings() -> Settings:
    """Settings of the application that answers the present request."""
    return cast(Settings, current_app.extensions["romanbib"])
