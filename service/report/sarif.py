"""Problems as SARIF 2.1.0, which code scanning services and editors read.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; numbers below are its sections.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..text.hygiene import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"  # what file addresses are relative to: where the command was run (3.14.14)
STANDARD_INPUT = "-"

_LINE = re.compile(r"(?:^|, )line (\d{1,9})$")
_ENTRY = "entry"
_CONSISTENCY = "consistency: "
_NOTES = frozenset({"vowels"})  # a choice to look at, not a fault

_DESCRIPTIONS = {
    "vowels": "A word whose unwritten vowels are not certain.",
    "own form": "A romanization that stands in the source disagrees with the one made from the original.",
    "translation": "A translation that the profile asks for is missing.",
    "language": "The language of a text cannot be told.",
    "language note": "A note such as [In Persian] names another language than that of the text.",
    "romanize": "A text that could not be romanized, or not without a doubt.",
    "record": "Something about a record as a whole.",
}


def write(problems_by_file: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Write the problems of all files as one SARIF log with one run.

    Args:
        problems_by_file: for each file checked what ``check`` found: record, field, start, end, message, rule.
    """
    from importlib.metadata import version

    rules: dict[str, dict[str, Any]] = {}
    numbers: dict[str, int] = {}
    artifacts: dict[str, dict[str, Any]] = {}
    results = []
    for name, problems in problems_by_file.items():
        location = _artifact(name)
        location = artifacts.setdefault(location["uri"], location | {"index": len(artifacts)})  # ./a.bib is a.bib
        for problem in problems:
            rule = rule_id(problem["rule"])
            if rule not in rules:
                numbers[rule] = len(rules)
                rules[rule] = _rule(rule, problem["rule"])
            results.append(_result(problem, rule, numbers[rule], location))
    driver = {
        "name": "romanbib",
        "version": version("romanbib"),
        "rules": [*rules.values()],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": one, "roles": ["analysisTarget"]} for one in artifacts.values()],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def rule_id(rule: str) -> str:
    """Give a rule's name as an identifier with steps (3.5.4): ``repair: quotes`` is ``repair/quotes``."""
    return re.sub(r"[^\w/.-]+", "-", rule.replace(": ", "/")).strip("-") or "rule"


def _rule(identifier: str, name: str) -> dict[str, Any]:
    kind, _, what = name.partition(": ")
    if name.startswith(_CONSISTENCY):
        from ..consistency import descriptions

        known = descriptions()
    else:
        known = _DESCRIPTIONS
    description = f"Something to mend: {what}." if kind == "repair" and what else f"{name[:1].upper()}{name[1:]}."
    text = visible(known.get(name, description))
    return {
        "id": identifier,
        "shortDescription": {"text": text},
        "defaultConfiguration": {"level": _level(name)},
    }


def _level(rule: str) -> str:
    return "note" if rule in _NOTES else "warning"


def _result(problem: Mapping[str, Any], rule: str, number: int, artifact: dict[str, Any]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if region := _region(problem):
        physical["region"] = region
    place, field = visible(problem["record"]), visible(problem["field"])
    logical = {"fullyQualifiedName": f"{place}: {field}" if field and field != _ENTRY else place, "kind": "member"}
    # The place goes into the message as well: few viewers show a logical location.
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": number,
        "level": _level(problem["rule"]),
        "message": {"text": f"{logical['fullyQualifiedName']}: {visible(problem['message'])}"},
        "locations": [{"physicalLocation": physical, "logicalLocations": [logical]}],
    }
    if related := problem.get("related"):
        result["relatedLocations"] = [_related(place, artifact) for place in related]
    return result


def _related(place: Mapping[str, Any], artifact: dict[str, Any]) -> dict[str, Any]:
    """Give another place that a problem is about (3.27.22)."""
    region = _region(place)
    name = f"{place['record']}: {place['field']}" if place["field"] not in ("", _ENTRY) else place["record"]
    physical = {"artifactLocation": artifact} | ({"region": region} if region else {})
    return {"physicalLocation": physical, "message": {"text": visible(name)}}


def _region(problem: Mapping[str, Any]) -> dict[str, int]:
    """Say where in the file a problem is; a region needs a line, and only a place that names one has it (3.30)."""
    match = _LINE.search(problem["record"])
    line = int(match[1]) if match else 0
    if line < 1:
        return {}
    if problem["field"] != _ENTRY:  # the columns of a field are not those of its line
        return {"startLine": line}
    return {"startLine": line, "startColumn": problem["start"] + 1, "endColumn": problem["end"] + 1}


def _artifact(name: str) -> dict[str, Any]:
    """Give the address of a file: relative to where the command was run if it lies under it, else absolute."""
    if name == STANDARD_INPUT:
        return {"uri": "stdin:"}
    path = os.path.abspath(name)
    relative = os.path.relpath(path)
    if relative.split(os.sep, 1)[0] == os.pardir:
        return {"uri": Path(path).as_uri()}
    # Encoded from the bytes of the name, which need not be UTF-8.
    return {"uri": quote(os.fsencode(relative.replace(os.sep, "/"))), "uriBaseId": ROOT}
