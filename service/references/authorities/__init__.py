"""Authority forms: names with an established Latin spelling, such as Ницше and هابرماس, are not romanized anew.

The facts stand in ``rules/authorities/``; whoever has names of their own puts ``.tsv`` files of the same form in a
folder and names it in ``ROMANBIB_AUTHORITIES``. docs/authorities.md describes the columns.
"""

from .names import Authority, find, may_be_known
from .running_text import in_text, may_know
from .tables import FOLDER_SETTING, SURE, folder_in_force

__all__ = ["FOLDER_SETTING", "SURE", "Authority", "find", "folder_in_force", "in_text", "may_be_known", "may_know"]
