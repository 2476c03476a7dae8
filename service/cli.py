"""The ``romanbib`` command."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import click

from .errors import RomanbibError


class _Commands(click.Group):
    """Turn every error of romanbib into one line on standard error and exit status 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except RomanbibError as error:
            click.echo(f"romanbib: {error}", err=True)
            ctx.exit(2)


@click.group(cls=_Commands)
def main() -> None:
    """Turn bibliographies that mix scripts into consistent ones."""


@main.command()
@click.argument("text", nargs=-1)
@click.option("--language", help="BCP 47 tag of the text's language, such as ru; told from the text if not given.")
@click.option("--scheme", default="ala-lc", show_default=True, help="Scheme id, see `romanbib schemes`.")
@click.option("--reverse", is_flag=True, help="Go back from the romanization to the original script.")
def transliterate(text: tuple[str, ...], language: str | None, scheme: str, reverse: bool) -> None:
    """Romanize TEXT, or standard input line for line."""
    from .romanization import transliterate as run

    lines = [" ".join(text)] if text else (line.rstrip("\n") for line in sys.stdin)
    for line in lines:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            click.echo(run(line, language=language, scheme=scheme, reverse=reverse))
        for warning in caught:
            click.echo(f"romanbib: {warning.message}", err=True)


@main.command()
@click.argument("names", nargs=-1)
@click.option("--validate", is_flag=True, help="NAMES are rule table files to check.")
def schemes(names: tuple[str, ...], validate: bool) -> None:
    """List the schemes, or check rule table files."""
    from .schemes.validation import problems

    found = [problem for file in names for problem in problems(Path(file))]
    for problem in found:
        click.echo(problem)
    if found:
        raise SystemExit(1)
