"""The ``romanbib`` command.

Exit status: 0 done; 1 ``check`` or ``schemes --validate`` found something; 2 wrong usage or input that cannot be read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from .errors import InputError, RomanbibError, UnknownLanguageError
from .persian import KINDS
from .text.hygiene import visible

if TYPE_CHECKING:
    from .batch.files import Outcome
    from .references.record import Record

FOUND = 1
REFUSED = 2


class _Commands(click.Group):
    """Turn every error of romanbib into one line on standard error."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RomanbibError as error:
            click.echo(visible(f"romanbib: {error}"), err=True)
            ctx.exit(REFUSED)
        except BrokenPipeError:
            raise
        except OSError as error:
            click.echo(f"romanbib: standard output cannot be written: {error.strerror}", err=True)
            ctx.exit(REFUSED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="romanbib")
def main() -> None:
    """Turn bibliographies that mix scripts into consistent ones.

    Exit status: 0 done; 1 `check` or `schemes --validate` found something; 2 wrong usage or unreadable input.
    """


def _lines(text: tuple[str, ...]) -> Iterator[str]:
    """The words of the command line as one line, or the lines of standard input."""
    if text:
        yield " ".join(text)
        return
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            yield line.decode().rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise InputError(f"standard input, line {number}, byte {error.start}: not UTF-8") from error


language_option = click.option(
    "--language", metavar="TAG", help="Language of the text, such as ru or fa; told from the text if not given."
)


@main.command()
@click.argument("text", nargs=-1)
@language_option
@click.option("--scheme", default="ala-lc", show_default=True, metavar="ID", help="Scheme; see `romanbib schemes`.")
@click.option("--reverse", is_flag=True, help="Go back from the romanization to the original script.")
@click.option("--kind", default="text", show_default=True, help=f"What a Persian text is: {', '.join(KINDS)}.")
@click.option("--explain", is_flag=True, help="Show for each word how its romanization came about.")
def transliterate(
    text: tuple[str, ...], language: str | None, scheme: str, reverse: bool, kind: str, explain: bool
) -> None:
    """Romanize TEXT, or standard input line for line."""
    from . import romanization

    for line in _lines(text):
        if explain:
            _explain(romanization.explain(line, language=language, scheme=scheme, reverse=reverse, kind=kind))
            continue
        output, notes = romanization.transliterated(line, language=language, scheme=scheme, reverse=reverse, kind=kind)
        click.echo(output)
        for note in notes:
            click.echo(visible(f"romanbib: {note}"), err=True)


def _explain(result: Any) -> None:
    click.echo(result.output)
    for token in result.tokens:
        others = f"  (or {', '.join(token.alternatives)})" if token.alternatives else ""
        click.echo(f"  {token.source} → {token.output}  {token.decided_by}  {token.confidence:.2f}{others}")
    for warning in result.warnings:
        click.echo(f"romanbib: {warning}", err=True)


def _profile_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--scheme", metavar="ID", help="Scheme; the profile's own if not given."),
        click.option(
            "--profile", default="romanized", show_default=True, metavar="ID", help="See `romanbib profiles`."
        ),
        language_option,
        click.option(
            "--from",
            "from_format",
            metavar="FORMAT",
            help="Format of the file, such as ris or marc; told from it if not given.",
        ),
    ):
        command = option(command)
    return command


def _not_empty(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    if value == "":
        raise click.BadParameter("an empty name; name a file or a folder")
    return Path(value) if value is not None else None


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", callback=_not_empty, metavar="PATH", help="File to write, or a folder for several FILEs."
)
@click.option("--to", "to_format", metavar="FORMAT", help="Format to write; the file's own if not given.")
@_profile_options
@click.option("--repair", "repairs", multiple=True, metavar="KIND", help="Make this repair only; may be repeated.")
@click.option("--no-repairs", is_flag=True, help="Make no repairs.")
@click.option(
    "--report", callback=_not_empty, metavar="PATH", help="Write every change and warning to this file, .html or .json."
)
@click.option("--keys", is_flag=True, help="Make citation keys in Cyrillic or Persian ASCII.")
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
    keys: bool,
    jobs: int,
) -> None:
    """Normalize each FILE (- is standard input) to standard output, or to OUTPUT."""
    from . import pipeline
    from .batch.files import normalize_file, to_standard_output, write_report

    if no_repairs and repairs:
        raise click.UsageError("--repair and --no-repairs contradict each other; give one of them")
    wanted = pipeline.request(profile, scheme, language, () if no_repairs else repairs or None)
    _check_places(files, output, report)
    work = partial(normalize_file, wanted=wanted, from_format=from_format, to_format=to_format, keys=keys)
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
                with _progress(name) as done:
                    outcomes.append(work(name, place, done=done))
    for outcome in outcomes:
        name = f"{outcome.file}: " if len(outcomes) > 1 else ""
        for warning in outcome.warnings:
            click.echo(visible(f"romanbib: {name}{warning['record']}: {warning['message']}"), err=True)
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


