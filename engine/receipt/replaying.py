"""A receipt determined again: identical, or what differs, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from engine.checking import check
from engine.determination import Demand
from engine.determination_json import Json, answer_json
from engine.diagnostics import Diagnostic, Place
from engine.evaluator import reading_faults
from engine.evaluator.reach import expressions_of_criterion, expressions_of_value, reached
from engine.facts import Facts, read_facts
from engine.plan import Plan
from engine.plan_store import LANGUAGE
from engine.receipt.differences import Difference, differences
from engine.receipt.facts_again import facts_again
from engine.receipt.making import EXEMPTION
from engine.receipt.reading import redacted_facts

if TYPE_CHECKING:
    from engine.catalogue import Catalogue


class Verdict(StrEnum):
    IDENTICAL = "identical"
    DIFFERENT = "different"
    PARTIAL = "partial"
    """Facts were taken out: only what does not rest on them could be determined again."""
    REFUSED = "refused"
    """The rules or the vocabulary that are loaded now do not take what the receipt says."""


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A rule set, or the engine (its version, or that of the rule language), that is not the one of the receipt."""

    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of it. `compared`, of a partial one: the findings and amounts that were compared."""

    verdict: Verdict
    rulesets: tuple[OtherVersion, ...] = ()
    engine: tuple[OtherVersion, ...] = ()
    redacted: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    compared: int = 0
    refused: tuple[Diagnostic, ...] = ()


def replay(
    receipt: Mapping[str, Any], catalogue: Catalogue, engine: str, places: Mapping[str, Place] | None = None
) -> Replay:
    """Determines what the receipt says again, by the rules of `catalogue`. `engine`: the version of Hantei now.

    `places`: where each value of the receipt stands in its file, by pointer, for faults.
    """
    request = receipt["request"]
    redacted = redacted_facts(receipt)
    plans, faults = _plans(request["rulesets"], catalogue)
    facts, fact_faults = _facts(receipt, catalogue, plans, places or {})
    faults += [*fact_faults, *reading_faults(plans, request["readings"])]
    other = tuple(_other_rules(request["rulesets"], plans))
    version = tuple(_other_engine(receipt["engine"], engine))
    if faults:
        return Replay(Verdict.REFUSED, other, version, redacted, refused=tuple(faults))
    now = _as_told_then(_answer(request, facts, catalogue), receipt["answer"])
    was = as_told_now(receipt["answer"])
    if redacted:
        return _partial(was, now, plans, Replay(Verdict.PARTIAL, other, version, redacted))
    found = tuple(one for one in differences(was, now) if one.at[-2:] != ("ruleset", "digest"))
    verdict = Verdict.DIFFERENT if found or other else Verdict.IDENTICAL
    return Replay(verdict, other, version, (), found)


def _plans(named: Iterable[Mapping[str, str]], catalogue: Catalogue) -> tuple[list[Plan], list[Diagnostic]]:
    plans: list[Plan] = []
    faults: list[Diagnostic] = []
    for one in named:
        plan, found = catalogue.plan(one["id"])
        if plan is None:
            faults += found
        else:
            plans.append(plan)
    return plans, faults


def _facts(
    receipt: Mapping[str, Any], catalogue: Catalogue, plans: Iterable[Plan], places: Mapping[str, Place]
) -> tuple[Facts, list[Diagnostic]]:
    """The facts that are still in the receipt, read against today's vocabulary as any other facts are."""
    exempted = {one.id for plan in plans for one in plan.criteria if one.strength == "in_principle"}
    facts, found = read_facts([facts_again(receipt, places)], catalogue.vocabulary(), exempted, catalogue.territories())
    return facts, [replace(fault, pointer=f"/facts{fault.pointer}") for fault in found]


