"""The phrases of the language: brackets, conditionals, iterations, functions, calls and types."""

from __future__ import annotations

from engine.diagnostics import Text
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.syntax.reader import Reader
from engine.feel.syntax.tokens import STRING, WORD
from engine.feel.values.strings import unescaped

TESTS = frozenset(("<", "<=", ">", ">=", "=", "!="))
"""The signs that a test may begin with."""
_ENDPOINT = 30
_TYPE = Text("a type", "型")


_IN_NAMES = frozenset((".", "/", "-", "'", "+", "*"))
"""Signs that the standard allows inside a name."""


class Phrases(Reader):
    """What a keyword or an opening bracket begins."""

    def null(self) -> Node:
        self.at += 1
        return ast.Null(self.starts[self.at - 1], self.ends[self.at - 1])

    def boolean(self) -> Node:
        value = self.take() == "true"
        return ast.Boolean(self.starts[self.at - 1], self.ends[self.at - 1], value)

    def conditional(self) -> Node:
        start = self.starts[self.at]
        self.at += 1
        condition = self.expression()
        self.expect("then")
        then = self.expression()
        self.expect("else")
        otherwise = self.expression()
        return ast.If(start, otherwise.end, condition, then, otherwise)

    def iteration(self) -> Node:
        start, mark = self.starts[self.at], len(self.declared)
        self.at += 1
        names, domains = self.domains()
        self.expect("return")
        body = self.expression()
        self.release(mark)
        return ast.For(start, body.end, names, domains, body)

    def quantified(self) -> Node:
        start, mark = self.starts[self.at], len(self.declared)
        kind = self.take()
        names, domains = self.domains()
        self.expect("satisfies")
        condition = self.expression()
        self.release(mark)
        return ast.Quantified(start, condition.end, kind, names, domains, condition)

    def domains(self) -> tuple[tuple[str, ...], tuple[Node, ...]]:
        """`a in x, b in 1..3`; each name may be used in the domains behind it."""
        names: list[str] = []
        domains: list[Node] = []
        while True:
            name = self.name_until("in")
            self.expect("in")
            domains.append(self.domain())
            names.append(name)
            self.declare(name)
            if not self.skip(","):
                return tuple(names), tuple(domains)

    def domain(self) -> Node:
        low = self.expression()
        if not self.skip(".."):
            return low
        high = self.expression()
        return ast.Steps(low.start, high.end, low, high)

    def function(self) -> Node:
        start, mark = self.starts[self.at], len(self.declared)
        self.at += 1
        self.expect("(")
        names: list[str] = []
        types: list[Node | None] = []
        while not self.skip(")"):
            if names:
                self.expect(",")
            names.append(self.name_until(",", ")", ":"))
            types.append(self.type() if self.skip(":") else None)
            self.declare(names[-1])
        external = self.skip("external")
        body = self.expression()
        self.release(mark)
        return ast.Function(start, body.end, tuple(names), tuple(types), body, external)

    def call(self, function: Node) -> Node:
        self.at += 1
        outer, self.range_depth = self.range_depth, -1
        arguments: list[Node] = []
        names: list[str] = []
        named = self.names_an_argument()
        while not self.skip(")"):
            if arguments:
                self.expect(",")
            if named:
                names.append(self.name_until(":"))
                self.expect(":")
            arguments.append(self.expression())
        self.range_depth = outer
        return ast.Call(function.start, self.ends[self.at - 1], function, tuple(arguments), tuple(names))

    def names_an_argument(self) -> bool:
        """Whether a name and a colon come next; a name may hold signs between its words."""
        at = self.at
        while self.kinds[at] == WORD or (at > self.at and self.texts[at] in _IN_NAMES):
            at += 1
        return at > self.at and self.texts[at] == ":"

    def parenthesis(self) -> Node:
        """`(expression)`, `(low..high)` or `(< operand)`."""
        at = self.at
        self.at += 1
        if self.texts[self.at] in TESTS:
            test = self.open_range()
            self.expect(")")
            return test
        outer, self.range_depth = self.range_depth, -1
        node = self.expression()
        self.range_depth = outer
        if self.skip(".."):
            return self.range(at, node)
        self.expect(")")
        return node

    def open_range(self) -> Node:
        """`< operand`, where a test may stand."""
        start = self.starts[self.at]
        operator = self.take()
        operand = self.expression(_ENDPOINT)
        return ast.OpenRange(start, operand.end, operator, operand)

    def bracket(self) -> Node:
        """A list, or a range: `[a, b]`, `[a..b]`, `]a..b[`."""
        opening = self.at
        self.at += 1
        if self.texts[opening] == "[" and self.skip("]"):
            return ast.ListLiteral(self.starts[opening], self.ends[self.at - 1], ())
        outer, self.range_depth = self.range_depth, -1
        items = [self.expression()]
        self.range_depth = outer
        if self.texts[opening] == "]":
            self.expect("..")
            return self.range(opening, items[0])
        if self.skip(".."):
            return self.range(opening, items[0])
        return self.rest_of_list(opening, items)

    def rest_of_list(self, opening: int, items: list[Node]) -> Node:
        outer, self.range_depth = self.range_depth, -1
        while self.skip(","):
            items.append(self.expression())
        self.range_depth = outer
        self.expect("]")
        return ast.ListLiteral(self.starts[opening], self.ends[self.at - 1], tuple(items))

    def range(self, opening: int, low: Node) -> Node:
        """The upper end of a range and its bracket, behind `..`."""
        outer, self.range_depth = self.range_depth, self.depth + 1
        high = self.expression(_ENDPOINT)
        self.range_depth = outer
        closing = self.texts[self.at]
        if closing not in (")", "]", "["):
            raise self.unexpected(Text("the bracket that closes the range", "範囲を閉じる括弧"))
        self.at += 1
        start, end = self.starts[opening], self.ends[self.at - 1]
        return ast.RangeLiteral(start, end, low, high, self.texts[opening] == "[", closing == "]")

    def context(self) -> Node:
        start, mark = self.starts[self.at], len(self.declared)
        self.at += 1
        outer, self.range_depth = self.range_depth, -1
        keys: list[str] = []
        values: list[Node] = []
        while not self.skip("}"):
            if keys:
                self.expect(",")
            key = self.key()
            self.expect(":")
            values.append(self.expression())
            keys.append(key)
            self.declare(key)
            self.scope.declare_member(key)
        self.release(mark)
        self.range_depth = outer
        return ast.ContextLiteral(start, self.ends[self.at - 1], tuple(keys), tuple(values))

    def key(self) -> str:
        if self.kinds[self.at] == STRING:
            return unescaped(self.take()[1:-1])
        return self.name_until(":")

    def instance(self, value: Node) -> Node:
        self.at += 1
        self.expect("of")
        kind = self.type()
        return ast.InstanceOf(value.start, kind.end, value, kind)

    def type(self) -> Node:
        """`number`, `list<…>`, `range<…>`, `context<name: …>`, `function<…> -> …`."""
        first = self.at
        if self.kinds[first] != WORD:
            raise self.unexpected(_TYPE)
        generic = self.texts[first + 1] == "<" and _GENERIC.get(self.texts[first])
        if generic:
            self.at += 2
            self.depth += 1
            node = generic(self, self.starts[first])
            self.depth -= 1
            return node
        self.at += self.name_length(first)
        while self.texts[self.at] == "." and self.kinds[self.at + 1] == WORD:
            self.at += 2
        return ast.NamedType(self.starts[first], self.ends[self.at - 1], self.spelled(first, self.at))

    def list_type(self, start: int) -> Node:
        item = self.type()
        self.expect(">")
        return ast.ListType(start, self.ends[self.at - 1], item)

    def range_type(self, start: int) -> Node:
        item = self.type()
        self.expect(">")
        return ast.RangeType(start, self.ends[self.at - 1], item)

    def context_type(self, start: int) -> Node:
        names: list[str] = []
        types: list[Node] = []
        while not self.skip(">"):
            if names:
                self.expect(",")
            names.append(self.name_until(":"))
            self.expect(":")
            types.append(self.type())
        return ast.ContextType(start, self.ends[self.at - 1], tuple(names), tuple(types))

    def function_type(self, start: int) -> Node:
        parameters: list[Node] = []
        while not self.skip(">"):
            if parameters:
                self.expect(",")
            parameters.append(self.type())
        self.expect("->")
        result = self.type()
        return ast.FunctionType(start, result.end, tuple(parameters), result)


_GENERIC = {
    "list": Phrases.list_type,
    "range": Phrases.range_type,
    "context": Phrases.context_type,
    "function": Phrases.function_type,
}
