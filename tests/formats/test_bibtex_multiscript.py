"""Multiscript fields of biblatex-ms: written on request, and used where an entry has them."""

from __future__ import annotations

import json

import pytest
import romanbib
from hypothesis import given, settings
from hypothesis import strategies as st

TAG = "ru-Latn-t-ru-m0-alaloc"
ENTRY = """@article{a,
  author  = {Косов, А. П. and Smith, John},
  title   = {Мир и политика},
  journal = {Вестник МГУ},
  year    = {2020},
}
"""
WRITTEN = f"""@article{{a,
  author  = {{Косов, А. П. and Smith, John}},
  author_transliteration_{TAG} = {{Kosov, A. P. and Smith, John}},
  title   = {{Мир и политика}},
  title_transliteration_{TAG} = {{Mir i politika}},
  langid  = {{russian}},
  journal = {{Вестник МГУ}},
  journaltitle_transliteration_{TAG} = {{Vestnik MGU}},
  year    = {{2020}},
}}
"""
OWN = """@book{b,
  LANGID = {russian},
  AUTHOR = {Пушкин, Александр},
  AUTHOR_transliteration_ru-Latn = {Poushkine, Alexandre},
  TITLE = {Полтава},
  TITLE_transliteration_ru-Latn = {Poltava mine},
  TITLE_translation_fr = {La Poltava},
  LOCATION = {Москва},
  YEAR = 1829,
}
"""


def done(text: str, profile: str = "romanized-original", originals: str | None = None) -> str:
    return str(romanbib.normalize(text, profile=profile, originals=originals).output)


def test_the_fields_keep_originals_and_romanizations_stand_beside_them() -> None:
    assert done(ENTRY, originals="ms") == WRITTEN


@pytest.mark.parametrize(
    ("profile", "originals"), [("romanized-original", "ms"), ("romanized-original", None), ("romanized", None)]
)
def test_a_whole_pair_is_left_alone(profile: str, originals: str | None) -> None:
    assert done(WRITTEN, profile, originals) == WRITTEN


def test_own_alternates_stay_and_the_missing_one_is_added() -> None:
    found = done(OWN)
    assert found == OWN.replace(
        "  LOCATION = {Москва},\n",
        f"  LOCATION = {{Москва}},\n  LOCATION_transliteration_{TAG} = {{Moskva}},\n",
    )
    assert done(found) == found


def test_conversions_take_both_forms() -> None:
    given_items = romanbib.normalize(OWN, to_format="csl-json", profile="romanized-original").output
    (item,) = json.loads(given_items)
    assert item["title"].startswith("Poltava mine")
    assert item["original-title"] == "Полтава"
    assert item["author"] == [{"family": "Poushkine", "given": "Alexandre"}]
    assert item["original-author"] == [{"family": "Пушкин", "given": "Александр"}]
    multi = romanbib.normalize(OWN, to_format="csl-json", profile="romanized-original", originals="multi").output
    (item,) = json.loads(multi)
    assert item["title"] == "Полтава"
    assert item["multi"]["_keys"]["title"]["ru-Latn"] == "Poltava mine"


def test_an_original_beside_a_romanized_field_is_known() -> None:
    entry = "@book{p,\n  author = {Pushkin, Alexander},\n  author_transliteration_ru = {Пушкин, Александр},\n}\n"
    assert done(entry) == entry
    ris = romanbib.normalize(entry, to_format="ris", profile="romanized-original").output
    assert "AU  - Pushkin, Alexander" in ris
    assert "Original author: Пушкин, Александр" in ris


def test_they_are_composed() -> None:
    item = {"id": "a", "type": "book", "title": "Мир", "author": [{"family": "Косов"}], "publisher-place": "Москва"}
    text = json.dumps([item])
    bib = romanbib.normalize(text, to_format="bibtex", profile="romanized-original", originals="ms").output
    for line in ("title = {Мир}", f"title_transliteration_{TAG} = {{Mir}}", "address = {Москва}",
                 f"location_transliteration_{TAG} = {{Moskva}}", "author = {Косов}", "langid = {russian}"):  # fmt: skip
        assert line in bib
    assert "origtitle" not in bib
    assert "namea" not in bib


NAMES = st.sampled_from(["title", "author", "journal", "title_transliteration_ru-Latn",
                         "author_transliteration_ru-Latn", "title_translation_en", "author_transcription_ru",
                         "year_transliteration_ru"])  # fmt: skip
VALUES = st.sampled_from(["Мир", "Mir", "", "Косов, А. and others", "Kosov, A.", "and", "{Мир}", "a and b and c"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=5), st.sampled_from([None, "ms"]))
def test_the_second_time_is_the_last(fields: list[tuple[str, str]], originals: str | None) -> None:
    text = "@misc{a,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields) + "}\n"
    once = done(text, originals=originals)
    assert done(once, originals=originals) == once
