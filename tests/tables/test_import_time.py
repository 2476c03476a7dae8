"""Importing romanbib loads nothing that is not needed; checked by what is loaded, in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ["icu", "tomllib", "msgspec", "flask", "click", "werkzeug", "wrapt", "transliterate", "hypothesis"]


def loaded_after(code: str) -> set[str]:
    """Run code in a fresh interpreter and give the names of the modules that it has loaded."""
    script = f"import sys\nbefore = set(sys.modules)\n{code}\nprint('\\n'.join(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_loads_neither_icu_nor_tables_nor_the_web() -> None:
    loaded = loaded_after("import romanbib")
    assert "romanbib" in loaded
    assert loaded.isdisjoint(HEAVY)
    assert {name for name in loaded if name.startswith("romanbib.")} <= {"romanbib.errors", "romanbib.language_packs"}


def test_a_name_is_fetched_when_it_is_used() -> None:
    loaded = loaded_after("import romanbib\nromanbib.transliterate('щ', language='ru')")
    assert {"icu", "tomllib", "romanbib.romanization"} <= loaded
    assert loaded.isdisjoint(["flask", "click", "werkzeug", "transliterate"])


def test_text_with_nothing_to_romanize_needs_no_icu() -> None:
    assert "icu" not in loaded_after("import romanbib\nromanbib.transliterate('Nothing here')")


def test_a_scheme_loads_its_own_table_only() -> None:
    loaded_after(
        "import romanbib\n"
        "romanbib.transliterate('щ', language='ru', scheme='icao')\n"
        "from romanbib.tables import registry\n"
        "assert registry._file.cache_info().currsize == 1, registry._file.cache_info()"
    )


def test_the_public_names_are_there_without_being_loaded() -> None:
    loaded = loaded_after("import romanbib\nassert 'transliterate' in dir(romanbib)")
    assert "romanbib.romanization" not in loaded


def test_an_unknown_name_is_an_attribute_error() -> None:
    import romanbib

    with pytest.raises(AttributeError, match="module 'romanbib' has no attribute 'nothing'"):
        _ = romanbib.nothing
