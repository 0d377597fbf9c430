"""The whole way in one call: determine each rule set, and conclude from all determinations together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from engine.chaining import conclude, without_faults
from engine.determination import Answer, Demand, Determination
from engine.diagnostics import Diagnostic
from engine.errors import HanteiError
from engine.evaluator import determine
from engine.evidence import with_evidence
from engine.facts import Facts
from engine.plan import Plan

if TYPE_CHECKING:
    from engine.catalogue import Catalogue


class RefusedError(HanteiError):
    """What was asked could not be judged. `diagnostics` holds every fault; nothing was evaluated."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("\n".join(_line(diagnostic) for diagnostic in diagnostics))
        self.diagnostics = tuple(diagnostics)


def check(  # noqa: PLR0913 - a request has these parts, most of them by name only
    catalogue: Catalogue,
    ruleset_ids: Sequence[str],
    facts: Facts,
    as_of: date,
    *,
    known_on: date | None = None,
    readings: Mapping[str, str] | None = None,
    chainer: str = "auto",
    demand: Demand = Demand.AS_GIVEN,
    weighed: bool = True,
) -> Answer:
    """The determinations in the order of `ruleset_ids`, then those of their companions, and what follows from all.

    A reading is chosen in every rule set that has it; `demand` says how well facts must be shown; what is not
    `weighed` says nothing of evidence. Raises RefusedError for a rule set that does not exist or does not load. Rules
    that cannot be chained together are left out, which `notes` says.
    """
    companions = companions_of(catalogue, ruleset_ids)
    names = (*ruleset_ids, *companions)
    plans = [_plan(catalogue, ruleset) for ruleset in names]
    determinations = _determined(plans, facts, as_of, known_on=known_on, readings=readings, demand=demand)
    if weighed:
        pairs = zip(determinations, plans, strict=True)
        determinations = tuple(with_evidence(found, plan, facts, demand) for found, plan in pairs)
    rules, faults = without_faults([rule for plan in plans for rule in plan.conclusions])
    conclusions, chained_by = conclude(rules, determinations, chainer=chainer)
    return Answer(determinations, conclusions, chained_by, tuple(faults), companions)


def determined(  # noqa: PLR0913 - as `check`, the last three by name only
    catalogue: Catalogue,
    ruleset_ids: Sequence[str],
    facts: Facts,
    as_of: date,
    *,
    known_on: date | None = None,
    readings: Mapping[str, str] | None = None,
    demand: Demand = Demand.AS_GIVEN,
) -> tuple[Determination, ...]:
    """The determinations of these rule sets alone, in this order: nothing of evidence, companions, conclusions.

    Raises RefusedError for a rule set that does not exist or does not load.
    """
    plans = [_plan(catalogue, ruleset) for ruleset in ruleset_ids]
    return _determined(plans, facts, as_of, known_on=known_on, readings=readings, demand=demand)


def _determined(  # noqa: PLR0913 - as `check`
    plans: Sequence[Plan],
    facts: Facts,
    as_of: date,
    *,
    known_on: date | None,
    readings: Mapping[str, str] | None,
    demand: Demand,
) -> tuple[Determination, ...]:
    return tuple(
        determine(
            plan,
            facts,
            as_of,
            known_on=known_on,
            readings={name: side for name, side in (readings or {}).items() if name in plan.readings},
            demand=demand,
        )
        for plan in plans
    )


def companions_of(catalogue: Catalogue, ruleset_ids: Sequence[str]) -> tuple[str, ...]:
    """The rule sets that are determined with those asked, and were not asked themselves; a rule set that does not
    load has none.

    One step only: the companions of a companion are not followed, so that what is determined stands in one file.
    """
    plans = (catalogue.plan(ruleset)[0] for ruleset in ruleset_ids)
    named = dict.fromkeys(name for plan in plans if plan is not None for name in plan.companions)
    return tuple(name for name in named if name not in ruleset_ids)


def _plan(catalogue: Catalogue, ruleset: str) -> Plan:
    plan, diagnostics = catalogue.plan(ruleset)
    if plan is None:
        raise RefusedError(diagnostics)
    return plan


def _line(diagnostic: Diagnostic) -> str:
    place = diagnostic.pointer or (str(diagnostic.place) if diagnostic.place else "")
    mend = f" ({diagnostic.help.en})" if diagnostic.help else ""
    return f"{place}: {diagnostic.message.en}{mend}" if place else f"{diagnostic.message.en}{mend}"
