"""Files come in chunks; where one ends means nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.errors import InputError
from romanbib.formats import csl_json, plain_text

ITEMS = st.lists(
    st.fixed_dictionaries({"id": st.integers(), "title": st.text()}, optional={"note": st.floats(allow_nan=False)})
)


def cut(text: str, size: int) -> list[str]:
    return [text[place : place + size] for place in range(0, len(text), size)]


@given(ITEMS, st.integers(1, 9), st.sampled_from([None, 1]))
def test_json_items(items: list[dict[str, Any]], size: int, indent: int | None) -> None:
    text = json.dumps(items, indent=indent, ensure_ascii=False)
    records = list(csl_json.read(cut(text, size)))
    assert [record.item for record in records[:-1]] == items
    assert "".join(csl_json.write(records)) == text


def test_json_lines_that_are_forgotten_leave_as_they_came() -> None:
    text = "".join(json.dumps({"id": n, "title": "x" * 500}) + "\r\n" for n in range(400))
    records = list(csl_json.read(cut(text, 1000)))
    assert len(records) == 401
    assert "".join(csl_json.write(records)) == text


def test_a_fault_behind_what_is_forgotten_is_named_by_its_line() -> None:
    lines = [json.dumps({"id": n, "title": "x" * 500}) for n in range(400)]
    text = "[" + ",\n".join(lines) + ",\n nothing]"
    with pytest.raises(InputError, match="line 401, column 2: not JSON"):
        list(csl_json.read(cut(text, 1000)))


@given(st.text(alphabet="aб\r\n ", max_size=60), st.integers(1, 5))
def test_lines(text: str, size: int) -> None:
    whole = list(plain_text.read([text]))
    records = list(plain_text.read(cut(text, size)))
    assert [record.layout for record in records] == [record.layout for record in whole]
    assert "".join(plain_text.write(records)) == text
