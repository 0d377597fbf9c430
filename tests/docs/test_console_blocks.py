"""Every ```console block of README.md is run as a reader would run it, and prints what the page says it prints.

A line that begins with `$ ` is a command; the lines up to the next one are its output (standard output, then
standard error). A line `…` stands for any number of lines. Commands run in the project's root, with the environment's
`bin` first on the path.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["README.md"]
SET_UP = {"make demo", "make test"}  # these run everything, this test among it


def commands(page: str) -> Iterator[tuple[str, str]]:
    for block in re.findall(
        r"^```console\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command = command[:-1] + more.strip()
            yield command, output.rstrip()


CASES = [(page, command, output) for page in PAGES for command, output in commands(page)]


def matches(shown: str, found: str) -> bool:
    parts = [re.escape(part) for part in re.split(r"^…$", shown.strip(), flags=re.MULTILINE)]
    return re.fullmatch(r"(?s:.*?)".join(parts), found.strip()) is not None


@pytest.mark.parametrize(
    ("page", "command", "output"),
    [c for c in CASES if c[1] not in SET_UP],
    ids=lambda value: re.sub(r"[^\w./-]+", " ", value.splitlines()[0])[:60] if value else "silent",
)
def test_the_page_shows_what_the_command_prints(page: str, command: str, output: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "LANG": "C.UTF-8", "COLUMNS": "100", "NO_COLOR": "1"}
    run = subprocess.run(  # noqa: S602  # the commands are those of our own pages
        command, shell=True, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    found = run.stdout + run.stderr
    assert matches(output, found), f"{page}: `{command}` printed\n{found}"


def test_the_readme_opens_with_the_two_commands_of_a_new_user() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert -1 < text.find("make demo") < text.find("make test") < 2500
    assert len(CASES) >= 6
