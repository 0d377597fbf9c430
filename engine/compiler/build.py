"""From a sheet without faults to the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from engine import feel
from engine.compiler.cited import text
from engine.compiler.clauses import conclusion_rules, covered, named, parameter, period, reading
from engine.compiler.order import ordered
from engine.compiler.sheet import Definer, Sheet, definitions, source_of
from engine.diagnostics import Text
from engine.feel import Expression
from engine.feel.syntax.table import DecisionTable, Row
from engine.model.base import references
from engine.model.definitions import DatedModel, TableModel, ValueModel
from engine.model.ruleset import CriterionModel, FigureModel
from engine.plan import (
    BestOf,
    Bound,
    ByReading,
    Criterion,
    Definition,
    FactSpec,
    Figure,
    Formula,
    Gone,
    Plan,
    Rounding,
    Series,
    Step,
    Strength,
    Table,
    TableRef,
    Value,
)

AGGREGATIONS = {"min": "<", "max": ">", "sum": "+", "count": "#", None: ""}


def build(sheet: Sheet) -> Plan:
    """The plan of a rule set whose passes found no error. Its digest is empty: `digest` makes it from the plan."""
    model = sheet.model
    lists = {name: named(name, item) for name, item in model.lists.items()}
    facts = facts_read(sheet)
    counted = [spec.counted.register for spec in facts.values() if spec.counted is not None]
    registers = dict.fromkeys([*(item.register for item in lists.values() if item.register is not None), *counted])
    return Plan(
        id=model.id,
        version=model.version,
        digest="",
        title=text(model.title),
        summary=_sentence(model.summary),
        covers=tuple(covered(item) for item in model.covers),
        covers_source=references(model.source),
        facts=facts,
        parameters={name: parameter(name, item) for name, item in model.parameters.items()},
        lists=lists,
        registers={name: sheet.found.registers[name] for name in registers},
        tables={name: _table(sheet, name, item) for name, item in model.tables.items()},
        values={name: _value(sheet, name, model.values[name]) for name in ordered(sheet) if name in model.values},
        criteria=tuple(_criterion(sheet, index, item) for index, item in enumerate(model.criteria)),
        readings={name: reading(name, item) for name, item in model.readings.items()},
        conclusions=conclusion_rules(model),
        companions=model.companions,
    )


def _sentence(words: object) -> Text | None:
    return text(words) if words is not None else None  # type: ignore[arg-type]  # the model's field is Bilingual or None


def _expression(sheet: Sheet, pointer: str) -> Expression:
    """The parsed expression, with the place of its first character in the file."""
    return replace(sheet.expressions[pointer], place=sheet.document.inside(pointer, 0))


def _maybe(sheet: Sheet, pointer: str) -> Expression | None:
    return _expression(sheet, pointer) if pointer in sheet.expressions else None


def _table(sheet: Sheet, name: str, model: TableModel) -> Table:
    pointer = f"/tables/{name}"
    rows = tuple(
        Row(
            row.id,
            tuple(_expression(sheet, f"{pointer}/rows/{index}/when/{column}") for column in range(len(row.when))),
            (_expression(sheet, f"{pointer}/rows/{index}/then"),),
        )
        for index, row in enumerate(model.rows)
    )
    ranks = tuple(_expression(sheet, f"{pointer}/output_values/{i}") for i in range(len(model.output_values or ())))
    otherwise = _maybe(sheet, f"{pointer}/otherwise")
    decision = DecisionTable(
        hit_policy=model.hit_policy,
        inputs=tuple(_expression(sheet, f"{pointer}/inputs/{index}") for index in range(len(model.inputs))),
        outputs=(name,),
        rows=rows,
        default=(otherwise,) if otherwise else None,
        aggregation=AGGREGATIONS[model.aggregation],
        priorities=(ranks,) if ranks else (),
    )
    own = {row.id: references(row.source) for row in model.rows if row.source is not None}
    source = references(model.source)
    return Table(name, text(model.title), model.unit, decision, source, own, model.derived, model.published)


def _value(sheet: Sheet, name: str, model: ValueModel) -> Value:
    pointer = f"/values/{name}"
    held = references(model.source)
    steps: Series
    if model.dated is None:
        steps = (Step(date.min, model.published, _definition(sheet, pointer, model, held), held),)
    else:
        steps = tuple(_dated(sheet, f"{pointer}/dated/{day}", day, step, held) for day, step in model.dated.items())
    return Value(
        name=name,
        title=text(model.title),
        unit=model.unit,
        steps=steps,
        rounding=Rounding(model.rounding.to, model.rounding.mode) if model.rounding else None,
        amount=model.amount,
        illustration=model.illustration,
        derived=model.derived,
        applies_when=_maybe(sheet, f"{pointer}/applies_when"),
    )


def _dated(sheet: Sheet, pointer: str, day: str, step: DatedModel | str, held: tuple[str, ...]) -> Step:
    start = date.fromisoformat(day)
    if isinstance(step, str):
        return Step(start, None, Gone(step))
    definition = _definition(sheet, pointer, step, held)
    return Step(start, step.published, definition, source_of(step.source, held), step.until)


def _definition(sheet: Sheet, pointer: str, model: Definer, held: tuple[str, ...]) -> Definition:
    """`held`: the source of what holds this definition, for what has none of its own."""
    source = source_of(model.source, held)
    if model.formula is not None:
        return Formula(_expression(sheet, f"{pointer}/formula"), source)
    if model.table is not None:
        return TableRef(model.table)
    for how, sides in (model.by_reading or {}).items():
        inner = {
            side: _definition(sheet, f"{pointer}/by_reading/{how}/{side}", definition, source)
            for side, definition in sides.items()
        }
        return ByReading(how, inner)
    key, bounds = ("least_of", model.least_of) if model.least_of else ("greatest_of", model.greatest_of or ())
    return BestOf(
        key == "greatest_of",
        tuple(
            Bound(bound.id, _expression(sheet, f"{pointer}/{key}/{index}/formula"), source_of(bound.source, source))
            for index, bound in enumerate(bounds)
        ),
    )


def _criterion(sheet: Sheet, index: int, model: CriterionModel) -> Criterion:
    pointer = f"/criteria/{index}"
    return Criterion(
        id=model.id,
        title=text(model.title),
        statement=text(model.statement),
        requires=_requires(sheet, pointer, model),
        strength=Strength(model.strength),
        source=references(model.source),
        in_force=tuple(period(item) for item in model.in_force or ()),
        applies_when=_maybe(sheet, f"{pointer}/applies_when"),
        published=model.published,
        provisional=model.provisional,
        derived=model.derived,
        figures=tuple(_figure(sheet, f"{pointer}/figures/{name}", name, item) for name, item in model.figures.items()),
        evidence=model.evidence,
    )


def _requires(sheet: Sheet, pointer: str, model: CriterionModel) -> Formula | ByReading:
    source = references(model.source)
    for how, sides in (model.by_reading or {}).items():
        conditions = {side: f"{pointer}/by_reading/{how}/{side}" for side in sides}
        return ByReading(how, {side: Formula(_expression(sheet, at), source) for side, at in conditions.items()})
    return Formula(_expression(sheet, f"{pointer}/requires"), source)


def _figure(sheet: Sheet, pointer: str, name: str, model: FigureModel) -> Figure:
    below_zero = text(model.below_zero) if model.below_zero else None
    return Figure(name, text(model.title), model.unit, _expression(sheet, f"{pointer}/formula"), below_zero)


def facts_read(sheet: Sheet) -> Mapping[str, FactSpec]:
    """The facts that the rules read, in the order in which the criteria, then the shown values, first need them."""
    model = sheet.model
    shown = [name for name, value in model.values.items() if value.amount or value.illustration]
    owners = [f"criterion:{item.id}" for item in model.criteria] + [f"value:{name}" for name in (*shown, *model.values)]
    names = dict.fromkeys(name for owner in owners for name in _facts_of(sheet, owner, frozenset()))
    known = sheet.found.facts
    return {read: known[read] for name in names for read in (name, *_counted_by(known[name], sheet))}


def _counted_by(spec: FactSpec, sheet: Sheet) -> Iterator[str]:
    """The facts that the count of a fact reads."""
    if spec.counted is not None:
        columns = sheet.found.registers[spec.counted.register].columns
        read = feel.paths(spec.counted.expression, sheet.declared())
        yield from sorted(name for name in read if name in sheet.found.facts and name not in columns)


def _facts_of(sheet: Sheet, owner: str, above: frozenset[str]) -> Iterator[str]:
    """The facts that a clause reads, through the values and tables that it uses."""
    if owner in above:
        return
    for name in _names_of(sheet, owner):
        if name in sheet.found.facts:
            yield name
        elif name in sheet.model.values:
            yield from _facts_of(sheet, f"value:{name}", above | {owner})
        elif name in sheet.model.tables:
            yield from _facts_of(sheet, f"table:{name}", above | {owner})


def _names_of(sheet: Sheet, owner: str) -> Iterable[str]:
    """The names that the snippets of a clause read, in the order in which they are written."""
    for snippet in sheet.snippets:
        if snippet.owner == owner:
            read = sheet.reads(snippet.pointer)
            yield from sorted(read, key=lambda name: (snippet.text.find(name), name))
    kind, _, name = owner.partition(":")
    if kind == "value":
        yield from _tables_of(sheet.model.values[name])


def _tables_of(model: ValueModel) -> Iterator[str]:
    yield from (inner.table for _, inner in definitions(model, "") if inner.table is not None)
