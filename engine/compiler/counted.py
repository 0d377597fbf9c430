"""Facts counted from a register when they are not given: the condition is read and held against the columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine import feel
from engine.compiler.cited import text
from engine.compiler.fault import did_you_mean, fault
from engine.compiler.scope import fact_type, record_type
from engine.compiler.shared import Counting, Found
from engine.compiler.sheet import CONDITION, Snippet, feel_text, placed
from engine.diagnostics import Diagnostic, has_errors
from engine.feel import Expression, check
from engine.feel.syntax import ast
from engine.feel.types import BOOLEAN, DATE
from engine.plan import RECORDS, CountedFrom, Register
from engine.text import quoted
from engine.units import ALGEBRA

AS_OF = "as_of"
"""The day that is asked about, in the condition of a count."""


def link_counts(found: Found) -> None:
    """Gives each fact that is counted what it is counted by; one with a fault stays a fact that is only given."""
    for name, counting in found.counts.items():
        register = found.registers.get(counting.model.register_id)
        if name not in found.facts:
            continue
        if register is None or not register.columns:
            found.diagnostics.append(_no_table(counting, found))
            continue
        expression, faults = _condition(name, counting, register, found)
        found.diagnostics += faults
        if expression is not None and not has_errors(faults):
            counted = CountedFrom(register.id, expression, text(counting.model.title), counting.model.derived)
            found.facts[name] = replace(found.facts[name], counted=counted)


def _condition(
    name: str, counting: Counting, register: Register, found: Found
) -> tuple[Expression | None, list[Diagnostic]]:
    """The records filtered by the condition."""
    snippet = Snippet(f"{counting.pointer}/where", feel_text(counting.model.where), CONDITION, f"fact:{name}")
    expression, faults = feel.parse(snippet.text)
    if expression is not None:
        columns = dict(record_type(register).entries or ())
        types = {fact: fact_type(spec) for fact, spec in found.facts.items() if fact not in columns}
        _, wrong = check(expression, {AS_OF: DATE, **types, **columns}, expected=BOOLEAN, units=ALGEBRA)
        faults = [*faults, *wrong, *_counts_of_counts(expression, register, found)]
    said = [placed(one, snippet, counting.document) for one in faults]
    if expression is None:
        return None, said
    node = ast.Filter(0, len(snippet.text), ast.Name(0, 0, RECORDS), expression.node)
    return Expression(snippet.text, node), said


def _counts_of_counts(expression: Expression, register: Register, found: Found) -> Iterator[Diagnostic]:
    for read in sorted(feel.paths(expression, found.facts)):
        if read in found.counts and read not in register.columns:
            yield fault(
                "count-of-a-count",
                expression.place_of(expression.node),
                (f"`{read}` is counted itself", f"`{read}` 自体が台帳から数える事実です"),
                ("use facts that are only given", "入力される事実だけを使ってください"),
            )


def _no_table(counting: Counting, found: Found) -> Diagnostic:
    named = counting.model.register_id
    tables = [name for name, register in found.registers.items() if register.columns]
    return fault(
        "unknown-register",
        counting.document.place(f"{counting.pointer}/register"),
        (f"the table {quoted(named)} is not known", f"表形式の台帳 {quoted(named)} がありません"),
        did_you_mean(named, tables, ("name a register of kind `table`", "種類が `table` の台帳を書いてください")),
    )
