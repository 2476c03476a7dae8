"""The page: give a bibliography, see each entry before and after, take the result away."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import PurePath
from typing import Any

import msgspec
from flask import Blueprint, Response, render_template, request, stream_with_context, url_for
from werkzeug.exceptions import RequestEntityTooLarge

from ..errors import RomanbibError, RuleTableError
from ..formats import Composer, Format, formats
from ..pipeline import Source, opened, target_of
from ..references.profiles import profiles
from ..references.request import Request
from ..streaming import stream
from ..tables.registry import available, name_of
from ..text.language import languages as known_languages
from .choices import check_format, check_request
from .entries import EntryView, Totals, compared
from .interface import chosen_interface, interfaces
from .limits import allowance
from .metrics import metrics
from .overrides_in_force import current
from .problems import Problem
from .settings import current_settings

blueprint = Blueprint("page", __name__)
NDJSON = "application/x-ndjson"
SETTINGS = ("profile", "scheme", "language", "scope", "to", "lang")  # what a link to the page may carry: never a text
_SHARED_BY = 3  # a scheme that so many languages have is listed first, as one for several languages
_BLOCK = 1 << 16  # bytes of the input that are read at a time; progress is told in these steps


class EmptyError(RomanbibError):
    """Nothing was sent to work on."""


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the form: the text or file, and ids of what was chosen, "" for what goes by itself."""

    source: str = ""
    file: bytes = b""
    file_name: str = ""
    profile: str = "romanized"
    scheme: str = ""
    language: str = ""
    scope: str = ""
    to: str = ""

    @classmethod
    def linked(cls) -> Form:
        """Read the settings that the address of the page carries."""
        source = example() if "example" in request.args else ""
        return cls(source=source, **_settings(request.args))

    @classmethod
    def sent(cls) -> Form:
        """Read the form that was sent; browsers send the line ends of a text box as CR LF.

        Raises:
            RequestEntityTooLarge: longer than ``ROMANBIB_MAX_BYTES``.
        """
        most = current_settings().max_bytes
        request.max_content_length = (
            most + 1
        )  # Werkzeug cuts what comes in chunks off without a word; hence a byte more
        if len(request.get_data(parse_form_data=False)) > most:
            raise RequestEntityTooLarge
        sent = request.files.get("file")
        source = request.form.get("source", "").replace("\r\n", "\n")
        file, name = (sent.read(), sent.filename or "") if sent is not None else (b"", "")
        return cls(source, file, name, **_settings(request.form))

    @property
    def settings(self) -> dict[str, str]:
        """What of it a link may carry."""
        return {name: getattr(self, name) for name in SETTINGS if name != "lang" and getattr(self, name)}

    def checked(self) -> Request:
        """Check what was chosen.

        Raises:
            Problem: something that there is not.
        """
        overrides = current(self.scope)
        return check_request(self.profile, self.scheme or None, self.language or None, None, overrides)

    def opened(self, told: Callable[[float], None] = lambda share: None) -> Source:
        """Open what was sent.

        Args:
            told: told how much of it has been read, from 0 to 1.

        Raises:
            EmptyError: nothing was sent.
            InputError: it is in no format known here.
        """
        whole: str | bytes = self.file or self.source
        if not whole.strip():
            raise EmptyError("nothing was sent")

        def blocks() -> Iterator[str | bytes]:
            for start in range(0, len(whole), _BLOCK):
                told(min(1, (start + _BLOCK) / len(whole)))
                yield whole[start : start + _BLOCK]

        return opened(blocks(), path=self.file_name or None, name="the file" if self.file else "the text")


def _settings(values: Mapping[str, str]) -> dict[str, Any]:
    given = {name: values.get(name, "").strip() for name in SETTINGS if name != "lang"}
    return {**given, "profile": given["profile"] or "romanized"}


@dataclass(slots=True)
class Found:
    """A bibliography before and after, as far as it is shown."""

    file_format: Format
    totals: Totals = field(default_factory=Totals)
    entries: list[EntryView] = field(default_factory=list)
    output: str = ""


@blueprint.get("/")
def show() -> str:
    """Show the page, with the settings of its link."""
    return _page(Form.linked())


@blueprint.post("/")
def normalize() -> tuple[str, int]:
    """Show the page with the result: what browsers without scripts do."""
    form = Form.sent()
    try:
        wanted, source = form.checked(), form.opened()
        found, most, parts = Found(source.format), current_settings().page_entries, []
        for one in compared(source.chunks, source.format, wanted, **_watched(source)):
            if isinstance(one, EntryView):
                found.totals.add(one)
                if len(found.entries) < most:
                    found.entries.append(one)
            elif isinstance(one, str):
                parts.append(one)
        found.output = "".join(parts)
    except RuleTableError:
        raise
    except EmptyError:
        return _page(form, message=chosen_interface().say("empty")), 400
    except (RomanbibError, Problem) as error:
        return _page(form, message=str(error)), 400
    return _page(form, found), 200


