"""Settings from the environment."""

from __future__ import annotations

import pytest
from romanbib import RomanbibError
from romanbib.web import Settings, SettingsError, create_app


def test_defaults():
    assert Settings.read({}) == Settings(max_bytes=10 * 1024 * 1024, page_entries=500)


def test_values_by_the_names_of_their_variables():
    assert Settings.read({"ROMANBIB_MAX_BYTES": " 5 ", "ROMANBIB_PAGE_ENTRIES": 7, "PATH": "x"}) == Settings(5, 7)


@pytest.mark.parametrize("value", ["", "0", "-1", "ten", "1.5", "1e3", "٣", "9" * 30, None, True])
def test_a_wrong_value_is_one_line_that_names_the_variable(value):
    with pytest.raises(SettingsError, match=r"^ROMANBIB_MAX_BYTES=.*set one or unset it$") as raised:
        create_app({"ROMANBIB_MAX_BYTES": value})
    assert isinstance(raised.value, RomanbibError)


def test_the_environment_is_read(monkeypatch):
    monkeypatch.setenv("ROMANBIB_MAX_BYTES", "nonsense")
    with pytest.raises(SettingsError):
        create_app()
