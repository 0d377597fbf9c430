"""The coverage-guided fuzzer finds nothing in as many texts as `HANTEI_EXAMPLES` allows; `make soak` tries more."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXTS = 40 * int(os.environ.get("HANTEI_EXAMPLES", "30"))
WANTED = sys.platform == "linux" and sys.version_info < (3, 14)
"""Where atheris is built for; elsewhere hypothesis alone looks for such texts."""


@pytest.mark.parametrize("_", [TEXTS] if WANTED else [])
def test_no_text_breaks_feel(_: int) -> None:
    assert importlib.util.find_spec("atheris"), "atheris is not installed: `make setup`"
    command = [sys.executable, str(Path(__file__).with_name("feel.py")), f"-atheris_runs={TEXTS}", "-seed=1"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=3600, check=False)
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    assert f"Done {TEXTS}" in run.stderr
