"""CSL-JSON: what did not change leaves byte for byte, what changed keeps its layout, nothing is lost."""

import json

import pytest
import romanbib
from hypothesis import given, settings
from hypothesis import strategies as st
from romanbib import pipeline, streaming
from romanbib.formats import csl_json

from tests.formats.test_chunks import cut


def out(text, **wishes):
    return romanbib.normalize(text, from_format="csl-json", **wishes).output


@pytest.mark.parametrize(
    "text",
    [
        '{"title":"Peace"}',
        '{ "title" : "Peace" ,\t"x":1 }',
        '[\n{"title":"X \\u0041\\/\\u00e9"}\n,\n\n{"title":"b"} ]\n',
        '{"n":1e5,"m":1.10,"k":-0,"big":123456789012345678901234567890,"f":0.12345678901234567890}',
        '{"title":"a"}\n{"title":"b"}\n',
        '{"title":"a"}\r\n\r\n{"title":"b"}\r\n',
        '\ufeff[{"title":"a"}]\r\n',
        "[]",
        " [ ]\n",
        "[{}]",
        "{}",
        '{"title":"\\ud83d\\ude00 \\ud800"}',
        '{"title":null,"author":"Иванов"}',
        '{"author":[["Иванов"]],"editor":{"family":"Иванов"},"title":["Мир"]}',
        '{"abstract":"О мире","keyword":"мир","x":{"Мир":["Мир"]}}',
        '{"":"Мир"}',
    ],
)
@pytest.mark.parametrize("profile", ["romanized", "romanized-original", "paper"])
def test_what_needs_no_change_is_given_back_byte_for_byte(text, profile):
    result = romanbib.normalize(text, from_format="csl-json", profile=profile)
    assert result.output == text
    assert result.changes == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"title":"Мир"}', '{"title":"Mir"}'),
        ('{"title": "Мир", "x": 1}', '{"title": "Mir", "x": 1}'),
        ('{\n  "title": "Мир",\n  "x": 1\n}\n', '{\n  "title": "Mir",\n  "x": 1\n}\n'),
        ('{\n\t"title": "Мир"\n}', '{\n\t"title": "Mir"\n}'),
        ('{\r\n  "title": "Мир",\r\n  "x": 1\r\n}\r\n', '{\r\n  "title": "Mir",\r\n  "x": 1\r\n}\r\n'),
        (
            '[\n  {\n    "title": "Мир"\n  },\n  {\n    "title": "Peace \\u0041"\n  }\n]\n',
            '[\n  {\n    "title": "Mir"\n  },\n  {\n    "title": "Peace \\u0041"\n  }\n]\n',
        ),
        ('[{"title":"Мир"},{"title" :"x"}]', '[{"title":"Mir"},{"title" :"x"}]'),
        ('{"title":"Мир"}\n{"title":"Дом"}\n', '{"title":"Mir"}\n{"title":"Dom"}\n'),
        ('{"title":"Мир"}\r\n\n{"title" : "x"}', '{"title":"Mir"}\r\n\n{"title" : "x"}'),
        ('\ufeff{"title":"Мир"}\r\n', '\ufeff{"title":"Mir"}\r\n'),
        ('{"title":"\\u041c\\u0438\\u0440"}', '{"title":"Mir"}'),
        ('{"title":"Мир \\"и\\" \\\\ \\n\\tдом"}', '{"title":"Mir \\"i\\" \\\\ \\n\\tdom"}'),
        ('{"title":"\\ud800 Мир"}', '{"title":"\\ud800 Mir"}'),
        ('{"title":"<i>Мир</i> и <b>дом</b>"}', '{"title":"<i>Mir</i> i <b>dom</b>"}'),
    ],
)
def test_a_changed_item_keeps_the_layout(text, expected):
    assert out(text, language="ru") == expected


def test_keys_keep_their_order():
    text = '{"z":1,"title":"Мир","a":{"y":1,"b":2},"id":"x"}'
    assert out(text) == '{"z":1,"title":"Mir","a":{"y":1,"b":2},"id":"x"}'


def test_records_are_named_by_number_and_id():
    result = romanbib.normalize('[{"title":"x"},{"id":"b","title":"Мир"},{"id":7,"title":"Дом"}]')
    assert [one["record"] for one in result.changes] == ["item 2 (b)", "item 3 (7)"]
    assert result.records == 3
    assert result.format == "csl-json"


