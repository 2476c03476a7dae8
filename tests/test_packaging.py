"""What is built holds everything that runs."""

import tomllib
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]


def test_every_package_is_named():
    there = {
        ".".join(("romanbib", *place.parent.relative_to(ROOT / "service").parts))
        for place in (ROOT / "service").rglob("__init__.py")
    }
    assert there | {"romanbib.rules"} == set(SETUP["packages"])


def test_every_data_file_is_named():
    for package, folder in (("romanbib", "service"), ("romanbib.rules", "rules")):
        patterns = SETUP["package-data"][package]
        for place in (ROOT / folder).rglob("*"):
            inside = PurePosixPath(place.relative_to(ROOT / folder))
            if place.is_dir() or place.suffix in (".py", ".pyc"):
                continue
            assert any(_matches(inside, pattern) for pattern in patterns), f"{place}: no pattern of {package} names it"


def _matches(place: PurePosixPath, pattern: str) -> bool:
    parts = pattern.split("/")
    if parts[0] == "**":
        return place.match(parts[-1])
    return len(place.parts) == len(parts) and place.match(pattern)
