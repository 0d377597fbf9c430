"""What the formulas of a case come to: events, dated figures and the day as FEEL sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from engine.cases.definition import CaseDefinition, Clause
from engine.cases.history import Happened, History
from engine.diagnostics import Diagnostic, Severity
from engine.evaluator.dating import Day, value_on
from engine.feel import Expression, Unknown, evaluate, paths, unknown
from engine.feel.values.unknown import Between, names_in
from engine.plan import Bounds, Gone
from engine.records import dataclass

AS_OF = "as_of"
EACH = "each"


@dataclass(frozen=True, slots=True)
class Computed:
    """A value; what it waits for, where it is not known; and what went wrong."""

    value: Any
    missing: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it cannot be told: it is not known in part or in whole, or an error stands in its place."""
        return bool(self.missing) or (self.value is None and bool(self.faults))


class Computing:
    """Evaluates the formulas of a case on one day.

    A kind that happens once is null in every entry until it does, and unknown in every entry where it must have
    happened (`unrecorded`, by kind).
    """

    def __init__(
        self,
        definition: CaseDefinition,
        history: History,
        unrecorded: Mapping[str, Sequence[Happened]],
        day: Day,
        readings: Mapping[str, str],
    ) -> None:
        self.definition = definition
        self.history = history
        self.unrecorded = unrecorded
        self.day = day
        self.readings = readings
        self._read: dict[Expression, frozenset[str]] = {}
        self.context: dict[str, Any] = {AS_OF: day.as_of}
        self.context |= {name: _parameter(definition, name, day) for name in definition.parameters}
        self.context |= {name: self._kind(name) for name in definition.events}

    def value(self, expression: Expression, each: Any = None, figures_on: date | None = None) -> Computed:
        """What the expression comes to; `each` is the event, or what is due, that it is asked for.

        `figures_on`: dated figures are those of that day instead of the day that is asked about.
        """
        read = {name: self.context[name] for name in self._names(expression)}
        if figures_on is not None:
            day = Day(figures_on, self.day.known_on)
            read |= {
                name: _parameter(self.definition, name, day) for name in self.definition.parameters if name in read
            }
        found = evaluate(expression, {EACH: each, **read})
        faults = tuple(replace(one, place=None) for one in found.diagnostics if one.severity is Severity.ERROR)
        return Computed(found.value, tuple(sorted(names_in([found.value]))), faults)

    def _names(self, expression: Expression) -> frozenset[str]:
        """The names that the expression reads: a long history is not handed to those that do not ask for it."""
        if expression not in self._read:
            self._read[expression] = paths(expression, self.context.keys()) & self.context.keys()
        return self._read[expression]

    def is_in_force(self, clause: Clause) -> bool:
        """Whether the clause is evidenced on the day, of those known by then."""
        periods = clause.in_force or self.definition.covers
        return any(
            self.day.as_of in one and self.day.knows(clause.published or one.published or date.min) for one in periods
        )

    def side(self, reading: str) -> str:
        """The side of a reading that is used: the one that was chosen, else the default."""
        chosen = self.readings.get(reading)
        found = (plan.readings[reading] for plan in self.definition.plans.values() if reading in plan.readings)
        return chosen or next(found).default

    def _kind(self, name: str) -> Any:
        """What is not recorded and must have happened comes first: nobody knows that anything came before it."""
        happened = [*self.unrecorded[name], *self.history.happened[name]]
        if not self.definition.events[name].once:
            return [one.context for one in happened]
        return happened[0].context if happened else _nothing(self.definition, name)


def _nothing(definition: CaseDefinition, name: str) -> dict[str, None]:
    return dict.fromkeys(("id", "on", *definition.events[name].fields))


def _parameter(definition: CaseDefinition, name: str, day: Day) -> Any:
    """The figure that holds on the day; unknown with its name where none is evidenced, or by its bounds."""
    value = value_on(definition.plans[definition.parameters[name]].parameters[name].steps, day)
    if isinstance(value, Gone):
        return unknown(name)
    if isinstance(value, Bounds):
        return Unknown(frozenset((name,)), Between(value.at_least, value.at_most))
    return value


def day_of(happened: Happened) -> date | Unknown:
    """The day of an event as FEEL sees it."""
    found: date | Unknown = happened.context["on"]
    return found
