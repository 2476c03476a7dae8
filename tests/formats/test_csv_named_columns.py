"""Tables whose columns the caller names."""

from __future__ import annotations

import json

import pytest
import romanbib
from romanbib.web import create_app

TABLE = "Шифр;Автор;Заглавие;Год\n1;Щукин Ю.;Очерки истории;1999\n"
NAMED = "csv:Автор=author,Заглавие=title,Год=issued"


def test_columns_are_read_as_they_are_named():
    result = romanbib.normalize(TABLE, from_format=NAMED, scheme="ala-lc-plain")
    assert result.output == "Шифр;Автор;Заглавие;Год\n1;Shchukin Iu.;Ocherki istorii;1999\n"


def test_they_go_on_to_other_formats():
    result = romanbib.normalize(TABLE, from_format=NAMED, to_format="csl-json", scheme="ala-lc-plain")
    (item,) = json.loads(result.output)
    assert item["title"] == "Ocherki istorii"
    assert item["issued"] == {"date-parts": [[1999]]}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("csv:Автор=autor", "'autor' is no variable that a column can hold"),
        ("csv:Автор", "'Автор' names no column"),
        ("csv:", "names no column"),
        ("csv:Авторы=author", "there is no column 'Авторы'"),
        ("ris:Автор=author", "format 'ris:Автор=author' does not exist"),
    ],
)
def test_what_cannot_be_is_said(said, why):
    with pytest.raises(romanbib.RomanbibError, match=why):
        romanbib.normalize(TABLE, from_format=said)


def test_the_service_takes_them_too():
    client = create_app().test_client()
    query = {"from": NAMED, "scheme": "ala-lc-plain"}
    answer = client.post("/v1/normalize", query_string=query, data=TABLE.encode(), content_type="text/csv")
    assert answer.status_code == 200
    assert "Shchukin Iu.;Ocherki istorii" in answer.get_data(as_text=True)
    wrong = client.post("/v1/normalize?from=csv:x=y", data=TABLE.encode(), content_type="text/csv")
    assert wrong.status_code == 400
    assert "'y' is no variable" in wrong.get_json()["detail"]
