"""Changed strings inside JSON text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.formats import json_text

TEXT = st.sampled_from(["Наука", "Nauka", ", ", ":", "a", "Москва", 'Б"В', "Мысль", ""])
ITEM = st.dictionaries(
    st.sampled_from(["title", "publisher", "Наука", "note", "author"]),
    st.one_of(TEXT, st.lists(st.dictionaries(st.sampled_from(["family", "given"]), TEXT), max_size=3)),
    min_size=1,
)


@given(ITEM, st.dictionaries(TEXT, TEXT), st.booleans(), st.sampled_from([None, (",", ":"), (" , ", " : ")]))
def test_what_is_written_says_what_it_is_to_say(item, become, ascii_only, separators):
    def mended(value):
        if isinstance(value, str):
            return become.get(value, value)
        return {key: mended(one) for key, one in value.items()} if isinstance(value, dict) else list(map(mended, value))

    after = mended(item)
    source = json.dumps(item, ensure_ascii=ascii_only, separators=separators)
    assert json.loads(json_text.changed(source, item, after)) == after


def test_a_string_that_stands_elsewhere_too_changes_only_where_it_is_to():
    before = {"title": "Наука", "note": "Наука", "Наука": "Наука"}
    source = '{"title":"Наука" ,"note":"Наука", "Наука":"Наука"}'
    after = before | {"title": "Nauka"}
    assert json_text.changed(source, before, after) == '{"title":"Nauka" ,"note":"Наука", "Наука":"Наука"}'


@pytest.mark.parametrize("new", ['a "b"', "a\\b", "a\nb"])
def test_what_needs_an_escape_gets_it(new):
    before = {"title": "Наука"}
    assert json.loads(json_text.changed('{"title": "Наука"}', before, {"title": new})) == {"title": new}
