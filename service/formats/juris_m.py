"""Variants of fields and names as Juris-M, the multilingual Zotero, keeps them in CSL-JSON.

A field holds its main text; ``multi`` of the item names the language of that and holds the other forms::

    "title": "Заглавие", "multi": {"main": {"title": "ru"}, "_keys": {"title": {"ru-Latn-t-ru-m0-alaloc": "Zaglavie"}}}
    "author": [{"family": "Иванов", "multi": {"main": "ru", "_key": {"ru-Latn-t-ru-m0-alaloc": {"family": "Ivanov"}}}}]

Sources: the manual of citeproc-js ("Multilingual content"), the export of Juris-M (``Zotero.Cite.System``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..references.record import Parts, Record
from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES

_SOURCE = re.compile(f"(?P<Cyrl>[{CYRILLIC_RANGES}])|(?P<Arab>[{ARABIC_RANGES}])")
_ROMANIZED = frozenset({"latn", "alalc97"})  # subtags that tell a romanization
_PATH = re.compile(r"([\w-]++)(?:\[(\d{1,6})\]\.([\w-]++))?")
_NAME_PARTS = ("family", "given", "literal")
_TRANSLATION = "en"  # translations beside a title are English with few exceptions


def has_variants(item: dict[str, Any]) -> bool:
    """Tell whether an item, or a name in it, has a ``multi`` as Juris-M writes it."""
    return _keys(item.get("multi")) is not None or any(
        _name_keys(name) is not None for _, _, name in _names(item) if "multi" in name
    )


def romanized(item: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Parts]]:
    """Put the romanizations that an item brings along in the place of its originals.

    Returns:
        The item as other formats know it, and the parts of each field that has both forms, by its name.
    """
    now = dict(item)
    parts: dict[str, Parts] = {}
    multi = item.get("multi")
    main = multi.get("main") if isinstance(multi, dict) else None
    for variable, variants in (_keys(multi) or {}).items():
        text = item.get(variable)
        if isinstance(text, str) and isinstance(variants, dict):
            tag = main.get(variable) if isinstance(main, dict) else None
            forms = {key: {"": form} for key, form in variants.items() if isinstance(form, str)}
            if found := _pair({"": text}, tag or item.get("language"), forms):
                now[variable] = found[""].romanized
                parts[variable] = found[""]
    for variable, number, name in _names(item):
        keys = _name_keys(name)
        if keys is None:
            continue
        tag = name["multi"].get("main") or item.get("language")
        forms = {key: _parts_of(form) for key, form in keys.items() if isinstance(form, dict)}
        if found := _pair(_parts_of(name), tag, forms):
            if now[variable] is item[variable]:
                now[variable] = list(item[variable])
            now[variable][number] = {**name, **{part: one.romanized for part, one in found.items()}}
            parts |= {f"{variable}[{number}].{part}": one for part, one in found.items()}
    return now, parts


def with_variants(record: Record, raw: dict[str, Any], known: dict[str, Parts]) -> dict[str, Any]:
    """Give an item in which originals stand in the fields, and what was romanized now stands beside them.

    Args:
        record: with its parts.
        raw: the item as it was read, with what changed in it.
        known: parts that stand in it already.
    """
    now = dict(raw)
    for path, part in record.parts.items():
        match = _PATH.fullmatch(path)
        if path in known or match is None or not part.tag or match[1] not in now:
            continue
        variable, number, name_part = match.groups()
        kept = (
            _add_to_field(now, variable, part)
            if number is None
            else _add_to_name(now, variable, int(number), name_part, part)
        )
        if not kept:
            record.warn_of_record(f"{path} left as it is: multi beside it is not what Juris-M writes; mend it")
    return now


def _add_to_field(now: dict[str, Any], variable: str, part: Parts) -> bool:
    now[variable] = part.original
    multi = now.get("multi", {})
    if not isinstance(multi, dict):
        return False
    main, keys = multi.get("main", {}), multi.get("_keys", {})
    forms = keys.get(variable, {}) if isinstance(keys, dict) else None
    if not isinstance(main, dict) or not isinstance(forms, dict):
        return False
    forms = dict(forms)
    forms.setdefault(part.tag, part.romanized)
    if part.translation:
        forms.setdefault(_TRANSLATION, part.translation)
    if variable not in main:
        main = {**main, variable: part.language}
    now["multi"] = {**multi, "main": main, "_keys": {**keys, variable: forms}}
    return True


def _add_to_name(now: dict[str, Any], variable: str, number: int, name_part: str, part: Parts) -> bool:
    names = now[variable] = list(now[variable])
    name = names[number]
    names[number] = {**name, name_part: part.original}
    multi = name.get("multi", {})
    if not isinstance(multi, dict):
        return False
    keys = multi.get("_key", {})
    form = keys.get(part.tag, {}) if isinstance(keys, dict) else None
    if not isinstance(form, dict):
        return False
    form = {**form, **{one: text for one, text in _parts_of(name).items() if one not in form}}
    form[name_part] = part.romanized
    multi = {**multi, "_key": {**keys, part.tag: form}}
    multi.setdefault("main", part.language)
    names[number]["multi"] = multi
    return True


def _keys(multi: Any) -> dict[str, Any] | None:
    keys = multi.get("_keys") if isinstance(multi, dict) else None
    return keys if isinstance(keys, dict) else None


def _name_keys(name: dict[str, Any]) -> dict[str, Any] | None:
    multi = name.get("multi")
    keys = multi.get("_key") if isinstance(multi, dict) else None
    return keys if isinstance(keys, dict) else None


def _names(item: dict[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for variable, names in item.items():
        if isinstance(names, list):
            yield from ((variable, number, name) for number, name in enumerate(names) if isinstance(name, dict))


def _parts_of(name: dict[str, Any]) -> dict[str, str]:
    return {part: name[part] for part in _NAME_PARTS if isinstance(name.get(part), str)}


def _pair(text: dict[str, str], tag: Any, forms: dict[Any, dict[str, str]]) -> dict[str, Parts]:
    """Find the original and the romanization among the forms of a text, which is a name in parts or has one part only.

    Args:
        text: its main form.
        tag: language of that, if it is told.
        forms: the others, by their tags.
    """
    language = tag.split("-")[0].lower() if isinstance(tag, str) else ""
    if script := _script(text):
        for key, form in forms.items():
            own, *subtags = key.lower().split("-")
            if own != (language or own) or _ROMANIZED.isdisjoint(subtags) or form.keys() != text.keys():
                continue
            if not _script(form):
                others = (one.get("", "") for other, one in forms.items() if other.lower().split("-")[0] != own)
                translation = next(others, "")
                return {part: Parts(form[part], text[part], translation, own, script, key) for part in text}
        return {}
    for key, form in forms.items():
        if (script := _script(form)) and form.keys() == text.keys():
            own = key.lower().split("-")[0]
            return {part: Parts(text[part], form[part], "", own, script, f"{own}-Latn") for part in text}
    return {}


def _script(form: dict[str, str]) -> str | None:
    match = _SOURCE.search(" ".join(form.values()))
    return match.lastgroup if match else None
