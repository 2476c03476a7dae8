"""Settings from the environment."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from romanbib import RomanbibError
from romanbib.web import Settings, SettingsError, create_app

DOCUMENTED = Path(__file__).parents[2] / "docs" / "deploy.md"


def test_defaults():
    assert Settings.read({}) == Settings()
    assert (Settings().max_bytes, Settings().page_entries) == (10 * 1024 * 1024, 500)
    assert (Settings().cors_origins, Settings().rate_limit, Settings().tokens, Settings().log_clients) == (
        (),
        "",
        "",
        False,
    )


def test_values_by_the_names_of_their_variables():
    found = Settings.read({"ROMANBIB_MAX_BYTES": " 5 ", "ROMANBIB_PAGE_ENTRIES": 7, "PATH": "x"})
    assert found == Settings(max_bytes=5, page_entries=7)
    assert Settings.read({"ROMANBIB_CORS_ORIGINS": "https://A.example/, http://b.example:8080"}).cors_origins == (
        "https://a.example",
        "http://b.example:8080",
    )
    assert Settings.read({"ROMANBIB_MAX_REQUESTS": "0"}).max_requests == 0
    assert Settings.read({"ROMANBIB_METRICS": "off"}).metrics is False


@pytest.mark.parametrize("value", ["", "0", "-1", "ten", "1.5", "1e3", "٣", "9" * 30, None, True])
def test_a_wrong_value_is_one_line_that_names_the_variable(value):
    with pytest.raises(SettingsError, match=r"^ROMANBIB_MAX_BYTES=.*set one or unset it$") as raised:
        create_app({"ROMANBIB_MAX_BYTES": value})
    assert isinstance(raised.value, RomanbibError)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CORS_ORIGINS", "example.org"),
        ("CORS_ORIGINS", "https://example.org/path"),
        ("CORS_ORIGINS", "*, https://example.org"),
        ("CORS_ORIGINS", "https://.*"),
        ("RATE_LIMIT", "60"),
        ("RATE_LIMIT", "0/minute"),
        ("RATE_LIMIT", "60/fortnight"),
        ("REDIS_URL", "http://localhost"),
        ("TRUSTED_PROXIES", "-1"),
        ("THREADS", "0"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
        ("LOG_CLIENTS", "yes"),
        ("METRICS", "1"),
        ("TOKENS", "/nowhere/tokens.toml"),
    ],
)
def test_each_wrong_value_is_told_in_a_line(name, value):
    with pytest.raises(SettingsError, match=rf"^ROMANBIB_{name}\b.*; .+$") as raised:
        create_app({f"ROMANBIB_{name}": value})
    assert "\n" not in str(raised.value)


def test_the_password_of_redis_is_not_told():
    with pytest.raises(SettingsError) as raised:
        Settings.read({"ROMANBIB_RATE_LIMIT": "1/second", "ROMANBIB_REDIS_URL": "http://:secret@localhost"})
    assert "secret" not in str(raised.value)


def test_redis_without_a_rate_has_nothing_to_count():
    with pytest.raises(SettingsError, match="ROMANBIB_RATE_LIMIT"):
        Settings.read({"ROMANBIB_REDIS_URL": "redis://localhost"})


def test_the_environment_is_read(monkeypatch):
    monkeypatch.setenv("ROMANBIB_MAX_BYTES", "nonsense")
    with pytest.raises(SettingsError):
        create_app()


def test_every_setting_is_documented_with_its_default():
    table = DOCUMENTED.read_text(encoding="utf-8").partition("## Limits")[0]
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", table, re.MULTILINE))
    for one in fields(Settings):
        default = str(one.default or "none")
        if isinstance(one.default, bool):
            default = "on" if one.default else "off"
        elif isinstance(one.default, int):
            default = str(one.default)
        assert rows.pop(one.metadata["variable"]) == f"`{default}`", one.name
    assert set(rows) == {"DATABASE_URL", "ROMANBIB_RULES"}
