"""What a fact may still be, cut where the rules change their mind about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from engine.evaluator.domains import domain_of_fact
from engine.evaluator.findings import EXEMPTION
from engine.fact_fields import fields_of, spec_named
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.unknown import MOST_CHOICES, Between, Domain, OneOf, Unknown
from engine.plan import FactSpec
from engine.possibilities.constants import constants_near
from engine.possibilities.oracle import Oracle

MOST_CUTS = 6
MOST_NAMED = 3
"""Countries, texts and members of lists that are told apart by name; the rules treat the others much alike."""
ELSEWHERE, ANYWHERE = "ZZ", "QM"
"""Codes that ISO 3166 keeps free for users: they stand for every country (or text) that the rules do not name."""
FAR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Parts:
    """Values, or unknowns narrowed to a stretch. `whole`: together they are all that the fact may be."""

    values: tuple[Any, ...]
    whole: bool


def parts_of(name: str, oracle: Oracle) -> Parts:
    """The parts of a fact that is not given (or of an exemption)."""
    if name.startswith(EXEMPTION):
        return Parts((True, False), whole=True)
    facts = oracle.request.plan.facts
    spec = spec_named(name, facts) or facts[name]
    domain = _domain(spec, oracle)
    if isinstance(domain, OneOf):
        return Parts(domain.values, whole=True)
    constants = constants_near(name, oracle)
    if isinstance(domain, Between):
        return _stretches(spec, domain, constants, oracle.request.as_of)
    if fields_of(spec):
        return Parts((), whole=False)
    if spec.type == "list" and spec.items is not None:
        return Parts(tuple(_lists(_named(spec.items, constants, oracle))), whole=False)
    return Parts(tuple(_named(spec, constants, oracle)), whole=False)


def point_of(part: Any) -> Any:
    """A value well inside a stretch; every other part as it is."""
    stretch = part.domain if isinstance(part, Unknown) else None
    if not isinstance(stretch, Between) or stretch.low is stretch.high is None:
        return part
    low, high = stretch.low, stretch.high
    end = high if low is None else low
    if isinstance(end, date):
        return _day_in(low, high)
    if isinstance(end, YearsMonths):
        return YearsMonths(high.months // 2 if low is None else low.months + 6)
    if not isinstance(end, Decimal):
        return end
    if low is None or high is None:
        return end + max(abs(end) // 2, Decimal(1)) * (1 if high is None else -1)
    middle = low + (high - low) // 2
    return middle if middle > low or stretch.low_closed else high if stretch.whole else (low + high) / 2


def _day_in(low: date | None, high: date | None) -> date:
    if low is not None and high is not None:
        return low + (high - low) // 2
    try:
        return low + FAR if low is not None else high - FAR if high is not None else date.max
    except OverflowError:
        return low or high or date.max


def _domain(spec: FactSpec, oracle: Oracle) -> Domain:
    """What the vocabulary says; of a fact that is counted from a register what the count leaves open."""
    value = oracle.base.computing.fact_values.get(spec.name) if spec.counted is not None else None
    return value.domain if isinstance(value, Unknown) else domain_of_fact(spec)


def named_values(name: str, oracle: Oracle) -> tuple[Any, ...]:
    """The values that the rules (or other facts of the same kind) name for a fact, or for the members of a list."""
    spec = oracle.request.plan.facts[name]
    if fields_of(spec):
        return ()
    named = _named(spec.items or spec, constants_near(name, oracle), oracle, most=MOST_CHOICES)
    return tuple(value for value in named if value not in (ELSEWHERE, ANYWHERE))


def _stretches(spec: FactSpec, domain: Between, constants: Sequence[Any], as_of: date) -> Parts:
    """An interval, cut at the constants inside it."""
    cuts = sorted(value for value in constants if _is_of(spec, value) and _is_inside(domain, value))[:MOST_CUTS]
    cuts = cuts or [one for one in _middles(spec, domain, as_of) if _is_inside(domain, one)]
    names = frozenset((spec.name,))
    found = [Unknown(names, piece) for piece in _cut(domain, cuts)]
    return Parts(tuple(_settled(one) for one in found), whole=True)


def _cut(domain: Between, cuts: Sequence[Any]) -> Iterator[Between]:
    """The pieces of the interval: below, at and above each cut."""
    low, closed = domain.low, domain.low_closed
    for cut in cuts:
        if low is None or low < cut:
            yield from _whole(replace(domain, low=low, low_closed=closed, high=cut, high_closed=False))
        yield Between(cut, cut)
        low, closed = cut, False
    if domain.high is None or low is None or low < domain.high:
        yield from _whole(replace(domain, low=low, low_closed=closed))


def _whole(piece: Between) -> Iterator[Between]:
    """The piece, its ends drawn in to whole numbers where only these count; nothing where none lies in it."""
    if not piece.whole:
        yield piece
        return
    low = piece.low if piece.low is None or piece.low_closed else piece.low + 1
    high = piece.high if piece.high is None or piece.high_closed else piece.high - 1
    if low is None or high is None or low <= high:
        yield Between(low, high, whole=True)


def _settled(one: Unknown) -> Any:
    piece = one.domain
    return piece.low if isinstance(piece, Between) and piece.low is not None and piece.low == piece.high else one


def _is_of(spec: FactSpec, value: Any) -> bool:
    kinds = {"number": Decimal, "integer": Decimal, "date": date, "duration": YearsMonths | DaysTime}
    return isinstance(value, kinds[spec.type])


def _is_inside(domain: Between, value: Any) -> bool:
    try:
        return (domain.low is None or domain.low <= value) and (domain.high is None or value <= domain.high)
    except TypeError:
        return False


def _middles(spec: FactSpec, domain: Between, as_of: date) -> list[Any]:
    """Where nothing tells, cuts somewhere: dates long before, on and long after the day that is asked about."""
    if domain.low is not None and domain.high is not None and spec.type in {"number", "integer"}:
        middle = (domain.low + domain.high) / 2
        return [middle.to_integral_value() if spec.type == "integer" else middle]
    middles: dict[str, list[Any]] = {"date": days_around(as_of), "duration": [YearsMonths(12)]}
    return middles.get(spec.type, [Decimal(1)])


def days_around(day: date, years: Sequence[int] = (-10, 0, 10)) -> list[date]:
    """Ten years before, the day, ten years after."""
    return [date(min(max(day.year + one, 1), 9999), day.month, 1) for one in years]


def _named(spec: FactSpec, constants: Iterable[Any], oracle: Oracle, most: int = MOST_NAMED) -> Iterator[Any]:
    """The countries (or texts) that the rules name, and one that they do not; two where they name none."""
    if spec.choices:
        yield from spec.choices
        return
    if spec.type == "boolean":
        yield from (True, False)
        return
    named = [value for value in constants if isinstance(value, str) and (spec.type != "country" or _is_code(value))]
    known = [one.value for one in oracle.request.facts.given.values() if isinstance(one.value, str)]
    same = [value for value in known if spec.type == "country" and _is_code(value)]
    if spec.type in {"country", "text"}:
        told = dict.fromkeys([*named[:most], *same[:most]])
        others = [code for code in (ELSEWHERE, ANYWHERE) if code not in told]
        yield from (*told, *(others[:1] if told else others))
    elif spec.type == "date":
        yield from days_around(oracle.request.as_of, (-5, -10, 0))


def _is_code(text: str) -> bool:
    return len(text) == 2 and text.isalpha() and text.isupper()


def _lists(items: Iterable[Any]) -> Iterator[list[Any]]:
    """None of them, each alone, all together."""
    every = list(items)
    yield []
    yield from ([one] for one in every)
    if len(every) > 1:
        yield every
