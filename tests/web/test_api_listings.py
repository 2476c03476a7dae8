"""GET /v1/schemes, /v1/schemes/<id>, /v1/profiles, /health, /ready."""

from __future__ import annotations

from romanbib import pipeline


def test_schemes_are_listed_with_what_they_are(client):
    listed = client.get("/v1/schemes").json
    assert len(listed) == len(pipeline.schemes())
    fields = {"id", "name", "language", "standard", "edition", "year", "reversible", "options"}
    assert all(set(scheme) == fields for scheme in listed)
    assert all(isinstance(scheme["year"], int) and isinstance(scheme["options"], dict) for scheme in listed)


def test_schemes_of_one_language(client):
    assert {scheme["language"] for scheme in client.get("/v1/schemes?language=uk").json} == {"uk"}


def test_a_scheme_is_given_whole_for_each_language(client):
    tables = client.get("/v1/schemes/ala-lc").json
    assert {"ru", "uk"} <= {table["language"] for table in tables}
    russian = next(table for table in tables if table["language"] == "ru")
    assert russian["letters"]["щ"] == "shch"
    assert {"letters", "rules", "options", "examples", "notes", "url", "body", "reverse"} <= set(russian)
    assert russian["examples"]["published"] or russian["examples"]["worked"]


def test_a_scheme_for_one_language(client):
    (table,) = client.get("/v1/schemes/kmu-2010?language=uk").json
    assert table["rules"]
    assert all(isinstance(rule, str) for rule in table["rules"])


def test_an_edition_stands_in_the_path(client):
    assert client.get("/v1/schemes/bgn-pcgn@1965?language=uk").json[0]["id"] == "bgn-pcgn@1965"


def test_there_is_no_such_scheme(client, problem):
    assert "ala-lc" in problem(client.get("/v1/schemes/nope"), 404, "unknown-scheme")["available"]
    listed = problem(client.get("/v1/schemes/kmu-2010?language=ru"), 404, "unknown-scheme")["available"]
    assert "kmu-2010" not in listed
    assert "ru" in problem(client.get("/v1/schemes/ala-lc?language=nope"), 400, "unknown-language")["available"]
    problem(client.get("/v1/schemes?colour=red"), 400, "bad-parameter")


def test_profiles_are_listed(client):
    listed = client.get("/v1/profiles").json
    assert [profile["id"] for profile in listed] == [profile.id for profile in pipeline.profiles()]
    assert all(profile["description"] for profile in listed)


def test_health_and_readiness(client):
    assert client.get("/health").json == {"status": "ok"}
    assert client.get("/ready").json == {"status": "ready"}


def test_not_ready_without_rule_tables(client, problem, monkeypatch):
    monkeypatch.setattr("romanbib.web.health.available", list)
    problem(client.get("/ready"), 503)
