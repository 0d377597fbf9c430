"""Types of operators: what goes with what, in which unit, and what comes out."""

from __future__ import annotations

from engine.diagnostics import Text
from engine.feel.syntax import ast
from engine.feel.syntax.ast import Expression, Node
from engine.feel.type_faults import Faults
from engine.feel.types import ANY, BOOLEAN, NUMBER, ORDERED, Scope, Type, Units, number, word

_D, _T, _DT = "date", "time", "date and time"
_DAYS, _MONTHS = "days and time duration", "years and months duration"
_TEMPORAL: dict[tuple[str, str, str], str] = {
    ("string", "+", "string"): "string",
    **{(d, "+", d): d for d in (_DAYS, _MONTHS)},
    **{(d, "-", d): d for d in (_DAYS, _MONTHS)},
    **{(d, "/", d): "number" for d in (_DAYS, _MONTHS)},
    **{(d, sign, "number"): d for d in (_DAYS, _MONTHS) for sign in ("*", "/")},
    **{("number", "*", d): d for d in (_DAYS, _MONTHS)},
    **{(m, sign, d): m for m in (_D, _DT) for d in (_DAYS, _MONTHS) for sign in ("+", "-")},
    **{(d, "+", m): m for m in (_D, _DT) for d in (_DAYS, _MONTHS)},
    (_T, "+", _DAYS): _T, (_T, "-", _DAYS): _T, (_DAYS, "+", _T): _T,
    (_T, "-", _T): _DAYS, (_D, "-", _D): _DAYS,
    (_DT, "-", _DT): _DAYS, (_DT, "-", _D): _DAYS, (_D, "-", _DT): _DAYS,
}  # fmt: skip


class OperandChecks:
    """The operators' part of the checker."""

    def __init__(self, expression: Expression, units: Units) -> None:
        self.faults = Faults(expression)
        self.units = units

    def type_of(self, node: Node, scope: Scope) -> Type:
        """The type of a part; what the checker that stands on this says."""
        raise AssertionError((node, scope))

    def fits(self, one: Type, other: Type) -> bool:
        """Whether two kinds may be equal."""
        return one.kind == other.kind or "Any" in (one.kind, other.kind) or "null" in (one.kind, other.kind)

    def same_unit(self, node: Node, left: tuple[Node, Type], right: tuple[Node, Type]) -> Type:
        """The number that both sides are; a fault where their units differ."""
        a, b = left[1].unit, right[1].unit
        if a and b and not self.units.same(a, b):
            self.faults.units(node, left, right, self.units.mismatch_help(b, a))
        return number(a or b)

    def condition(self, node: Node, scope: Scope, word_: str) -> None:
        """A part that must be true or false."""
        found = self.type_of(node, scope)
        if found.kind not in ("boolean", "Any"):
            self.faults.operand(node, node, found, word_, Text("true or false", "真偽値"))

    def negate(self, node: ast.Negate, scope: Scope) -> Type:
        found = self.type_of(node.operand, scope)
        if found.kind not in ("number", "Any") and "duration" not in found.kind:
            self.faults.operand(node, node.operand, found, "-", Text("a number", "数値"))
        return found

    def arithmetic(self, node: ast.Arithmetic, scope: Scope) -> Type:
        left, right = self.type_of(node.left, scope), self.type_of(node.right, scope)
        a, b = (node.left, left), (node.right, right)
        if "Any" in (left.kind, right.kind):
            return self.with_anything(node, a, b)
        if left.kind == right.kind == "number":
            return self.calculated(node, a, b)
        found = _TEMPORAL.get((left.kind, node.operator, right.kind))
        if found is None:
            self.refuse_operands(node, a, b)
        return Type(found) if found else ANY

    def with_anything(self, node: ast.Arithmetic, left: tuple[Node, Type], right: tuple[Node, Type]) -> Type:
        for part, kind in (left, right):
            if kind.kind == "null":
                self.faults.operand(node, part, kind, node.operator, Text("two values", "二つの値"))
        return ANY

    def calculated(self, node: ast.Arithmetic, left: tuple[Node, Type], right: tuple[Node, Type]) -> Type:
        a, b = left[1].unit, right[1].unit
        if node.operator in ("+", "-"):
            return self.same_unit(node, left, right)
        if node.operator == "**":
            return self.raised(node, a)
        if a is None and b is None:
            return NUMBER
        combined = self.units.product if node.operator == "*" else self.units.quotient
        return number(combined(a or "1", b or "1"))

    def raised(self, node: ast.Arithmetic, unit: str | None) -> Type:
        """The unit of a power: known for small whole exponents that are written out."""
        exponent = node.right.value if type(node.right) is ast.Number else None
        if unit is None or unit == "1" or exponent is None or exponent != int(exponent) or not 1 <= exponent <= 8:
            return number(unit if unit == "1" else None)
        total: str | None = unit
        for _ in range(int(exponent) - 1):
            total = self.units.product(total or "1", unit)
        return number(total)

    def refuse_operands(self, node: ast.Arithmetic, left: tuple[Node, Type], right: tuple[Node, Type]) -> None:
        numbers = Text("two numbers", "二つの数値")
        for (part, kind), (_, other) in ((left, right), (right, left)):
            if kind.kind == "null" or (other.kind == "number" and kind.kind != "number" and node.operator != "*"):
                self.faults.operand(node, part, kind, node.operator, numbers)
                return
        self.faults.pair(node, left, right, node.operator)

    def comparison(self, node: ast.Comparison, scope: Scope) -> Type:
        left, right = self.type_of(node.left, scope), self.type_of(node.right, scope)
        self.compare(node, node.operator, (node.left, left), (node.right, right))
        return BOOLEAN

    def compare(self, node: Node, operator: str, left: tuple[Node, Type], right: tuple[Node, Type]) -> None:
        """A fault where the two sides never compare."""
        equality = operator in ("=", "!=")
        for part, kind in (left, right):
            if not equality and kind.kind not in ORDERED and kind.kind != "Any":
                self.faults.operand(node, part, kind, operator, word("comparable"))
                return
        if not self.fits(left[1], right[1]):
            self.faults.pair(node, left, right, operator)
        elif left[1].kind == right[1].kind == "number":
            self.same_unit(node, left, right)

    def between(self, node: ast.Between, scope: Scope) -> Type:
        value = (node.value, self.type_of(node.value, scope))
        for end in (node.low, node.high):
            self.compare(node, "between", value, (end, self.type_of(end, scope)))
        return BOOLEAN

    def logic(self, node: ast.And | ast.Or, scope: Scope) -> Type:
        for item in node.items:
            self.condition(item, scope, "and" if type(node) is ast.And else "or")
        return BOOLEAN
