"""From one romanization to another: tell the scheme of a romanized string, bring it back, write it in another scheme.

``recognize`` tells language and schemes of a Latin string, ``respelled`` writes it in another one; docs/respelling.md.
Word lists and tables are read when the first string is looked at.
"""

from .recognition import Recognition, recognize
from .respelled import Respelling, respelled

__all__ = ["Recognition", "Respelling", "recognize", "respelled"]
