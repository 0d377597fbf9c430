"""How many examples a law is tried on: few, or as many as HANTEI_EXAMPLES says."""

from __future__ import annotations

import os

COUNT = int(os.environ.get("HANTEI_EXAMPLES", "50"))
