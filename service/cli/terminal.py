"""The two streams of a command, and how they are to be written: language, colour, width."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

import typer

from engine.records import dataclass
from service.cli.exits import PIPE_CLOSED

WIDEST = 100
"""Columns: longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to write: `colour` of the answer and of the talk are apart, because one of them may be redirected."""

    lang: str
    width: int
    colour: bool
    talk_colour: bool

    def answer(self, text: str) -> None:
        """Write `text` to stdout as UTF-8 in any locale. A reader that went away ends the command, quietly."""
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # the interpreter flushes stdout once more at its end: that must not fail again
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None

    def talk(self, text: str) -> None:
        """Write a line to stderr."""
        sys.stderr.write(text + "\n")


def terminal(lang: str | None = None, environment: Mapping[str, str] | None = None) -> Terminal:
    """The terminal of this process; `lang` is what `--lang` said."""
    env = os.environ if environment is None else environment
    return Terminal(
        lang=lang or language(env),
        width=_width(env),
        colour=_coloured(sys.stdout.isatty(), env),
        talk_colour=_coloured(sys.stderr.isatty(), env),
    )


def language(environment: Mapping[str, str]) -> str:
    """ja where the locale for messages is Japanese (LC_ALL, LC_MESSAGES, LANG: the first that is set), else en."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((value for value in named if value), "")
    return "ja" if locale == "ja" or locale.startswith("ja_") else "en"


def _coloured(is_terminal: bool, environment: Mapping[str, str]) -> bool:
    """Colour only on a terminal that can show it, and never where NO_COLOR is set (no-color.org: to a text)."""
    return is_terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def _width(environment: Mapping[str, str]) -> int:
    columns = environment.get("COLUMNS", "")
    if columns.isdecimal() and 20 <= int(columns) <= 1000:
        return min(int(columns), WIDEST)
    try:
        return max(20, min(os.get_terminal_size(1).columns, WIDEST))
    except OSError:
        return WIDEST
