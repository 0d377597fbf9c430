"""The way of a case as a drawing: what happened as dots, what is or was due as bars, the day asked about as a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from markupsafe import Markup

from engine.cases.standing import CaseStanding, DeadlineStanding, DeadlineState
from engine.diagnostics import Text
from engine.records import dataclass
from service.pages.drawing import BAD, GOOD, INK, KEY, LINE, OPEN, SOFT, drawing, line, rect, shortened, text

WIDTH, LEFT, ROW, TOP = 760, 250, 26, 44
LONGEST = 35
MOST = 40
"""Rows that are drawn: the last ones of a longer case."""
NOW = Text("the day asked about", "基準日")
_FILL = {
    DeadlineState.DONE: GOOD,
    DeadlineState.DONE_LATE: OPEN,
    DeadlineState.LATE: BAD,
    DeadlineState.OPEN: KEY,
    DeadlineState.OUTSTANDING: OPEN,
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the drawing, from a day to a day; a dot where both are one."""

    label: str
    first: date
    last: date
    fill: str
    dot: bool


def timeline(stands: CaseStanding, lang: str) -> Markup | None:
    """The drawing; None where nothing has a day."""
    rows = sorted(_rows(stands, lang), key=lambda row: (row.first, row.last, row.label))[-MOST:]
    if not rows:
        return None
    first = min(*(row.first for row in rows), stands.as_of)
    last = max(*(row.last for row in rows), stands.as_of)
    span = max((last - first).days, 1)

    def x(when: date) -> float:
        return LEFT + (WIDTH - LEFT - 12) * (when - first).days / span

    parts = list(_years(first, last, x, len(rows)))
    for at, row in enumerate(rows):
        y = TOP + at * ROW
        parts.append(text((0, y + 15), shortened(row.label, LONGEST), size=13))
        if row.dot:
            parts.append(f'<circle cx="{x(row.first):.1f}" cy="{y + 11}" r="6" fill="{row.fill}"/>')
        else:
            parts.append(rect((x(row.first), y + 5), (max(x(row.last) - x(row.first), 3), 12), row.fill))
    height = TOP + len(rows) * ROW + 8
    now = x(stands.as_of)
    parts.append(line((now, 16), (now, height), BAD, ' stroke-width="2" stroke-dasharray="5 3"'))
    anchor = "end" if now > WIDTH - 120 else "start"
    parts.append(text((now, 12), NOW.in_(lang), anchor=anchor, fill=BAD, size=12))
    return drawing(parts, height, WIDTH)


def _rows(stands: CaseStanding, lang: str) -> Iterator[_Row]:
    for event in stands.events:
        if event.on is not None and event.kind is not None:
            yield _Row(stands.titles[event.kind].in_(lang), event.on, event.on, INK, dot=True)
    for one in stands.deadlines:
        ends = _ends(one)
        if ends is not None and one.state in _FILL:
            label = one.title.in_(lang) + (f" {one.label}" if one.label else "")
            yield _Row(label, *ends, _FILL[one.state], dot=False)


def _ends(one: DeadlineStanding) -> tuple[date, date] | None:
    """From when a deadline runs to its last day, or to the day on which it was done."""
    last = one.due or one.done_on
    first = one.starts or last
    if first is None or last is None:
        return None
    return min(first, last), last


def _years(first: date, last: date, x: Callable[[date], float], rows: int) -> Iterator[str]:
    """A thin upright at each new year that fits."""
    years = range(first.year + 1, last.year + 1)
    step = max(1, len(years) // 8)
    for year in years[::step]:
        at = x(date(year, 1, 1))
        yield line((at, TOP - 6), (at, TOP + rows * ROW), LINE, ' stroke-width="1" stroke-opacity="0.5"')
        yield text((at + 3, TOP - 8), str(year), fill=SOFT, size=11)
