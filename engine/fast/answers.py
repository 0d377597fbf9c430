"""What the fast evaluator gives: the outcome, the amounts, the states of the findings and the set of missing facts.

Plain tuples: a determination made for people, with titles, sources and steps, is the reference evaluator's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, cast

from engine import determination
from engine.determination import Outcome, State
from engine.plan import Criterion


class Amount(NamedTuple):
    """How much: settled (`value`) or between bounds (either may be missing), and what bound it.

    `applies` is undetermined while it waits for facts whether the amount applies at all.
    """

    value: Any
    at_least: Any
    at_most: Any
    bound_by: str | None
    may_be_bound_by: tuple[str, ...]
    applies: State

    @classmethod
    def of(cls, amount: determination.Amount) -> Amount:
        """An amount of the reference evaluator."""
        figure = amount.figure
        return cls(
            figure.value, figure.at_least, figure.at_most, amount.bound_by, amount.may_be_bound_by, amount.applies
        )


class Verdict(NamedTuple):
    """Outcome and amounts; illustrations are not among them."""

    outcome: Outcome
    amounts: Mapping[str, Amount]


class Standing(NamedTuple):
    """Outcome, amounts, and all facts that can still change them: where an applicant stands, without the findings."""

    outcome: Outcome
    amounts: Mapping[str, Amount]
    missing: frozenset[str]


class Finding(NamedTuple):
    """The state of one criterion; the criterion itself says its title, strength and source."""

    criterion: Criterion
    state: State


_FINDING = cast("Callable[[tuple[Criterion, State]], Finding]", partial(tuple.__new__, Finding))
"""Without a call of Python for each: a rule set has dozens."""


class Checked(NamedTuple):
    """Outcome, amounts, the state of every criterion of the day, and all facts that can still change the answer."""

    outcome: Outcome
    amounts: Mapping[str, Amount]
    criteria: tuple[Criterion, ...]
    states: tuple[State, ...]
    missing: frozenset[str]

    def findings(self) -> Iterator[Finding]:
        """Every finding, in the order of the rule set."""
        return map(_FINDING, zip(self.criteria, self.states, strict=True))
