"""Plans by hand, in few words: for tests of what a plan means, without the files it would come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine.diagnostics import Text
from engine.facts import Facts, Given
from engine.feel import Expression, parse, parse_unary_tests
from engine.feel.syntax.table import DecisionTable, Row
from engine.plan import (
    BestOf,
    Bound,
    ByReading,
    Criterion,
    FactSpec,
    Formula,
    Named,
    Parameter,
    Period,
    Plan,
    Reading,
    Register,
    Rounding,
    Step,
    Strength,
    Table,
    Value,
)

COVERED = date(2019, 6, 1)
YEAR = Period(date(2019, 4, 1), date(2020, 3, 31))
ALWAYS = date.min


def word(text: str) -> Text:
    return Text(text, f"「{text}」")


def fact(name: str, kind: str = "boolean", **more: Any) -> FactSpec:
    if "choices" in more:
        more["choices"] = {choice: word(choice) for choice in more["choices"]}
    return FactSpec(name, kind, word(name), word(name), **more)


def number(name: str, low: str | None = "0", high: str | None = None, **more: Any) -> FactSpec:
    bounds = {"minimum": low and Decimal(low), "maximum": high and Decimal(high)}
    return fact(name, more.pop("kind", "number"), **bounds, **more)


def feel(text: str) -> Expression:
    expression, faults = parse(text)
    assert expression is not None, faults
    return expression


def cell(text: str) -> Expression:
    expression, faults = parse_unary_tests(text)
    assert expression is not None, faults
    return expression


def formula(text: str, source: str = "book#formula") -> Formula:
    return Formula(feel(text), (source,))


def by_reading(reading: str, **sides: Any) -> ByReading:
    return ByReading(reading, sides)


def reading(name: str, default: str = "a", sides: str = "ab") -> Reading:
    return Reading(name, word(name), default, word("why"), {side: word(side) for side in sides}, ("book#reading",))


def least(**bounds: str) -> BestOf:
    return BestOf(False, tuple(Bound(name, feel(text), (f"book#{name}",)) for name, text in bounds.items()))


def greatest(**bounds: str) -> BestOf:
    return BestOf(True, least(**bounds).bounds)


def steps(values: Mapping[date, Any], published: Mapping[date, date] | None = None) -> tuple[Step, ...]:
    known = published or {}
    return tuple(Step(start, known.get(start), value, ("book#step",)) for start, value in values.items())


def parameter(name: str, values: Any, unit: str | None = "JPY", **published: Any) -> Parameter:
    dated = values if isinstance(values, dict) else {ALWAYS: values}
    return Parameter(name, word(name), "number", unit, steps(dated, **published))


def listed(name: str, items: Any = (), register: str | None = None) -> Named:
    dated = items if isinstance(items, dict) else {ALWAYS: items}
    return Named(name, word(name), "text", () if register else steps(dated), register, ("book#list",))


def table(name: str, inputs: Sequence[str], rows: Mapping[str, tuple[Sequence[str], str]], **more: Any) -> Table:
    unit = more.pop("unit", "1")
    decision = DecisionTable(
        more.pop("policy", "UNIQUE"),
        tuple(feel(text) for text in inputs),
        (name,),
        tuple(Row(row, tuple(cell(text) for text in when), (feel(then),)) for row, (when, then) in rows.items()),
        **more,
    )
    return Table(name, word(name), unit, decision, (f"book#{name}",))


def value(name: str, definition: Any, unit: str = "JPY", applies_when: str | None = None, **more: Any) -> Value:
    dated = definition if isinstance(definition, dict) else {ALWAYS: definition}
    condition = None if applies_when is None else feel(applies_when)
    return Value(name, word(name), unit, steps(dated), applies_when=condition, **more)


def amount(name: str, definition: Any, unit: str = "JPY", **more: Any) -> Value:
    return value(name, definition, unit, amount=True, **more)


def down(to: str = "1") -> Rounding:
    return Rounding(Decimal(to), "down")


def criterion(name: str, requires: Any, strength: str = "hard", **more: Any) -> Criterion:
    condition = more.pop("applies_when", None)
    return Criterion(
        name,
        word(name),
        word(name),
        formula(requires) if isinstance(requires, str) else requires,
        Strength(strength),
        (f"book#{name}",),
        more.pop("in_force", ()),
        None if condition is None else feel(condition),
        **more,
    )


def plan(facts: Sequence[FactSpec] = (), criteria: Sequence[Criterion] = (), **parts: Any) -> Plan:
    def named(key: str) -> dict[str, Any]:
        return {one.name: one for one in parts.get(key, ())}

    def by_id(key: str) -> dict[str, Any]:
        return {one.id: one for one in parts.get(key, ())}

    registers: dict[str, Register] = by_id("registers")
    return Plan(
        "test/plan",
        "1",
        "sha256:0",
        word("plan"),
        None,
        parts.get("covers", (YEAR,)),
        ("book#covers",),
        {one.name: one for one in facts},
        named("parameters"),
        named("lists"),
        registers,
        named("tables"),
        named("values"),
        tuple(criteria),
        by_id("readings"),
        (),
    )


def given(exemptions: Mapping[str, bool] | None = None, /, **values: Any) -> Facts:
    """Facts by name, `__` standing for the dot; a `Given` as it is."""
    facts = {
        name.replace("__", "."): one if isinstance(one, Given) else Given(_plain(one)) for name, one in values.items()
    }
    return Facts(facts, {name: Given(answer) for name, answer in (exemptions or {}).items()})


def _plain(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
