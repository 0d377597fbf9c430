"""Line drawings as SVG inside of a page: attributes only, as no page has inline styles; words are the caller's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from markupsafe import Markup

from engine.records import dataclass

WIDTH, HEIGHT = 420, 280
LEFT, RIGHT, TOP, BOTTOM = 76, 28, 28, 48
"""Small, so that words in it can be read on a phone."""
TICKS = 3
Say = Callable[[Decimal], str]
Dot = tuple[Decimal, Decimal | None]


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis shows: its title, its greatest value (it begins at `low`), and how a value is said."""

    title: str
    low: Decimal
    high: Decimal
    say: Say

    def share(self, value: Decimal) -> Decimal:
        """Where a value lies, from 0 to 1."""
        return (value - self.low) / (self.high - self.low) if self.high != self.low else Decimal(0)

    def ticks(self) -> Iterator[Decimal]:
        """Round values, at most some."""
        span = self.high - self.low
        size = Decimal(10) ** (span / TICKS).adjusted() if span else Decimal(1)
        step = next(size * times for times in (1, 2, 5, 10) if size * times * TICKS >= span)
        value = (self.low / step).to_integral_value() * step
        while value <= self.high:
            if value >= self.low:
                yield value
            value += step


@dataclass(frozen=True, slots=True)
class Line:
    """Dots by x, one of them marked, and where the line bends. `stepped`: between two dots there is nothing."""

    dots: Sequence[Dot]
    mark: Dot
    bends: Sequence[Decimal]
    stepped: bool = False


def line_chart(title: str, x: Axis, y: Axis, line: Line) -> Markup:
    """A line through the dots (broken where one has no value), the mark, and a thin upright at each bend."""
    parts = [
        Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(WIDTH, HEIGHT, title),
        *_grid(x, y),
        *(_upright(x, bend) for bend in line.bends),
        *(Markup('<path class="chart-line" d="{}"/>').format(path) for path in _paths(x, y, line)),
        *_mark(x, y, line.mark),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def _x(axis: Axis, value: Decimal) -> str:
    return _number(LEFT + (WIDTH - LEFT - RIGHT) * axis.share(value))


def _y(axis: Axis, value: Decimal) -> str:
    return _number(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * axis.share(value))


def _number(value: Decimal | int) -> str:
    return f"{Decimal(value):.1f}"


def _grid(x: Axis, y: Axis) -> Iterator[Markup]:
    foot = HEIGHT - BOTTOM
    for value in y.ticks():
        at = _y(y, value)
        yield Markup('<line class="chart-grid" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(LEFT, WIDTH - RIGHT, at, at)
        label = Markup('<text class="chart-text" x="{}" y="{}" text-anchor="end" dominant-baseline="middle">{}</text>')
        yield label.format(LEFT - 8, at, y.say(value))
    for value in x.ticks():
        label = Markup('<text class="chart-text" x="{}" y="{}" text-anchor="middle">{}</text>')
        yield label.format(_x(x, value), foot + 18, x.say(value))
    yield Markup('<line class="chart-axis" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(LEFT, WIDTH - RIGHT, foot, foot)
    name = Markup('<text class="chart-text chart-name" x="{}" y="{}" text-anchor="{}">{}</text>')
    yield name.format(WIDTH - RIGHT, HEIGHT - 8, "end", x.title)
    yield name.format(0, 12, "start", y.title)


def _upright(x: Axis, value: Decimal) -> Markup:
    at = _x(x, value)
    return Markup('<line class="chart-bend" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(at, at, TOP, HEIGHT - BOTTOM)


def _paths(x: Axis, y: Axis, line: Line) -> Iterator[str]:
    """The stretches of dots that have values; of a stepped line each value goes on level to the next."""
    stretch: list[str] = []
    last: tuple[str, str] | None = None
    for at, value in (*line.dots, (Decimal(0), None)):
        if value is not None:
            here = (_x(x, at), _y(y, value))
            if here == last:
                continue
            last = here
            stretch.append(
                f"H{here[0]}V{here[1]}" if line.stepped and stretch else f"{'L' if stretch else 'M'}{here[0]} {here[1]}"
            )
        elif stretch:
            yield "".join(stretch)
            stretch, last = [], None


def _mark(x: Axis, y: Axis, mark: Dot) -> Iterator[Markup]:
    at, value = mark
    if value is not None:
        yield Markup('<circle class="chart-mark" cx="{}" cy="{}" r="6"/>').format(_x(x, at), _y(y, value))
