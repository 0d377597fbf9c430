"""Short answers, for programs that ask often: the outcome and the amounts, or these and the state of every criterion.

They come of the fast evaluator, which is equal to the reference in all that it says. What only a whole answer has
(reasons, sources, conclusions, evidence) is left out. A request that says nothing but values is read, judged and
written without a detour; every other one is read the long way, for the same answer or the faults.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic_core import to_json

from engine import fast
from engine.catalogue import Catalogue
from engine.checking import companions_of
from engine.determination import State
from engine.determination_json import plain
from engine.facts import Facts
from engine.facts.plain import PlainReader
from engine.fast import Amount
from engine.plan import Plan
from engine.source.scalars import MOST_DIGITS
from service.checks.inquiry import Inquiry

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TAKEN = frozenset(("rulesets", "facts", "as_of", "known_on"))
_DEEPEST = 20


class Detail(StrEnum):
    """How much is answered."""

    OUTCOME = "outcome"
    FINDINGS = "findings"
    FULL = "full"


class ShortAnswers:
    """Short answers by one catalogue. Made once for it, for many threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._reader = PlainReader(catalogue.vocabulary(), catalogue.territories())
        self._plans: dict[str, tuple[Plan, ...] | None] = {}

    def quick(self, content: bytes, detail: Detail, today: Callable[[], date]) -> bytes | None:
        """The body of the answer to a body that says nothing but values; None: read it the long way.

        `today`: asked where the body says no day.
        """
        body = _plain_json(content)
        if not isinstance(body, dict) or not body.keys() <= _TAKEN:
            return None
        as_of, known_on = (
            _day(body["as_of"] if "as_of" in body else today()),
            _day(body["known_on"]) if "known_on" in body else None,
        )
        rulesets, facts = body.get("rulesets"), self._reader.read(body.get("facts"))
        if as_of is None or facts is None or ("known_on" in body and known_on is None):
            return None
        if not isinstance(rulesets, list) or len(rulesets) != 1 or not isinstance(rulesets[0], str):
            return None
        plans = self._of(rulesets[0])
        if plans is None:
            return None
        return _body([_determination(plan, facts, (as_of, known_on), {}, detail) for plan in plans])

    def of(self, inquiry: Inquiry, detail: Detail) -> bytes:
        """The body of the answer to an inquiry."""
        days, plans = (inquiry.as_of, inquiry.known_on), [self.catalogue.plan(name)[0] for name in inquiry.determined]
        return _body(
            [_determination(plan, inquiry.facts, days, inquiry.readings, detail) for plan in plans if plan is not None]
        )

    def _of(self, ruleset: str) -> tuple[Plan, ...] | None:
        """The plan of a rule set and those of its companions; None where one does not load."""
        if ruleset not in self._plans:
            if ruleset not in self.catalogue.ids():
                return None
            names = (ruleset, *companions_of(self.catalogue, [ruleset]))
            plans = [self.catalogue.plan(name)[0] for name in names]
            found = tuple(plan for plan in plans if plan is not None)
            self._plans[ruleset] = found if len(found) == len(plans) else None
        return self._plans[ruleset]


def _determination(
    plan: Plan, facts: Facts, days: tuple[date, date | None], readings: Mapping[str, str], detail: Detail
) -> dict[str, Any]:
    as_of, known_on = days
    own = {name: side for name, side in readings.items() if name in plan.readings}
    found: dict[str, Any] = {
        "ruleset": {"id": plan.id, "version": plan.version, "digest": plan.digest},
        "outcome": "",
        "as_of": as_of.isoformat(),
        "known_on": None if known_on is None else known_on.isoformat(),
    }
    if detail is Detail.OUTCOME:
        verdict = fast.outcome_and_amounts(plan, facts, as_of, own, known_on=known_on)
        return {**found, "outcome": str(verdict.outcome), "amounts": _amounts(plan, verdict.amounts)}
    checked = fast.check(plan, facts, as_of, own, known_on=known_on)
    pairs = zip(checked.criteria, checked.states, strict=True)
    return {
        **found,
        "outcome": str(checked.outcome),
        "amounts": _amounts(plan, checked.amounts),
        "findings": [{"criterion": one.id, "state": str(state), "strength": str(one.strength)} for one, state in pairs],
        "missing": sorted(checked.missing),
    }


def _amounts(plan: Plan, amounts: Mapping[str, Amount]) -> dict[str, Any]:
    return {name: _sum(amount, plan.values[name].unit) for name, amount in amounts.items()}


def _sum(amount: Amount, unit: str | None) -> dict[str, Any]:
    """As an amount of a whole answer (`engine.determination_json.sum_json`), without its sources."""
    told: dict[str, Any] = {}
    settled = amount.value is not None and amount.applies is not State.UNDETERMINED
    if settled:
        told["value"] = plain(amount.value)
    else:
        ends = (amount.value,) * 2 if amount.value is not None else (amount.at_least, amount.at_most)
        told |= {name: plain(end) for name, end in zip(("at_least", "at_most"), ends, strict=True) if end is not None}
    told["unit"] = unit
    if amount.bound_by is not None:
        told["bound_by"] = amount.bound_by
    if amount.may_be_bound_by:
        told["may_be_bound_by"] = list(amount.may_be_bound_by)
    told["applies"] = str(amount.applies)
    return told


def _body(determinations: Sequence[dict[str, Any]]) -> bytes:
    """As `service.json_body` writes it, in a fifth of the time: plain texts, no numbers and enumerations."""
    return to_json({"determinations": determinations}) + b"\n"


# --- plain JSON ------------------------------------------------------------------------------------------------------


class _NotPlainError(ValueError):
    """Something that the long way looks at."""


def _number(text: str) -> Decimal:
    if len(text) > MOST_DIGITS or "e" in text or "E" in text:
        raise _NotPlainError
    return Decimal(text)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise _NotPlainError
    return held


def _refused(_: str) -> Any:
    raise _NotPlainError


_DECODER = json.JSONDecoder(parse_float=_number, parse_int=_number, parse_constant=_refused, object_pairs_hook=_members)


def _plain_json(content: bytes) -> Any:
    """What is in a body of JSON without anything that the long way would find fault with; None where there may be."""
    if content.count(b"{") + content.count(b"[") > _DEEPEST or b"\\u" in content:
        return None
    try:
        return _DECODER.decode(content.decode())
    except (ValueError, RecursionError):
        return None


def _day(written: Any) -> date | None:
    if isinstance(written, date):
        return written
    if not isinstance(written, str) or not _DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
