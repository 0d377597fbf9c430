"""For all tests: no limit of rate, because all of them come from one address. tests/access sets its own."""

from __future__ import annotations

import os

os.environ.setdefault("HANTEI_RATE_ANONYMOUS", "0")
os.environ.setdefault("HANTEI_RATE_KNOWN", "0")
