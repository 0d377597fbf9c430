"""A diagnostic as text for a terminal: where, what, the line with a caret that fits full-width text, help."""

from __future__ import annotations

from collections.abc import Sequence

from engine.diagnostics import Diagnostic, Place, Severity, Text
from engine.text import printable, width

SEVERITIES = {
    Severity.ERROR: Text("error", "エラー"),
    Severity.WARNING: Text("warning", "警告"),
    Severity.NOTE: Text("note", "注記"),
}
HELP = Text("help", "対処")
MOST_COLUMNS = 100
"""Columns of a source line that are shown; longer lines are cut around the caret."""
LEAD = 30
"""Columns shown before the caret where a line is cut."""

WINDOW = 200
"""Characters looked at on either side of the caret: a line may be a whole file."""

RED, YELLOW, CYAN, BOLD, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[1m", "\x1b[0m"
_COLOURS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.NOTE: CYAN}


def render(diagnostic: Diagnostic, lines: Sequence[str], lang: str, *, colour: bool = False) -> str:
    """The diagnostic in `lang`, with a line break at its end. `lines`: those of its file, if at hand."""
    parts = [_headline(diagnostic, lang, colour)]
    place = diagnostic.place
    if place is not None and 1 <= place.line <= len(lines):
        parts += _excerpt(place, lines[place.line - 1], diagnostic.severity, colour)
    if diagnostic.help is not None:
        parts.append(f"{_painted(HELP.in_(lang), CYAN, colour)}: {printable(diagnostic.help.in_(lang))}")
    return "\n".join(parts) + "\n"


def _headline(diagnostic: Diagnostic, lang: str, colour: bool) -> str:
    where = str(diagnostic.place) if diagnostic.place else diagnostic.pointer
    severity = f"{SEVERITIES[diagnostic.severity].in_(lang)}[{diagnostic.code}]"
    message = printable(diagnostic.message.in_(lang))
    said = f"{_painted(severity, _COLOURS[diagnostic.severity], colour)}: {_painted(message, BOLD, colour)}"
    return f"{printable(where)}: {said}" if where else said


def _excerpt(place: Place, line: str, severity: Severity, colour: bool) -> list[str]:
    """The line and the caret line below it. What takes no column in a terminal is shown as a space."""
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else place.column
    end = min(max(end, place.column), start + WINDOW)
    skipped = max(start - WINDOW, 0)
    near = printable(line[skipped : end + WINDOW])
    before, marked, after = _cut(near, start - skipped, end - skipped)
    number = str(place.line)
    carets = _painted("^" * max(width(marked), 1), _COLOURS[severity], colour)
    return [f" {number} | {before}{marked}{after}", f" {' ' * len(number)} | {' ' * width(before)}{carets}"]


def _cut(line: str, start: int, end: int) -> tuple[str, str, str]:
    """The part of a line that is shown: before the caret, above it, after it."""
    before, marked, after = line[:start], line[start:end], line[end:]
    if width(line) <= MOST_COLUMNS:
        return before, marked, after.rstrip()
    if width(before) > LEAD:
        before = "…" + _fitting(before[::-1], LEAD)[::-1]
    marked = _fitting(marked, MOST_COLUMNS - width(before))
    return before, marked, _fitting(after, MOST_COLUMNS - width(before) - width(marked)) + "…"


def _fitting(text: str, columns: int) -> str:
    """As many characters from the front as take no more than `columns`."""
    taken = 0
    for index, character in enumerate(text):
        taken += width(character)
        if taken > columns:
            return text[:index]
    return text


def _painted(text: str, paint: str, colour: bool) -> str:
    return f"{paint}{text}{PLAIN}" if colour else text
