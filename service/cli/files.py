"""``romanbib normalize`` and ``check``: bibliographies in files."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from ..errors import InputError
from ..text.hygiene import visible
from .options import FOUND, overrides_in_force, profile_options, respell_option, scope_option
from .progress import shown_progress

if TYPE_CHECKING:
    from ..batch.files import Outcome


def _not_empty(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    if value == "":
        raise click.BadParameter("an empty name; name a file or a folder")
    return Path(value) if value is not None else None


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", callback=_not_empty, metavar="PATH", help="File to write, or a folder for several FILEs."
)
@click.option("--to", "to_format", metavar="FORMAT", help="Format to write; the file's own if not given.")
@profile_options
@click.option("--repair", "repairs", multiple=True, metavar="KIND", help="Make this repair only; may be repeated.")
@click.option("--no-repairs", is_flag=True, help="Make no repairs.")
@click.option(
    "--report", callback=_not_empty, metavar="PATH", help="Write every change and warning to this file, .html or .json."
)
@click.option(
    "--originals",
    metavar="WAY",
    help="How originals are kept: fields, inline, extra or multi (CSL-JSON), ms (BibLaTeX); see docs/formats.md.",
)
@click.option("--keys", is_flag=True, help="Make citation keys in Cyrillic or Persian ASCII.")
@click.option("--gregorian", is_flag=True, help="Put the Gregorian years beside Hijri ones: 1399 [2020/21].")
@respell_option
@click.option(
    "--sentence-case/--no-sentence-case",
    default=None,
    help="Write Russian titles printed in capitals in small letters; the profile's choice if not given.",
)
@click.option("--unify", is_flag=True, help="Give a name that is written in several forms one of them.")
@scope_option
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Files to work on at a time.")
def normalize(
    files: tuple[str, ...],
    output: Path | None,
    to_format: str | None,
    from_format: str | None,
    profile: str,
    scheme: str | None,
    language: str | None,
    repairs: tuple[str, ...],
    no_repairs: bool,
    report: Path | None,
    originals: str | None,
    keys: bool,
    gregorian: bool,
    respell: bool,
    sentence_case: bool | None,
    unify: bool,
    scope: str,
    jobs: int,
    whole_document: bool,
) -> None:
    """Normalize each FILE (- is standard input) to standard output, or to OUTPUT."""
    from .. import pipeline
    from ..batch.files import normalize_file, to_standard_output, write_report

    if no_repairs and repairs:
        raise click.UsageError("--repair and --no-repairs contradict each other; give one of them")
    wanted = pipeline.request(
        profile,
        scheme,
        language,
        () if no_repairs else repairs or None,
        originals,
        gregorian=gregorian,
        respell=respell,
        own=True,
        sentence_case=sentence_case,
        overrides=overrides_in_force(scope),
    )
    _check_places(files, output, report)
    work = partial(
        normalize_file,
        wanted=wanted,
        from_format=from_format,
        to_format=to_format,
        keys=keys,
        unify=unify,
        whole_document=whole_document,
        report=report is not None,
    )
    targets = [] if output is None else _targets(files, output)
    outcomes: list[Outcome]
    if jobs > 1 and len(files) > 1 and output is not None:
        with ProcessPoolExecutor(jobs) as pool:
            outcomes = list(pool.map(work, files, targets))
    else:
        outcomes = []
        with to_standard_output() if output is None else nullcontext() as shared:
            places: Sequence[Path | IO[bytes]] = targets if shared is None else [shared] * len(files)
            for name, place in zip(files, places, strict=True):
                with shown_progress(name) as progress:
                    outcomes.append(work(name, place, done=progress.done, read=progress.read))
    for outcome in outcomes:
        name = f"{outcome.file}: " if len(outcomes) > 1 else ""
        for warning in outcome.warnings:
            click.echo(visible(f"romanbib: {name}{warning['record']}: {warning['message']}"), err=True)
        for rule, number in outcome.unlisted.items():
            click.echo(f"romanbib: {name}… and {number:,} more warnings ({rule}); --report lists them", err=True)
    if report is not None:
        write_report(report, outcomes)


def _check_places(files: tuple[str, ...], output: Path | None, report: Path | None) -> None:
    """Refuse places where one thing written would take the place of another."""
    if output is not None and output.is_dir() and "-" in files:
        raise InputError(f"{output}: standard input has no name to take in a folder; name a file for it")
    taken = [Path(name) for name in files] + ([output] if output else [])
    if report is not None and any(report.resolve() == place.resolve() for place in taken):
        raise InputError(f"{report}: the report would take the place of an input or output; give it a name of its own")


def _targets(files: tuple[str, ...], output: Path) -> list[Path]:
    """Say where each file goes: to the one file named, or into a folder under its own name."""
    if len(files) == 1 and not output.is_dir():
        return [output]
    if not output.is_dir():
        raise InputError(f"{output}: no such folder; several files need a folder to go to")
    names = [Path(name).name for name in files]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise InputError(f"{repeated.pop()}: two of the files have this name; normalize them into different folders")
    return [output / name for name in names]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@profile_options
@click.option(
    "--format",
    "shown_as",
    default="plain",
    show_default=True,
    type=click.Choice(["plain", "json", "sarif"]),
    help="How to list the problems: a line each, JSON, or SARIF 2.1.0 for code scanning.",
)
@respell_option
@scope_option
def check(
    files: tuple[str, ...],
    from_format: str | None,
    profile: str,
    scheme: str | None,
    language: str | None,
    whole_document: bool,
    shown_as: str,
    respell: bool,
    scope: str,
) -> None:
    """List what is wrong with each FILE; exit status 1 if anything is."""
    from .. import pipeline
    from ..batch.files import check_file
    from ..report import FORMATS

    wanted = pipeline.request(profile, scheme, language, respell=respell, overrides=overrides_in_force(scope))
    found = {name: check_file(name, wanted, from_format=from_format, whole_document=whole_document) for name in files}
    click.echo(FORMATS[shown_as](found), nl=False)
    if any(found.values()):
        raise SystemExit(FOUND)
