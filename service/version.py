"""The version of the package; a test holds it equal to pyproject.toml. (To ask importlib.metadata costs start-up.)"""

from __future__ import annotations

VERSION = "0.1.0"
