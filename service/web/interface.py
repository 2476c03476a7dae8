"""The languages of the page: which one a visitor reads, and what everything is called in it.

``messages/<tag>.toml`` holds the texts of a language, for templates and scripts alike. A text is a string with
``{names}``, or a table of strings by the plural categories of the Unicode CLDR, chosen by ``n``. What comes from data
or from the library has tables of its own there: rules, sources of a reading, profiles.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from flask import request

DEFAULT = "en"
_PERSON = re.compile(r"([\w-]++)\[(\d{1,9})\]\.([\w-]++)")
Text = str | dict[str, str]


@dataclass(frozen=True)
class Interface:
    """A language of the page.

    Attributes:
        tag: BCP 47 tag.
        name: what it calls itself.
        direction: ``ltr`` or ``rtl``.
        texts: its texts by their keys.
        rules: what the rules of changes and warnings are called, by how they begin.
        fields: what the fields of a reference are called, by their CSL names.
        sources: what decides about a word, by how the library says it begins; English needs none.
        profiles: name and description of the profiles by their ids; English has them from the profiles themselves.
    """

    tag: str
    name: str
    direction: str
    texts: Mapping[str, Text]
    rules: Mapping[str, str]
    fields: Mapping[str, str]
    sources: Mapping[str, str]
    profiles: Mapping[str, Mapping[str, str]]

    def say(self, key: str, **values: object) -> str:
        """Give a text with values put in; numbers are written as the language writes them.

        Raises:
            KeyError: there is no such text, which is a mistake in a template.
        """
        text = self.texts[key]
        if isinstance(text, dict):
            text = text.get(_plural(self.tag, values["n"])) or text["other"]
        shown = {name: _number(self.tag, one) if isinstance(one, int) else one for name, one in values.items()}
        return text.format_map(shown)

    def rule(self, rule: str) -> str:
        """Give the name of a rule, or of the several that are joined in it; the rule itself if it has none."""
        named = [self.rules[key] for part in rule.split("; ") if (key := self._key(part))]
        return " · ".join(dict.fromkeys(named)) or rule

    def field(self, name: str) -> str:
        """Give the name of a field: "Author 2: given name" for ``author[1].given``; the field itself if it has none."""
        found = _PERSON.fullmatch(name)
        if found is None:
            return self.fields.get(name, name)
        role, place, part = found.groups()
        if role not in self.fields or part not in self.fields:
            return name
        return f"{self.fields[role]} {_number(self.tag, int(place) + 1)}: {self.fields[part]}"

    def _key(self, rule: str) -> str:
        return max((key for key in self.rules if rule.startswith(key)), key=len, default="")


def _plural(tag: str, number: object) -> str:
    from icu import Locale, PluralRules  # ICU is loaded where romanizing begins, and not before

    return str(PluralRules.forLocale(Locale(tag)).select(int(str(number))))


def _number(tag: str, number: int) -> str:
    from icu import Locale, NumberFormat

    return str(NumberFormat.createInstance(Locale(tag)).format(number))


@cache
def interfaces() -> dict[str, Interface]:
    """Every language of the page, by its tag."""
    found = {}
    for file in resources.files(__package__).joinpath("messages").iterdir():
        if file.name.endswith(".toml"):
            texts = tomllib.loads(file.read_text(encoding="utf-8"))
            about = texts.pop("language")
            names = [texts.pop(table, {}) for table in ("rule_names", "fields", "sources", "profiles")]
            found[about["tag"]] = Interface(about["tag"], about["name"], about["direction"], texts, *names)
    return {tag: found[tag] for tag in sorted(found, key=lambda tag: (tag != DEFAULT, tag))}


def chosen_interface() -> Interface:
    """Language of the present request: the one named by ``lang``, else the one that the browser prefers."""
    named = request.args.get("lang", "")
    if named in interfaces():
        return interfaces()[named]
    preferred = request.accept_languages.best_match(list(interfaces()), DEFAULT)
    return interfaces()[preferred or DEFAULT]
