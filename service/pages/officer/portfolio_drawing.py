"""The tables of a portfolio as bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from engine.records import dataclass
from service.pages.drawing import BAD, GOOD, OPEN, PAPER, drawing, rect, shortened, text
from service.pages.officer.portfolio import OUTCOMES

WIDTH, LABEL, ROW = 440, 160, 30
MOST = 20
"""Lines that are drawn."""
NAME = 22
"""How wide the name of a line may be."""
_FILL = {"eligible": GOOD, "undetermined": OPEN, "ineligible": BAD}


@dataclass(frozen=True, slots=True)
class Outcomes:
    """A line of a table of outcomes: its name, the filter of the log that it stands for, and how many of each."""

    name: str
    query: Mapping[str, str]
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def stacked(lines: Sequence[Outcomes]) -> Markup | None:
    """A bar a line, one part an outcome, on one scale; None where there is nothing to draw."""
    most = max((one.total for one in lines), default=0)
    if not most:
        return None
    parts = [part for at, one in enumerate(lines[:MOST]) for part in _stack(one, at, most)]
    return drawing(parts, ROW * min(len(lines), MOST), WIDTH)


def _stack(one: Outcomes, at: int, most: int) -> Iterator[str]:
    y, x = at * ROW, float(LABEL)
    yield text((0, y + 19), shortened(one.name, NAME), size=13)
    yield rect((LABEL, y + 5), (WIDTH - LABEL - 40, 20), PAPER)
    for outcome, count in zip(OUTCOMES, one.counts, strict=True):
        width = (WIDTH - LABEL - 40) * count / most
        if count:
            yield rect((x, y + 5), (width, 20), _FILL[outcome])
        x += width
    yield text((WIDTH, y + 20), str(one.total), anchor="end", size=13)


def counted(lines: Sequence[tuple[str, int]]) -> Markup | None:
    """A bar a line with its number."""
    most = max((count for _, count in lines), default=0)
    if not most:
        return None
    parts = []
    for at, (name, count) in enumerate(lines):
        y, share = at * ROW, Decimal(count) / most
        parts.append(text((0, y + 19), shortened(name, NAME), size=13))
        parts.append(rect((LABEL, y + 5), (float(share) * (WIDTH - LABEL - 40), 20), OPEN))
        parts.append(text((WIDTH, y + 20), str(count), anchor="end", size=13))
    return drawing(parts, ROW * len(lines), WIDTH)
