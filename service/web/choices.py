"""Check the names that a caller gives before any text is read; who gives a wrong one is told what there is."""

from __future__ import annotations

from collections.abc import Collection

from ..errors import (
    NotReversibleError,
    UnknownFormatError,
    UnknownLanguageError,
    UnknownProfileError,
    UnknownSchemeError,
)
from ..formats import Choosing, Document, Format, find_format, formats
from ..overrides import NONE, Overrides
from ..persian import KINDS
from ..pipeline import request
from ..references.profiles import Profile, find_profile, profiles
from ..references.repairs import REPAIRS
from ..references.request import Request
from ..tables.registry import available, find, languages
from .problems import Problem, bad_parameter


def scheme_ids(language: str | None = None) -> list[str]:
    """Ids of the schemes that can be asked for (of one language), each once."""
    return sorted({table.id for table in available(language)})


def subtag(language: str) -> str:
    """Reduce a language tag to one that has rule tables.

    Raises:
        Problem: none has.
    """
    found = language if language in languages() else language.split("-")[0].lower()
    if found not in languages():
        error = UnknownLanguageError(
            f"language {language[:40]!r} has no rule table; there are: {', '.join(languages())}"
        )
        raise Problem.of(error, languages())
    return found


def check_scheme(scheme: str, language: str | None) -> None:
    """Check that the language, or any language if none is given, has the scheme and its options.

    Raises:
        Problem: it has not.
    """
    of = None if language is None else subtag(language)
    name, *options = scheme.split("+")
    having = [table.language for table in available(of) if table.id == name]
    if not having:
        raise unknown_scheme(name, of)
    known = {option for tag in having for option in find(tag, name).options}
    if missing := [option for option in options if option not in known]:
        detail = f"Scheme {name!r} has no option {missing[0][:40]!r}."
        raise Problem("unknown-option", detail, available=sorted(known))
    if len(set(options)) < len(options):
        raise Problem("unknown-option", "An option is named twice; name it once.", available=sorted(known))
    if options and of is not None:
        try:
            find(of, scheme)
        except UnknownSchemeError as error:
            raise Problem("unknown-option", f"{error}.", available=sorted(known)) from None


def unknown_scheme(scheme: str, language: str | None) -> Problem:
    """Make the problem of a scheme that does not exist, or that the language does not have."""
    there = scheme_ids(language)
    where = "" if language is None else f" for language {language!r}"
    error = UnknownSchemeError(f"scheme {scheme[:40]!r} does not exist{where}; there are: {', '.join(there)}")
    return Problem.of(error, there)


def check_reversible(scheme: str, language: str | None) -> str:
    """Check that a scheme leads back to the original script; give the language.

    Raises:
        Problem: no language is given, or the scheme does not lead back.
    """
    if language is None:
        raise Problem.of(UnknownLanguageError("the way back needs a language; give one"), languages())
    of = subtag(language)
    if find(of, scheme).meta.reversible == "no":
        error = NotReversibleError(f"scheme {scheme!r} does not lead back to the original script of {of!r}")
        raise Problem.of(error, [table.id for table in available(of) if table.reversible != "no"])
    return of


def check_format(name: str | None) -> Format | None:
    """Find a format by its name.

    Raises:
        Problem: there is none of this name.
    """
    try:
        return None if name is None else find_format(name)
    except UnknownFormatError as error:
        raise Problem.of(error, formats()) from None


def check_kind(kind: str) -> str:
    """Check that a Persian text can be of this kind.

    Raises:
        Problem: there is no such kind.
    """
    if kind not in KINDS:
        raise Problem("unknown-kind", f"There is no kind {kind[:40]!r}.", available=KINDS)
    return kind


def ways_to_keep_originals() -> list[str]:
    """Names of the ways to keep originals, of all formats that have more than one."""
    return list(dict.fromkeys(way for one in formats().values() if isinstance(one, Choosing) for way in one.PLACES))


def check_originals(way: str | None, target: Format) -> None:
    """Check that the format written keeps originals in the way that a caller names.

    Raises:
        Problem: it does not.
    """
    ways = target.PLACES if isinstance(target, Choosing) else {}
    if way is not None and way not in ways:
        mend = "take one that it has" if ways else "it has one way only, so leave 'originals' out"
        bad_parameter(f"Originals are not kept as {way!r} in {target.NAME}; {mend}.", ways or None)


def _check_kept(way: str, profile: Profile) -> None:
    if way not in ways_to_keep_originals():
        bad_parameter(f"There is no way {way[:40]!r} to keep originals.", ways_to_keep_originals())
    if not profile.keeps_original:
        keeping = [one.id for one in profiles().values() if one.keeps_original]
        bad_parameter(f"Profile {profile.id!r} keeps no originals; leave 'originals' out, or take another.", keeping)


def check_document(read_as: Format) -> None:
    """Check that a bibliography of which all is wanted is a document, in which something else can stand, too.

    Raises:
        Problem: it is none.
    """
    if not isinstance(read_as, Document):
        documents = [one.NAME for one in formats().values() if isinstance(one, Document)]
        bad_parameter(f"In {read_as.NAME} there is nothing but references; leave 'whole_document' out.", documents)


def check_request(
    profile: str,
    scheme: str | None,
    language: str | None,
    repairs: Collection[str] | None = None,
    overrides: Overrides = NONE,
    *,
    originals: str | None = None,
    sentence_case: bool | None = None,
    gregorian: bool = False,
    respell: bool = False,
) -> Request:
    """Check what a caller wants done, as ``pipeline.request`` takes it; ``overrides`` go ahead of all lists and models.

    Raises:
        Problem: no such profile, scheme, language, repair or way to keep originals, or none are kept.
    """
    try:
        chosen = find_profile(profile)
    except UnknownProfileError as error:
        raise Problem.of(error, profiles()) from None
    own = chosen.schemes.get(language.split("-")[0].lower()) if language else None
    check_scheme(scheme or own or chosen.scheme, language)
    for name in repairs or ():
        if name not in REPAIRS:
            raise Problem("unknown-repair", f"There is no repair {name[:40]!r}.", available=REPAIRS)
    if repairs is not None and len(set(repairs)) < len(repairs):
        bad_parameter("A repair is named twice; name it once.")
    if originals is not None:
        _check_kept(originals, chosen)
    return request(
        profile,
        scheme,
        language,
        repairs,
        originals,
        sentence_case=sentence_case,
        gregorian=gregorian,
        respell=respell,
        overrides=overrides,
    )