def _answer(request: Mapping[str, Any], facts: Facts, catalogue: Catalogue) -> dict[str, Any]:
    known_on = request["known_on"]
    answer = check(
        catalogue,
        [one["id"] for one in request["rulesets"]],
        facts,
        date.fromisoformat(request["as_of"]),
        known_on=None if known_on is None else date.fromisoformat(known_on),
        readings=request["readings"],
        demand=Demand(request.get("evidence", Demand.AS_GIVEN)),
    )
    return answer_json(answer)


def as_told_now(was: Mapping[str, Any]) -> Json:
    """The answer of a receipt without what is no longer told: which chainer ran, as both draw the same conclusions."""
    return {name: value for name, value in was.items() if name != "chained_by"}


def _as_told_then(now: Json, was: Mapping[str, Any]) -> Json:
    """The answer without what the one of the receipt did not tell yet: receipts may be older than `evidence`."""
    before = _by_name(was["determinations"], "ruleset", "id")
    return {
        **now,
        "determinations": [_told(one, before.get(one["ruleset"]["id"], {})) for one in now["determinations"]],
    }


def _told(now: Json, was: Mapping[str, Any]) -> Json:
    findings = _by_name(was.get("findings"), "criterion")
    told = [_less_evidence(one, findings.get(one["criterion"], {})) for one in now["findings"]]
    return _less_evidence({**now, "findings": told}, was)


def _less_evidence(now: Json, was: Mapping[str, Any]) -> Json:
    """Without the member `evidence` where that is not there in what was told then."""
    older = bool(was) and "evidence" not in was
    return {name: part for name, part in now.items() if name != "evidence" or not older}


def _other_rules(named: Iterable[Mapping[str, str]], plans: Iterable[Plan]) -> Iterable[OtherVersion]:
    now = {plan.id: plan.digest for plan in plans}
    for one in named:
        if one["id"] in now and now[one["id"]] != one["digest"]:
            yield OtherVersion(one["id"], one["digest"], now[one["id"]])


def _other_engine(was: Mapping[str, str], version: str) -> Iterable[OtherVersion]:
    for name, now in (("version", version), ("language", LANGUAGE)):
        if was[name] != now:
            yield OtherVersion(name, was[name], now)


# --- what is left of a redacted receipt ------------------------------------------------------------------------------


def _partial(was: Mapping[str, Any], now: Mapping[str, Any], plans: Iterable[Plan], found: Replay) -> Replay:
    """Compares the findings and amounts that rest on none of the facts that were taken out."""
    hidden = frozenset(found.redacted)
    compared = 0
    differing: list[Difference] = []
    for plan in plans:
        kept, again = (_resting(body, plan, hidden) for body in (was, now))
        compared += len(kept.keys() | again.keys())
        differing += differences(kept, again, ("determinations", plan.id))
    return replace(found, differences=tuple(differing), compared=compared)


def _resting(body: Mapping[str, Any], plan: Plan, hidden: frozenset[str]) -> dict[str, Any]:
    determinations = _by_name(body["determinations"], "ruleset", "id")
    one = determinations.get(plan.id, {})
    findings, amounts = _by_name(one.get("findings"), "criterion"), one.get("amounts")
    kept = {
        f"findings/{criterion.id}": findings[criterion.id]
        for criterion in plan.criteria
        if criterion.id in findings
        and f"{EXEMPTION}{criterion.id}" not in hidden
        and hidden.isdisjoint(reached(plan, expressions_of_criterion(criterion)))
    }
    return kept | {
        f"amounts/{name}": amounts[name]
        for name, value in plan.values.items()
        if isinstance(amounts, dict)
        and name in amounts
        and hidden.isdisjoint(reached(plan, expressions_of_value(value, plan)))
    }


def _by_name(items: Any, *way: str) -> dict[str, dict[str, Any]]:
    """The mappings in a list, by the name that stands in each; whatever has none is passed over."""
    found: dict[str, dict[str, Any]] = {}
    for item in items if isinstance(items, list) else ():
        name = item
        for part in way:
            name = name.get(part) if isinstance(name, dict) else None
        if isinstance(name, str):
            found[name] = item
    return found
