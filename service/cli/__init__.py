"""The ``romanbib`` command.

Exit status: 0 done; 1 ``check`` or ``schemes --validate`` found something; 2 wrong usage or input that cannot be read.
"""

from __future__ import annotations

from typing import Any

import click

from ..errors import RomanbibError
from ..text.hygiene import visible
from .files import check, normalize
from .overrides import overrides
from .serving import serve
from .tables import profiles, schemes
from .tokens import token
from .words import detect, transliterate

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


for command in (transliterate, normalize, check, schemes, profiles, detect, overrides, serve, token):
    main.add_command(command)
