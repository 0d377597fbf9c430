"""What a decision table says, as data: `engine.feel.tables` asks it."""

from __future__ import annotations

from engine.feel.syntax.ast import Expression
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: a cell of tests for each input (`parse_unary_tests`), an expression for each output."""

    id: str
    when: tuple[Expression, ...]
    then: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A table. `hit_policy` is UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT.

    `aggregation` of COLLECT is "+", "<", ">", "#" or empty (a list). `priorities` lists for each output its values, the
    highest priority first, for PRIORITY and OUTPUT ORDER. One output gives its value, several a context.
    """

    hit_policy: str
    inputs: tuple[Expression, ...]
    outputs: tuple[str, ...]
    rows: tuple[Row, ...]
    default: tuple[Expression, ...] | None = None
    aggregation: str = ""
    priorities: tuple[tuple[Expression, ...], ...] = ()
