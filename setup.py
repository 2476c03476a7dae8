"""Build romanbib: in plain Python, or with ROMANBIB_COMPILED=1 its inner loops as machine code (docs/deploy.md)."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from setuptools import setup

SOURCE = Path(__file__).parent / "service"
COMPILED = ("formats", "persian", "references", "tables", "text")
ALONE = ("one_language.py", "romanization.py", "streaming.py", "word_memo.py")
# Left as they are: what declares its data with msgspec or class variables, which mypyc makes otherwise; what goes from
# process to process, which it cannot; and what is seldom run.
LEFT = (
    "formats/csv_table.py",
    "formats/docx",
    "formats/endnote_tokens.py",
    "references/profiles.py",
    "references/record.py",
    "references/request.py",
    "references/sentence_case.py",
    "tables/registry.py",
    "tables/table.py",
)


def modules() -> list[str]:
    """Name the modules to compile, by their places in the source."""
    found = [str(one.relative_to(SOURCE)) for name in COMPILED for one in sorted((SOURCE / name).rglob("*.py"))]
    return [*ALONE, *(one for one in found if not one.endswith("__init__.py") and not one.startswith(LEFT))]


def extensions() -> list[Any]:
    """Make C of the modules; the package is called otherwise than its folder, so it is read through a link."""
    from mypyc.build import mypycify  # the extra of whoever compiles

    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "romanbib"
        package.symlink_to(SOURCE, target_is_directory=True)
        paths = [str(package / one) for one in modules()]
        return mypycify(["--config-file=", "--ignore-missing-imports", *paths], opt_level="2", multi_file=True)


building = not {"bdist_wheel", "build_ext"}.isdisjoint(sys.argv)
setup(ext_modules=extensions() if os.environ.get("ROMANBIB_COMPILED") == "1" and building else [])
