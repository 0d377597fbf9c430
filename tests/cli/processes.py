"""Real processes of the installed command, as a shell would start them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "service.cli.main"]
ROOT = Path(__file__).parents[2]
UNLIMITED = {"HANTEI_RATE_ANONYMOUS": "0", "HANTEI_RATE_KNOWN": "0"}
"""All tests come from one address."""


def environment(**more: str) -> dict[str, str]:
    """That of this process in English, without what would change the command's ways."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HANTEI_", "LC_", "NO_COLOR"))}
    return {**kept, "LANG": "C.UTF-8", "HANTEI_CACHE": os.environ.get("HANTEI_CACHE", "off"), **UNLIMITED, **more}


def run(
    *arguments: str | Path, given: bytes | str = b"", cwd: Path = ROOT, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """The command, run to its end. `given` is its standard input."""
    return subprocess.run(
        [*COMMAND, *(str(argument) for argument in arguments)],
        input=given.encode() if isinstance(given, str) else given,
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        timeout=60,
        check=False,
    )