@blueprint.post("/entries")
def entries() -> Response:
    """Stream the entries one by one, one JSON object a line.

    ``{"entry": …, "names": …, "at": …}`` is an entry, what those of its rules and fields are called that have not been
    met before, and how much of the input has been read, from 0 to 1; ``{"output": …}`` a piece of the result, if its
    format is text; the last line is ``{"totals": …}`` or ``{"problem": …}``.
    """
    form = Form.sent()
    read = 0.0

    def told(share: float) -> None:
        nonlocal read
        read = share

    try:
        wanted, source = form.checked(), form.opened(told)
    except EmptyError:
        raise Problem("unreadable-input", chosen_interface().say("empty")) from None
    watched, interface = _watched(source), chosen_interface()

    def lines() -> Iterator[bytes]:
        totals, named = Totals(), set[str]()
        try:
            for one in compared(source.chunks, source.format, wanted, **watched):
                if isinstance(one, EntryView):
                    totals.add(one)
                    names = {rule: interface.rule(rule) for rule in one.rules if rule not in named}
                    names |= {name: interface.field(name) for name in one.names if name not in named}
                    named.update(names)
                    yield _line({"entry": one, "names": names, "unsure": one.unsure, "at": read})
                elif isinstance(one, str):
                    yield _line({"output": one})
        except RuleTableError:
            raise
        except (RomanbibError, Problem) as error:
            yield _line({"problem": str(error)})
        else:
            file = _file_name(source.format, form.file_name)
            about = {"format": source.format.NAME, "binary": source.format.BINARY, "file": file}
            yield _line({"totals": totals, **about})

    # Proxies that gather an answer before they pass it on would keep the progress from whoever waits.
    return Response(stream_with_context(lines()), mimetype=NDJSON, headers={"X-Accel-Buffering": "no"})


def _line(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value) + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair, which only JSON's escapes can carry
        return json.dumps(msgspec.to_builtins(value)).encode() + b"\n"


@blueprint.post("/download")
def download() -> Response:
    """Give the result as a file, in its own format or another."""
    form = Form.sent()
    wanted = form.checked()
    try:
        source = form.opened()
    except EmptyError:
        raise Problem("unreadable-input", chosen_interface().say("empty")) from None
    check_format(form.to or None)
    target = target_of(source.format, form.to or None)
    empty: Any = b"" if target.BINARY else ""
    whole = empty.join(stream(source.chunks, source.format, wanted, target=target, **_watched(source)))
    data = whole if isinstance(whole, bytes) else whole.encode("utf-8", "surrogatepass")
    answer = Response(data, mimetype=target.MEDIA_TYPES[0])
    sent_as = form.file_name if target.NAME == source.format.NAME else ""
    answer.headers["Content-Disposition"] = f'attachment; filename="{_file_name(target, sent_as)}"'
    return answer


def _watched(source: Source) -> dict[str, Any]:
    """What watches over the records of the present request: its allowance, and the counts of the service."""
    mine, counts = allowance(), metrics()
    return {"seen": mine.take, "done": lambda record: counts.record(record, source.format.NAME)}


def _file_name(chosen: Format, sent_as: str = "") -> str:
    """Name a file to take away; what comes back in its own format keeps its ending, such as .tsv or .ndjson."""
    ending = PurePath(sent_as).suffix.lower()
    return f"references-romanized{ending if ending in chosen.SUFFIXES else chosen.SUFFIXES[0]}"


def _page(form: Form, found: Found | None = None, message: str = "") -> str:
    return render_template(
        "index.html",
        form=form,
        found=found,
        file_name=_file_name(found.file_format, form.file_name) if found else "",
        message=message,
        profiles=list(profiles().values()),
        schemes=_scheme_groups(),
        languages=_languages(),
        targets=[one.NAME for one in formats().values() if isinstance(one, Composer)],
    )


@blueprint.app_context_processor
def _interface() -> dict[str, Any]:
    """What every template needs: the texts of the visitor's language, and how to stay in it."""
    chosen = chosen_interface()
    named: dict[str, Any] = {"lang": chosen.tag} if "lang" in request.args else {}
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name in SETTINGS and name != "lang"}

    def here(tag: str) -> str:
        endpoint = request.endpoint if request.endpoint and request.method == "GET" else "page.show"
        # A query may have the name of a part of the address, which then counts.
        return url_for(endpoint, **{**kept, **(request.view_args or {}), "lang": tag})

    def address(endpoint: str, **values: Any) -> str:
        return url_for(endpoint, **values, **named)

    return {"ui": chosen, "say": chosen.say, "interfaces": interfaces().values(), "here": here, "address": address}


@cache
def example() -> str:
    """Reference list of a published paper, as it was printed."""
    return resources.files("romanbib.rules").joinpath("examples", "paper.txt").read_text(encoding="utf-8")


def _languages() -> list[tuple[str, str]]:
    return [(tag, language_name(tag)) for tag in sorted({table.language for table in available()}, key=language_name)]


def language_name(tag: str) -> str:
    """Name of a language in the language of the page."""
    from icu import Locale  # ICU is loaded where romanizing begins, and not before

    shown = str(Locale(tag).getDisplayName(Locale(chosen_interface().tag)))
    known = known_languages().get(tag)
    return shown if shown != tag else known.name if known else tag


def _scheme_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Schemes as (id, name) under headings: those of several languages, then those of one or two."""
    having: dict[str, list[str]] = defaultdict(list)
    for table in available():
        having[table.id].append(table.language)
    several = chosen_interface().say("several_languages")
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for scheme, tags in having.items():
        heading = several if len(tags) >= _SHARED_BY else ", ".join(map(language_name, tags))
        groups[heading].append((scheme, scheme_name(scheme)))
    first = groups.pop(several, [])
    rest = [(heading, sorted(groups[heading], key=_by_name)) for heading in sorted(groups)]
    return [(several, sorted(first, key=_by_name)), *rest]


def scheme_name(scheme: str) -> str:
    """Name of a scheme, with its edition if that is part of its id."""
    name, _, edition = scheme.partition("@")
    return f"{name_of(name)}, {edition}" if edition else name_of(name)


def _by_name(scheme: tuple[str, str]) -> str:
    return scheme[1].lower()
