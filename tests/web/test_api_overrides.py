"""/v1/overrides: kept, changed without losing anybody's edit, and in force at once."""

from __future__ import annotations

import threading

import pytest
from romanbib.web import create_app

OVERRIDE = {"language": "ru", "source": "Чайковский", "output": "Tchaikovsky", "kind": "name"}
ALL = {**OVERRIDE, "kind": ""}


def added(client, **values):
    answer = client.post("/v1/overrides", json={**ALL, **values})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return answer


def test_an_override_is_added_and_found(client):
    answer = added(client, author="N. Petrova", reason="signs so")
    assert answer.headers["ETag"] == '"1"'
    assert answer.json["author"] == "N. Petrova"
    assert answer.json["at"].endswith("Z")
    found = client.get(answer.headers["Location"])
    assert found.json == answer.json
    assert client.get(answer.headers["Location"], headers={"If-None-Match": found.headers["ETag"]}).status_code == 304


def test_it_is_in_force_at_once_for_every_call(client):
    added(client)
    assert client.post("/v1/transliterate", json={"text": "Чайковский"}).json["output"] == "Tchaikovsky"
    assert (
        client.post("/v1/transliterate", data="Чайковский".encode(), content_type="text/plain").data == b"Tchaikovsky"
    )
    assert client.post("/v1/normalize", data="Чайковский".encode(), content_type="text/plain").data == b"Tchaikovsky"
    changes = client.post("/v1/check", json={"source": "Чайковский"}).json["changes"]
    assert [change["after"] for change in changes] == ["Tchaikovsky"]


def test_a_scope_has_its_own(client):
    added(client, scope="thesis", output="Tschaikowsky")
    said = {"text": "Чайковский"}
    assert client.post("/v1/transliterate", json=said).json["output"] == "Chaĭkovskiĭ"
    assert client.post("/v1/transliterate", json={**said, "scope": "thesis"}).json["output"] == "Tschaikowsky"
    answer = client.post("/v1/normalize?scope=thesis", data="Чайковский".encode(), content_type="text/plain")
    assert answer.data == b"Tschaikowsky"


def test_who_adds_it_again_is_told(client, problem):
    added(client)
    assert "number 1" in problem(client.post("/v1/overrides", json=ALL), 409, "conflict")["detail"]


def test_a_change_needs_the_revision_it_was_made_to(client, problem):
    place = added(client).headers["Location"]
    new = {**ALL, "output": "Chaikovsky"}
    problem(client.put(place, json=new), 428)
    problem(client.delete(place), 428)
    problem(client.put(place, json=new, headers={"If-Match": '"nonsense"'}), 412)
    changed = client.put(place, json=new, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["ETag"], changed.json["output"]) == (200, '"2"', "Chaikovsky")
    stale = client.put(place, json=ALL, headers={"If-Match": '"1"'})
    assert "Chaikovsky" in problem(stale, 412, "stale")["detail"]
    assert stale.headers["ETag"] == '"2"'
    problem(client.delete(place, headers={"If-Match": '"1"'}), 412, "stale")


def test_edits_at_the_same_time_do_not_lose_each_other(app):
    place = added(app.test_client()).headers["Location"]
    statuses = []

    def edit(number: int) -> None:
        new = {**ALL, "output": f"Tchaikovsky {number}"}
        statuses.append(app.test_client().put(place, json=new, headers={"If-Match": '"1"'}).status_code)

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] + [412] * 5
    assert app.test_client().get(place).json["revision"] == 2


def test_it_is_removed_and_its_history_stays(client, problem):
    place = added(client).headers["Location"]
    answer = client.delete(f"{place}?author=A&reason=misprint", headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.data) == (204, b"")
    problem(client.get(place), 404)
    problem(client.delete(place, headers={"If-Match": '"1"'}), 404)
    steps = client.get(f"{place}/history").json["steps"]
    assert [(step["action"], step["author"], step["reason"]) for step in steps] == [
        ("add", "", ""),
        ("remove", "A", "misprint"),
    ]
    problem(client.get("/v1/overrides/99/history"), 404)


def test_the_list_goes_page_by_page(client, problem):
    for number in range(5):
        added(client, source=f"Слово {'а' * (number + 1)}", output=f"Word {number}")
    first = client.get("/v1/overrides?limit=2").json
    assert [one["id"] for one in first["overrides"]] == [1, 2]
    rest = client.get(f"/v1/overrides?after={first['next']}").json
    assert ([one["id"] for one in rest["overrides"]], rest["next"]) == ([3, 4, 5], None)
    assert len(client.get("/v1/overrides?holding=word+3").json["overrides"]) == 1
    assert client.get("/v1/overrides?language=uk").json["overrides"] == []
    for wrong in ("limit=0", "limit=1001", "limit=x", "limit=1_0", "after=-1", "colour=red", "limit=1&limit=2"):
        problem(client.get(f"/v1/overrides?{wrong}"), 400, "bad-parameter")


def test_csv_goes_out_and_comes_in(client, problem):
    added(client, author="N. Petrova")
    sheet = client.get("/v1/overrides.csv")
    assert sheet.content_type == "text/csv; charset=utf-8"
    assert "attachment" in sheet.headers["Content-Disposition"]
    more = sheet.data + "ru,Мир,World,,,,,\r\n".encode()
    answer = client.post("/v1/overrides.csv?author=A", data=more, content_type="text/csv")
    assert answer.json == {"added": 1, "replaced": 0}
    assert client.get("/v1/overrides/2").json["author"] == "A"
    bad = "language,source,output\r\nru,Кит,Whale\r\nxx,a,b\r\n".encode()
    members = problem(client.post("/v1/overrides.csv", data=bad, content_type="text/csv"), 400, "bad-override")
    assert "line 3" in members["detail"]
    assert len(client.get("/v1/overrides").json["overrides"]) == 2


def test_what_is_of_use_to_all_is_given_as_rows(client):
    added(client, language="fa", source="مهر", output="مِهر", kind="name")
    answer = client.get("/v1/overrides/contribution")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "persian/names.tsv\tمهر\tمِهر" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"output": ""}, "bad-override"),
        ({"language": "xx"}, "bad-override"),
        ({"output": "Чайковский"}, "bad-override"),
        ({"output": None}, "bad-parameter"),
        ({"colour": "red"}, "bad-parameter"),
        ({"source": "а" * 301}, "bad-parameter"),
    ],
)
def test_what_cannot_be_kept_is_said(client, problem, values, kind):
    problem(client.post("/v1/overrides", json={**ALL, **values}), 400, kind)
    assert client.get("/v1/overrides").json["overrides"] == []


def test_a_database_that_cannot_be_used_is_503(problem, tmp_path):
    (tmp_path / "folder").mkdir()
    client = create_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'folder'}"}).test_client()
    for answer in (client.get("/v1/overrides"), client.post("/v1/transliterate", json={"text": "Мир"})):
        members = problem(answer, 503, "overrides-unavailable")
        assert answer.headers["Retry-After"]
        assert str(tmp_path) not in members["detail"]