@contextmanager
def _progress(name: str) -> Iterator[Callable[[Record], None]]:
    """Count records on the terminal while a person waits; say nothing in a pipe."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda record: None
        return
    count = 0

    def done(record: Record) -> None:
        nonlocal count
        count += 1
        if count % 100 == 0:
            click.echo(f"\r{name}: {count} records", err=True, nl=False)

    yield done
    click.echo(f"\r{name}: {count} records", err=True)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_profile_options
@click.option(
    "--format",
    "shown_as",
    default="plain",
    show_default=True,
    type=click.Choice(["plain", "json", "sarif"]),
    help="How to list the problems: a line each, JSON, or SARIF 2.1.0 for code scanning.",
)
def check(
    files: tuple[str, ...],
    from_format: str | None,
    profile: str,
    scheme: str | None,
    language: str | None,
    shown_as: str,
) -> None:
    """List what is wrong with each FILE; exit status 1 if anything is."""
    from . import pipeline
    from .batch.files import check_file
    from .report import FORMATS

    wanted = pipeline.request(profile, scheme, language)
    found = {name: check_file(name, wanted, from_format=from_format) for name in files}
    click.echo(FORMATS[shown_as](found), nl=False)
    if any(found.values()):
        raise SystemExit(FOUND)


@main.command()
@click.argument("names", nargs=-1, metavar="[ID]")
@language_option
@click.option("--validate", is_flag=True, help="Check the rule table files named instead: schema, rules and examples.")
def schemes(names: tuple[str, ...], language: str | None, validate: bool) -> None:
    """List the schemes, or show those with this ID."""
    if validate:
        from .tables.validation import problems

        if not names:
            raise click.UsageError("name the rule table files to check")
        for name in names:
            if not Path(name).is_file():
                raise InputError(f"{name}: no such file; name a rule table")
        found = [problem for name in names for problem in problems(Path(name))]
        for problem in found:
            click.echo(problem)
        raise SystemExit(FOUND if found else 0)

    from .tables.registry import available, find_all, languages

    if names:
        for name in names:
            for table in find_all(name, language):
                _show(table)
        return
    if language is not None and language not in languages():
        raise UnknownLanguageError(f"language {language!r} has no rule table; there are: {', '.join(languages())}")
    for table in available(language):
        click.echo(f"{table.language}  {table.id:<16}  {table.standard} ({table.year})")


def _show(table: Any) -> None:
    click.echo(f"{table.language}/{table.id}: {table.standard}, {table.edition}")
    click.echo(f"  {table.body}\n  {table.url}\n  reversible: {table.reversible}")
    for name, option in table.options.items():
        click.echo(f"  +{name}: {option.description}")
    for line in table.notes.strip().splitlines():
        click.echo(f"  {line}")
    for source, romanized in table.examples.all.items():
        click.echo(f"    {source} → {romanized}")


@main.command()
def profiles() -> None:
    """List the profiles."""
    from .pipeline import profiles as every

    for profile in every():
        click.echo(f"{profile.id:<20}  {profile.description}")


@main.command()
@click.argument("text", nargs=-1)
def detect(text: tuple[str, ...]) -> None:
    """Tell the language of TEXT, or of each line of standard input."""
    from .pipeline import detect as tell

    for line in _lines(text):
        told = tell(line)
        click.echo(f"{told.language or '-'}\t{told.script or '-'}\t{told.confidence:.2f}\t{told.reason}")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
def serve(host: str, port: int) -> None:
    """Run the service, with its page at http://HOST:PORT/."""
    from .web.server import run

    run(host, port)
