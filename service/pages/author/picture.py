"""The picture of a rule set: what rests on what, from facts on the left to criteria on the right, as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from service.pages.author.graph import Graph, Node
from service.pages.drawing import shortened

BOX, HIGH, GAP, BETWEEN = 210, 26, 8, 70
"""Pixels: the width and height of a box, and the space below it and beside it."""
EDGE = 10
COLUMNS = 29
"""Half-width characters of a title that go into a box."""
Place = tuple[int, int]


def picture(graph: Graph, lang: str, title: str) -> Markup:
    """The drawing; what it says is beside it as a list, for those who do not see it."""
    places = _places(graph)
    wide = 2 * EDGE + len(graph.columns) * (BOX + BETWEEN) - BETWEEN
    high = 2 * EDGE + max(len(column) for column in graph.columns) * (HIGH + GAP) if graph.columns else 2 * EDGE
    head = Markup('<svg class="graph" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{title}">')
    parts = [head.format(w=wide, h=high, title=title), *_edges(graph, places)]
    parts += [_box(node, places[node.id], lang) for node in graph.nodes.values()]
    return Markup("").join([*parts, Markup("</svg>")])


def _places(graph: Graph) -> dict[str, Place]:
    """The upper left corner of each box: in its column, near what it reads."""
    places: dict[str, Place] = {}
    for at, column in enumerate(graph.columns):
        ordered = (
            sorted(enumerate(column), key=lambda item: (_near(item[1], places), item[0]))
            if at
            else [*enumerate(column)]
        )
        for row, (_, node) in enumerate(ordered):
            places[node.id] = (EDGE + at * (BOX + BETWEEN), EDGE + row * (HIGH + GAP))
    return places


def _near(node: Node, places: dict[str, Place]) -> float:
    heights = [places[read][1] for read in node.reads if read in places]
    return sum(heights) / len(heights) if heights else 0.0


def _edges(graph: Graph, places: dict[str, Place]) -> Iterator[Markup]:
    """All lines as one path: it is a background."""
    lines = []
    for node in graph.nodes.values():
        x, y = places[node.id]
        for read in node.reads:
            from_x, from_y = places[read][0] + BOX, places[read][1] + HIGH // 2
            bend = (x - from_x) // 2
            lines.append(
                f"M{from_x} {from_y}c{bend} 0 {bend} {y + HIGH // 2 - from_y} {x - from_x} {y + HIGH // 2 - from_y}"
            )
    yield Markup('<path class="graph-edge" d="{}"/>').format("".join(lines))


def _box(node: Node, place: Place, lang: str) -> Markup:
    x, y = place
    box = Markup('<rect class="graph-box" data-kind="{}" x="{}" y="{}" width="{}" height="{}" rx="4"/>')
    said = Markup('<text class="graph-text" x="{}" y="{}">{}</text>').format(
        x + 8, y + 18, shortened(node.title.in_(lang), COLUMNS)
    )
    return box.format(node.kind, x, y, BOX, HIGH) + said
