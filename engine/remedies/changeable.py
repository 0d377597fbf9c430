"""The facts that the proposer can change, and what to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from engine.evaluator.turning import turning_points
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.unknown import Unknown
from engine.plan import FactSpec
from engine.possibilities import Oracle, named_values
from engine.remedies.cells import Cell, Options, Scale, Span, scale_of

ONE = Fraction(1)
TWO = Fraction(2)


def changeable_facts(oracle: Oracle) -> tuple[str, ...]:
    """The facts that were given, that the proposer can change, and on which something of the day rests."""
    plan, given = oracle.request.plan, oracle.request.facts.given
    return tuple(
        name
        for name, spec in plan.facts.items()
        if spec.changeable and not spec.judgement and name in given and any(oracle.resting(name))
    )


def cells_of(name: str, oracle: Oracle) -> tuple[Cell, ...]:
    """All that the fact can be changed to; what was given is not among it."""
    spec, given = oracle.request.plan.facts[name], oracle.request.facts.given[name].value
    found: list[Cell] = []
    options = list(_options(spec, given, named_values(name, oracle) if _is_named(spec) else ()))
    if isinstance(given, Decimal | YearsMonths | DaysTime) or hasattr(given, "toordinal"):
        found += _spans(spec, given)
    if (spec.nullable or spec.null_when_absent) and given is not None:
        options.append((ONE, None))
    if options:
        found.append(Options(name, tuple(sorted(options, key=lambda option: option[0]))))
    return tuple(found)


def turns_of(scale: Scale, oracle: Oracle) -> tuple[Fraction, ...]:
    """The positions at which criteria turn while all else is as it was given."""
    criteria, _ = oracle.resting(scale.spec.name)
    found = turning_points(scale.spec.name, criteria, oracle.base.computing)
    return tuple(scale.position(value) for value in found if type(value) is type(scale.given))


def _is_named(spec: FactSpec) -> bool:
    return spec.type in {"country", "text", "list"}


def _spans(spec: FactSpec, given: Any) -> Iterator[Span]:
    scale = scale_of(spec, given)
    above, below = floor(scale.here) + 1, ceil(scale.here) - 1
    first, last = scale.ends()
    if last is None or above <= last:
        yield Span.of(scale, above, last, upwards=True)
    if first is None or first <= below:
        yield Span.of(scale, below, first, upwards=False)


def _options(spec: FactSpec, given: Any, named: tuple[Any, ...]) -> Iterator[tuple[Fraction, Any]]:
    if spec.type == "boolean":
        yield from ((ONE, value) for value in (True, False) if value is not given)
    elif spec.type == "choice":
        yield from ((ONE, value) for value in spec.choices if value != given)
    elif spec.type == "list" and isinstance(given, list):
        yield from _lists(spec, given, named)
    elif spec.type in {"country", "text"}:
        yield from ((ONE, value) for value in named if value != given)


def _lists(spec: FactSpec, given: list[Any], named: tuple[Any, ...]) -> Iterator[tuple[Fraction, list[Any]]]:
    """One entry more, one entry less, one entry for another, two entries more."""
    absent = [value for value in named if value not in given]
    shorter = [given[:at] + given[at + 1 :] for at in range(len(given))]
    yield from ((ONE, [*given, value]) for value in absent)
    yield from ((ONE, rest) for rest in shorter)
    yield ONE, [*given, Unknown(frozenset((spec.name,)))]
    yield from ((TWO, [*rest, value]) for rest in shorter for value in absent)
    yield from ((TWO, [*given, one, other]) for one in absent for other in absent if one != other)
