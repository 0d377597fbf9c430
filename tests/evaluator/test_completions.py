"""Whatever a partial answer claims holds for every completion: on rules made at random, and on a model of real ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.plan import Bounds, Gone, Plan, Register, RegisterRow, TableRef
from tests.evaluator.completions import EXAMPLES, check_law
from tests.evaluator.plans import (
    COVERED,
    amount,
    criterion,
    down,
    fact,
    feel,
    formula,
    greatest,
    least,
    listed,
    number,
    parameter,
    plan,
    table,
    word,
)

LAW = settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
DOMAINS: dict[str, list[Any]] = {
    "a": [True, False],
    "b": [True, False],
    "k": [Decimal(n) for n in (1, 2, 3)],
    "n": [Decimal(n) for n in ("0", "0.5", "3", "4", "9")],
    "kind": ["p", "q", "r"],
    "members": [[], ["p"], ["q", "r"]],
    "start": [date(2019, 6, 1), date(2021, 6, 1)],
    "decision": [date(2018, 6, 1), date(2019, 6, 1)],
}
VOCABULARY = [
    fact("a"),
    fact("b"),
    number("k", "1", "3", kind="integer"),
    number("n", "0", "9"),
    fact("kind", "choice", choices=("p", "q", "r")),
    fact("members", "list", items=fact("", "text")),
    fact("start", "date", minimum=date(2019, 1, 1)),
    fact("decision", "date"),
]

ATOMS = [
    "a",
    "b",
    'kind = "p"',
    'kind in ("q", "r")',
    "k in [2..3]",
    "n in [0..4]",
    "kind in partners",
    "every m in members satisfies m in partners",
    "some m in members satisfies m != kind",
    "count(members) > k",
    "members[1] = kind",
    'list contains(members, "q")',
    "start > decision",
    'start + duration("P1Y") <= decision',
    "start.year = 2019",
    'start in [decision..@"2019-12-31"]',
    'years and months duration(decision, start) > duration("P1Y")',
]

numbers = st.recursive(
    st.sampled_from(["k", "n", "0", "1", "3", "0.5", "rates", "shares", "band", "lost"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        st.tuples(inner, inner).map(lambda t: f"(if a then {t[0]} else {t[1]})"),
    ),
    max_leaves=4,
)
conditions = st.recursive(
    st.one_of(
        st.sampled_from(ATOMS),
        st.tuples(numbers, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), numbers).map(" ".join),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        inner.map(lambda one: f"not({one})"),
        st.tuples(inner, inner, inner).map(lambda t: f"if {t[0]} then ({t[1]}) else ({t[2]})"),
    ),
    max_leaves=4,
)
strengths = st.sampled_from(["hard", "hard", "in_principle", "advisory"])
criteria = st.tuples(conditions, st.none() | conditions, strengths)
RATES = table("rates", ["k", "kind"], {
    "one": (["1", "-"], "0.5"),
    "more": ([">= 2", '"p"'], "0.4"),
    "rest": ([">= 2", 'not("p")'], "0.3"),
})  # fmt: skip
SHARES = table("shares", ["n"], {"none": (["0"], "0.5"), "few": (["[1..3]"], "0.4"), "many": ([">= 4"], "0.3")},
               default=(feel("7"),))  # fmt: skip
PARTNERS = Register(
    "partners",
    word("partners"),
    "text",
    (
        RegisterRow("p", date(2013, 1, 1), date(2013, 1, 1), None, ("p#p",)),
        RegisterRow("q", COVERED, date(2020, 1, 1), None, ("p#q",)),
    ),
)


@st.composite
def plans(draw: Any) -> Plan:
    found = draw(st.lists(criteria, min_size=1, max_size=3))
    first, second, third = draw(numbers), draw(numbers), draw(numbers)
    best = draw(st.sampled_from([least, greatest]))
    return plan(
        VOCABULARY,
        [
            criterion(f"c{i}", requires, strength, applies_when=when)
            for i, (requires, when, strength) in enumerate(found)
        ],
        parameters=[parameter("band", Bounds(Decimal("0.2"), Decimal("0.4"))), parameter("lost", Gone.UNKNOWN)],
        lists=[listed("partners", register="partners")],
        registers=[PARTNERS],
        tables=[RATES, SHARES],
        values=[
            amount("plain", formula(first), applies_when=draw(st.none() | conditions)),
            amount("bound", best(one=first, two=second, three=third), rounding=down()),
        ],
    )


known_facts = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in DOMAINS.items()})


@LAW
@given(plans(), known_facts)
def test_a_partial_answer_is_never_contradicted(made: Plan, known: dict[str, Any]) -> None:
    assert check_law(made, known, DOMAINS, COVERED) > 0


SUBSIDY = plan(
    [
        number("cost", unit="JPY"),
        number("precedents", "0", None, kind="integer"),
        fact("other_subsidy"),
        number("requested", null_when_absent=True),
    ],
    [
        criterion("no-other", "other_subsidy = false"),
        criterion("floor", "subsidy >= 50", "in_principle"),
        criterion("within", "requested <= subsidy", applies_when="requested != null"),
    ],
    tables=[
        table("tiers", ["precedents"], {"none": (["0"], "0.5"), "few": (["[1..3]"], "0.4"), "many": ([">= 4"], "0.3")})
    ],
    values=[
        amount("rate", TableRef("tiers"), "1"),
        amount("subsidy", least(rate="cost * rate", cap="2000"), rounding=down()),
    ],
)
SUBSIDY_DOMAINS: dict[str, list[Any]] = {
    "cost": [Decimal(n) for n in ("0", "100", "166.66", "166.67", "4000", "9999")],
    "precedents": [Decimal(n) for n in (0, 1, 3, 4, 100)],
    "other_subsidy": [True, False],
    "requested": [Decimal(n) for n in (0, 49, 51, 2000)],
}


@LAW
@given(
    st.fixed_dictionaries(
        {"requested": st.sampled_from(SUBSIDY_DOMAINS["requested"])},
        optional={name: st.sampled_from(values) for name, values in SUBSIDY_DOMAINS.items() if name != "requested"},
    )
)
def test_a_subsidy_between_is_where_it_turns_out(known: dict[str, Any]) -> None:
    assert check_law(SUBSIDY, known, SUBSIDY_DOMAINS, COVERED) > 0
