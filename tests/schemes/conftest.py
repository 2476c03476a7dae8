"""A registry that knows only what a test gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from romanbib import romanization
from romanbib.schemes import registry
from romanbib.schemes.compiled import compiled
from romanbib.schemes.reverse import reversed_table

LETTERS = {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "щ": "shch", "ъ": '"', "ь": "'"}
EXAMPLES = {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "щ": "shch", "да": "da", "Щедь": "Shched'"}

METADATA = {
    "id": "own",
    "language": "ru",
    "standard": "House style",
    "edition": "2024",
    "year": 2024,
    "body": "The house",
    "url": "https://example.org/style",
    "reversible": "partly",
    "notes": "A table for tests.",
}


def toml_value(value: object) -> str:
    """Write a value in TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml_value(key)} = {toml_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value).lower()


WriteTable = Callable[..., Path]


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


def forget_everything() -> None:
    """Empty every cache that remembers a rule table."""
    registry.forget()
    compiled.cache_clear()
    reversed_table.cache_clear()
    romanization._memo.cache_clear()


@pytest.fixture
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of ``ROMANBIB_RULES``, where ``write_table`` writes."""
    monkeypatch.setenv(registry.RULES_FOLDER_SETTING, str(tmp_path))
    forget_everything()
    yield tmp_path
    forget_everything()
