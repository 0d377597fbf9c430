"""Arguments for every built-in, the same ones with parts not known, and when a result covers the truth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from engine.feel.functions import BUILTINS
from engine.feel.functions.calling import call
from engine.feel.values.calendar import make_date
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.equality import ORDERED, identity, kind, same
from engine.feel.values.faults import FeelError
from engine.feel.values.functions import Builtin, Overload, Parameter
from engine.feel.values.ranges import Range
from engine.feel.values.temporal_text import parse_date_time, parse_time
from engine.feel.values.unknown import ANYTHING, Anything, Between, OneOf, Unknown

NOW = parse_date_time("2024-02-29T12:00:00Z")


class Host:
    """The evaluator as a built-in sees it, without one."""

    pattern_steps = 10_000

    def now(self) -> Any:
        return NOW

    def spend(self, steps: int) -> None:
        assert steps >= 0

    def call(self, function: Any, arguments: list[Any]) -> Any:
        return call(function, arguments, None, self)


def result(function: Builtin, arguments: Sequence[Any]) -> Any:
    """What an expression gets of a call: null where there is no value."""
    try:
        return call(function, arguments, None, Host())
    except FeelError:
        return None


NUMBERS = st.sampled_from([Decimal(text) for text in ("-2.5", "-1", "0", "0.40", "1", "2", "3", "2.50", "1E+3")])
STRINGS = st.sampled_from(["", "a", "ab", "判定", "P1D", "[1..3]", "a+", "2024-02-29", ","])
BOOLEANS = st.booleans()
DATES = st.sampled_from([date(2024, 2, 29), date(2023, 12, 31), make_date(-4, 1, 1), make_date(20000, 5, 5)])
TIMES = st.sampled_from([parse_time(t) for t in ("10:30:00", "10:30:00.5", "10:30:00Z", "10:30:00@Asia/Tokyo")])
MOMENTS = st.sampled_from(
    [parse_date_time(t) for t in ("2024-02-29T10:30:00", "2024-02-29T10:30:00.5", "2024-03-31T01:30:00@Europe/Paris")]
)
MONTHS = st.integers(-30, 30).map(YearsMonths)
DAYS = st.integers(-3, 3).map(lambda days: DaysTime(days * 43_200_000_000_000))
COMPARABLE = st.one_of(NUMBERS, STRINGS, DATES, MOMENTS, TIMES, MONTHS)
LOW_ENDS = st.sampled_from([None, Decimal(0), Decimal(1)])
HIGH_ENDS = st.sampled_from([None, Decimal(2), Decimal(3)])
RANGES = st.builds(Range, LOW_ENDS, HIGH_ENDS, BOOLEANS, BOOLEANS)
SCALARS = st.one_of(st.none(), BOOLEANS, COMPARABLE)
KEYS = st.sampled_from(["a", "b", "key", "value"])
CONTEXTS = st.one_of(st.dictionaries(KEYS, SCALARS, max_size=3), st.fixed_dictionaries({"key": KEYS, "value": SCALARS}))
LISTS = st.one_of(
    st.lists(NUMBERS, max_size=4),
    st.lists(BOOLEANS, max_size=4),
    st.lists(STRINGS, max_size=3),
    st.lists(DATES, max_size=3),
    st.lists(SCALARS, max_size=4),
    st.lists(st.lists(NUMBERS, max_size=2), max_size=2),
    st.lists(CONTEXTS, max_size=2),
)
FUNCTIONS = st.sampled_from([BUILTINS[name] for name in ("before", "is", "contains")])
BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "number": NUMBERS,
    "string": STRINGS,
    "boolean": BOOLEANS,
    "date": DATES,
    "time": TIMES,
    "date and time": MOMENTS,
    "days and time duration": DAYS,
    "years and months duration": MONTHS,
    "comparable": COMPARABLE,
    "range": RANGES,
    "context": CONTEXTS,
    "function": FUNCTIONS,
    "list": LISTS,
    "list<string>": st.lists(KEYS, max_size=2),
    "list<context>": st.lists(CONTEXTS, max_size=2),
    "Any": st.one_of(SCALARS, LISTS),
}


def values_of(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Mostly values that the parameter takes, some it refuses."""
    fitting = [BY_TYPE[name.strip()] for name in parameter.type.split("|")]
    return st.one_of(*fitting, *fitting, *fitting, SCALARS)


@st.composite
def arguments_of(draw: st.DrawFn, overload: Overload) -> list[Any]:
    arguments = [draw(values_of(p)) for p in overload.parameters if not p.optional or draw(BOOLEANS)]
    if overload.most is None:
        arguments += draw(st.lists(values_of(overload.parameters[-1]), max_size=2))
    return arguments


@st.composite
def domain_around(draw: st.DrawFn, value: Any) -> Any:
    """A domain in which the value lies."""
    how = draw(st.integers(0, 2))
    if how == 0 and kind(value) in ORDERED:
        ends = [value, *draw(st.lists(st.just(value) if kind(value) != "number" else NUMBERS, max_size=2))]
        low = min(ends) if draw(BOOLEANS) else None
        return Between(low, max(ends) if draw(BOOLEANS) else None)
    if how == 1:
        others = draw(st.lists(SCALARS, max_size=2))
        return OneOf(tuple({identity(option): option for option in [*others, value]}.values()))
    return ANYTHING


@st.composite
def partly_unknown(draw: st.DrawFn, value: Any) -> Any:
    """The value, or something not known that it completes; also inside lists and contexts."""
    if draw(st.integers(0, 2)) == 0:
        return Unknown(frozenset((draw(st.sampled_from("xyz")),)), draw(domain_around(value)))
    if isinstance(value, list):
        return [draw(partly_unknown(item)) for item in value]
    if isinstance(value, dict):
        return {key: draw(partly_unknown(item)) for key, item in value.items()}
    return value


def covers(claimed: Any, truth: Any) -> bool:
    """Whether what is claimed may be the truth: the law of what is not known."""
    if isinstance(claimed, Unknown):
        return in_domain(claimed.domain, truth)
    if isinstance(claimed, list) and isinstance(truth, list):
        return len(claimed) == len(truth) and all(map(covers, claimed, truth))
    if isinstance(claimed, dict) and isinstance(truth, dict):
        return claimed.keys() == truth.keys() and all(covers(claimed[key], truth[key]) for key in claimed)
    return same(claimed, truth)


def in_domain(domain: Any, truth: Any) -> bool:
    if isinstance(domain, Anything):
        return True
    if isinstance(domain, OneOf):
        return any(covers(option, truth) for option in domain.values)
    try:
        above = domain.low is None or (domain.low <= truth if domain.low_closed else domain.low < truth)
        below = domain.high is None or (truth <= domain.high if domain.high_closed else truth < domain.high)
    except TypeError:
        return False
    return truth is not None and bool(above and below)
