"""The language of a short string: a title, a name, a publisher.

Letters speak first, then the function words and title-page nouns of `rules/languages.toml`; only what they leave open
is asked of a statistical identifier, among the languages that are left.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .hygiene import without_invisible, without_stress
from .scripts import COMMON, script_runs
