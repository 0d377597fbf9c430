"""What stands in the log taken together: outcomes, amounts, what is missing, by programme and country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.receipt.sealing import is_redacted
from engine.records import dataclass

if TYPE_CHECKING:
    from service.store import StoredDetermination

Json = Mapping[str, Any]
OUTCOMES = ("eligible", "undetermined", "ineligible")
NO_SUM = frozenset((None, "1"))
"""Units of amounts that are not added up: rates, and what has no unit."""


@dataclass(frozen=True, slots=True)
class Total:
    """An amount over all determinations in which it stands.

    `count`: how many; `settled`: of how many it is one figure; `low`, `high`: the sums of the least and of the greatest
    figures; `high` is None where one of them has no upper end. Of determinations that are ineligible nothing is summed.
    """

    ruleset: str
    amount: str
    unit: str
    count: int
    settled: int
    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """`by_ruleset`, `by_country`: how many of each outcome; `missing`: how many wait for each fact; `count`: of all."""

    count: int
    by_ruleset: Mapping[str, Counter[str]] = field(default_factory=dict)
    by_country: Mapping[str, Counter[str]] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    totals: tuple[Total, ...] = ()


def portfolio_of(kept: Iterable[tuple[StoredDetermination, Json]]) -> Portfolio:
    """Determinations with their receipts taken together; left out are companions, which nobody asked for, and amounts
    that were taken out of a receipt."""
    by_ruleset: dict[str, Counter[str]] = {}
    by_country: dict[str, Counter[str]] = {}
    missing: Counter[str] = Counter()
    amounts: dict[tuple[str, str], list[Json]] = {}
    count = 0
    for stored, receipt in kept:
        count += 1
        for one in asked_of(receipt):
            ruleset, outcome = one["ruleset"]["id"], one["outcome"]
            by_ruleset.setdefault(ruleset, Counter())[outcome] += 1
            by_country.setdefault(stored.country or "", Counter())[outcome] += 1
            if outcome == "undetermined":
                missing.update(one["missing"])
            if outcome != "ineligible":
                for name, amount in one["amounts"].items():
                    if is_redacted(amount):
                        continue
                    amounts.setdefault((ruleset, name), []).append(amount)
    totals = (total for (ruleset, name), found in sorted(amounts.items()) for total in _totals(ruleset, name, found))
    return Portfolio(count, by_ruleset, by_country, missing, tuple(totals))


def asked_of(receipt: Json) -> Iterator[Json]:
    """The determinations of the rule sets that were asked for."""
    asked = {one["id"] for one in receipt["request"]["rulesets"]} - set(receipt["answer"].get("companions", ()))
    yield from (one for one in receipt["answer"]["determinations"] if one["ruleset"]["id"] in asked)


def _totals(ruleset: str, name: str, found: Iterable[Json]) -> Iterator[Total]:
    """One total a unit, of amounts that are in force."""
    by_unit: dict[str, list[tuple[Decimal, Decimal | None]]] = {}
    for amount in found:
        if amount["applies"] == "met" and amount["unit"] not in NO_SUM:
            by_unit.setdefault(amount["unit"], []).append(_ends(amount))
    for unit, ends in by_unit.items():
        highs = [high for _, high in ends if high is not None]
        yield Total(
            ruleset,
            name,
            unit,
            len(ends),
            sum(low == high for low, high in ends),
            sum((low for low, _ in ends), Decimal(0)),
            sum(highs, Decimal(0)) if len(highs) == len(ends) else None,
        )


def _ends(amount: Json) -> tuple[Decimal, Decimal | None]:
    """The least and the greatest that an amount may be; without a lower end nothing is sure of it."""
    if "value" in amount:
        value = Decimal(amount["value"])
        return value, value
    high = amount.get("at_most")
    return Decimal(amount.get("at_least", 0)), None if high is None else Decimal(high)
