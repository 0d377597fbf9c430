"""Lines for a terminal: wrapping and columns that know how wide Japanese characters are and where a line may break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from engine.text import printable, width

NEVER_FIRST = "、。，．・：；！？）」』】〕］｝〉》〜ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ％"
NEVER_LAST = "（「『【〔［｛〈《"
COUNTERS = "円億万兆年月日件個か％米行"
"""Signs that stay with the figure before them."""
BEFORE_FIGURES = "表図第年月億万"
_PIECE = re.compile(r"[\u0021-\u007e\u00a0-\u2fff]+|\s+|.", re.DOTALL)


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most `columns`, broken at spaces or between full-width characters.

    Control characters become spaces: whatever a text holds, it cannot command a terminal.
    """
    lines, line, taken = [], "", 0
    for piece in _pieces(printable(text)):
        if line and taken + _width(piece.rstrip()) > columns:
            lines.append(line)
            line, taken = "", 0
        shown = piece if line else piece.lstrip()
        line, taken = line + shown, taken + _width(shown)
    return [one.rstrip().replace("\u00a0", " ") for one in (*lines, line)]


def hanging(text: str, columns: int, first: str = "", rest: str | None = None) -> Iterator[str]:
    """The text after `first`, its further lines after `rest` (default: as much white space)."""
    first = printable(first)
    below = " " * width(first) if rest is None else rest
    taken = max(width(first), width(below))
    for at, line in enumerate(wrapped(text, max(columns - taken, 10))):
        yield f"{below if at else first}{line}".rstrip()


def beside(cells: Sequence[Iterable[str]], columns: int, gap: str = "  │  ") -> Iterator[str]:
    """Texts side by side, each cell given as paragraphs and wrapped to its share of the columns."""
    share = (columns - width(gap) * (len(cells) - 1)) // len(cells)
    lines = [[line for paragraph in cell for line in wrapped(paragraph, share)] for cell in cells]
    for row in range(max(map(len, lines))):
        parts = [padded(cell[row] if row < len(cell) else "", share) for cell in lines]
        yield gap.join(parts).rstrip()


def padded(text: str, columns: int) -> str:
    return text + " " * max(columns - width(text), 0)


def _belong_together(held: str, part: str) -> bool:
    """Whether no line may end between the two: signs that stay with their neighbours, and dates and figures."""
    return (
        not held
        or part[0] in NEVER_FIRST
        or part.isspace()
        or held[-1] in NEVER_LAST
        or (part[0] in COUNTERS and (held[-1].isdigit() or held[-1] in COUNTERS))
        or (part[0].isdigit() and held[-1] in BEFORE_FIGURES)
    )


def _pieces(text: str) -> Iterator[str]:
    """Pieces that must not be broken, white space with the piece before it."""
    held = ""
    for part in _PIECE.findall(text):
        if _belong_together(held, part) and not (held[-1:].isspace() and not part.isspace()):
            held += part
        else:
            yield held
            held = part
    if held:
        yield held


def _width(text: str) -> int:
    """As `width`, at once for what most pieces are."""
    return len(text) if text.isascii() else width(text)
