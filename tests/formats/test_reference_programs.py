"""JabRef and citation.js find the entry in what is written, in a changed file and in one made from another format."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import romanbib

# No given name has "and" in it: there JabRef 3.8 cuts the list of authors when it writes MODS.
ITEM = {
    "id": "kosov2020",
    "type": "article-journal",
    "title": "Отношения России с Западом",
    "author": [{"family": "Косов", "given": "Алексей"}, {"family": "Щукин", "given": "Юрий"}],
    "container-title": "Вестник МГУ",
    "volume": "5",
    "issue": "3",
    "page": "12-25",
    "issued": {"date-parts": [[2020]]},
}
ROMANIZED = {
    **ITEM,
    "title": "Otnoshenii͡a Rossii s Zapadom",
    "author": [{"family": "Kosov", "given": "Alekseĭ"}, {"family": "Shchukin", "given": "I͡Uriĭ"}],
    "container-title": "Vestnik MGU",
}
BIB = """@article{kosov2020,
  author  = {Косов, Алексей and Щукин, Юрий},
  title   = {Отношения России с Западом},
  journal = {Вестник МГУ},
  volume  = 5,
  number  = 3,
  pages   = {12--25},
  year    = 2020,
}
"""
RIS = """TY  - JOUR
ID  - kosov2020
AU  - Косов, Алексей
AU  - Щукин, Юрий
TI  - Отношения России с Западом
T2  - Вестник МГУ
VL  - 5
IS  - 3
SP  - 12
EP  - 25
PY  - 2020
ER  -
"""
PROFILE = "romanized-original"
SCRIPT = Path(__file__).parents[1] / "tools" / "citation.mjs"
MODS = "{http://www.loc.gov/mods/v3}"

needs_citation_js = pytest.mark.skipif(
    shutil.which("node") is None or not (SCRIPT.parent / "node_modules").is_dir(), reason="citation.js is not installed"
)
needs_jabref = pytest.mark.skipif(shutil.which("jabref") is None, reason="JabRef is not installed")


def written(source: str, *, to: str | None = None, originals: str | None = None) -> str:
    return str(romanbib.normalize(source, profile=PROFILE, to_format=to, originals=originals).output)


OWN = {"bibtex": BIB, "ris": RIS, "csl-json": json.dumps([ITEM], ensure_ascii=False)}
NAMES = {"bibtex": "@biblatex/text", "ris": "@ris/file", "csl-json": "@csl/list+object"}


@needs_citation_js
@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
@pytest.mark.parametrize("source", ["bibtex", "ris", "csl-json"])
def test_citation_js_finds_the_same_entry(source: str, form: str) -> None:
    text = written(OWN[source], to=form, originals="extra" if form == "csl-json" else None)
    command = ["node", str(SCRIPT), "@else/json" if form == "csl-json" else NAMES[form]]
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, check=True)
    (found,) = json.loads(done.stdout)
    for variable in ("type", "title", "author", "page", "issued"):
        assert found[variable] == ROMANIZED[variable]
    original = " [Вестник МГУ]" if form == "csl-json" else ""  # CSL has no variable for it
    assert found["container-title"] == f"Vestnik MGU{original}"
    assert str(found["volume"]) == "5"


@needs_jabref
@pytest.mark.parametrize("form", ["bibtex", "ris"])
def test_jabref_finds_the_same_entry(tmp_path: Path, form: str) -> None:
    ending = ".bib" if form == "bibtex" else ".ris"
    own = written(OWN[form])
    made = written(OWN["csl-json"], to=form).replace("kosov2020", "made2020")
    place, out = tmp_path / f"both{ending}", tmp_path / "out.xml"
    place.write_text(own + "\n" + made, "utf-8")
    read = str(place) if form == "bibtex" else f"{place},ris"
    environment = {**os.environ, "HOME": str(tmp_path), "JAVA_TOOL_OPTIONS": f"-Duser.home={tmp_path}"}
    subprocess.run(
        ["jabref", "-n", "-i", read, "-o", f"{out},mods"], env=environment, capture_output=True, timeout=280, check=True
    )
    entries = list(ElementTree.parse(out).getroot().iter(f"{MODS}mods"))  # noqa: S314 - our own file
    assert len(entries) == 2
    for entry in entries:
        title = entry.findtext(f"{MODS}titleInfo/{MODS}title")
        families = [
            (part.text or "").strip()
            for part in entry.iterfind(f"{MODS}name/{MODS}namePart")
            if part.get("type") == "family"
        ]
        assert title == ROMANIZED["title"]
        assert families == ["Kosov", "Shchukin"]
        assert entry.findtext(f"{MODS}originInfo/{MODS}dateIssued") == "2020"
        host = entry.find(f"{MODS}relatedItem")
        assert host is not None
        assert host.findtext(f"{MODS}titleInfo/{MODS}title") == "Vestnik MGU"
        assert host.findtext(f"{MODS}part/{MODS}extent/{MODS}start") == "12"
        assert host.findtext(f"{MODS}part/{MODS}extent/{MODS}end") == "25"
