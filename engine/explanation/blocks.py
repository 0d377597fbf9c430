"""What a page of an explanation is made of: sections, lists, tables. Markdown and HTML only write these differently.

Every text in a block is plain: whoever writes blocks escapes it, in one place.
"""

from __future__ import annotations

from engine.explanation.parts import Part
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, with what belongs to it. `folded`: what belongs to it is shown on request, or not at all.

    `state`: of a criterion or an outcome, for those who style a page. `again`: other pages have it as this same object.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    folded: bool = False
    state: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Labels, each with its texts."""

    terms: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first cell of a row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """An expression, evaluated part by part."""

    title: str
    root: Part
    note: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A cited source, with its number in the explanation."""

    number: int
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Links:
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`level`: 1 for a rule set and what stands beside it, 2 and 3 below. `folded`: shown on request."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 2
    folded: bool = False
    kind: str = ""


Block = Paragraph | Items | Terms | Table | Tree | Links | Section
