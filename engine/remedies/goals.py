"""What a remedy is for: to become eligible, or to have more of an amount."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from engine.determination import Amount, Outcome
from engine.determination import State as FindingState
from engine.possibilities import Oracle, PartsOf, State, favourable

_RANK = {Outcome.INELIGIBLE: 0, Outcome.UNDETERMINED: 1, Outcome.ELIGIBLE: 2}


@dataclass(frozen=True, slots=True)
class Eligible:
    """To become eligible."""


@dataclass(frozen=True, slots=True)
class More:
    """To have more of an amount than now; with `at_least`, that much."""

    amount: str
    at_least: Decimal | None = None


Goal = Eligible | More


class Aim(Protocol):
    """How a goal is tested for."""

    def is_possible(self, state: State) -> bool:
        """Whether it may be reached somewhere within `state`; false only where that is sure."""

    def is_reached(self, state: State) -> bool:
        """Whether it is reached, or would be with favourable answers to what was not given."""


@dataclass(frozen=True, slots=True)
class EligibleAim:
    oracle: Oracle
    parts: PartsOf

    def is_possible(self, state: State) -> bool:
        if not state.covered or state.marks.against or state.unevidenced():
            return False
        return state.may_be_helped() and not state.conflicting()

    def is_reached(self, state: State) -> bool:
        if state.outcome is Outcome.ELIGIBLE or not self.is_possible(state):
            return state.outcome is Outcome.ELIGIBLE
        return bool(state.missing()) and favourable(self.oracle, self.parts, state).outcome is Outcome.ELIGIBLE


@dataclass(frozen=True, slots=True)
class MoreAim:
    """More of an amount than `now` (None: there is none now), with an outcome that is no worse than `before`."""

    goal: More
    now: Any
    before: Outcome

    def is_possible(self, state: State) -> bool:
        amount = state.amounts().get(self.goal.amount)
        if amount is None or (state.blocking() and self._surely_worse(state)):
            return False
        most = amount.figure.at_most if amount.figure.value is None else amount.figure.value
        return most is None or self._is_more(most)

    def is_reached(self, state: State) -> bool:
        amount = state.amounts().get(self.goal.amount)
        if amount is None or amount.applies is not FindingState.MET or _RANK[state.outcome] < _RANK[self.before]:
            return False
        least = amount.figure.at_least if amount.figure.value is None else amount.figure.value
        return least is not None and self._is_more(least)

    def _surely_worse(self, state: State) -> bool:
        return self.before is Outcome.ELIGIBLE or _RANK[state.outcome] < _RANK[self.before]

    def _is_more(self, value: Any) -> bool:
        if self.goal.at_least is not None:
            return bool(value >= self.goal.at_least)
        return bool(self.now is None or value > self.now)


def aim_of(goal: Goal, oracle: Oracle, parts: PartsOf) -> Aim:
    """The test of a goal, from where the proposal stands."""
    if isinstance(goal, Eligible):
        return EligibleAim(oracle, parts)
    return MoreAim(goal, _most(oracle.base.amounts().get(goal.amount)), oracle.base.outcome)


def _most(amount: Amount | None) -> Any:
    if amount is None:
        return None
    return amount.figure.at_most if amount.figure.value is None else amount.figure.value
