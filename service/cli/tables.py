"""``romanbib schemes`` and ``profiles``: what there is to choose from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..errors import InputError, UnknownLanguageError
from .options import FOUND, language_option


@click.command()
@click.argument("names", nargs=-1, metavar="[ID]")
@language_option
@click.option("--validate", is_flag=True, help="Check the rule table files named instead: schema, rules and examples.")
def schemes(names: tuple[str, ...], language: str | None, validate: bool) -> None:
    """List the schemes, or show those with this ID."""
    if validate:
        from ..tables.validation import problems

        if not names:
            raise click.UsageError("name the rule table files to check")
        for name in names:
            if not Path(name).is_file():
                raise InputError(f"{name}: no such file; name a rule table")
        found = [problem for name in names for problem in problems(Path(name))]
        for problem in found:
            click.echo(problem)
        raise SystemExit(FOUND if found else 0)

    from ..tables.registry import available, find_all, languages

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


@click.command()
@click.argument("names", nargs=-1, metavar="[ID]")
def profiles(names: tuple[str, ...]) -> None:
    """List the profiles, each with an example, or show those with this ID; a path shows a profile file of your own."""
    from ..references.profiles import SUFFIX, find_profile, own_profile
    from ..references.profiles import profiles as every

    for name in names:
        profile = own_profile(name) if name.endswith(SUFFIX) else find_profile(name)
        click.echo(f"{profile.id}: {profile.name}\n  {profile.description}\n  scheme: {profile.scheme}")
        for example in profile.example:
            click.echo(f"    {example.source}\n    → {example.output}")
    if not names:
        for profile in every().values():
            click.echo(f"{profile.id:<20}  {profile.description}")
            for example in profile.example[:1]:
                click.echo(f"{'':<20}    {example.output}")
