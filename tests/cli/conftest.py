"""Facts for the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.api.conftest import COMPLETE


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    """A file of facts of a model project that meets every criterion of fiscal year 2019."""
    file = tmp_path / "complete.json"
    file.write_text(json.dumps(COMPLETE), encoding="utf-8")
    return file
