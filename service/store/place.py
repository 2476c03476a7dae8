"""Where overrides are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SETTING = "DATABASE_URL"
_FILE = "sqlite:///"


def default_url(environment: Mapping[str, str]) -> str:
    """Give the URL of the database: ``DATABASE_URL``, else a SQLite file in the user's own data folder."""
    if url := environment.get(SETTING, "").strip():
        return url
    home = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return f"{_FILE}{Path(home) / 'romanbib' / 'overrides.sqlite'}"


def is_there(url: str) -> bool:
    """Tell whether there is anything at a URL; a SQLite file is made only when the first override is kept."""
    return not url.startswith(_FILE) or Path(url.removeprefix(_FILE)).exists()
