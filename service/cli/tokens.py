"""``romanbib token``: bearer tokens for the service."""

from __future__ import annotations

import click


@click.command()
@click.argument("name")
@click.option(
    "--scope",
    type=click.Choice(["read", "correct"]),
    default="read",
    show_default=True,
    help="What it allows: to read, or to change overrides as well.",
)
def token(name: str, scope: str) -> None:
    """Make a token for NAME and print its entry for the file that ROMANBIB_TOKENS names.

    The token itself goes to standard error, this once: romanbib token "reading room" >> tokens.toml
    """
    from ..web.tokens import make

    made, entry = make(name, scope)
    click.echo(f"The token of {name}, to be sent as 'Authorization: Bearer …' (it is kept nowhere):\n{made}", err=True)
    click.echo(entry)
