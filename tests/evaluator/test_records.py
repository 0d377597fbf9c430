"""Facts that are records: what is claimed of rows that are not all known holds for every way to complete them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from engine import fast
from engine.determination import Determination
from engine.evaluator import determine
from engine.plan import FactSpec, Plan
from tests.evaluator.completions import _check_amounts, _check_findings, _check_outcome, facts_of
from tests.evaluator.plans import COVERED, amount, criterion, fact, formula, number, plan

Row = dict[str, Any]
D = Decimal
ELECTRICITY = [D(0), D(10), D(20)]
COP = [D(1), D(5), D(6)]
KIND = ["screw", "turbo"]
ROWS: list[Row] = [
    {**row, **more}
    for row in ({"electricity": e, "cop": c, "kind": k} for e, c, k in product(ELECTRICITY, COP, KIND))
    for more in ({}, {"spare": D(3)})
]


def records(name: str, **more: Any) -> FactSpec:
    fields = {
        "electricity": number("electricity", "0", "20", unit="MWh"),
        "cop": number("cop", "1", "6", unit="1"),
        "kind": fact("kind", "choice", choices={"screw": "", "turbo": ""}),
        "spare": number("spare", "0", None, unit="MWh", null_when_absent=True),
    }
    return fact(name, "list", items=fact(name, "record", fields=fields), **more)


CONDITIONS = {
    "sum": "sum(for e in chillers return e.electricity * (e.cop / 6)) <= 30",
    "every": "every e in chillers satisfies e.electricity >= 10",
    "some": 'some e in chillers satisfies e.cop > 5 and e.kind = "screw"',
    "pairs": "some e in chillers, f in chillers satisfies e.cop > f.cop",
    "count": "count(chillers[cop > 5]) >= 1",
    "contains": 'list contains(chillers.kind, "turbo")',
    "in": '"turbo" in chillers.kind',
    "all": "all(for e in chillers return e.cop > 1)",
    "any": "any(for e in chillers return e.electricity > 10)",
    "spare": "every e in chillers satisfies e.spare = null or e.spare < 10",
    "first": "chillers[1].cop > 1",
    "threshold": "count(chillers) > threshold",
}
AMOUNTS = {
    "saved": "sum(chillers.electricity)",
    "weighted": "sum(for e in chillers return e.electricity * (6 - e.cop))",
    "best": "max(chillers.cop)",
    "worst": "min(chillers.cop)",
    "usual": "mean(chillers.electricity)",
    "middle": "median(chillers.cop)",
    "good": "count(chillers[cop > 1])",
    "turbos": 'sum(append(chillers[kind = "turbo"].electricity, 0))',
    "either": 'if count(chillers[kind = "turbo"]) > 1 then sum(chillers.cop) else 0',
    "both": "sum(concatenate(chillers.cop, chillers.electricity))",
}


def trial(**more: Any) -> Plan:
    return plan(
        [records("chillers", minimum_length=1, maximum_length=2, **more), number("threshold", "0", "2")],
        [criterion(name, text) for name, text in CONDITIONS.items()],
        values=[amount(name, formula(text), unit="1") for name, text in AMOUNTS.items()],
    )


PLAN = trial()
FULL: Row = {"electricity": D(10), "cop": D(6), "kind": "screw"}
PARTIAL: dict[str, list[Row] | None] = {
    "nothing": None,
    "one field open": [FULL, {"electricity": D(20), "kind": "turbo"}],
    "two fields open": [{"electricity": D(10), "cop": D(5)}, {"cop": D(6), "kind": "turbo"}],
    "a whole row open": [FULL, {}],
    "one open row alone": [{}],
    "nothing open": [FULL, {"electricity": D(0), "cop": D(1), "kind": "turbo", "spare": D(3)}],
}


def completed(rows: list[Row] | None) -> Iterator[list[Row]]:
    """Ways to complete the rows: a field that is left out is given; an optional one was said not to be there."""
    if rows is None:
        yield from ([row] for row in ROWS[::2])
        yield from ([one, other] for one, other in product(ROWS[::7], ROWS[::9]))
        return
    options = [
        [row | {key: full[key] for key in full if key != "spare"} | row for full in ROWS[::2]]
        if len(row) < 3
        else [row]
        for row in rows
    ]
    yield from (list(point) for point in list(product(*options))[::3])


def answer(rows: list[Row] | None, threshold: Decimal | None, rules: Plan = PLAN) -> Determination:
    values = {"chillers": rows, "threshold": threshold}
    facts = facts_of({name: value for name, value in values.items() if value is not None})
    found, quick = determine(rules, facts, COVERED), fast.check(rules, facts, COVERED)
    assert quick.outcome is found.outcome
    assert quick.states == tuple(finding.state for finding in found.findings)
    assert quick.missing == frozenset(found.missing)
    shown = {name: (one.figure.value, one.figure.at_least, one.figure.at_most) for name, one in found.amounts.items()}
    assert {name: (one.value, one.at_least, one.at_most) for name, one in quick.amounts.items()} == shown
    return found


@pytest.mark.parametrize("rows", PARTIAL.values(), ids=PARTIAL)
def test_no_completion_of_the_rows_contradicts_what_is_claimed(rows: list[Row] | None) -> None:
    partial, tried = answer(rows, None), 0
    for full in completed(rows):
        threshold = D(tried % 3)
        whole = answer(full, threshold)
        where = f"{rows} completed to {full}, {threshold}"
        _check_outcome(partial, whole, where)
        _check_findings(partial, whole, where)
        _check_amounts(partial, whole, where)
        tried += 1
    assert tried >= 1


def test_what_is_claimed_of_rows_that_are_open_is_as_close_as_their_bounds_allow() -> None:
    """By hand: 10 x (6 - 6) + 20 x (6 - cop) with cop in [1..6] lies in [0..100]; of one row more it is known that
    its cop is 6, so the best is 6; one or two are above 1."""
    found = answer([FULL, {"electricity": D(20), "kind": "turbo"}], D(1))
    ends = {name: (one.figure.value, one.figure.at_least, one.figure.at_most) for name, one in found.amounts.items()}
    assert ends["saved"] == (D(30), None, None)
    assert ends["weighted"] == (None, D(0), D(100))
    assert ends["best"] == (D(6), None, None)
    assert ends["worst"] == (None, D(1), D(6))
    assert ends["good"] == (None, D(1), D(2))
    assert ends["turbos"] == (D(20), None, None)
    assert found.missing == ("chillers[2].cop",)


def test_of_a_list_that_was_left_out_its_length_and_the_bounds_of_its_fields_are_known() -> None:
    """By hand: one or two rows of 0 to 20 MWh are 0 to 40 MWh; their mean is 0 to 20; none or two are above 1."""
    found = answer(None, D(0))
    ends = {name: (one.figure.value, one.figure.at_least, one.figure.at_most) for name, one in found.amounts.items()}
    assert ends["saved"] == (None, D(0), D(40))
    assert ends["usual"] == (None, D(0), D(20))
    assert ends["good"] == (None, D(0), D(2))
    assert ends["turbos"] == (None, D(0), D(40))
    states = {finding.criterion: finding.state.value for finding in found.findings}
    assert states["threshold"] == "met", "one row at least is more than none"
    assert found.missing == ("chillers",)


def test_fields_are_missing_row_by_row_in_the_order_in_which_they_stand() -> None:
    found = answer([{"cop": D(5), "kind": "screw"}, {"electricity": D(10)}], D(0))
    assert sorted(found.missing) == ["chillers[1].electricity", "chillers[2].cop", "chillers[2].kind"]
    missing = {finding.criterion: finding.missing for finding in found.findings}
    assert missing["every"] == ("chillers[1].electricity",)
    assert missing["some"] == ("chillers[2].cop", "chillers[2].kind")


def test_an_optional_field_that_is_left_out_is_null_and_never_missing() -> None:
    found = answer([FULL], D(0))
    states = {finding.criterion: finding.state.value for finding in found.findings}
    assert states["spare"] == "met"
    assert found.missing == ()


def test_a_record_alone_is_asked_for_as_one_fact_and_completed_field_by_field() -> None:
    boiler = fact("boiler", "record", fields={"fuel": number("fuel", "0", "9"), "heat": number("heat", "0", "9")})
    rules = plan([boiler], [criterion("c", "boiler.fuel + boiler.heat <= 18"), criterion("d", "boiler.fuel > 3")])
    nothing = determine(rules, facts_of({}), COVERED)
    assert [one.state.value for one in nothing.findings] == ["met", "undetermined"]
    assert nothing.missing == ("boiler",)
    half = determine(rules, facts_of({"boiler": {"heat": D(1)}}), COVERED)
    assert half.missing == ("boiler.fuel",)
    assert fast.check(rules, facts_of({"boiler": {"heat": D(1)}}), COVERED).missing == {"boiler.fuel"}
