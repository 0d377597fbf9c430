"""Small drawings as SVG inside a page: presentation attributes only, so that the content policy holds.

Each drawing only repeats a table that stands beside it: it is hidden from those who hear the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from itertools import accumulate
from unicodedata import east_asian_width

from markupsafe import Markup

from engine.records import dataclass

INK, SOFT, LINE, KEY, OPEN, GOOD, BAD = "#1a1a1a", "#595959", "#949494", "#0017c1", "#927200", "#197a4b", "#ce0000"
PAPER = "#f2f2f2"
WIDTH = 360
LONGEST = 50
"""Half-width characters of a label that fit; full-width ones count twice."""
Point = tuple[float, float]
FONT = "'Noto Sans JP','Noto Sans CJK JP','BIZ UDGothic',sans-serif"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from nothing to `low`, and paler to `high`; None: no end. `strong`: the one that matters."""

    label: str
    low: Decimal | None
    high: Decimal | None
    strong: bool = False


def rect(at: Point, size: Point, fill: str, more: str = "") -> str:
    return (
        f'<rect x="{at[0]:.1f}" y="{at[1]:.1f}" width="{max(size[0], 0):.1f}" height="{size[1]:.1f}" '
        f'fill="{fill}"{more}/>'
    )


def line(start: Point, end: Point, stroke: str = LINE, more: str = "") -> str:
    ends = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
    return f'<line {ends} stroke="{stroke}"{more}/>'


def text(at: Point, words: str, *, anchor: str = "start", fill: str = INK, size: int = 14) -> str:
    """Words at a place; what they say is escaped."""
    placed = f'x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}"'
    return f'<text {placed} fill="{fill}" font-size="{size}">{escape(words)}</text>'


def drawing(parts: Sequence[str], height: float, width: float = WIDTH) -> Markup:
    """The parts as one picture, as wide as its column."""
    opened = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" aria-hidden="true" focusable="false" font-family="{FONT}">'
    )
    return Markup(opened + "".join(parts) + "</svg>")  # noqa: S704 - words are escaped by `text`, all else is figures


def bars(shown: Sequence[Bar], mark: Decimal | None = None) -> Markup | None:
    """Bars one below the other, on one scale; `mark`: a line across all. None where there is nothing to draw."""
    ends = [end for bar in shown for end in (bar.low, bar.high) if end is not None]
    ends += [mark] if mark is not None else []
    most = max(ends, default=Decimal(0))
    if most <= 0:
        return None
    row, parts = 50, []
    for at, bar in enumerate(shown):
        top = at * row
        parts.append(text((0, top + 14), shortened(bar.label), size=13))
        parts.append(_bar(bar, top + 20, most))
    if mark is not None:
        x = _scaled(mark, most)
        parts.append(line((x, 16), (x, len(shown) * row - 4), BAD, ' stroke-width="2" stroke-dasharray="5 3"'))
    return drawing(parts, len(shown) * row)


def shortened(label: str, longest: int = LONGEST) -> str:
    """A label that fits."""
    ends = list(accumulate(2 if east_asian_width(one) in "WFA" else 1 for one in label))
    return label if not ends or ends[-1] <= longest else f"{label[: sum(end < longest for end in ends)]}…"


def _bar(bar: Bar, top: float, most: Decimal) -> str:
    fill = KEY if bar.strong else LINE
    low, high = bar.low or Decimal(0), bar.high
    sure = rect((0, top), (_scaled(low, most), 18), fill)
    end = high if high is not None else most
    start = _scaled(low, most)
    pale = rect((start, top), (_scaled(end, most) - start, 18), fill, ' fill-opacity="0.3"')
    return rect((0, top), (WIDTH, 18), PAPER) + sure + (pale if end > low else "")


def _scaled(value: Decimal, most: Decimal) -> float:
    return float(max(Decimal(0), min(value, most)) / most * WIDTH)
