"""The tree of an expression: frozen nodes that hold only data, each with its span in the text.

Fields are `str`, `int`, `bool`, `None`, `Decimal`, a node, or a tuple of these, so a tree can be stored and read back
by any codec. `start` and `end` are character offsets into the text of the expression; the end is exclusive.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.diagnostics import Place
from engine.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Node:
    """What every node has: where it stands in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Null(Node):
    """`null`."""


@dataclass(frozen=True, slots=True)
class Boolean(Node):
    """`true`, `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number, with its exponent as written: `0.40` is not shortened."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class String(Node):
    """A text, with its escapes resolved."""

    value: str


@dataclass(frozen=True, slots=True)
class AtLiteral(Node):
    """`@"2020-03-31"`: a date, time, date and time, or duration."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name, its words joined by one space. The input of a unary test is the name `?`."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`source.member`."""

    source: Node
    member: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`source[condition]`: the n-th item, or the items for which the condition is true."""

    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A call. `names` is empty for positional arguments, else as long as `arguments`."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """`-operand`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`+ - * / **`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`= != < <= > >=`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class And(Node):
    """A conjunction, flat however long it is."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """A disjunction, flat however long it is."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`value between low and high`, both ends included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in test` or `value in (test, …)`."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class OpenRange(Node):
    """`< operand`: as a test it compares, as a value it is the range of all that would pass."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """The tests of an input, at the top of a table's cell: any of them, or with `negated` none of them."""

    tests: tuple[Node, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class AnyInput(Node):
    """`-` in a table's cell: every input passes."""


@dataclass(frozen=True, slots=True)
class RangeLiteral(Node):
    """`[low..high]`, with round or turned brackets for an end that does not belong to it."""

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """`[a, b]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    """`{name: value}`; a value may read the entries above it."""

    keys: tuple[str, ...]
    values: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then … else …`."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Steps(Node):
    """`low..high` behind `in` of an iteration: the whole numbers or days between, up or down."""

    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for a in x, b in y return body`; `partial` in the body is the list so far."""

    names: tuple[str, ...]
    domains: tuple[Node, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some …` (kind "some") or `every … satisfies condition`."""

    kind: str
    names: tuple[str, ...]
    domains: tuple[Node, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class Function(Node):
    """`function(a: number, b) body`. A type of None accepts anything; an external body has no meaning here."""

    parameters: tuple[str, ...]
    types: tuple[Node | None, ...]
    body: Node
    external: bool


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`value instance of type`."""

    value: Node
    type: Node


@dataclass(frozen=True, slots=True)
class NamedType(Node):
    """`number`, `date and time`, `Any` …"""

    name: str


@dataclass(frozen=True, slots=True)
class ListType(Node):
    """`list<number>`."""

    item: Node


@dataclass(frozen=True, slots=True)
class RangeType(Node):
    """`range<date>`."""

    item: Node


@dataclass(frozen=True, slots=True)
class ContextType(Node):
    """`context<a: number, b: string>`."""

    names: tuple[str, ...]
    types: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class FunctionType(Node):
    """`function<number, string> -> boolean`."""

    parameters: tuple[Node, ...]
    result: Node


_KINDS: tuple[type[Node], ...] = (
    Null, Boolean, Number, String, AtLiteral, Name, Path, Filter, Call, Negate, Arithmetic, Comparison, And, Or,
    Between, In, OpenRange, UnaryTests, AnyInput, RangeLiteral, ListLiteral, ContextLiteral, If, Steps, For,
    Quantified, Function, InstanceOf, NamedType, ListType, RangeType, ContextType, FunctionType,
)  # fmt: skip
NODES: dict[str, type[Node]] = {kind.__name__: kind for kind in _KINDS}
"""Every kind of node by its name, for a codec."""

_CHILD_FIELDS: dict[type[Node], tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind) if "Node" in str(f.type)) for kind in _KINDS
}


def children(node: Node) -> Iterator[Node]:
    """The nodes right below `node`, in the order of the text."""
    for field in _CHILD_FIELDS[type(node)]:
        value = getattr(node, field)
        if isinstance(value, Node):
            yield value
        elif value is not None:
            yield from (item for item in value if item is not None)


def walk(node: Node) -> Iterator[Node]:
    """`node` and all below it, top down."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(list(children(found))))


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed text. `place` is where its first character stands in a file; None when it comes from no file."""

    text: str
    node: Node
    place: Place | None = None

    def place_of(self, node: Node) -> Place:
        """Where `node` stands, in the file if there is one, else in the text itself (file "")."""
        return place_within(self.text, self.place, node.start, node.end)


def dotted(node: Node) -> str | None:
    """The dotted name that a name or path writes."""
    if type(node) is Name:
        return node.name
    if type(node) is Path:
        source = dotted(node.source)
        return None if source is None else f"{source}.{node.member}"
    return None


def place_within(text: str, origin: Place | None, start: int, end: int) -> Place:
    """The place of `text[start:end]` when the text begins at `origin`.

    Lines after the first are taken to be indented like the first, as in a block scalar.
    """
    line, column = _line_and_column(text, start)
    end_line, end_column = _line_and_column(text, end)
    if origin is None:
        return Place("", line, column, end_line, end_column)
    down, right = origin.line - 1, origin.column - 1
    return Place(origin.file, line + down, column + right, end_line + down, end_column + right)


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1
