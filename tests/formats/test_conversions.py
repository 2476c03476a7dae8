"""From one format to another, by way of CSL-JSON."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
import romanbib
from romanbib.batch.files import normalize_file
from romanbib.errors import InputError
from romanbib.formats import Composer, formats
from romanbib.pipeline import request

ITEM = {
    "id": "kosov2020",
    "type": "article-journal",
    "title": "Отношения России с Западом",
    "author": [{"family": "Косов", "given": "А. П."}],
    "container-title": "Вестник МГУ",
    "volume": "5",
    "issue": "3",
    "page": "12-25",
    "issued": {"date-parts": [[2020]]},
}
ROMANIZED = {
    **ITEM,
    "title": "Otnoshenii͡a Rossii s Zapadom",
    "author": [{"family": "Kosov", "given": "A. P."}],
    "container-title": "Vestnik MGU",
}
# What a reference has in every format.
CORE = ("type", "title", "author", "container-title", "volume", "issue", "page", "issued")
TARGETS = [name for name, one in formats().items() if isinstance(one, Composer)]


def core(item: dict[str, object]) -> dict[str, object]:
    return {key: item.get(key) for key in CORE}


@pytest.mark.parametrize("target", [name for name in TARGETS if name != "text"])
def test_there_and_back(target: str) -> None:
    there = romanbib.normalize(json.dumps([ITEM], ensure_ascii=False), to_format=target)
    assert there.format == target
    back = romanbib.normalize(there.output, from_format=target, to_format="csl-json")
    (item,) = json.loads(back.output)
    found = core(item)
    found["page"] = str(found["page"]).replace("–", "-").replace("--", "-")
    assert found == core(ROMANIZED)


@pytest.mark.parametrize(("source", "target"), permutations(TARGETS, 2))
def test_from_each_to_each(source: str, target: str) -> None:
    one = romanbib.normalize(json.dumps([ITEM], ensure_ascii=False), to_format=source).output
    other = romanbib.normalize(one, from_format=source, to_format=target).output
    other = other.decode() if isinstance(other, bytes) else other
    assert "Otnoshenii" in other
    assert "Kosov" in other


def test_originals_go_where_the_target_has_them() -> None:
    done = romanbib.normalize(json.dumps([ITEM]), profile="romanized-original", to_format="bibtex").output
    assert "title = {Otnoshenii͡a Rossii s Zapadom}" in done
    assert "origtitle = {Отношения России с Западом}" in done


def test_what_the_target_cannot_hold_is_reported() -> None:
    item = {**ITEM, "volume-title": "Том о мире"}
    done = romanbib.normalize(json.dumps([item]), to_format="ris")
    assert any("volume-title" in warning["message"] for warning in done.warnings)


def test_a_line_of_text_is_taken_apart() -> None:
    lines = "Косов А. П. Отношения России с Западом // Вестник МГУ. – 2020. – Т. 5, № 3. – С. 12–25.\n\n"
    done = romanbib.normalize(lines, to_format="bibtex", profile="romanized-original").output
    assert "author = {Kosov, A. P.}" in done
    assert "title = {Otnoshenii͡a Rossii s Zapadom}" in done
    assert "journal = {Vestnik MGU}" in done
    assert "origtitle = {Отношения России с Западом}" in done
    assert done.count("@") == 1


def test_a_line_that_cannot_be_taken_apart_is_reported() -> None:
    done = romanbib.normalize("Щи да каша\n", to_format="csl-json")
    assert any("little certainty" in warning["message"] for warning in done.warnings)


def test_a_word_document_is_not_composed() -> None:
    with pytest.raises(InputError, match="cannot be written as docx; it can be written as: csl-json"):
        romanbib.normalize(json.dumps([ITEM]), to_format="docx")


def test_keys_become_ascii_with_those_that_name_them(tmp_path: Path) -> None:
    bib = "@book{Иванов2020,\n  title = {Мир},\n}\n@inbook{b,\n  crossref = {Иванов2020},\n  title = {Дом},\n}\n"
    (tmp_path / "a.bib").write_text(bib, "utf-8")
    outcome = normalize_file(str(tmp_path / "a.bib"), tmp_path / "out.bib", request(), keys=True)
    written = (tmp_path / "out.bib").read_text("utf-8")
    assert "@book{Ivanov2020,\n  title = {Mir}," in written
    assert "crossref = {Ivanov2020}" in written
    assert any(change["rule"] == "citation key in ASCII" for change in outcome.changes)


def test_keys_are_left_alone_unless_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@book{Иванов2020,\n  title = {Mir},\n}\n", "utf-8")
    normalize_file(str(tmp_path / "a.bib"), tmp_path / "out.bib", request())
    assert (tmp_path / "out.bib").read_bytes() == (tmp_path / "a.bib").read_bytes()


def test_keys_of_standard_input_cannot_be_read_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="standard input cannot be read twice"):
        normalize_file("-", tmp_path / "out.bib", request(), from_format="bibtex", keys=True)
