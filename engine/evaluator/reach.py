"""What a part of a plan rests on, however deep: the names that it reads, and all that these read in turn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from engine.evaluator.index import Behind, expressions_of, index_of
from engine.facts.given import EXEMPTED
from engine.feel import Expression
from engine.plan import BestOf, ByReading, Criterion, Definition, Formula, Gone, Plan, Strength, Value

Definitions = Callable[[Value], Iterable[Definition]]
"""Which definitions of a value count: those of every day and side, or those of the days that are asked about."""
Sides = Callable[[ByReading], Iterable[Definition]]


def every_definition(value: Value) -> Iterator[Definition]:
    """The definitions of a value on any day."""
    yield from (step.value for step in value.steps if not isinstance(step.value, Gone))


def every_side(choice: ByReading) -> Iterable[Definition]:
    return choice.sides.values()


def reached(
    plan: Plan,
    expressions: Iterable[Expression],
    definitions: Definitions = every_definition,
    sides: Sides = every_side,
    given: Collection[str] = (),
) -> tuple[str, ...]:
    """Every name that the expressions rest on: facts, parameters, lists, tables and values, each once.

    A fact that is counted from a register rests on what its count reads, unless it is `given`.
    """
    index, found, waiting = index_of(plan), dict[str, None](), list(expressions)
    while waiting:
        for name in index.reads(waiting.pop(0)):
            if name in found:
                continue
            found[name] = None
            spec = plan.facts.get(name)
            if spec is not None and spec.counted is not None and name not in given:
                found.update(dict.fromkeys(index.counting(spec)))
            if name in plan.values:
                waiting += expressions_of_value(plan.values[name], plan, definitions, sides)
            elif name in plan.tables:
                waiting += expressions_of(plan.tables[name].decision)
    return tuple(found)


def expressions_of_criterion(criterion: Criterion, sides: Sides = every_side) -> tuple[Expression, ...]:
    """What decides a criterion, then its figures."""
    applies = () if criterion.applies_when is None else (criterion.applies_when,)
    required = _of_definition(criterion.requires, None, sides)
    return (*applies, *required, *(figure.expression for figure in criterion.figures))


def expressions_of_value(
    value: Value, plan: Plan, definitions: Definitions = every_definition, sides: Sides = every_side
) -> tuple[Expression, ...]:
    """What makes a value, then whether it applies."""
    applies = () if value.applies_when is None else (value.applies_when,)
    return (*(one for made in definitions(value) for one in _of_definition(made, plan, sides)), *applies)


def _of_definition(definition: Definition, plan: Plan | None, sides: Sides) -> Iterator[Expression]:
    if isinstance(definition, Formula):
        yield definition.expression
    elif isinstance(definition, BestOf):
        yield from (bound.expression for bound in definition.bounds)
    elif isinstance(definition, ByReading):
        for side in sides(definition):
            yield from _of_definition(side, plan, sides)
    elif plan is not None:
        yield from expressions_of(plan.tables[definition.table].decision)


def names_behind(name: str, plan: Plan) -> Behind:
    """What a table or value of the plan rests on, however deep, and itself."""
    known = index_of(plan).behind_names
    if name not in known:
        of = plan.values.get(name)
        made = expressions_of(plan.tables[name].decision) if of is None else expressions_of_value(of, plan)
        known[name] = _behind((name, *reached(plan, made)), plan)
    return known[name]


def facts_behind(criterion: Criterion, plan: Plan) -> tuple[str, ...]:
    """The facts (`exemption.…` among them) that a criterion of the plan rests on, on any day and at any side."""
    return behind_criterion(criterion, plan).facts


def behind_criterion(criterion: Criterion, plan: Plan) -> Behind:
    """What a criterion of the plan rests on, however deep, its exemption among the facts."""
    known = index_of(plan).behind_criteria
    if criterion.id not in known:
        exempted = (f"{EXEMPTED}{criterion.id}",) if criterion.strength is Strength.IN_PRINCIPLE else ()
        known[criterion.id] = _behind(reached(plan, expressions_of_criterion(criterion)), plan, exempted)
    return known[criterion.id]


def _behind(names: Iterable[str], plan: Plan, exempted: tuple[str, ...] = ()) -> Behind:
    facts = tuple(name for name in names if name in plan.facts)
    others = tuple(name for name in names if name not in plan.facts)
    return Behind((*facts, *exempted), others, tuple(name for name in facts if plan.facts[name].counted is not None))
