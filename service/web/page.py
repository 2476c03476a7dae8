"""The page: paste a bibliography, see each entry before and after, take the result away."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

from flask import Blueprint, Response, render_template, request

from ..errors import RomanbibError, RuleTableError
from ..formats import Format, find_format
from ..references.arrange import Request
from ..references.profiles import profiles
from ..tables.registry import available, name_of
from ..text.language import languages as known_languages
from .choices import check_request
from .entries import Comparison, compare
from .problems import Problem
from .requests import body
from .settings import current_settings

blueprint = Blueprint("page", __name__)
_SHARED_BY = 3  # a scheme that so many languages have is listed first, as one for several languages


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the form: the text, and ids of what was chosen, "" for what goes by itself."""

    source: str
    profile: str = "romanized"
    scheme: str = ""
    language: str = ""

    @classmethod
    def sent(cls) -> Form:
        """Read the form that was sent; browsers send the line ends of a text box as CR LF."""
        body()  # Werkzeug reads the form from what has been read here
        values = request.form
        return cls(
            source=values.get("source", "").replace("\r\n", "\n"),
            profile=values.get("profile", "") or "romanized",
            scheme=values.get("scheme", ""),
            language=values.get("language", ""),
        )

    def checked(self) -> tuple[Format, Request]:
        """Check what was chosen.

        Raises:
            Problem: something that there is not.
        """
        wanted = check_request(self.profile, self.scheme or None, self.language or None, None)
        return find_format(None, head=self.source), wanted


@blueprint.get("/")
def show() -> str:
    """Show the page with the example in its box."""
    return _page(Form(example()))


@blueprint.post("/")
def normalize() -> tuple[str, int]:
    """Show the page with the result."""
    form = Form.sent()
    if not form.source.strip():
        return _page(form, message="The box is empty. Paste a reference list into it, one entry a line."), 400
    try:
        chosen, wanted = form.checked()
        found = compare(form.source, chosen, wanted, current_settings().page_entries)
    except RuleTableError:
        raise
    except (RomanbibError, Problem) as error:
        return _page(form, message=str(error)), 400
    return _page(form, found, chosen), 200


@blueprint.post("/download")
def download() -> Response:
    """Give the result as a file."""
    form = Form.sent()
    chosen, wanted = form.checked()
    found = compare(form.source, chosen, wanted, 0)
    answer = Response(found.output.encode("utf-8", "surrogatepass"), mimetype=chosen.MEDIA_TYPES[0])
    answer.headers["Content-Disposition"] = f'attachment; filename="{_file_name(chosen)}"'
    return answer


def _file_name(chosen: Format) -> str:
    return f"references-romanized{chosen.SUFFIXES[0]}"


def _page(form: Form, found: Comparison | None = None, chosen: Format | None = None, message: str = "") -> str:
    schemes = _scheme_groups()
    return render_template(
        "index.html",
        form=form,
        found=found,
        file_name=_file_name(chosen) if chosen else "",
        message=message,
        profiles=list(profiles().values()),
        schemes=schemes,
        languages=_languages(),
    )


@cache
def example() -> str:
    """Reference list of a published paper, as it was printed."""
    return resources.files("romanbib.rules").joinpath("examples", "paper.txt").read_text(encoding="utf-8")


def _languages() -> list[tuple[str, str]]:
    return [(tag, _language_name(tag)) for tag in sorted({table.language for table in available()}, key=_language_name)]


def _language_name(tag: str) -> str:
    known = known_languages().get(tag)
    return known.name if known else tag


def _scheme_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Schemes as (id, name) under headings: those of several languages, then those of one or two."""
    having: dict[str, list[str]] = defaultdict(list)
    for table in available():
        having[table.id].append(table.language)
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for scheme, tags in having.items():
        shared = len(tags) >= _SHARED_BY
        heading = "Several languages" if shared else " and ".join(map(_language_name, tags))
        groups[heading].append((scheme, _scheme_name(scheme)))
    first = groups.pop("Several languages", [])
    rest = [(heading, sorted(groups[heading], key=_by_name)) for heading in sorted(groups)]
    return [("Several languages", sorted(first, key=_by_name)), *rest]


def _scheme_name(scheme: str) -> str:
    name, _, edition = scheme.partition("@")
    return f"{name_of(name)}, {edition}" if edition else name_of(name)


def _by_name(scheme: tuple[str, str]) -> str:
    return scheme[1].lower()
