"""Rule sets and proposals made at random on small domains, and the exhaustive search that remedies are held against.

Each condition stands twice: in FEEL, and in Python for the exhaustive search, which so knows nothing of the evaluator.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from engine.facts import Facts, Given
from engine.plan import Plan
from engine.remedies.cells import FARTHEST
from tests.evaluator.plans import amount, criterion, fact, least, number, plan, table

Values = Mapping[str, Any]
Condition = Callable[[Values], bool]
NUMBERS = [Decimal(count) for count in range(9)]
CHOICES = ["red", "green", "blue"]
DOMAINS: dict[str, list[Any]] = {
    "yes": [True, False],
    "sure": [True, False],
    "colour": CHOICES,
    "count": NUMBERS,
    "cost": NUMBERS,
    "fixed": [True, False],
    "wanted": [*NUMBERS[1:], None],
}
CHANGEABLE = [name for name in DOMAINS if name != "fixed"]
RANKS = {"ineligible": 0, "undetermined": 1, "eligible": 2}


@dataclass(frozen=True, slots=True)
class Made:
    """A rule set, and its criteria in Python: strength and condition."""

    plan: Plan
    criteria: list[tuple[str, Condition]]

    def outcome(self, values: Values) -> str:
        failed = {strength for strength, holds in self.criteria if not holds(values)}
        if "hard" in failed:
            return "ineligible"
        counting = any(strength != "advisory" for strength, _ in self.criteria)
        return "eligible" if "in_principle" not in failed and counting else "undetermined"


def grant(values: Values) -> Decimal:
    rate = "0.5" if values["count"] < 3 else "0.75" if values["count"] <= 5 else "0.25"
    return min(values["cost"] * Decimal(rate), Decimal(5))


def facts_asked() -> list[Any]:
    return [
        fact("yes", changeable=True),
        fact("sure", changeable=True),
        fact("colour", "choice", choices=CHOICES, changeable=True),
        number("count", "0", "8", kind="integer", changeable=True),
        number("cost", "0", "8", unit="JPY", changeable=True),
        fact("fixed"),
        number("wanted", "0", "8", unit="JPY", changeable=True, minimum_excluded=True, null_when_absent=True),
    ]


def condition(chance: random.Random) -> tuple[str, Condition]:
    """One condition, from few words."""
    few, more, one, other = chance.randint(0, 8), chance.randint(0, 12), chance.choice(CHOICES), chance.choice(CHOICES)
    low = min(few, 6)
    known: list[tuple[str, Condition]] = [
        ("yes", lambda v: v["yes"]),
        ("not(sure)", lambda v: not v["sure"]),
        ("fixed or sure", lambda v: v["fixed"] or v["sure"]),
        (f'colour = "{one}"', lambda v: v["colour"] == one),
        (f'colour in ["{one}", "{other}"]', lambda v: v["colour"] in {one, other}),
        (f"count >= {few}", lambda v: v["count"] >= few),
        (f"count < {few} or yes", lambda v: v["count"] < few or v["yes"]),
        (f"cost > {few}", lambda v: v["cost"] > few),
        (f"cost + count <= {more}", lambda v: v["cost"] + v["count"] <= more),
        (f"cost * 2 >= count + {few}", lambda v: v["cost"] * 2 >= v["count"] + few),
        (f"count in [{few}..8] or fixed", lambda v: v["count"] >= few or v["fixed"]),
        ("wanted = null or wanted <= grant", lambda v: v["wanted"] is None or v["wanted"] <= grant(v)),
        (f"wanted = null or wanted >= {low}", lambda v: v["wanted"] is None or v["wanted"] >= low),
        (
            f"if sure then cost >= {few} else count <= {few}",
            lambda v: v["cost"] >= few if v["sure"] else v["count"] <= few,
        ),
    ]
    return chance.choice(known)


def rule_set(chance: random.Random) -> Made:
    """Two to five criteria, a table and an amount."""
    rows = {"few": (["< 3"], "0.5"), "some": (["[3..5]"], "0.75"), "many": (["> 5"], "0.25")}
    conditions = [condition(chance) for _ in range(chance.randint(2, 5))]
    strengths = [chance.choice(["hard", "hard", "in_principle", "advisory"]) for _ in conditions]
    made = plan(
        facts_asked(),
        [
            criterion(f"c{at}", text, strength)
            for at, ((text, _), strength) in enumerate(zip(conditions, strengths, strict=True))
        ],
        tables=[table("rate", ["count"], rows)],
        values=[amount("grant", least(rate="cost * rate", ceiling="5"))],
    )
    return Made(made, [(strength, holds) for strength, (_, holds) in zip(strengths, conditions, strict=True)])


def proposals(count: int) -> Iterator[tuple[Made, dict[str, Any]]]:
    chance = random.Random("remedies")  # noqa: S311 - a seeded choice of cases, no secret
    for _ in range(count):
        yield rule_set(chance), {name: chance.choice(values) for name, values in DOMAINS.items()}


def facts_of(values: Values) -> Facts:
    return Facts({name: Given(value) for name, value in values.items()})


def distance(given: Any, value: Any) -> Fraction:
    """How far a change is: relative for numbers (one, and hardly more, from nothing), one for all else."""
    if not isinstance(given, Decimal) or not isinstance(value, Decimal):
        return Fraction(1)
    steps = abs(Fraction(value) - Fraction(given))
    return steps / Fraction(given) if given else 1 + steps / FARTHEST


def by_hand(values: Values, reached: Condition) -> tuple[int, Fraction] | None:
    """The fewest facts whose change reaches what is wanted, and the least change of so many; None: nothing does."""
    for size in range(1, len(CHANGEABLE) + 1):
        found = [
            sum((distance(values[name], value) for name, value in changed.items()), Fraction(0))
            for names in combinations(CHANGEABLE, size)
            for changed in changes(values, names)
            if reached({**values, **changed})
        ]
        if found:
            return size, min(found)
    return None


def changes(values: Values, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    others = [[value for value in DOMAINS[name] if value != values[name]] for name in names]
    for point in product(*others):
        yield dict(zip(names, point, strict=True))
