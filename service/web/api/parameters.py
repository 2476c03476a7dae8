"""What the API takes: the one place for checking it and for the document."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.json_schema import SkipJsonSchema

from ...formats import formats
from ...persian import KINDS
from ...references.repairs import REPAIRS
from ..choices import ways_to_keep_originals
from .fields import described

_LANGUAGE = "BCP 47 tag of the text; told from the text if left out."
_SCHEME = "Scheme id, with options behind + (GET /v1/schemes)."
_OWN_SCHEME = f"{_SCHEME} The profile's own if left out."
_PROFILE = "Profile id (GET /v1/profiles)."
_KIND = "What a Persian text is, which steers its names and ezafes."
_REVERSE = "Go back from the romanization to the original script; needs the language."
_SCOPE = "Project or bibliography whose overrides hold, beside those that hold everywhere."
_FROM = "Format that the bibliography is in; told from it if left out."
_FROM_OF_BODY = f"{_FROM} Where it is given, Content-Type can be application/octet-stream."
_TO = "Format to write; its own if left out."
_RESPELL = "Write in the scheme what is romanized already, too, where that is recognized."
_WHOLE_DOCUMENT = "Of a Word document, take all of the text, not the reference sections alone."
_ORIGINALS = "How originals are kept, where the format written has more than one way; the profile must keep them."
_UNIFY = "Give a name that is written in several forms one of them. The bibliography is read whole for it."
_SENTENCE_CASE = (
    "Write Russian titles printed in capitals in small letters (true), or leave them (false); the profile's choice if"
    " left out."
)
_GREGORIAN = "Put the Gregorian years beside Hijri ones: 1399 [2020/21]."
_SOURCE = "The bibliography: as text in any format that is text, as one CSL-JSON item, or as a list of items."
_AUTHOR = "Who edits; where tokens are set up, the name of the token stands in its place."
_REASON = "Why, for whoever looks at the history."
_ITEM = {"id": "tolstoy", "type": "book", "title": "Война и мир", "author": [{"family": "Толстой", "given": "Л. Н."}]}


def _true_or_false(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError("it is true or false")
        return value == "true"
    return value


def _digits(value: object) -> object:
    if isinstance(value, str):
        if not (value.isascii() and value.isdecimal() and len(value) < 16):
            raise ValueError("it is a whole number, 0 or above")
        return int(value)
    return value


Flag = Annotated[bool, BeforeValidator(_true_or_false)]
Choice = Annotated[bool | SkipJsonSchema[None], BeforeValidator(_true_or_false)]  # None where it is left out
Number = Annotated[int, BeforeValidator(_digits)]
Text = str | SkipJsonSchema[None]  # of a query, where there is no null


class Parameters(BaseModel):
    """Parameters are taken as they are: nothing unknown, nothing of another type."""

    model_config = ConfigDict(strict=True, extra="forbid", populate_by_name=False)


class TransliterateQuery(Parameters):
    """Query of ``POST /v1/transliterate`` for text/plain."""

    language: Text = described(_LANGUAGE, "ru", None)
    scheme: str = described(_SCHEME, "ala-lc", "ala-lc")
    reverse: Flag = described(_REVERSE, False, False)
    kind: str = described(_KIND, "title", "text", values=lambda: KINDS)
    scope: str = described(_SCOPE, "my-thesis", "", max_length=100)


class TransliterateParameters(TransliterateQuery):
    """Body of ``POST /v1/transliterate``."""

    text: str = described("The text; what is in Latin letters stays as it is.", "Щи да каша")
    language: str | None = described(_LANGUAGE, "ru", None)
    reverse: bool = described(_REVERSE, False, False)


class DetectParameters(Parameters):
    """Body of ``POST /v1/detect``."""

    text: str = described("A text.", "Історія України")


class CheckQuery(Parameters):
    """Query of ``POST /v1/check`` for a bibliography as the body."""

    profile: str = described(_PROFILE, "paper", "romanized")
    scheme: Text = described(_OWN_SCHEME, "bgn-pcgn", None)
    language: Text = described(_LANGUAGE, "ru", None)
    scope: str = described(_SCOPE, "my-thesis", "", max_length=100)
    from_format: Text = described(_FROM_OF_BODY, "text", None, alias="from", values=formats)
    respell: Flag = described(_RESPELL, True, False)
    whole_document: Flag = described(_WHOLE_DOCUMENT, False, False)


class NormalizeQuery(CheckQuery):
    """Query of ``POST /v1/normalize`` for a bibliography as the body."""

    profile: str = described(_PROFILE, "romanized-original", "romanized")
    to_format: Text = described(_TO, "csl-json", None, alias="to", values=formats)
    repairs: Text = described(
        "Repairs to make, with commas between; the profile's own if left out.", "quotes,spaces", None
    )
    originals: Text = described(_ORIGINALS, "fields", None, values=ways_to_keep_originals)
    unify: Flag = described(_UNIFY, True, False)
    sentence_case: Choice = described(_SENTENCE_CASE, True, None)
    gregorian: Flag = described(_GREGORIAN, True, False)


class CheckParameters(Parameters):
    """Body of ``POST /v1/check``."""

    source: str | list[dict[str, Any]] | dict[str, Any] = described(_SOURCE, [_ITEM])
    profile: str = described(_PROFILE, "paper", "romanized")
    scheme: str | None = described(_OWN_SCHEME, "bgn-pcgn", None)
    language: str | None = described(_LANGUAGE, "ru", None)
    scope: str = described(_SCOPE, "my-thesis", "", max_length=100)
    from_format: str | None = described(_FROM, "csl-json", None, alias="from", values=formats)
    respell: bool = described(_RESPELL, True, False)
    whole_document: bool = described(f"{_WHOLE_DOCUMENT} Such a document is a body of its own.", False, False)


class NormalizeParameters(CheckParameters):
    """Body of ``POST /v1/normalize``: the bibliography as text, as one CSL-JSON item, or as a list of items."""

    profile: str = described(_PROFILE, "romanized-original", "romanized")
    to_format: str | None = described(_TO, "csl-json", None, alias="to", values=formats)
    repairs: list[str] | None = described(
        "Repairs to make; the profile's own if left out.", ["quotes", "spaces"], None, values=lambda: REPAIRS
    )
    originals: str | None = described(_ORIGINALS, "fields", None, values=ways_to_keep_originals)
    unify: bool = described(_UNIFY, True, False)
    sentence_case: bool | None = described(_SENTENCE_CASE, True, None)
    gregorian: bool = described(_GREGORIAN, True, False)


class LanguageQuery(Parameters):
    """Query of the lists of schemes."""

    language: Text = described("BCP 47 tag: only what this language has.", "uk", None)


class SchemePath(Parameters):
    """Address of a scheme."""

    scheme: str = described("Scheme id.", "ala-lc")


class ProfilePath(Parameters):
    """Address of a profile."""

    profile: str = described("Profile id.", "paper")


class OverrideQuery(Parameters):
    """Query of ``GET /v1/overrides``."""

    language: Text = described("Only those of this language.", "ru", None)
    scope: Text = described("Only those of this scope; empty: only those that hold everywhere.", "my-thesis", None)
    holding: str = described("Only those whose source or output has this in it.", "Чайк", "", max_length=300)
    after: Number = described(
        "Only those with a higher number: the last one of the page before.", 0, 0, ge=0, lt=1 << 31
    )
    limit: Number = described("How many at most.", 100, 100, ge=1, le=1000)


class OverridePath(Parameters):
    """Address of an override."""

    number: int = described("Number of the override.", 7, ge=0)


class RemovalQuery(Parameters):
    """Query of ``DELETE /v1/overrides/NUMBER``."""

    author: str = described(_AUTHOR, "N. Petrova", "", max_length=100)
    reason: str = described(_REASON, "was a misprint", "", max_length=500)


class ImportQuery(Parameters):
    """Query of ``POST /v1/overrides.csv``."""

    author: str = described("Whom to name where a row names nobody.", "N. Petrova", "", max_length=100)


class OverrideParameters(Parameters):
    """An override, to be stored."""

    language: str = described("BCP 47 subtag of the source.", "ru")
    source: str = described(
        "A word, several words or a whole field, in the original script.", "Чайковский", max_length=300
    )
    output: str = described(
        "Its romanization; in Persian also its reading, the source with vowel signs.", "Tchaikovsky", max_length=300
    )
    kind: str = described("Kind of text that it goes for; empty for all.", "name", "", values=lambda: ("", *KINDS))
    scope: str = described("Project or bibliography that it goes for; empty for all.", "my-thesis", "", max_length=100)
    author: str = described(_AUTHOR, "N. Petrova", "", max_length=100)
    reason: str = described(_REASON, "signs so", "", max_length=500)
