"""What is not known, through every operator; and the law: what a partial value claims holds for every completion."""

from __future__ import annotations

import os
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import evaluate, parse
from engine.feel.values.domains import inside, join
from engine.feel.values.equality import same
from engine.feel.values.unknown import ANYTHING, Anything, Between, Domain, OneOf, Unknown

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "60"))


def D(text: str | int) -> Decimal:
    return Decimal(text)


def u(domain: Domain = ANYTHING, name: str = "u") -> Unknown:
    return Unknown(frozenset((name,)), domain)


TRUTH = OneOf((True, False))


def domain_as_set(domain: Domain) -> Any:
    """The choices without their order."""
    return frozenset(domain.values) if isinstance(domain, OneOf) else domain


@pytest.mark.parametrize(
    ("text", "domain", "result"),
    [
        ("u and false", TRUTH, False),
        ("u or true", TRUTH, True),
        ("u and true", TRUTH, TRUTH),
        ("u and null", TRUTH, OneOf((False, None))),
        ("not(u)", TRUTH, TRUTH),
        ("u > 5", Between(D(6), None), True),
        ("u > 5", Between(D(5), D(9), False), True),
        ("u > 5", Between(None, D(5)), False),
        ("u > 5", Between(D(0), D(9)), TRUTH),
        ("u >= 5", Between(D(5), None), True),
        ("u = 5", Between(D(6), D(9)), False),
        ("u = 5", OneOf((D(5), D(6))), TRUTH),
        ("u != null", Between(D(6), D(9)), True),
        ("u in [1..3]", Between(D(1), D(2)), True),
        ("u in [1..3]", Between(D(4), None), False),
        ('u in ["JP", "KH"]', OneOf(("JP", "KH")), True),
        ('u in ["VN"]', OneOf(("JP", "KH")), False),
        ("u between 1 and 3", Between(D(1), D(2)), True),
        ("u * 2 + 1", Between(D(1), D(3)), Between(D(3), D(7))),
        ("10 - u", Between(D(1), None), Between(None, D(9))),
        ("u * -2", Between(D(1), None), Between(None, D(-2))),
        ("100 / u", Between(D(2), D(4)), Between(D(25), D(50))),
        ("100 / u", Between(D(-1), D(4)), ANYTHING),
        ("u * 1000000000", OneOf((D("0.50"), D("0.40"))), OneOf((D("500000000.00"), D("400000000.00")))),
        ("u * 0", Between(D(1), None), D(0)),
        ("u * 0.5", Between(D(0), None, False), Between(D(0), None, False)),
        ("u * -0.5", Between(D(0), D(4), False), Between(D(-2), D(0), True, False)),
        ("u * 0.5", Between(D(1), D(4), False), Between(D("0.5"), D(2))),
        ("0.5 * u > 0", Between(D(0), None, False), True),
        ("0.5 * u > 0", Between(D(0), None), TRUTH),
        ("ceiling(0.5 * u)", Between(D(0), None, False), Between(D(1), None)),
        ("-u", Between(D(1), D(3), False), Between(D(-3), D(-1), True, False)),
        ("if u then 1 else 1", TRUTH, D(1)),
        ("if u then 1 else 2", TRUTH, OneOf((D(1), D(2)))),
        ("some x in [u, 3] satisfies x > 2", Between(D(0), None), True),
        ("every x in [u, 1] satisfies x > 2", Between(D(0), None), False),
        ("[1, u] = [2, u]", Between(D(0), None), False),
        ("{a: u}.a < 0", Between(D(0), None), False),
        ('@"2020-03-31" < u', Between(None, None), TRUTH),
    ],
)  # fmt: skip
def test_a_bound_or_a_choice_may_decide(text: str, domain: Domain, result: Any) -> None:
    value = evaluate(text, {"u": u(domain)}).value
    if isinstance(result, Anything | OneOf | Between):
        assert isinstance(value, Unknown)
        assert value.names == {"u"}
        assert domain_as_set(value.domain) == domain_as_set(result)
    else:
        assert value == result
        assert type(value) is type(result)


def test_half_of_a_billion_is_capped_and_all_its_names_are_kept() -> None:
    context = {"rate": u(OneOf((D("0.50"), D("0.40"))), "n"), "cost": u(Between(D(10**9), D(10**10)), "cost")}
    value = evaluate("min(cost * rate, 2000000000)", context).value
    assert value == Unknown(frozenset(("n", "cost")), Between(D(400_000_000), D(2_000_000_000)))


def test_more_choices_than_are_kept_become_their_hull() -> None:
    choices = OneOf(tuple(D(n) for n in range(20)))
    value = evaluate("a + 100 * b", {"a": u(choices, "a"), "b": u(choices, "b")}).value
    assert value.domain == Between(D(0), D(1919))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [('u + "z"', '"a"', '"ab"'), ('u + duration("PT1H")', '@"22:30:00"', '@"23:30:00"')],
)
def test_what_does_not_grow_with_its_operand_has_no_bounds(text: str, low: str, high: str) -> None:
    between = Between(evaluate(low, {}).value, evaluate(high, {}).value)
    assert evaluate(text, {"u": u(between)}).value == u(ANYTHING)


