"""The fast evaluator: a rule set compiled to one function for a day and a choice of readings.

Equal to the reference evaluator in outcome, amounts, states and the set of missing facts, every fact counted as it
was given; without titles, sources, steps, diagnostics and evidence. For what asks many times: searches, timelines,
benches, whole registers of projects.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engine.determination import Demand
from engine.errors import MisuseError
from engine.facts import Facts
from engine.fast.answers import Amount, Checked, Finding, Standing, Verdict
from engine.fast.program import PROGRAMS, Program, program
from engine.plan import Plan

__all__ = [
    "Amount",
    "Checked",
    "Finding",
    "Program",
    "Standing",
    "Verdict",
    "check",
    "outcome_and_amounts",
    "program",
    "standing",
]


def outcome_and_amounts(  # noqa: PLR0913 - as `determine`, the last two by name only
    plan: Plan,
    facts: Facts,
    as_of: date,
    readings: Mapping[str, str] | None = None,
    *,
    known_on: date | None = None,
    demand: Demand = Demand.AS_GIVEN,
) -> Verdict:
    """The outcome and the amounts for `facts`, which were read against the vocabulary.

    Raises MisuseError where a reading has no such side, and for a demand: here every fact counts as it was given.
    """
    if demand is not Demand.AS_GIVEN:
        raise _no_evidence(demand)
    kept = PROGRAMS.get((id(plan), as_of, known_on, tuple(sorted(readings.items())) if readings else ()))
    if kept is None or kept.plan is not plan:
        kept = program(plan, as_of, known_on=known_on, readings=readings)
    return kept.verdict(facts)


def check(  # noqa: PLR0913 - as `determine`, the last two by name only
    plan: Plan,
    facts: Facts,
    as_of: date,
    readings: Mapping[str, str] | None = None,
    *,
    known_on: date | None = None,
    demand: Demand = Demand.AS_GIVEN,
) -> Checked:
    """The same with the state of every criterion and the set of missing facts."""
    if demand is not Demand.AS_GIVEN:
        raise _no_evidence(demand)
    return program(plan, as_of, known_on=known_on, readings=readings).check(facts)


def standing(  # noqa: PLR0913 - as `determine`, the last two by name only
    plan: Plan,
    facts: Facts,
    as_of: date,
    readings: Mapping[str, str] | None = None,
    *,
    known_on: date | None = None,
    demand: Demand = Demand.AS_GIVEN,
) -> Standing:
    """Outcome, amounts and the set of missing facts; nothing is worked out after a criterion that stops."""
    if demand is not Demand.AS_GIVEN:
        raise _no_evidence(demand)
    return program(plan, as_of, known_on=known_on, readings=readings).standing(facts)


def _no_evidence(demand: Demand) -> MisuseError:
    return MisuseError(f"the fast evaluator knows no evidence; for {demand.value} ask engine.evaluator.determine")
