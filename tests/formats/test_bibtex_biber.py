"""What is written is valid to biber and means the same to pandoc, where these are installed."""

import json
import shutil
import subprocess

import pytest
from romanbib.formats import bibtex
from romanbib.references.record import Record

ITEMS = [
    {
        "type": "article-journal",
        "title": "Rossii͡a i mir & 50 %",
        "original-title": "Россия и мир",
        "author": [{"family": "Ivanov", "given": "Ivan"}, {"literal": "Nauka and Co"}],
        "original-author": [{"family": "Иванов", "given": "Иван"}],
        "container-title": "Voprosy istorii",
        "volume": 1,
        "issue": "2",
        "page": "1-12",
        "language": "ru",
        "issued": {"date-parts": [[2020, 1, 2]]},
        "DOI": "10.1/x_y",
    },
    {
        "type": "chapter",
        "title": "Glava",
        "author": [{"family": "Berg", "given": "Jan", "dropping-particle": "van der"}],
        "editor": [{"family": "Petrov", "given": "P."}],
        "container-title": "Kniga",
        "collection-title": "Serii͡a",
        "collection-number": "3",
        "publisher": "Nauka",
        "publisher-place": "Moskva",
        "issued": {"date-parts": [[1999], [2000]]},
    },
    {
        "type": "thesis",
        "title": "Mir",
        "author": [{"family": "Ivanov", "given": "I."}],
        "publisher": "MGU",
        "genre": "Diss. kand. ist. nauk",
        "issued": {"date-parts": [[2001, 5]]},
    },
]


@pytest.fixture
def composed(tmp_path):
    path = tmp_path / "composed.bib"
    records = [Record({"id": f"k{number}", **item}, f"item {number}") for number, item in enumerate(ITEMS)]
    path.write_text("".join(bibtex.compose(records)), encoding="utf-8")
    return path


@pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")
def test_biber_has_nothing_to_complain_of(composed):
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", composed.name],
        cwd=composed.parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))] == []


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_reads_the_same_items(composed):
    done = subprocess.run(
        ["pandoc", "-f", "biblatex", "-t", "csljson", composed],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    read = json.loads(done.stdout)
    for mine, theirs in zip(ITEMS, read, strict=True):
        for variable in ("type", "title", "author", "editor", "container-title", "publisher", "page", "issued", "DOI"):
            assert theirs.get(variable) == mine.get(variable)
