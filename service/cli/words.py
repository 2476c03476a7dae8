"""``romanbib transliterate`` and ``detect``: words of the command line, or standard input line for line."""

from __future__ import annotations

from typing import Any

import click

from ..persian import KINDS
from ..text.hygiene import visible
from .options import language_option, lines, overrides_in_force, scope_option


@click.command()
@click.argument("text", nargs=-1)
@language_option
@click.option("--scheme", default="ala-lc", show_default=True, metavar="ID", help="Scheme; see `romanbib schemes`.")
@click.option("--reverse", is_flag=True, help="Go back from the romanization to the original script.")
@click.option("--kind", default="text", show_default=True, help=f"What a Persian text is: {', '.join(KINDS)}.")
@scope_option
@click.option("--explain", is_flag=True, help="Show for each word how its romanization came about.")
def transliterate(
    text: tuple[str, ...],
    language: str | None,
    scheme: str,
    reverse: bool,
    kind: str,
    scope: str,
    explain: bool,
) -> None:
    """Romanize TEXT, or standard input line for line."""
    from .. import romanization

    asked: dict[str, Any] = {"language": language, "scheme": scheme, "reverse": reverse, "kind": kind}
    asked["overrides"] = overrides_in_force(scope)
    for line in lines(text):
        if explain:
            _explain(romanization.explain(line, **asked))
            continue
        output, notes = romanization.transliterated(line, **asked)
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


@click.command()
@click.argument("text", nargs=-1)
def detect(text: tuple[str, ...]) -> None:
    """Tell the language of TEXT, or of each line of standard input."""
    from ..pipeline import detect as tell

    for line in lines(text):
        told = tell(line)
        click.echo(f"{told.language or '-'}\t{told.script or '-'}\t{told.confidence:.2f}\t{told.reason}")
