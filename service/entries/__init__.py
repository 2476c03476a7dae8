"""Bibliography entries written as plain text: a list split into entries, an entry taken apart into fields."""

from .model import Field, Parsed
from .parsing import parse
from .splitting import Entry, split

__all__ = ["Entry", "Field", "Parsed", "parse", "split"]