def test_a_repeated_key_is_passed_through_with_a_warning():
    text = '[{"title":"Мир","title":"Дом"},{"title":"Сад"},{"x":{"a":1,"a":2},"title":"Мир"}]'
    result = romanbib.normalize(text)
    assert result.output == '[{"title":"Мир","title":"Дом"},{"title":"Sad"},{"x":{"a":1,"a":2},"title":"Мир"}]'
    assert [one["record"].split(" (")[0].strip() for one in result.warnings] == ["item 1", "item 3"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "line 1"),
        (" \n", "line 1"),
        ("null", "line 1, column 1"),
        ("[1]", "line 1, column 2"),
        ('["a"]', "line 1, column 2"),
        ("[[{}]]", "line 1, column 2"),
        ('[{"title":"a"},\n "b"]', "line 2, column 2"),
        ('{"title":"a"', "line 1"),
        ('{"title":"a', "line 1"),
        ('[{"title":"a"}', "line 1"),
        ('[{"title":"a"},\n{"title":', "line 2"),
        ('[{"title":"a"} {"title":"b"}]', "line 1, column 16"),
        ('[{"title":"a"},,{"title":"b"}]', "line 1, column 16"),
        ('[{"title":"a"}] x', "line 1"),
        ('{"title":"a"}\nx', "line 2, column 1"),
        ("{'title':'a'}", "line 1, column 2"),
        ('{"title":"a",}', "line 1"),
        ('{"title":"a\tb"}', "line 1"),
        ('{"x":' + "[" * 100_000 + "]" * 100_000 + "}", "line 1, column 1"),
        ('{"x":' + '{"x":' * 100_000, "line 1, column 1"),
        ('[{"title":"a"},\n{"x":' + "[" * 100_000 + "}]", "line 2, column 1"),
    ],
)
def test_what_is_no_csl_json_is_refused_with_its_place(text, place):
    with pytest.raises(romanbib.InputError) as caught:
        out(text)
    assert place in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "broken",
    [
        '{"id":"2","title":Мир}',
        '{"id":"2","title":"Мир",}',
        '{"id":"2","title":"Ми\nр"}',
        '{"id":"2","title":"Мир}',
        '{"id":"2","title":"Мир"',
        '{"id":"2" "title":"Мир","author":[{"family":"Мирова"}]}',
        '{"id":"2","title":"\\Мир"}',
        '{"id":"2","author":[{"family":"Мирова"},"title":"Мир"}',
    ],
)
@pytest.mark.parametrize("size", [3, 1000])
def test_a_broken_item_of_a_list_does_not_stop_the_file(broken, size):
    text = '[\n{"id":"1","title":"Дом"},\n' + broken + ',\n{"id":"3","title":"Сад"}\n]'
    records = []
    pieces = streaming.stream(cut(text, size), csl_json, pipeline.request(), records.append)
    assert "".join(pieces) == text.replace("Дом", "Dom").replace("Сад", "Sad")
    (warned,) = [one for one in records if one.warnings]
    assert warned.place == "item 2"
    assert "line 3, column" in warned.warnings[0].message or "line 4" in warned.warnings[0].message
    assert "not JSON" in warned.warnings[0].message


@pytest.mark.parametrize("place", [0, 2])
def test_so_does_a_broken_item_at_either_end(place):
    items = ['{"id":"1","title":"Дом"}', '{"id":"2","title":"Сад"}']
    items.insert(place, '{"id":"0","title":Мир}')
    text = "[" + ",".join(items) + "]"
    done = romanbib.normalize(text)
    assert done.output == text.replace("Дом", "Dom").replace("Сад", "Sad")
    assert [one["record"] for one in done.warnings] == [f"item {place + 1}"]


def test_csl_json_stays_csl_json():
    assert out('{"title":"Мир"}', to_format="csl-json") == '{"title":"Mir"}'
    with pytest.raises(romanbib.RomanbibError, match="docx"):
        out('{"title":"Мир"}', to_format="docx")


plain = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x24F), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=6,
)
unknown = st.dictionaries(plain.map(lambda key: "x-" + key), values, max_size=4)
layouts = st.sampled_from(
    [
        {},
        {"separators": (",", ":")},
        {"indent": 2},
        {"indent": "\t"},
        {"ensure_ascii": False, "indent": 4},
    ]
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(unknown, max_size=3), layouts)
def test_unknown_fields_travel_through(items, layout):
    text = json.dumps(items, **layout)
    assert out(text) == text


@settings(max_examples=100, deadline=None, derandomize=True)
@given(unknown, layouts)
def test_a_changed_title_changes_nothing_beside_it(item, layout):
    text = json.dumps([{**item, "title": "Мир", "x-last": 1}, {"title": "Peace"}], **layout)
    expected = [{**item, "title": "Mir", "x-last": 1}, {"title": "Peace"}]
    result = out(text)
    assert json.loads(result) == expected
    assert list(json.loads(result)[0]) == list(expected[0])
    if not layout.get("ensure_ascii", True):
        assert result == json.dumps(expected, **layout)
    assert out(result) == result


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(['{"title":"Мир"}', '{"title" : "Peace"}', '{"x":[1, 2]}']), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
    st.booleans(),
)
def test_one_item_a_line(items, end, ends):
    text = end.join(items) + end * ends
    assert out(text) == text.replace("Мир", "Mir")
