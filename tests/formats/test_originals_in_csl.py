"""Where CSL-JSON keeps originals: variables, lines of Zotero's Extra, Juris-M's multi, or the field itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
import romanbib
from hypothesis import given, settings
from hypothesis import strategies as st

TAG = "ru-Latn-t-ru-m0-alaloc"
ITEM = {
    "id": "a",
    "title": "Мир и политика",
    "container-title": "Вестник МГУ",
    "author": [{"family": "Косов", "given": "А. П."}, {"literal": "Smith"}],
    "note": "Kept",
}
JURIS_M = {
    "title": "Мир и политика",
    "author": [
        {"family": "Косов", "given": "А.", "multi": {"_key": {"ru-Latn": {"family": "Kossoff", "given": "A."}}}}
    ],
    "multi": {"main": {"title": "ru"}, "_keys": {"title": {"ru-Latn": "My own Mir", "en": "World and politics"}}},
    "language": "ru",
}


def done(item: dict[str, Any], originals: str | None = None, profile: str = "romanized-original") -> Any:
    return romanbib.normalize(item, profile=profile, originals=originals)


def test_originals_go_to_their_variables() -> None:
    found = done(ITEM).output
    assert found["title"] == "Mir i politika"
    assert found["original-title"] == "Мир и политика"
    assert found["original-author"] == ITEM["author"]
    assert found["container-title"] == "Vestnik MGU [Вестник МГУ]"


def test_a_variable_that_is_there_is_never_overwritten() -> None:
    assert done({**ITEM, "original-title": "Mine"}).output["original-title"] == "Mine"


def test_inline_is_as_the_profile_writes_it() -> None:
    found = done(ITEM, "inline").output
    assert found["title"] == "Mir i politika [Мир и политика]"
    assert "original-title" not in found
    assert done(ITEM, "inline", "original-romanized").output["title"] == "Мир и политика [Mir i politika]"


def test_extra_has_a_line_each_before_the_note() -> None:
    found = done(ITEM, "extra").output
    assert found["title"] == "Mir i politika"
    assert found["note"].split("\n") == [
        "original-title: Мир и политика",
        "original-author: Косов || А. П.",
        "original-author: Smith",
        "Kept",
    ]
    assert not {"original-title", "original-author"} & found.keys()


def test_multi_is_as_juris_m_has_it() -> None:
    found = done(ITEM, "multi").output
    assert found == {
        **ITEM,
        "author": [
            {
                **ITEM["author"][0],
                "multi": {"_key": {TAG: {"family": "Kosov", "given": "A. P."}}, "main": "ru"},
            },
            ITEM["author"][1],
        ],
        "multi": {
            "main": {"title": "ru", "container-title": "ru"},
            "_keys": {"title": {TAG: "Mir i politika"}, "container-title": {TAG: "Vestnik MGU"}},
        },
    }


@pytest.mark.parametrize("originals", [None, "inline", "extra", "multi"])
def test_a_second_time_changes_nothing(originals: str | None) -> None:
    once = done(ITEM, originals).output
    again = done(once, originals)
    assert again.output == once
    assert again.changes == []


def test_the_rest_of_the_text_stays_as_it_stood() -> None:
    text = '[ {"title" :"Мир",\n  "author":[ {"family" :  "Косов"} ], "x": 1.10 } ]'
    assert romanbib.normalize(text, profile="romanized-original", originals="multi").output == (
        '[ {"title" :"Мир",\n  "author":[ {"family" :  "Косов", "multi" :  {"_key": {"ru-Latn-t-ru-m0-alaloc": '
        '{"family": "Kosov"}}, "main": "ru"}} ], "x": 1.10, "multi" :{"main": {"title": "ru"}, '
        '"_keys": {"title": {"ru-Latn-t-ru-m0-alaloc": "Mir"}}} } ]'
    )


def test_lines_of_extra_are_read() -> None:
    note = "Original Title: Внешняя политика\noriginal-author: Косов || А.\nKept"
    item = {"title": "Foreign policy", "author": [{"family": "Kosov"}], "note": note}
    assert done(item, profile="apa").output == {**item, "title": "Vneshni͡ai͡a politika [Foreign policy]"}
    bib = romanbib.normalize(json.dumps([item]), to_format="bibtex", profile="romanized-original").output
    assert "origtitle = {Внешняя политика}" in bib
    assert "namea = {Косов, А.}" in bib
    assert "note = {Kept}" in bib


@pytest.mark.parametrize("rest", ["", "\nKept"])
def test_lines_of_extra_that_are_missing_are_added(rest: str) -> None:
    item = {"title": "Mir", "author": [{"family": "Косов"}], "note": f"original-title: Мир{rest}"}
    found = done(item, "extra").output["note"].split("\n")
    assert sorted(found) == sorted(filter(None, ["original-title: Мир", "original-author: Косов", rest.strip()]))


def test_a_language_note_goes_behind_a_note_with_lines_of_extra() -> None:
    item = {"title": "Мир", "note": "original-title: Мир"}
    assert done(item, profile="paper").output["note"] == "original-title: Мир\n[In Russian]"


@pytest.mark.parametrize("profile", ["romanized", "romanized-original", "apa"])
def test_a_whole_pair_of_juris_m_is_left_alone(profile: str) -> None:
    found = done(JURIS_M, profile=profile)
    assert found.output == JURIS_M
    assert found.changes == []


def test_the_missing_half_is_added_where_an_item_has_multi() -> None:
    found = done({**JURIS_M, "publisher": "Наука"}, profile="romanized").output
    assert found["publisher"] == "Наука"
    assert found["multi"]["_keys"]["publisher"] == {TAG: "Nauka"}
    assert found["multi"]["_keys"]["title"] == JURIS_M["multi"]["_keys"]["title"]
    assert found["author"] == JURIS_M["author"]


def test_conversions_take_both_forms_from_multi() -> None:
    bib = romanbib.normalize(json.dumps([JURIS_M]), to_format="bibtex", profile="romanized-original").output
    assert "title = {My own Mir}" in bib
    assert "origtitle = {Мир и политика}" in bib
    assert "titleaddon = {World and politics}" in bib
    assert "author = {Kossoff, A.}" in bib
    assert "namea = {Косов, А.}" in bib


@pytest.mark.parametrize(
    "multi",
    [1, None, "x", [], {}, {"_keys": 1}, {"_keys": {"title": 1}}, {"_keys": {"title": {"ru-Latn": 1}}, "main": 3},
     {"_keys": {"title": {}}, "main": {"title": {}}}, {"main": []}, {"_keys": {"title": {"": ""}}}],
)  # fmt: skip
@pytest.mark.parametrize("originals", [None, "extra", "multi"])
def test_what_is_not_from_juris_m_is_left_as_it_is(multi: Any, originals: str | None) -> None:
    item = {"title": "Мир", "multi": multi, "author": [{"family": "Косов", "multi": multi}, {"multi": {"_key": multi}}]}
    result = done(item, originals)
    text = json.dumps(result.output, ensure_ascii=False)
    assert "Мир" in text
    assert "Косов" in text
    if isinstance(multi, dict):
        assert multi.keys() <= result.output["multi"].keys()
    else:
        assert result.output["multi"] == multi
    romanbib.normalize(json.dumps([item]), to_format="bibtex")


def test_a_way_that_a_format_has_not_is_refused() -> None:
    with pytest.raises(
        romanbib.RomanbibError, match="csl-json does not keep originals as 'ms'; there are: fields, inl"
    ):
        done(ITEM, "ms")
    with pytest.raises(romanbib.RomanbibError, match="ris does not keep originals as 'extra'; it has one way only"):
        romanbib.normalize("TY  - BOOK\nER  - \n", originals="extra", profile="romanized-original")
    with pytest.raises(romanbib.RomanbibError, match=r"profile 'romanized' keeps no originals; .* romanized-original"):
        done(ITEM, "extra", "romanized")


TEXTS = st.sampled_from(["Мир", "Mir", "", "x\ny", "original-title: Мир", "Косов || А."])
ANY = st.recursive(
    st.one_of(st.none(), st.integers(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(["title", "main", "_keys", "_key", "ru-Latn", "ru", "family"]), inner, max_size=3
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(
        {"title": TEXTS},
        optional={
            "note": ANY,
            "multi": ANY,
            "author": st.lists(st.fixed_dictionaries({"family": TEXTS, "multi": ANY})),
        },
    ),
    st.sampled_from([None, "extra", "multi"]),
)
def test_any_item_can_be_written_and_the_second_time_is_the_last(item: dict[str, Any], originals: str | None) -> None:
    once = done(item, originals).output
    assert item.keys() <= once.keys()
    assert done(once, originals).output == once
