"""What the checker says: each fault with the words of the text, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable

from engine.diagnostics import Diagnostic, Text
from engine.feel.syntax.ast import Expression, Name, Node
from engine.feel.types import Type, word
from engine.text import nearest, quoted


class Faults:
    """The faults found in one expression."""

    def __init__(self, expression: Expression) -> None:
        self.expression = expression
        self.found: list[Diagnostic] = []

    def add(self, node: Node, code: str, message: Text, mend: Text | None = None) -> None:
        diagnostic = Diagnostic(code, message, mend, self.expression.place_of(node))
        if diagnostic not in self.found:
            self.found.append(diagnostic)

    def words(self, node: Node) -> str:
        """The user's own words for a node, in backticks."""
        return quoted(node.name if type(node) is Name else self.expression.text[node.start : node.end])

    def unknown_name(self, node: Node, name: str, known: Iterable[str]) -> None:
        self.add(
            node,
            "unknown-name",
            Text(f"{quoted(name)} is not known", f"{quoted(name)} は定義されていません"),
            _did_you_mean(name, known),
        )

    def unknown_function(self, node: Node, name: str, known: Iterable[str]) -> None:
        self.add(
            node,
            "unknown-function",
            Text(f"there is no function {quoted(name)}", f"関数 {quoted(name)} はありません"),
            _did_you_mean(name, known),
        )

    def unknown_entry(self, node: Node, owner: Node, member: str, known: Iterable[str]) -> None:
        self.add(
            node,
            "unknown-entry",
            Text(
                f"{self.words(owner)} has no entry {quoted(member)}",
                f"{self.words(owner)} に項目 {quoted(member)} はありません",
            ),
            _did_you_mean(member, known),
        )

    def operand(self, node: Node, operand: Node, kind: Type, operator: str, wanted: Text) -> None:
        """`x` is text, `+` wants two numbers."""
        said, found = self.words(operand), word(kind)
        self.add(
            node,
            "null-operand" if kind.kind == "null" else "wrong-operand",
            Text(
                f"{said} is {found.en}, `{operator}` wants {wanted.en}",
                f"{said} は{found.ja}ですが、`{operator}` には{wanted.ja}が必要です",
            ),
            Text("the value would always be null", "値は必ず null になります"),
        )

    def pair(self, node: Node, left: tuple[Node, Type], right: tuple[Node, Type], operator: str) -> None:
        """Two operands that do not go together."""
        a, b = word(left[1]), word(right[1])
        one, other = self.words(left[0]), self.words(right[0])
        self.add(
            node,
            "wrong-operands",
            Text(
                f"{one} is {a.en}, {other} is {b.en}: `{operator}` does not work between them",
                f"{one} は{a.ja}、{other} は{b.ja}で、`{operator}` は使えません",
            ),
            Text("the value would always be null", "値は必ず null になります"),
        )

    def units(self, node: Node, left: tuple[Node, Type], right: tuple[Node, Type], mend: Text) -> None:
        """`total_cost` is USD, `eligible_cost` is JPY."""
        a, b = word(left[1]), word(right[1])
        one, other = self.words(left[0]), self.words(right[0])
        self.add(
            node,
            "unit-mismatch",
            Text(f"{one} is {a.en}, {other} is {b.en}", f"{one} は {a.ja}、{other} は {b.ja} です"),
            mend,
        )

    def result(self, node: Node, found: Type, wanted: Type, mend: Text | None = None) -> None:
        """The whole expression is not what is wanted of it."""
        a, b = word(found), word(wanted)
        unit = found.kind == wanted.kind
        self.add(
            node,
            "unit-mismatch" if unit else "wrong-result",
            Text(
                f"{self.words(node)} is {a.en}, {b.en} is wanted",
                f"{self.words(node)} は{a.ja}ですが、{b.ja}が必要です",
            ),
            mend,
        )


def _did_you_mean(name: str, known: Iterable[str]) -> Text | None:
    near = nearest(name, known)
    return Text(f"did you mean {quoted(near)}?", f"{quoted(near)} のことですか") if near else None
