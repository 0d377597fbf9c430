"""An amount against one fact that is varied, all others as answered: where it bends, steps and stops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from engine import fast
from engine.determination import Amount, State
from engine.explanation.lexicon import Lexicon, lexicon_of
from engine.explanation.sums import sum_of
from engine.facts import Facts
from engine.feel.values.unknown import Between, Unknown
from engine.plan import FactSpec, Plan
from engine.possibilities import Oracle, Request, ground_of, parts_of
from engine.records import dataclass
from service.checks.inquiry import Inquiry

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

SAMPLES = 24
"""Values between the ends, evenly spread; where what binds changes between two of them, it is found exactly."""
MOST_DOUBLINGS = 6
MOST_TOLD = 9
"""Values that are told with what binds."""
_BEYOND = Decimal("1.25")


@dataclass(frozen=True, slots=True)
class Point:
    """The fact at `x`, the amount at `y` (None where it does not apply or is not settled), and what binds."""

    x: Decimal
    y: Decimal | None
    bound: str | None


At = Callable[[Decimal], Point]


@dataclass(frozen=True, slots=True)
class Told:
    """A value of the fact at which something happens: the amount and what binds, in words. `given`: as answered."""

    x: Decimal
    amount: str
    bound: str
    given: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """`points` by x; `bends`: where something else begins to bind, and of a whole number the first of each step."""

    fact: FactSpec
    amount: Amount
    given: Decimal
    points: tuple[Point, ...]
    bends: tuple[Decimal, ...]


def variable_facts(plan: Plan, inquiry: Inquiry, amount: str) -> list[FactSpec]:
    """The figures that were answered and on which the amount rests."""
    ground = ground_of(_request(plan, inquiry.facts, inquiry))
    resting = {name for rule in ground.amounts if rule.of.name == amount for name in rule.facts}
    return [
        spec
        for name, spec in plan.facts.items()
        if name in resting and spec.type in {"number", "integer"} and _given(inquiry.facts, name) is not None
    ]


def curve(plan: Plan, inquiry: Inquiry, amount: Amount, fact: FactSpec) -> Curve | None:
    """How an amount of the answer follows a fact that was answered; None for one that was not."""
    given = _given(inquiry.facts, fact.name)
    if given is None:
        return None
    known: dict[Decimal, Point] = {}

    def at(x: Decimal) -> Point:
        if x not in known:
            known[x] = _point(plan, inquiry, amount.name, fact.name, x)
        return known[x]

    low, high, cuts = _range(plan, inquiry, fact, given, at)
    step = _step(fact)
    spread = (low + (high - low) * count / SAMPLES for count in range(SAMPLES + 1))
    for x in {given, low, high, *cuts, *(_whole(x, step) for x in spread)}:
        if low <= x <= high:
            at(x)
    bends = tuple(bend for bend in _bends(sorted(known), at, step) if low <= bend <= high)
    points = tuple(known[x] for x in sorted(known) if low <= x <= high)
    steps = tuple(one.x for before, one in pairwise(points) if one.y != before.y) if fact.type == "integer" else ()
    return Curve(fact, amount, given, points, tuple(sorted({*bends, *steps})))


def told(shown: Curve, plan: Plan, inquiry: Inquiry, catalogue: Catalogue, lang: str) -> list[Told]:
    """The ends, the bends and the value as answered, each determined by itself and put in words."""
    names = lexicon_of((plan,), lang, catalogue)
    ends = (shown.points[0].x, shown.points[-1].x)
    values = sorted({*ends, *shown.bends[: MOST_TOLD - 3], shown.given})
    return [one for x in values for one in _told(x, shown, plan, inquiry, names)]


def _told(x: Decimal, shown: Curve, plan: Plan, inquiry: Inquiry, names: Lexicon) -> Iterator[Told]:
    ground = ground_of(_request(plan, inquiry.facts, inquiry))
    amount = ground.amount(shown.amount.name, inquiry.facts.supposing({shown.fact.name: x}))
    if amount is not None:
        one = sum_of(amount, names)
        yield Told(x, one.text, one.bound or "", x == shown.given)


def _request(plan: Plan, facts: Facts, inquiry: Inquiry) -> Request:
    return Request(plan, facts, inquiry.as_of, inquiry.known_on, inquiry.readings)


def _given(facts: Facts, name: str) -> Decimal | None:
    found = facts.given.get(name)
    return found.value if found is not None and isinstance(found.value, Decimal) else None


def _point(plan: Plan, inquiry: Inquiry, amount: str, fact: str, x: Decimal) -> Point:
    facts, readings = inquiry.facts.supposing({fact: x}), inquiry.readings
    verdict = fast.outcome_and_amounts(plan, facts, inquiry.as_of, readings, known_on=inquiry.known_on)
    found = verdict.amounts.get(amount)
    settled = found is not None and found.applies is State.MET and isinstance(found.value, Decimal)
    return Point(x, found.value if settled and found is not None else None, found.bound_by if found else None)


def _range(
    plan: Plan, inquiry: Inquiry, fact: FactSpec, given: Decimal, at: At
) -> tuple[Decimal, Decimal, list[Decimal]]:
    """From the least that the fact may be to beyond what was answered, every constant of the rules, the first cap."""
    oracle = Oracle(_request(plan, inquiry.facts.without([fact.name]), inquiry))
    cuts = sorted(_ends(parts_of(fact.name, oracle).values))
    low = fact.minimum if isinstance(fact.minimum, Decimal) else Decimal(0)
    most = fact.maximum if isinstance(fact.maximum, Decimal) else None
    step = _step(fact)
    high = max([given * 2, *(cut for cut in cuts if most is None or cut < most), low + step])
    for _ in range(MOST_DOUBLINGS):
        if at(_whole(high, step)).bound != at(given).bound:
            break
        high *= 2
    else:
        high = max([given * 2, *cuts, low + step])
    high = _whole(high * _BEYOND, step)
    return low, (high if most is None else min(high, most)), cuts


def _ends(values: Iterable[object]) -> set[Decimal]:
    found: set[Decimal] = set()
    for one in values:
        domain = one.domain if isinstance(one, Unknown) else None
        ends = (domain.low, domain.high) if isinstance(domain, Between) else (one,)
        found |= {end for end in ends if isinstance(end, Decimal)}
    return found


def _bends(xs: Sequence[Decimal], at: At, step: Decimal) -> Iterator[Decimal]:
    """Where something else begins to bind: the last value before, or the first after it where the amount jumps."""
    for before, after in pairwise(xs):
        low, high = before, after
        while at(low).bound != at(high).bound and high - low > step:
            middle = _whole((low + high) / 2, step)
            if middle in {low, high}:
                break
            low, high = (middle, high) if at(middle).bound == at(low).bound else (low, middle)
        if at(low).bound != at(high).bound:
            yield low if _meet(at(low), at(high), step) else high


def _meet(one: Point, other: Point, step: Decimal) -> bool:
    """Whether the amount goes on from the one to the other without a jump."""
    return one.y is not None and other.y is not None and abs(one.y - other.y) <= step


def _step(fact: FactSpec) -> Decimal:
    return Decimal(1) if fact.type == "integer" or fact.unit == "JPY" else Decimal("0.01")


def _whole(x: Decimal, step: Decimal) -> Decimal:
    return (x / step).to_integral_value() * step
