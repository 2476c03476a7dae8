"""What was found and what was done, as pages for people and files for programs.

``FORMATS`` holds the forms in which ``check`` lists problems; ``html`` writes the report of ``normalize`` as a page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..text.hygiene import visible
from . import sarif

ProblemsByFile = Mapping[str, Sequence[Mapping[str, Any]]]


def plain(problems_by_file: ProblemsByFile) -> str:
    """List the problems one a line: file, place, message, rule. No problem at all is no line."""
    return "".join(
        # A value taken from a file may hold a line break; a problem still has one line.
        visible(f"{name}: {problem['record']}: {problem['message']} [{problem['rule']}]".replace("\n", "␊")) + "\n"
        for name, problems in problems_by_file.items()
        for problem in problems
    )


def as_json(problems_by_file: ProblemsByFile) -> str:
    """Write the problems as JSON: totals, then file by file with all that ``check`` says of each problem."""
    totals = {"files": len(problems_by_file), "problems": sum(map(len, problems_by_file.values()))}
    files = [{"file": name, "problems": [*map(dict, problems)]} for name, problems in problems_by_file.items()]
    return visible(json.dumps({"totals": totals, "files": files}, ensure_ascii=False, indent=2)) + "\n"


# Each takes the problems of every file checked, those without a problem too, and gives the whole text to print.
FORMATS: dict[str, Callable[[ProblemsByFile], str]] = {"plain": plain, "json": as_json, "sarif": sarif.write}
