"""The pages of the schemes, without a browser."""

from __future__ import annotations

import re

import pytest
import romanbib

IMG = "<img src=x onerror=alert(1)>"


def test_every_rule_table_can_be_read(client):
    for table in romanbib.schemes():
        answer = client.get(f"/schemes/{table.language}/{table.id}")
        assert answer.status_code == 200, table.id
        page = answer.get_data(as_text=True)
        assert "<h2>Letters</h2>" in page
        if table.url.startswith("https://"):
            assert f'href="{table.url.replace("&", "&amp;")}"' in page
        assert page.count("<tr>") == len(table.examples.published) + len(table.examples.worked) + bool(
            table.examples.published
        ) + bool(table.examples.worked)


@pytest.mark.parametrize("address", ["/schemes/ru/nonsense", "/schemes/xx/ala-lc", f"/schemes/ru/{IMG}"])
def test_a_table_that_is_not_there(client, address):
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert b"<img" not in answer.data


def test_a_line_in_every_scheme_of_its_language(client):
    answer = client.post("/schemes/compare", data={"text": "Щи да каша"})
    found = {one["id"]: one["output"] for one in answer.get_json() if one["language"] == "ru"}
    assert found.keys() == {table.id for table in romanbib.schemes("ru")}
    assert (found["ala-lc"], found["iso-9"]) == ("Shchi da kasha", "Ŝi da kaša")


def test_the_language_can_be_named(client):
    found = client.post("/schemes/compare", data={"text": "Щи", "language": "bg"}).get_json()
    assert {one["language"] for one in found} == {"bg"}


def test_a_line_without_a_script(client):
    page = client.post("/schemes", data={"text": "سیاست خارجی"}).get_data(as_text=True)
    shown = re.findall(r'<li class="line" data-key="(\w+)/', page)
    assert set(shown) == {"fa"}
    assert "siyāsat-i khārijī" in page.lower()


def test_lines_are_never_markup_and_never_too_long(client):
    assert b"<img" not in client.post("/schemes", data={"text": IMG, "language": "ru"}).data
    assert client.post("/schemes/compare", data={"text": "щ" * 501}).status_code == 400
