"""Print the OpenAPI document as it is committed: ``python -m romanbib.web.api``."""

from __future__ import annotations

import sys

from .document import written

sys.stdout.write(written())
