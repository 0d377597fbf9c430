"""What is asked, from any door: read whole, with every fault at once, before anything is evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from engine.determination import Demand
from engine.diagnostics import Diagnostic, has_errors
from engine.records import dataclass
from engine.source import escape
from engine.source.scalars import DATE, day
from service.checks import faults as wrong

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.determination import Answer, Determination
    from engine.facts import Facts, FactsDocument
    from engine.plan import Plan

SAID_BETTER_BY_FACTS = {"not-a-number", "date-does-not-exist"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it was written, nothing checked but the shape of `documents`: the facts, from files or a body."""

    rulesets: Sequence[str]
    documents: Sequence[FactsDocument]
    as_of: str | None = None
    known_on: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A request without faults: it can be judged."""

    rulesets: tuple[str, ...]
    facts: Facts
    as_of: date
    known_on: date | None
    readings: Mapping[str, str]
    companions: tuple[str, ...] = ()
    """Rule sets that are determined with those asked."""
    demand: Demand = Demand.AS_GIVEN

    @property
    def determined(self) -> tuple[str, ...]:
        """Every rule set that gets an answer, in the order of the answers."""
        return (*self.rulesets, *self.companions)


def read_inquiry(asked: Asked, catalogue: Catalogue, today: date) -> tuple[Inquiry | None, list[Diagnostic]]:
    """The request as values, or all that is wrong with it. Without `as_of` the rules of `today` are asked."""
    from engine.checking import companions_of  # noqa: PLC0415 - what only prints help does not need it
    from engine.facts import read_facts  # noqa: PLC0415

    plans, faults = _plans(asked.rulesets, catalogue)
    companions = companions_of(catalogue, asked.rulesets)
    more, companion_faults = _loaded(companions, catalogue)
    plans, faults = plans + more, faults + companion_faults
    as_of, as_of_faults = read_day(asked.as_of, "/as_of", default=today)
    known_on, known_on_faults = read_day(asked.known_on, "/known_on", default=None)
    whole = len(plans) == len(asked.rulesets) + len(companions)
    reading_faults = list(islice(faults_of_readings(asked.readings, plans), wrong.MOST_FAULTS)) if whole else []
    facts, fact_faults = read_facts(
        asked.documents, catalogue.vocabulary(), _exemptions(plans), catalogue.territories()
    )
    demand, demand_faults = _read_demand(asked.evidence)
    faults += [*as_of_faults, *known_on_faults, *reading_faults, *demand_faults, *fact_faults]
    if has_errors(faults) or as_of is None:
        return None, faults
    return Inquiry(tuple(asked.rulesets), facts, as_of, known_on, dict(asked.readings), companions, demand), faults


def _read_demand(written: str | None) -> tuple[Demand, list[Diagnostic]]:
    """How well facts must be shown; where nothing is written, as they were given."""
    if written is None or written in tuple(Demand):
        return Demand(written or Demand.AS_GIVEN), []
    return Demand.AS_GIVEN, [wrong.no_such_demand(written)]


def without_echoes(read: Sequence[Diagnostic], said: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The faults of reading a document and those of what it says, each fault of one value once.

    A reader finds a word that is no date, and then the fact that holds the word finds it too: the fact says more. A
    number that is too long is told best by the reader.
    """
    told = {_where(fault) for fault in said}
    too_long = {_where(fault) for fault in read if fault.code == "number-too-long"}
    kept = [fault for fault in read if fault.code not in SAID_BETTER_BY_FACTS or _where(fault) not in told]
    return kept + [fault for fault in said if fault.pointer is None or _where(fault) not in too_long]


def _where(fault: Diagnostic) -> tuple[str, str | None]:
    return (fault.place.file if fault.place else "", fault.pointer)


def _exemptions(plans: Sequence[Plan]) -> set[str]:
    """The criteria from which an exemption can be given."""
    return {one.id for plan in plans for one in plan.criteria if one.strength == "in_principle"}


def answer(inquiry: Inquiry, catalogue: Catalogue, chainer: str = "auto") -> Answer:
    """The determinations, in the order asked, and what follows from them together."""
    from engine.checking import check  # noqa: PLC0415 - what only prints help does not need it

    return check(
        catalogue,
        inquiry.rulesets,
        inquiry.facts,
        inquiry.as_of,
        known_on=inquiry.known_on,
        readings=inquiry.readings,
        chainer=chainer,
        demand=inquiry.demand,
    )


def determinations(inquiry: Inquiry, catalogue: Catalogue) -> tuple[Determination, ...]:
    """The same of the rule sets asked alone: without evidence, companions and what follows."""
    from engine.checking import determined  # noqa: PLC0415 - as above

    return determined(
        catalogue,
        inquiry.rulesets,
        inquiry.facts,
        inquiry.as_of,
        known_on=inquiry.known_on,
        readings=inquiry.readings,
        demand=inquiry.demand,
    )


def _plans(ids: Sequence[str], catalogue: Catalogue) -> tuple[list[Plan], list[Diagnostic]]:
    """The plans of the rule sets asked, and what is wrong with the asking, or with the rule sets themselves."""
    plans: list[Plan] = []
    faults: list[Diagnostic] = []
    known = catalogue.ids()
    for at, ruleset in enumerate(ids):
        pointer = f"/rulesets/{at}"
        if ruleset not in known:
            faults.append(wrong.no_such_ruleset(catalogue, ruleset, pointer))
        elif ruleset in ids[:at]:
            faults.append(wrong.twice(ruleset, pointer))
        else:
            plan, plan_faults = catalogue.plan(ruleset)
            if plan is None:
                faults += [wrong.does_not_load(ruleset, pointer), *plan_faults]
            else:
                plans.append(plan)
    return plans, faults


def _loaded(companions: Sequence[str], catalogue: Catalogue) -> tuple[list[Plan], list[Diagnostic]]:
    """The plans of rule sets that nobody asked for, and what is wrong with them."""
    plans: list[Plan] = []
    faults: list[Diagnostic] = []
    for ruleset in companions:
        plan, found = catalogue.plan(ruleset)
        if plan is None:
            faults += [wrong.does_not_load(ruleset), *found]
        else:
            plans.append(plan)
    return plans, faults


def read_day(written: str | None, pointer: str, *, default: date | None) -> tuple[date | None, list[Diagnostic]]:
    """The day that was written, or `default` where none was; `pointer` says which part of the request it is."""
    if written is None:
        return default, []
    if not DATE.fullmatch(written):
        return None, [wrong.not_a_date(written, pointer)]
    value, fault = day(written)
    return (value, []) if fault is None else (None, [wrong.no_such_day(written, pointer)])


def faults_of_readings(readings: Mapping[str, str], plans: Sequence[Plan]) -> Iterator[Diagnostic]:
    """What is wrong with a choice of sides among these rule sets."""
    for name, side in readings.items():
        pointer = f"/readings/{escape(name)}"
        having = [plan.readings[name] for plan in plans if name in plan.readings]
        if not having:
            yield wrong.no_such_reading(name, sorted({known for plan in plans for known in plan.readings}), pointer)
        elif not any(side in reading.sides for reading in having):
            yield wrong.no_such_side(
                name, side, sorted({known for reading in having for known in reading.sides}), pointer
            )
