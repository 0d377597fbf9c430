"""Text to tree: a Pratt parser over the words of the text and the names that the scope declares.

Operators bind as the grammar of DMN orders them, from loose to tight: `or`, `and`, comparison with `between` and `in`,
`+ -`, `* /`, `**`, the sign of a number, `instance of`, then paths, filters and calls. All of them group to the left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from engine.diagnostics import Diagnostic, Place, Text
from engine.feel.syntax import ast, faults
from engine.feel.syntax.ast import Expression, Node
from engine.feel.syntax.cells import Cells
from engine.feel.syntax.reader import HIGHEST_NESTING, LONGEST_TEXT, TREE_DEPTH
from engine.feel.syntax.scope import Scope, scope_of
from engine.feel.syntax.tokens import AT, NUMBER, STRING, WORD, scan
from engine.feel.values.numbers import DIGITS, parse_number
from engine.feel.values.strings import unescaped

Names = Iterable[str] | Scope
Outcome = tuple[Expression | None, list[Diagnostic]]


def parse(text: str, names: Names = (), *, place: Place | None = None) -> Outcome:
    """The tree of an expression. `names` are the dotted names that it may use, or a scope of them."""
    return _read(text, names, place, Parser.whole)


def parse_unary_tests(text: str, names: Names = (), *, place: Place | None = None) -> Outcome:
    """The tree of the tests in a table's cell (`-`, `"a", "b"`, `[1..3]`, `not(> 4)`); `?` is the input."""
    return _read(text, names, place, Parser.whole_cell)


def _read(text: str, names: Names, place: Place | None, how: Callable[[Parser], Node]) -> Outcome:
    try:
        if len(text) > LONGEST_TEXT:
            raise faults.too_long(len(text), LONGEST_TEXT)
        node = how(Parser(text, names if isinstance(names, Scope) else scope_of(names)))
    except faults.SyntaxFault as fault:
        return None, [fault.diagnostic(text, place)]
    except RecursionError:
        return None, [faults.too_deep(0, len(text), HIGHEST_NESTING).diagnostic(text, place)]
    return Expression(text, node, place), []


