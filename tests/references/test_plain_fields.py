"""The quick way of plain fields says what the general way says."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from romanbib.pipeline import request
from romanbib.references import fields
from romanbib.references import segments as segmenting
from romanbib.references.fields import PlainField
from romanbib.references.items import normalize_record
from romanbib.references.record import Record

WORDS = ["Роль", "в", "и", "государства", "XX", "ХХ", "СМИ", "съезд", "об’єкт", "історія", "IT", "1917", "Й", "Ю", "Т"]
BETWEEN = [
    " ",
    " ",
    " ",
    ", ",
    ": ",
    " : ",
    " (",
    ") ",
    " «",
    "» ",
    "-",
    " — ",
    ". ",
    " 1917-",
    " 1917–1991 ",
    "  ",
    "\n",
]
TITLES = st.builds(
    lambda pairs, end: "".join(word + sign for word, sign in pairs) + end,
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), min_size=1, max_size=8),
    st.sampled_from(
        [
            "эпоха",
            "эпоха)",
            "эпоха».",
            "А.",
            "эпоха?",
            "эпоха [5]",
            "эпоха, 1991",
            "А, 1910.",
            "М., 1991",
            "эпоха, 199",
            "",
        ]
    ),
)


def normalized(text: str, profile: str, *, own_places: bool) -> Record:
    fields._treatment.cache_clear()  # which remembers what became of a text
    variables = ("title", "container-title", "publisher", "publisher-place", "genre", "number", "page")
    item = {**dict.fromkeys(variables, text), "author": [{"family": text, "given": "И. И."}, {"literal": text}]}
    record = Record(item, "item 1")
    normalize_record(record, request(profile), own_places=own_places)
    return record


@settings(max_examples=500, deadline=None)
@given(TITLES, st.sampled_from(["romanized", "slavic-review", "romanized-original", "scopus"]), st.booleans())
def test_a_plain_field_becomes_what_the_general_way_makes_of_it(text, profile, own_places):
    quick = normalized(text, profile, own_places=own_places)
    with patch.object(PlainField, "of", lambda name, text, kind: None):
        assert normalized(text, profile, own_places=own_places) == quick


@settings(max_examples=500, deadline=None)
@given(TITLES)
def test_a_plain_segment_is_the_one_that_the_general_way_finds(title):
    quick = [parts(one) for one in segmenting.segments(title)]
    with patch.object(segmenting, "plain_segment", lambda text: None):
        assert [parts(one) for one in segmenting.segments(title)] == quick


def parts(segment):
    return segment.start, segment.end, segment.script, segment.text


@pytest.mark.parametrize(
    "title", ["Роль государства", "Теория : опыт и перспективы", "Очерки истории (на примере Сибири)", "Что делать?"]
)
def test_common_titles_are_plain(title):
    assert PlainField.of("title", title, "title") is not None


@pytest.mark.parametrize("title", ["История (незакрытая", "История  России", "ХХ век", "Роль IT в науке"])
def test_what_may_need_repair_is_not_plain(title):
    assert PlainField.of("title", title, "title") is None
