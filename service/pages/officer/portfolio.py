"""What stands in the log taken together: outcomes, amounts, what is missing, by programme and country.

A portfolio is made of stretches of the log and added up; as JSON a stretch is kept while the rest is still to come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.feel.values.numbers import add
from engine.receipt.sealing import is_redacted
from engine.records import dataclass

if TYPE_CHECKING:
    from service.store import StoredDetermination

Json = Mapping[str, Any]
Counts = Mapping[str, Counter[str]]
OUTCOMES = ("eligible", "undetermined", "ineligible")
NO_SUM = frozenset((None, "1"))
"""Units of amounts that are not added up: rates, and what has no unit."""


@dataclass(frozen=True, slots=True)
class Total:
    """An amount over all determinations in which it stands.

    `count`: how many; `settled`: of how many it is one figure; `low`, `high`: the sums of the least and of the greatest
    figures, None where one of them has no such end. Of determinations that are ineligible nothing is summed.
    """

    ruleset: str
    amount: str
    unit: str
    count: int
    settled: int
    low: Decimal | None
    high: Decimal | None

    @property
    def of(self) -> tuple[str, str, str]:
        """What is summed."""
        return self.ruleset, self.amount, self.unit

    def __add__(self, other: Total) -> Total:
        return Total(
            *self.of,
            self.count + other.count,
            self.settled + other.settled,
            _sum(self.low, other.low),
            _sum(self.high, other.high),
        )


@dataclass(frozen=True, slots=True)
class Portfolio:
    """`by_ruleset`, `by_country`: how many of each outcome; `missing`: how many wait for each fact; `count`: of all."""

    count: int = 0
    by_ruleset: Counts = field(default_factory=dict)
    by_country: Counts = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    totals: tuple[Total, ...] = ()

    def __add__(self, other: Portfolio) -> Portfolio:
        return Portfolio(
            self.count + other.count,
            _added(self.by_ruleset, other.by_ruleset),
            _added(self.by_country, other.by_country),
            self.missing + other.missing,
            _summed((*self.totals, *other.totals)),
        )


def portfolio_of(kept: Iterable[tuple[StoredDetermination, Json]]) -> Portfolio:
    """Determinations with their receipts taken together; companions, which nobody asked for, are left out."""
    by_ruleset: dict[str, Counter[str]] = {}
    by_country: dict[str, Counter[str]] = {}
    missing: Counter[str] = Counter()
    totals: list[Total] = []
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
                totals += _totals(ruleset, one["amounts"])
    return Portfolio(count, by_ruleset, by_country, missing, _summed(totals))


def asked_of(receipt: Json) -> Iterator[Json]:
    """The determinations of the rule sets that were asked for."""
    asked = {one["id"] for one in receipt["request"]["rulesets"]} - set(receipt["answer"].get("companions", ()))
    yield from (one for one in receipt["answer"]["determinations"] if one["ruleset"]["id"] in asked)


def _totals(ruleset: str, amounts: Json) -> Iterator[Total]:
    """Each amount that is in force and can be added up; what was taken out of a receipt is gone."""
    for name, amount in amounts.items():
        if not is_redacted(amount) and amount["applies"] == "met" and amount["unit"] not in NO_SUM:
            low, high = (_end(amount, end) for end in ("at_least", "at_most"))
            settled = low is not None and low == high
            yield Total(ruleset, name, amount["unit"], 1, int(settled), low, high)


def _end(amount: Json, name: str) -> Decimal | None:
    return _figure(amount.get("value", amount.get(name)))


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else add(one, other)


def _added(one: Counts, other: Counts) -> Counts:
    return {name: one.get(name, Counter()) + other.get(name, Counter()) for name in (*one, *other)}


def _summed(totals: Iterable[Total]) -> tuple[Total, ...]:
    found: dict[tuple[str, str, str], Total] = {}
    for total in totals:
        found[total.of] = found[total.of] + total if total.of in found else total
    return tuple(found[name] for name in sorted(found))


# --- as JSON ---------------------------------------------------------------------------------------------------------


def written(found: Portfolio) -> dict[str, Any]:
    """A portfolio as canonical JSON holds it: numbers are text."""
    return {
        "count": str(found.count),
        "by_ruleset": {name: _texts(counts) for name, counts in found.by_ruleset.items()},
        "by_country": {name: _texts(counts) for name, counts in found.by_country.items()},
        "missing": _texts(found.missing),
        "totals": [
            {
                "of": list(total.of),
                "count": str(total.count),
                "settled": str(total.settled),
                "low": None if total.low is None else f"{total.low:f}",
                "high": None if total.high is None else f"{total.high:f}",
            }
            for total in found.totals
        ],
    }


def read(document: Json) -> Portfolio:
    """The portfolio that was written."""
    return Portfolio(
        int(document["count"]),
        {name: _counts(counts) for name, counts in document["by_ruleset"].items()},
        {name: _counts(counts) for name, counts in document["by_country"].items()},
        _counts(document["missing"]),
        tuple(map(_total, document["totals"])),
    )


def _total(one: Json) -> Total:
    ruleset, amount, unit = one["of"]
    ends = _figure(one["low"]), _figure(one["high"])
    return Total(ruleset, amount, unit, int(one["count"]), int(one["settled"]), *ends)


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _texts(counts: Counter[str]) -> dict[str, str]:
    return {name: str(count) for name, count in counts.items()}


def _counts(texts: Json) -> Counter[str]:
    return Counter({name: int(count) for name, count in texts.items()})
