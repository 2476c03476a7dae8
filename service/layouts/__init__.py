"""Layouts: how an entry of a reference list is written, as data (docs/profiles.md), and the entry itself."""

from .layout import Layout
from .writing import Written, write

__all__ = ["Layout", "Written", "write"]
