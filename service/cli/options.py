"""Options that several commands have, and the lines that they read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from ..errors import InputError

if TYPE_CHECKING:
    from ..overrides import Overrides

FOUND = 1  # exit status of a command that looks for something

language_option = click.option(
    "--language", metavar="TAG", help="Language of the text, such as ru or fa; told from the text if not given."
)


scope_option = click.option(
    "--scope", default="", metavar="NAME", help="Project whose own overrides hold, too; see `romanbib overrides`."
)

respell_option = click.option(
    "--respell", is_flag=True, help="Write in the scheme what is romanized already, where that is recognized."
)


def profile_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how bibliographies are read and what is asked for."""
    for option in (
        click.option("--scheme", metavar="ID", help="Scheme; the profile's own if not given."),
        click.option(
            "--profile",
            default="romanized",
            show_default=True,
            metavar="ID",
            help="See `romanbib profiles`; or the path of a profile file of your own.",
        ),
        language_option,
        click.option(
            "--from",
            "from_format",
            metavar="FORMAT",
            help="Format of the file, told from it if not given; csv:Автор=author,… says what columns hold.",
        ),
        click.option(
            "--whole-document", is_flag=True, help="Of a Word document, take all of the text, not the references alone."
        ),
    ):
        command = option(command)
    return command


def lines(text: tuple[str, ...]) -> Iterator[str]:
    """The words of the command line as one line, or the lines of standard input."""
    if text:
        yield " ".join(text)
        return
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            yield line.decode().rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise InputError(f"standard input, line {number}, byte {error.start}: not UTF-8") from error


def overrides_in_force(scope: str) -> Overrides:
    """Give the overrides that are kept; none where nobody has kept any yet.

    Raises:
        StoreError: there are some, and they cannot be read.
    """
    from ..overrides import NONE, Overrides
    from ..store.place import default_url, is_there

    url = default_url(os.environ)
    if not is_there(url):
        return NONE
    from ..store.store import Store

    store = Store(url)
    try:
        return Overrides((one.override for one in store.all()), scope)
    finally:
        store.close()
