"""Conditions that came to something else than true, false or null."""

from __future__ import annotations

from typing import Any

from engine.diagnostics import Text
from engine.feel.evaluator import operators
from engine.feel.evaluator.run import Run
from engine.feel.syntax.ast import Node
from engine.feel.values.equality import kind
from engine.feel.values.unknown import Unknown


def check_truth(run: Run, node: Node, word: str, value: Any) -> None:
    """Notes an operand of logic that is neither true, false, null nor unknown."""
    if value is None or type(value) in (bool, Unknown):
        return
    what = kind(value)
    message = Text(
        f"`{word}` wants true or false, not {what}",
        f"`{word}` には真偽値が必要で、{operators.kind_ja(what)}は使えません",
    )
    run.report(node, "wrong-operand", message)
