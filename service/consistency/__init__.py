"""What contradicts itself in a bibliography as a whole: one name in several forms, one work twice, and the like.

A rule is a module with a class ``Check`` (see ``problem.Rule``), its name in ``RULES``, and a section in docs/check.md.
"""

from .checking import RULES, Consistency, descriptions

__all__ = ["RULES", "Consistency", "descriptions"]
