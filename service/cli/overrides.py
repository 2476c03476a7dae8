"""The ``romanbib overrides`` commands: what people have settled, listed, mended and taken elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import InputError
from ..persian import KINDS
from ..text.hygiene import visible

if TYPE_CHECKING:
    from ..store.store import Kept, Store


@click.group()
def overrides() -> None:
    """Keep readings and forms that go ahead of every list and model.

    They are kept in the database that DATABASE_URL names, else in a file of your own, and hold at once in `normalize`,
    `check`, `transliterate` and the service.
    """


@contextmanager
def _store() -> Iterator[Store]:
    from ..store.place import default_url
    from ..store.store import Store

    with closing(Store(default_url(os.environ))) as store:
        yield store


def _signed(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option("--reason", default="", help="Why, for those who come later.")(command)
    return click.option("--author", default="", envvar="USER", help="Who says so; $USER if not given.")(command)


def _shown(one: Kept) -> str:
    said = one.override
    where = " ".join(part for part in (said.kind, f"in {said.scope}" if said.scope else "") if part)
    who = " ".join(part for part in (one.author, f"{one.at:%Y-%m-%d %H:%M}", one.reason) if part)
    return visible(f"{one.id}\t{said.language}\t{said.source} → {said.output}\t{where or 'everywhere'}\t{who}")


@overrides.command("list")
@click.option("--language", metavar="TAG", help="Only those of this language.")
@click.option("--scope", metavar="NAME", help="Only those of this scope.")
@click.argument("text", default="")
def list_overrides(language: str | None, scope: str | None, text: str) -> None:
    """List the overrides whose source or output holds TEXT; all without it."""
    with _store() as store:
        after = 0
        while found := store.page(language=language, scope=scope, holding=text, after=after):
            for one in found:
                click.echo(_shown(one))
            after = found[-1].id


@overrides.command()
@click.argument("source")
@click.argument("output")
@click.option("--language", required=True, metavar="TAG", help="Language of the source, such as ru or fa.")
@click.option("--kind", default="", help=f"Kind of text that it goes for: {', '.join(KINDS)}; every one if not given.")
@click.option("--scope", default="", metavar="NAME", help="Project that it goes for; every one if not given.")
@_signed
def add(source: str, output: str, language: str, kind: str, scope: str, author: str, reason: str) -> None:
    """Let OUTPUT stand for SOURCE: Latin letters, or Persian with its vowel signs."""
    from ..overrides import Override

    with _store() as store:
        click.echo(_shown(store.add(Override(language, source, output, kind, scope), author=author, reason=reason)))


@overrides.command()
@click.argument("number", type=int)
@_signed
def remove(number: int, author: str, reason: str) -> None:
    """Take the override with this NUMBER out; its history stays."""
    with _store() as store:
        store.remove(number, revision=store.get(number).revision, author=author, reason=reason)


@overrides.command()
@click.argument("number", type=int)
def history(number: int) -> None:
    """Show what happened to the override with this NUMBER."""
    with _store() as store:
        for step in store.history(number):
            click.echo(f"{step.action}\t{_shown(step.kept)}")


@overrides.command("import")
@click.argument("file", metavar="FILE")
@click.option("--author", default="", envvar="USER", help="Who says so, where a row names nobody.")
def import_overrides(file: str, author: str) -> None:
    """Add or replace the overrides of a CSV FILE (- is standard input), all or none."""
    from ..store.exchange import from_csv

    name = "standard input" if file == "-" else file
    try:
        text = (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: byte {error.start}: not UTF-8; save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    with _store() as store:
        added, replaced = store.merge(from_csv(text.splitlines(keepends=True), name), author=author)
    click.echo(f"{added} added, {replaced} replaced")


@overrides.command()
@click.option("--contribution", is_flag=True, help="Write rows to offer for romanbib's own lists instead.")
def export(contribution: bool) -> None:
    """Write every override to standard output as CSV."""
    from ..store import exchange

    with _store() as store:
        for line in (exchange.contribution if contribution else exchange.to_csv)(store.all()):
            click.echo(line.encode(), nl=False)
