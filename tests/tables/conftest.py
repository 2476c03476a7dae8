"""A rule table of a test's own, and a folder of such tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from romanbib.tables import registry
from scheme_data import EXAMPLES, LETTERS, METADATA, WriteTable, forget_everything, toml_value


@pytest.fixture
def write_table(tmp_path: Path) -> WriteTable:
    """Write a sound rule table with the changes given: ``None`` leaves a key out, ``name`` names the file."""

    def write(name: str = "own.toml", **changes: object) -> Path:
        keys = {**METADATA, "letters": LETTERS, "examples": {"worked": EXAMPLES}, **changes}
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{key} = {toml_value(value)}" for key, value in keys.items() if value is not None]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of ``ROMANBIB_RULES``, where ``write_table`` writes."""
    monkeypatch.setenv(registry.RULES_FOLDER_SETTING, str(tmp_path))
    forget_everything()
    yield tmp_path
    forget_everything()
