"""Bearer tokens with scopes, and who may correct without them."""

from __future__ import annotations

import re

import pytest
from flask import g
from romanbib.web import SettingsError, create_app, tokens

OVERRIDES = "/v1/overrides"


@pytest.fixture
def issued(tmp_path):
    """An application with a file of two tokens: its client, and the tokens by their scope."""
    made = {scope: tokens.make(f"{scope}er", scope) for scope in tokens.SCOPES}
    file = tmp_path / "tokens.toml"
    file.write_text("".join(entry for _, entry in made.values()), encoding="utf-8")
    app = create_app({"ROMANBIB_TOKENS": str(file), "DATABASE_URL": f"sqlite:///{tmp_path}/overrides.sqlite"})
    return app, {scope: {"Authorization": f"Bearer {token}"} for scope, (token, _) in made.items()}


@pytest.mark.parametrize("path", ["/v1/profiles", "/v1/schemes", "/nowhere", OVERRIDES])
def test_without_a_token_there_is_nothing(issued, problem, path):
    app, _ = issued
    answer = app.test_client().get(path)
    problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="romanbib"'


@pytest.mark.parametrize("path", ["/", "/?lang=fa&profile=scopus", "/schemes", "/schemes/ru/ala-lc"])
def test_pages_can_be_opened_by_a_browser_which_sends_no_token(issued, path):
    app, _ = issued
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"


@pytest.mark.parametrize("path", ["/", "/entries", "/download", "/schemes", "/schemes/compare"])
def test_what_pages_ask_for_needs_a_token(issued, problem, path):
    app, headers = issued
    sent = {"source": "Щи", "text": "Щи"}
    problem(app.test_client().post(path, data=sent), 401)
    assert app.test_client().post(path, data=sent, headers=headers["read"]).status_code == 200


@pytest.mark.parametrize(
    "path", ["/health", "/ready", "/metrics", "/static/page.css", "/problems/bad-json", "/docs", "/openapi.json"]
)
def test_what_says_how_the_service_is_stays_open(issued, path):
    app, _ = issued
    assert app.test_client().get(path).status_code == 200


@pytest.mark.parametrize("given", ["Bearer x", "Bearer " + "ж" * 3, "Basic eDp4", "Bearer", "Bearer  ", "x"])
def test_a_wrong_token(issued, problem, given):
    app, _ = issued
    answer = app.test_client().get("/v1/profiles", headers={"Authorization": given.encode().decode("latin-1")})
    problem(answer, 401)
    assert ("invalid_token" in answer.headers["WWW-Authenticate"]) == bool(re.match(r"Bearer \S", given))


@pytest.mark.parametrize("scope", tokens.SCOPES)
def test_both_scopes_read(issued, scope):
    app, headers = issued
    client = app.test_client()
    assert client.get("/v1/profiles", headers=headers[scope]).status_code == 200
    assert client.post("/v1/detect", json={"text": "Щи"}, headers=headers[scope]).status_code == 200
    lower = {"Authorization": headers[scope]["Authorization"].replace("Bearer", "bearer")}
    assert client.get("/v1/profiles", headers=lower).status_code == 200


def test_to_correct_needs_its_scope(issued, problem):
    app, headers = issued
    answer = app.test_client().post(OVERRIDES, json={}, headers=headers["read"])
    problem(answer, 403)
    assert 'error="insufficient_scope", scope="correct"' in answer.headers["WWW-Authenticate"]
    assert app.test_client().post(OVERRIDES, json={}, headers=headers["correct"]).status_code not in (401, 403)
    assert app.test_client().delete(f"{OVERRIDES}/1", headers=headers["correct"]).status_code not in (401, 403)


def test_every_way_to_change_overrides_needs_the_scope(issued):
    app, headers = issued
    ways = [
        (method, rule.rule.replace("<int:number>", "1"))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"GET", "HEAD", "OPTIONS"}
        if "overrides" in rule.rule
    ]
    assert len(ways) >= 4
    for method, path in ways:
        assert app.test_client().open(path, method=method, headers=headers["read"]).status_code == 403, (method, path)


def test_the_caller_is_known_by_name(issued):
    app, headers = issued
    with app.test_request_context("/v1/profiles", headers=headers["correct"]):
        assert app.preprocess_request() is None
        assert g.caller == "correcter"


