"""The pages of the schemes: one line of text in all of them at once, and each rule table to read."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request

from ..errors import RomanbibError
from ..romanization import transliterate
from ..tables.registry import available, find
from ..text.language import detect
from .page import language_name, scheme_name
from .problems import Problem

blueprint = Blueprint("schemes", __name__, url_prefix="/schemes")
LONGEST = 500  # characters that are compared
SAMPLES = {
    "ru": "Щербаков Ю. А. Объяснение съезда",
    "uk": "Згурський Ї. Є. Щедрий п’ятий вечір",
    "be": "Яўген Ціхі. Беларуская мова",
    "bg": "Щъркел и жълт кън",
    "sr": "Љубав и њежност, џеп ђака",
    "mk": "Ѓорѓи и Ќиро, џемпер",
    "fa": "سیاست خارجی جمهوری اسلامی ایران",
}


@blueprint.get("")
def show() -> str:
    """Show every scheme (of a language), with a sample text of that language."""
    language = _language(request.args.get("language", ""))
    text = SAMPLES.get(language, SAMPLES["ru"])
    return _page(text, language)


@blueprint.post("")
def compare() -> str:
    """Show a text in every scheme: what browsers without scripts do."""
    return _page(_text(), _language(request.form.get("language", "")))


@blueprint.post("/compare")
def compare_lines() -> Response:
    """Give a text in every scheme of a language, as JSON: language, scheme, output."""
    text = _text()
    rows = _rows(text, _language(request.form.get("language", "")) or _told(text))
    return jsonify([{name: row[name] for name in ("language", "id", "output")} for row in rows if row["compared"]])


@blueprint.get("/<language>/<scheme>")
def table(language: str, scheme: str) -> str:
    """Show a rule table with what it extends laid underneath, as it is run."""
    file = next((one for one in available() if (one.language, one.id) == (language, scheme)), None)
    if file is None:
        abort(404)
    found = find(language, scheme)
    return render_template(
        "scheme.html",
        file=file,
        table=found,
        name=scheme_name(scheme),
        language=language_name(language),
        script_tag=language,
    )


@blueprint.app_template_filter("letter")
def letter(text: str) -> str:
    """Make a letter visible by itself: a mark on a dotted circle, a sign without width by its number."""
    kinds = [unicodedata.category(char) for char in text]
    if "Cf" in kinds or "Zs" in kinds:
        return " ".join(f"U+{ord(char):04X}" for char in text)
    return f"\N{DOTTED CIRCLE}{text}" if kinds and kinds[0] == "Mn" else text


def _text() -> str:
    text = request.form.get("text", "").replace("\r\n", "\n").split("\n", 1)[0]
    if len(text) > LONGEST:
        raise Problem("bad-parameter", f"The text has {len(text)} characters; {LONGEST} at most are compared.")
    return text


def _language(tag: str) -> str:
    return tag if any(one.language == tag for one in available()) else ""


def _told(text: str) -> str:
    return _language(detect(text).language or "")


def _page(text: str, language: str) -> str:
    tags = sorted({one.language for one in available()}, key=language_name)
    return render_template(
        "schemes.html",
        text=text,
        language=language,
        rows=_rows(text, language or _told(text)),
        languages=[(tag, language_name(tag)) for tag in tags],
        longest=LONGEST,
    )


def _rows(text: str, language: str) -> list[dict[str, Any]]:
    """Give every rule table, and what the text is in those of the language."""
    return [
        {
            "id": one.id,
            "name": scheme_name(one.id),
            "language": one.language,
            "language_name": language_name(one.language),
            "year": one.year,
            "compared": one.language == language,
            "output": _romanized(text, one.language, one.id) if one.language == language else "",
        }
        for one in sorted(available(), key=lambda one: (language_name(one.language), scheme_name(one.id)))
    ]


def _romanized(text: str, language: str, scheme: str) -> str:
    try:
        return transliterate(text, language=language, scheme=scheme, kind="title")
    except RomanbibError as error:  # what one scheme cannot write is no reason to hide the others
        return f"({error})"