@pytest.mark.parametrize(
    ("text", "low", "high", "bounds"),
    [
        ('u + duration("P1M")', '@"2020-01-30"', '@"2020-02-10"', ('@"2020-02-29"', '@"2020-03-10"')),
        ('u - @"2020-01-01"', '@"2020-01-30"', '@"2020-02-10"', ('@"P29D"', '@"P40D"')),
        ('@"P10D" - u', '@"P1D"', '@"P3D"', ('@"P7D"', '@"P9D"')),
    ],
)
def test_dates_and_durations_have_bounds_like_numbers(text: str, low: str, high: str, bounds: tuple[str, str]) -> None:
    between = Between(evaluate(low, {}).value, evaluate(high, {}).value)
    wanted = Between(*(evaluate(end, {}).value for end in bounds))
    assert evaluate(text, {"u": u(between)}).value == u(wanted)


def test_joining_agreeing_values_leaves_one_known_value() -> None:
    assert join((D("0.4"), D("0.40"))) == D("0.4")
    assert join((u(OneOf((D(1), D(2)))), D(3))) == u(OneOf((D(1), D(2), D(3))))
    assert join((u(Between(D(1), D(2))), D(5))) == u(Between(D(1), D(5)))
    assert join((u(Between(D(1), D(2))), "x")) == u(ANYTHING)
    assert join((None, D(1))) == Unknown(frozenset(), OneOf((None, D(1))))


def test_a_filter_with_an_open_condition_waits_for_its_facts() -> None:
    value = evaluate("count(xs[item > u]) > 1", {"xs": [D(1), D(2)], "u": u(Between(D(0), None))}).value
    assert isinstance(value, Unknown)
    assert value.names == {"u"}


@pytest.mark.parametrize(
    "text",
    [
        "every x in u satisfies x > v",
        "some x in u satisfies x > v",
        "some x in [1, 2], y in u satisfies y > v",
        "for x in u return x + v",
        "count(u[item > v]) > 1",
    ],
)
def test_what_is_done_with_each_item_of_an_open_list_is_waited_for_too(text: str) -> None:
    value = evaluate(text, {"u": u(), "v": u(Between(D(0), None), "v")}).value
    assert isinstance(value, Unknown)
    assert value.names == {"u", "v"}


# --- the law ---------------------------------------------------------------------------------------------------------

_NUMBERS = st.sampled_from(["a", "b", "0", "1", "2.5", "-3"])
_BOOLS = st.sampled_from(["p", "q", "true", "false", "null"])


def _grow_numbers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return (
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/"]), inner)
        | st.builds("min({}, {})".format, inner, inner)
        | st.builds("-{}".format, inner)
        | st.builds("(if a > b then {} else {})".format, inner, inner)
    )


NUMBERS = st.recursive(_NUMBERS, _grow_numbers, max_leaves=5)
TESTS = (
    st.builds("({} {} {})".format, NUMBERS, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), NUMBERS)
    | st.builds("({} in [{}..{}])".format, NUMBERS, st.just("-1"), st.just("2"))
    | st.builds("({} between {} and {})".format, NUMBERS, NUMBERS, NUMBERS)
    | st.builds("({} in [{}, {}])".format, NUMBERS, NUMBERS, NUMBERS)
)
CONDITIONS = st.recursive(
    _BOOLS | TESTS,
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
        | st.builds("not({})".format, inner)
        | st.builds("(some x in [{}, {}] satisfies x)".format, inner, inner)
        | st.builds("(if {} then {} else {})".format, inner, inner, inner)
    ),
    max_leaves=5,
)
POINTS = [D(n) for n in ("-2", "-1", "0", "1", "2", "3")]


@st.composite
def number_domains(draw: st.DrawFn) -> tuple[Domain, list[Decimal]]:
    if draw(st.booleans()):
        chosen = draw(st.lists(st.sampled_from(POINTS), min_size=1, max_size=3, unique=True))
        return OneOf(tuple(chosen)), chosen
    low, high = sorted(draw(st.tuples(st.sampled_from(POINTS), st.sampled_from(POINTS))))
    domain = Between(low, high) if draw(st.booleans()) else Between(low, None)
    return domain, [p for p in POINTS if inside(domain, p)]


def claims(value: Any, truth: Any) -> bool:
    """Whether a partial value allows the true one."""
    if not isinstance(value, Unknown):
        return same(value, truth) or value == truth
    if isinstance(value.domain, OneOf):
        return any(same(option, truth) or option == truth for option in value.domain.values)
    return True if isinstance(value.domain, Anything) else truth is not None and inside(value.domain, truth) is True


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(NUMBERS | CONDITIONS, number_domains(), number_domains())
def test_whatever_a_partial_value_claims_holds_for_every_completion(
    text: str, first: tuple[Domain, list[Decimal]], second: tuple[Domain, list[Decimal]]
) -> None:
    expression, faults = parse(text)
    assert expression is not None, (text, faults)
    partial = evaluate(
        expression,
        {"a": u(first[0], "a"), "b": u(second[0], "b"), "p": u(TRUTH, "p"), "q": u(OneOf((True, None)), "q")},
    ).value
    for a, b, p, q in product(first[1], second[1], (True, False), (True, None)):
        truth = evaluate(expression, {"a": a, "b": b, "p": p, "q": q}).value
        assert claims(partial, truth), (text, partial, a, b, p, q, truth)


def test_a_share_of_what_has_no_upper_end_begins_at_a_plain_zero() -> None:
    """2 divided by anything from 1 upwards lies above 0 and is at most 2; the end is written `0`."""
    expression, _ = parse("2 / u", ("u",))
    assert expression is not None
    found = evaluate(expression, {"u": u(Between(D(1), None))}).value
    assert isinstance(found, Unknown) and isinstance(found.domain, Between)
    assert (f"{found.domain.low:f}", f"{found.domain.high:f}") == ("0", "2")
