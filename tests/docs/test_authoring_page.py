"""docs/authoring.md is worked through from top to bottom, as a new author would, in a folder of rules of its own.

A `console` block is run and prints what it shows (`…`: anything); a `diff` block changes the file that it names: the
lines without `+` must stand there once.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "authoring.md"
BLOCK = re.compile(r"^```(console|diff)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHARED = ("registers/territories.yaml", "vocabulary/proposal.yaml")


def test_the_page_leads_a_new_author_to_rules_that_hold(tmp_path: Path) -> None:
    for part in SHARED:
        (tmp_path / "rules" / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "rules" / part, tmp_path / "rules" / part)
    (tmp_path / "rules" / "sources").mkdir()
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert len(blocks) > 8
    for kind, block in blocks:
        if kind == "diff":
            change(tmp_path, block)
        else:
            run(tmp_path, block)


def change(folder: Path, block: str) -> None:
    head, *lines = block.splitlines()
    path = folder / head.removeprefix("--- ")
    old = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    new = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{head}: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(folder: Path, block: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    said = {"PATH": path, "LANG": "C.UTF-8", "COLUMNS": "100", "NO_COLOR": "1", "HANTEI_RULES": "rules"}
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        done = subprocess.run(  # noqa: S602 - the commands are those of our own page
            command, shell=True, cwd=folder, env={**os.environ, **said}, capture_output=True, encoding="utf-8",
            timeout=120, check=False,
        )  # fmt: skip
        found = (done.stdout + done.stderr).strip()
        pattern = "(?s:.*?)".join(re.escape(piece) for piece in shown.strip().split("…"))
        assert re.fullmatch(pattern, found), f"`{command}` printed\n{found}"
