"""The help texts in docs/command-line.md: `python -m service.reference.command_line_page` writes them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from service.cli.main import app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
MARK = "<!-- help texts -->\n"
"""What stands after this line is written by this module; what stands before it is written by hand."""


def page() -> str:
    """The whole page."""
    commands = [words for words in _commands(get_command(app)) if words]
    parts = [_help([])] + [f"## hantei {' '.join(words)}\n\n{_help(words)}" for words in commands]
    head, mark, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    return head + mark + "\n" + "\n".join(parts)


def _commands(command: Any) -> Iterator[list[str]]:
    """The words of each command; a group stands for those inside it."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield []
    for name, one in (inner or {}).items():
        yield from ([name, *words] for words in _commands(one))


def _help(arguments: list[str]) -> str:
    environment = {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "HANTEI_RULES": ""}
    shown = CliRunner().invoke(app, [*arguments, "--help"], prog_name="hantei", env=environment)
    return f"```text\n{shown.stdout.rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}\n")
