"""A rule set from outside, linted by a process of its own that is ended where it takes too long or too much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from engine.diagnostics import Diagnostic, Text
from engine.errors import HanteiError
from engine.records import dataclass
from engine.text import quoted
from service.authoring.lint_results import fault_json

AT_ONCE = 2
"""Rule sets that are linted at the same time in one process of the service."""
SECONDS = 20
"""How long the linting of one may take; it waits for others half as long."""
MEMORY = 1_500_000_000
"""Bytes of address space that it may take."""
PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
"""Variables that the process sees: none of them is a secret."""
_turns = threading.BoundedSemaphore(AT_ONCE)


class BusyError(HanteiError):
    """So many rule sets are being linted that there was no turn for this one."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A rule set from outside. `id` None: the one that it gives itself."""

    ruleset: str
    id: str | None = None
    examples: str | None = None


def lint_upload(root: Path, upload: Upload, seconds: int = SECONDS, memory: int = MEMORY) -> dict[str, Any]:
    """What is wrong with the rule set beside those under `root`, and how its worked examples came out.

    Nothing of it is stored, and nothing is run but the evaluation of its examples. Raises BusyError.
    """
    if not _turns.acquire(timeout=seconds / 2):
        raise BusyError
    try:
        return _asked_of_worker(root, upload, seconds, memory)
    finally:
        _turns.release()


def _asked_of_worker(root: Path, upload: Upload, seconds: int, memory: int) -> dict[str, Any]:
    asked = {
        "root": str(root.resolve()),
        "id": upload.id,
        "ruleset": upload.ruleset,
        "examples": upload.examples,
        "seconds": seconds,
        "memory": memory,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "service.authoring.lint_worker"],
            input=(json.dumps(asked) + "\n").encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        return gave_up(upload.id or "uploaded")
    if done.returncode != 0:
        return gave_up(upload.id or "uploaded")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def gave_up(name: str) -> dict[str, Any]:
    """What is told of a rule set whose linting was ended."""
    fault = Diagnostic(
        "linting-ended",
        Text(
            f"linting {quoted(name)} took more time or memory than it may",
            f"{quoted(name)} の検査は、使える時間かメモリーを超えました",
        ),
        Text(
            "make the file smaller, or its expressions and tables simpler",
            "ファイルを小さくするか、式や表を簡単にしてください",
        ),
    )
    return {"ruleset": name, "digest": None, "diagnostics": [fault_json(fault)], "examples": []}
