"""The quick way of plain values writes what the general way writes."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from romanbib import normalize
from romanbib.formats import bibtex
from romanbib.formats.bibtex_plain import plainly_changed

VALUES = st.sampled_from([
    "Война и мир", "Война", "Москва", "Толстой, Л. Н.", "Толстой, Л. Н. and Ницше, Ф.", "Толстой, Лев", "Лев Толстой",
    "{Война}", " Война ", "Война \\& мир", "Война -- мир", "War", "Наука~и жизнь", "A = {Война}", "title = {Москва}",
    "юноша", "Ъ, Ы", "Зощенко, М. and others", "100",
])  # fmt: skip
NAMES = st.sampled_from(
    ["title", "Title", "subtitle", "shorttitle", "author", "editor", "publisher", "location", "journaltitle", "x"]
)
FIELDS = st.lists(st.tuples(NAMES, st.sampled_from(["{%s}", '"%s"', " {%s}", "{{%s}}"]), VALUES), max_size=6)


def entry(fields, opening="{", closing="}"):
    lines = "".join(f"  {name} ={value % text},\n" for name, value, text in fields)
    return f"@article{opening}key,\n{lines}{closing}\n"


@settings(max_examples=400, deadline=None)
@given(FIELDS, st.sampled_from(["{}", "()"]))
def test_the_quick_way_writes_what_the_general_way_writes(fields, around):
    source = entry(fields, *around)
    quick = normalize(source, from_format="bibtex").output
    with patch.object(bibtex, "plainly_changed", lambda layout, after: None):
        assert normalize(source, from_format="bibtex").output == quick


def test_a_value_that_stands_elsewhere_too_changes_where_it_is_to():
    source = entry([("x", "{%s}", "{Война}"), ("note2", "{%s}", "title = {Война}"), ("title", "{%s}", "Война")])
    assert normalize(source, from_format="bibtex").output == source.replace("title ={Война}", "title ={Voĭna}")


@pytest.mark.parametrize("field", ["title", "journaltitle"])
def test_common_values_are_plain(field):
    source = entry([(field, "{%s}", "Война и мир"), ("author", "{%s}", "Толстой, Л. Н.")])
    record = next(bibtex.read([source]))
    variable = "title" if field == "title" else "container-title"
    now = record.item | {variable: "Voĭna i mir", "author": [{"family": "Tolstoĭ", "given": "L. N."}]}
    changed = source.replace("Война и мир", "Voĭna i mir").replace("Толстой, Л. Н.", "Tolstoĭ, L. N.")
    assert plainly_changed(record.layout, now) == changed.strip()
