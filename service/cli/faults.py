"""Faults on the terminal: each with its place, the line and a caret; and the faults of the command line itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from engine.diagnostics import Diagnostic, Text, in_order
from service.cli.exits import MISUSE

if TYPE_CHECKING:
    from engine.source import Document
    from service.cli.terminal import Terminal

OPTIONS = {
    "/approved": "--approved",
    "/as_of": "--as-of",
    "/from": "--from",
    "/to": "--to",
    "/known_on": "--known-on",
    "/on": "--on",
    "/recorded_on": "--recorded-on",
    "/readings": "--reading",
    "/rulesets": "RULESET",
}
"""How the parts of a request are written on the command line, by the pointer they have in a body."""
LARGEST_SHOWN = 1_000_000
"""Bytes of a file that is read again to show its lines."""


def say_faults(terminal: Terminal, faults: Iterable[Diagnostic], documents: Iterable[Document] = ()) -> None:
    """Prints every fault to stderr, in the order of files and lines, with the lines of the documents that were read."""
    lines = {document.file: document.lines for document in documents}
    for fault in in_order(faults):
        terminal.talk(rendered(fault, terminal.lang, lines, colour=terminal.talk_colour).rstrip("\n"))


def rendered(
    fault: Diagnostic, lang: str, lines: Mapping[str, Sequence[str]] | None = None, *, colour: bool = False
) -> str:
    """One fault with its line and a caret, ending in a line break. A file that is not among `lines` is read again."""
    from engine.rendering import render  # noqa: PLC0415 - only when there is a fault to show

    known = lines or {}
    text: Sequence[str] = ()
    if fault.place is not None:
        text = known[fault.place.file] if fault.place.file in known else _lines_of(fault.place.file)
    return render(_with_option(fault), text, lang, colour=colour).rstrip("\n") + "\n"


@cache
def _lines_of(file: str) -> tuple[str, ...]:
    """The lines of a file that no reader has kept; none of one that is larger than any rule file."""
    try:
        if Path(file).stat().st_size > LARGEST_SHOWN:
            return ()
        return tuple(Path(file).read_text(encoding="utf-8").split("\n"))
    except (OSError, ValueError):
        return ()


def refuse(terminal: Terminal, faults: Iterable[Diagnostic], documents: Iterable[Document] = ()) -> typer.Exit:
    """Prints the faults and gives the exit to raise."""
    say_faults(terminal, faults, documents)
    return typer.Exit(MISUSE)


def _with_option(fault: Diagnostic) -> Diagnostic:
    """The fault with the option it is about in front, where a pointer would mean nothing to a reader at a terminal."""
    if fault.place is not None or fault.pointer is None:
        return fault
    part = "/" + fault.pointer.split("/")[1] if fault.pointer else ""
    option = OPTIONS.get(part)
    if option is None:
        return fault
    message = Text(f"{option}: {fault.message.en}", f"{option}：{fault.message.ja}")
    return replace(fault, message=message, pointer=None)