class Parser(Cells):
    """One reading of one text."""

    def __init__(self, text: str, scope: Scope) -> None:
        words = scan(text)
        if words.stray is not None:
            raise faults.stray(text, words.stray)
        super().__init__(text, words, scope)

    def whole(self) -> Node:
        """The text as one expression."""
        return self.finished(self.expression())

    def whole_cell(self) -> Node:
        """The text as the tests of a cell."""
        return self.finished(self.cell())

    def finished(self, node: Node) -> Node:
        """`node`, when nothing is left behind it and it is not too deep to walk."""
        if self.at < len(self.words) - 1:
            raise self.unexpected(_OPERATOR, self.unknown_name_help())
        if self.deepest * (self.longest + _NODES_OF_A_PHRASE) > TREE_DEPTH:
            _guard_depth(node)
        return node

    def expression(self, power: int = 0) -> Node:
        """The longest expression from here whose operators bind tighter than `power`."""
        self.depth += 1
        if self.depth > self.deepest:
            self.deepest = self.depth
            if self.depth > HIGHEST_NESTING:
                raise faults.too_deep(self.starts[self.at], self.ends[self.at], HIGHEST_NESTING)
        node, length = self.prefix(), 0
        texts, infix = self.texts, _INFIX.get
        while True:
            found = infix(texts[self.at])
            if found is None or found[0] <= power or (self.range_depth >= 0 and self.closes_range()):
                break
            node = found[1](self, node)
            length += 1
        self.depth -= 1
        if length > 1:
            self.longest = max(self.longest, length)
        return node

    def prefix(self) -> Node:
        """What can begin an expression."""
        at = self.at
        kind, text = self.kinds[at], self.texts[at]
        if kind == WORD:
            phrase = _PHRASES.get(text)
            if phrase is not None:
                return phrase(self)
            return self.name()
        if kind == NUMBER:
            return self.number()
        opening = _OPENINGS.get(text)
        if opening is not None:
            return opening(self)
        if kind == STRING:
            self.at = at + 1
            return ast.String(self.starts[at], self.ends[at], unescaped(text[1:-1]))
        if kind == AT:
            self.at = at + 1
            return ast.AtLiteral(self.starts[at], self.ends[at], unescaped(text[text.index('"') + 1 : -1]))
        raise self.unexpected(_VALUE)

    def name(self) -> Node:
        """A variable: the longest declared name that stands here, else one word."""
        at = self.at
        text = self.texts[at]
        if text in self.scope.names or self.filters:
            self.at = at + self.name_length(at)
            return ast.Name(self.starts[at], self.ends[self.at - 1], self.spelled(at, self.at))
        self.at = at + 1
        return ast.Name(self.starts[at], self.ends[at], text)

    def number(self) -> Node:
        at = self.at
        text = self.texts[at]
        value = Decimal(text) if len(text) <= DIGITS and text.isdecimal() else parse_number(text)
        if value is None:
            raise faults.too_large(text, self.starts[at], self.ends[at])
        self.at = at + 1
        return ast.Number(self.starts[at], self.ends[at], value)

    def arithmetic(self, left: Node) -> Node:
        operator = self.texts[self.at]
        self.at += 1
        right = self.expression(_POWERS[operator])
        return ast.Arithmetic(left.start, right.end, operator, left, right)

    def comparison(self, left: Node) -> Node:
        operator = self.texts[self.at]
        self.at += 1
        right = self.expression(_COMPARING)
        return ast.Comparison(left.start, right.end, operator, left, right)

    def conjunction(self, left: Node) -> Node:
        items = self.joined(left, "and", _AND)
        return ast.And(left.start, items[-1].end, items)

    def disjunction(self, left: Node) -> Node:
        items = self.joined(left, "or", _OR)
        return ast.Or(left.start, items[-1].end, items)

    def joined(self, left: Node, word: str, power: int) -> tuple[Node, ...]:
        """All items of `left word x word y …`."""
        found = [left]
        while self.texts[self.at] == word:
            self.at += 1
            found.append(self.expression(power))
        return tuple(found)

    def negation(self) -> Node:
        start = self.starts[self.at]
        self.at += 1
        operand = self.expression(_SIGN)
        return ast.Negate(start, operand.end, operand)

    def between(self, left: Node) -> Node:
        self.at += 1
        low = self.expression(_COMPARING)
        self.expect("and")
        high = self.expression(_COMPARING)
        return ast.Between(left.start, high.end, left, low, high)

    def path(self, left: Node) -> Node:
        self.at += 1
        first = self.at
        if self.kinds[first] != WORD:
            raise self.unexpected(_MEMBER)
        self.at += self.member_length(first)
        return ast.Path(left.start, self.ends[self.at - 1], left, self.spelled(first, self.at))

    def filter(self, left: Node) -> Node:
        self.at += 1
        self.filters += 1
        condition = self.closed_by("]")
        self.filters -= 1
        return ast.Filter(left.start, self.ends[self.at - 1], left, condition)


def _guard_depth(node: Node) -> None:
    """Refuses a tree too deep to walk by recursion; long chains (`1 + 1 + …`) make deep trees without nesting."""
    level = [node]
    for _ in range(TREE_DEPTH):
        level = [child for parent in level for child in ast.children(parent)]
        if not level:
            return
    raise faults.too_deep(node.start, node.end, TREE_DEPTH)


_OPERATOR = Text("an operator or the end", "演算子または終わり")
_VALUE = Text("a value", "値")
_MEMBER = Text("the name of an entry", "項目の名前")

_NODES_OF_A_PHRASE = 3
"""Nodes that one level of nesting adds to the depth of a tree at most, besides its chain of operators."""

_OR, _AND, _COMPARING, _SIGN = 10, 20, 30, 70
_POWERS = {"+": 40, "-": 40, "*": 50, "/": 50, "**": 60}

_INFIX: dict[str, tuple[int, Callable[[Parser, Node], Node]]] = {
    "or": (_OR, Parser.disjunction),
    "and": (_AND, Parser.conjunction),
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), (_COMPARING, Parser.comparison)),
    "between": (_COMPARING, Parser.between),
    "in": (_COMPARING, Parser.membership),
    **{sign: (power, Parser.arithmetic) for sign, power in _POWERS.items()},
    "instance": (80, Parser.instance),
    ".": (90, Parser.path),
    "[": (90, Parser.filter),
    "(": (90, Parser.call),
}
_PHRASES: dict[str, Callable[[Parser], Node]] = {
    "if": Parser.conditional,
    "for": Parser.iteration,
    "some": Parser.quantified,
    "every": Parser.quantified,
    "function": Parser.function,
    "null": Parser.null,
    "true": Parser.boolean,
    "false": Parser.boolean,
}
_OPENINGS: dict[str, Callable[[Parser], Node]] = {
    "-": Parser.negation,
    "(": Parser.parenthesis,
    "[": Parser.bracket,
    "]": Parser.bracket,
    "{": Parser.context,
}