def test_a_token_has_a_limit_of_its_own(tmp_path):
    made = [tokens.make(name, "read") for name in ("one", "two")]
    file = tmp_path / "tokens.toml"
    file.write_text("".join(entry for _, entry in made))
    client = create_app({"ROMANBIB_TOKENS": str(file), "ROMANBIB_RATE_LIMIT": "1/day"}).test_client()
    asked = [made[0], made[1], made[0]]
    statuses = [client.get("/v1/profiles", headers={"Authorization": f"Bearer {one[0]}"}).status_code for one in asked]
    assert statuses == [200, 200, 429]


def test_the_file_does_not_hold_the_token():
    token, entry = tokens.make("reading room", "correct")
    assert token not in entry
    assert 'scopes = ["read", "correct"]' in entry
    assert len({tokens.make("x", "read")[0] for _ in range(5)}) == 5
    assert len(token) >= 43  # 256 bits


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nonsense",
        "[token.a]\n",
        '[token.a]\nscopes = []\nsha256 = "' + "0" * 64 + '"\n',
        '[token.a]\nscopes = ["write"]\nsha256 = "' + "0" * 64 + '"\n',
        '[token.a]\nscopes = ["read"]\nsha256 = "short"\n',
        '[token.a]\nscopes = "read"\nsha256 = "' + "0" * 64 + '"\n',
        '[token.a]\nscopes = ["read"]\ntoken = "x"\nsha256 = "' + "0" * 64 + '"\n',
        '[token."a\\nb"]\nscopes = ["read"]\nsha256 = "' + "0" * 64 + '"\n',
        "[token.a]\n\x00",
    ],
)
def test_a_broken_file_is_told_in_a_line(tmp_path, content):
    file = tmp_path / "tokens.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=r"^ROMANBIB_TOKENS=.*tokens\.toml: ") as raised:
        create_app({"ROMANBIB_TOKENS": str(file)})
    assert "\n" not in str(raised.value)


@pytest.fixture
def open_client(tmp_path):
    return create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/overrides.sqlite"}).test_client()


def test_without_tokens_the_machine_itself_may_correct(open_client):
    for address, host in (("127.0.0.1", "localhost"), ("127.0.0.1", "127.0.0.1:8000"), ("::1", "[::1]:8000")):
        answer = open_client.post(OVERRIDES, json={}, headers={"Host": host}, environ_base={"REMOTE_ADDR": address})
        assert answer.status_code != 403, answer.get_data(as_text=True)
    own = {"Host": "localhost:8000", "Origin": "http://localhost:8000"}
    assert open_client.post(OVERRIDES, json={}, headers=own).status_code != 403


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({}, "192.0.2.1"),
        ({}, "172.17.0.1"),
        ({}, ""),
        ({"Host": "evil.example"}, "127.0.0.1"),  # another site's name that leads here
        ({"Origin": "https://evil.example"}, "127.0.0.1"),
        ({"Origin": "null"}, "127.0.0.1"),
        ({"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1"),
        ({"Forwarded": "for=127.0.0.1"}, "127.0.0.1"),
        ({"Via": "1.1 proxy"}, "127.0.0.1"),
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", ""), ("POST", ".csv"), ("PUT", "/1"), ("PATCH", "/1"), ("DELETE", "/1"), ("POST", "/")],
)
def test_without_tokens_nobody_else_may_correct(open_client, problem, headers, address, method, path):
    answer = open_client.open(OVERRIDES + path, method=method, headers=headers, environ_base={"REMOTE_ADDR": address})
    assert "ROMANBIB_TOKENS" in problem(answer, 403)["detail"]
    assert open_client.get("/v1/profiles", headers=headers, environ_base={"REMOTE_ADDR": address}).status_code == 200


def test_the_command_prints_an_entry_that_is_taken(tmp_path):
    from click.testing import CliRunner
    from romanbib.cli import main

    done = CliRunner().invoke(main, ["token", "Читальный зал", "--scope", "correct"])
    assert done.exit_code == 0
    file = tmp_path / "tokens.toml"
    file.write_bytes(done.stdout_bytes)
    (known,) = tokens.read(file)
    assert (known.name, known.scopes) == ("Читальный зал", {"read", "correct"})
    token = done.stderr.split()[-1]
    assert token not in done.stdout
    client = create_app({"ROMANBIB_TOKENS": str(file)}).test_client()
    assert client.get("/v1/profiles", headers={"Authorization": f"Bearer {token}"}).status_code == 200


@pytest.mark.parametrize("name", ["", 'a"b', "a\nb", "x" * 61])
def test_a_name_that_the_file_cannot_hold(name):
    with pytest.raises(SettingsError):
        tokens.make(name, "read")
