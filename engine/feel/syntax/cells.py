"""Tests: what stands behind `in`, and in the cells of a decision table."""

from __future__ import annotations

from engine.feel.syntax import ast
from engine.feel.syntax.ast import Node
from engine.feel.syntax.phrases import TESTS, Phrases
from engine.feel.syntax.reader import HIGHEST_NESTING


class Cells(Phrases):
    """Positive and negated unary tests."""

    def membership(self, value: Node) -> Node:
        """`value in test`, `value in (test, …)`."""
        self.at += 1
        if self.texts[self.at] == "(" and not self.begins_a_range():
            self.at += 1
            tests = self.tests()
            self.expect(")")
            return ast.In(value.start, self.ends[self.at - 1], value, tests)
        test = self.test(30)
        return ast.In(value.start, test.end, value, (test,))

    def begins_a_range(self) -> bool:
        """Whether the `(` here opens `(low..high)` or groups part of a longer operand, and not a list of tests."""
        depth, at = 0, self.at
        while self.texts[at] and depth <= HIGHEST_NESTING:
            depth += _BRACKETS.get(self.texts[at], 0)
            if depth == 1 and self.texts[at] == "..":
                return True
            if depth == 0:
                return self.texts[at + 1] in _CONTINUES
            at += 1
        return False

    def tests(self) -> tuple[Node, ...]:
        found = [self.test(0)]
        while self.skip(","):
            found.append(self.test(0))
        return tuple(found)

    def test(self, power: int) -> Node:
        return self.open_range() if self.texts[self.at] in TESTS else self.expression(power)

    def cell(self) -> Node:
        """All of a cell: `-`, `not(tests)` or tests."""
        end = self.ends[-1]
        if self.texts[0] == "-" and self.texts[1] == "":
            self.at = 1
            return ast.UnaryTests(0, end, (ast.AnyInput(self.starts[0], self.ends[0]),), False)
        if self.texts[0] == "not" and self.texts[1] == "(" and self.closing(1) == len(self.words) - 2:
            self.at = 2
            tests = self.tests()
            self.expect(")")
            return ast.UnaryTests(0, end, tests, True)
        return ast.UnaryTests(0, end, self.tests(), False)

    def closing(self, opening: int) -> int:
        """The word that closes the bracket at `opening`, or -1."""
        depth = 0
        for at in range(opening, len(self.words)):
            depth += _BRACKETS.get(self.texts[at], 0)
            if depth == 0:
                return at
        return -1


_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_CONTINUES = frozenset(("+", "-", "*", "/", "**", ".", "[", "("))
