"""Each kind of change is made where it can be, once, and the rule set still says all the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.diagnostics import Text
from engine.mutation.formulas import changed_texts
from engine.mutation.mutants import mutants
from engine.mutation.neighbours import neighbours
from engine.mutation.registers import register_mutants
from engine.plan import PrintedList, Record, Register, RegisterRow


def texts(text: str, *, cell: bool = False) -> list[str]:
    return [new for _, new in changed_texts(text, cell=cell)]


@pytest.mark.parametrize(
    ("value", "beside"),
    [
        (Decimal("0.50"), [Decimal("0.49"), Decimal("0.51")]),
        (Decimal(200), [Decimal(199), Decimal(201)]),
        (date(2020, 3, 1), [date(2020, 2, 29), date(2020, 3, 2)]),
        ("2020-03-01", ["2020-02-29", "2020-03-02"]),
        ("P1Y6M", ["P1Y5M", "P1Y7M"]),
        ("P0D", ["P1D"]),
        (True, [False]),
        ("some text", []),
        ("Poland", []),
    ],
)
def test_a_neighbour_is_one_unit_of_the_last_place_away(value: Any, beside: list[Any]) -> None:
    assert list(neighbours(value)) == beside


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("cost >= 0.50", ["cost > 0.50", "cost >= 0.49", "cost >= 0.51"]),
        ("(a) < (b)", ["(a) <= (b)"]),
        ("kind = null", ["kind != null"]),
        ("a and b or c", ["a and b and c", "a or b or c"]),
        ('x in ["a", "b"]', ['x in ["b"]', 'x in ["a"]']),
        ("x in [1..3)", ["x in (1..3)", "x in [1..3]", "x in [0..3)", "x in [2..3)", "x in [1..2)", "x in [1..4)"]),
        (
            'd <= date("2022-01-31")',
            ['d < date("2022-01-31")', 'd <= date("2022-01-30")', 'd <= date("2022-02-01")'],
        ),
        ('@"P6M"', ['@"P5M"', '@"P7M"']),
        ("every p in ps satisfies p.ok", ["some p in ps satisfies p.ok"]),
        ("leading", []),
        ("cost >", []),
    ],
)
def test_a_formula_is_changed_in_one_place(text: str, changed: list[str]) -> None:
    assert texts(text) == changed


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        (">= 4", ["> 4", ">= 3", ">= 5"]),
        ('"a", "b"', ['"b"', '"a"']),
        ("-", []),
        ("0", ["(-1)", "1"]),
    ],
)
def test_a_cell_is_changed_in_one_place(text: str, changed: list[str]) -> None:
    assert texts(text, cell=True) == changed


def of(**said: Any) -> list[str]:
    return [mutant.name for mutant in mutants({"covers": [], **said})]


def test_a_period_and_a_series_are_moved_by_a_day_and_their_figures_by_a_unit() -> None:
    assert of(covers=[{"from": date(2019, 4, 1)}]) == [
        "covers/0/from: 2019-04-01 → 2019-03-31",
        "covers/0/from: 2019-04-01 → 2019-04-02",
    ]
    assert of(parameters={"cap": {"values": {"2019-04-01": {"value": Decimal(5)}, "2020-04-01": "ended"}}}) == [
        "parameters/cap/values: 2019-04-01 → 2019-03-31",
        "parameters/cap/values: 2019-04-01 → 2019-04-02",
        "parameters/cap/values/2019-04-01/value: 5 → 4",
        "parameters/cap/values/2019-04-01/value: 5 → 6",
        "parameters/cap/values: 2020-04-01 → 2020-03-31",
        "parameters/cap/values: 2020-04-01 → 2020-04-02",
    ]


def test_members_rows_and_bounds_are_dropped() -> None:
    assert "lists/l/values/2019-04-01/items: without MN" in of(
        lists={"l": {"values": {"2019-04-01": {"items": ["MN", "VN"]}}}}
    )
    rows = [{"id": "a", "when": ["1"], "then": '"x"'}, {"id": "b", "when": ["-"], "then": '"y"'}]
    assert of(tables={"t": {"inputs": ["n"], "rows": rows}}) == [
        "tables/t/rows/a: without the row",
        "tables/t/rows/a/when/0: ⟦1 → 0⟧",
        "tables/t/rows/a/when/0: ⟦1 → 2⟧",
        'tables/t/rows/a/then: "x" → "y"',
        "tables/t/rows/b: without the row",
        'tables/t/rows/b/then: "y" → "x"',
    ]
    bounds = [{"id": "a", "formula": "x"}, {"id": "b", "formula": "y"}]
    assert of(values={"v": {"least_of": bounds, "rounding": {"to": Decimal(1), "mode": "down"}}}) == [
        "values/v/least_of/a: without the bound",
        "values/v/least_of/b: without the bound",
        "values/v/rounding/to: 1 → 0",
        "values/v/rounding/to: 1 → 2",
        "values/v/rounding/mode: down → up",
    ]


def test_a_criterion_is_emptied_and_its_strength_changed() -> None:
    assert of(criteria=[{"id": "c", "requires": "x", "applies_when": "y", "strength": "advisory"}]) == [
        "criteria/c: met by everything",
        "criteria/c: without `applies_when`",
        "criteria/c: advisory → hard",
        "criteria/c: advisory → in_principle",
    ]


def test_a_conclusion_is_never_drawn_and_its_premises_are_swapped_and_dropped() -> None:
    premise = {"all": [{"outcome": ["eligible", "undetermined"]}, {"criterion": "c", "state": "met"}]}
    assert of(conclusions=[{"id": "k", "when": premise}]) == [
        "conclusions/k/when: never",
        "conclusions/k/when: all → any",
        "conclusions/k/when/all: without part 1 of `all`",
        "conclusions/k/when/all/0/outcome: without eligible",
        "conclusions/k/when/all/0/outcome: without undetermined",
        "conclusions/k/when/all: without part 2 of `all`",
    ]


def test_a_mutant_differs_in_one_place_and_leaves_the_original_alone() -> None:
    data = {"covers": [], "criteria": [{"id": "c", "requires": "x > 1"}, {"id": "d", "requires": "y"}]}
    changed = next(mutant for mutant in mutants(data) if "→ 2" in mutant.name).of(data)
    assert changed == {"covers": [], "criteria": [{"id": "c", "requires": "x > 2"}, {"id": "d", "requires": "y"}]}
    assert data["criteria"][0] == {"id": "c", "requires": "x > 1"}


def register(**said: Any) -> Sequence[str]:
    return [mutant.name for mutant in register_mutants(Register("r", Text("r", "台帳"), "country", **said))]


def test_rows_of_a_register_are_dropped_and_moved_by_a_day() -> None:
    day, later = date(2013, 1, 8), date(2013, 12, 8)
    assert register(rows=(RegisterRow("MN", day, day, None, ()),)) == [
        "rows/MN: without the row",
        "rows/MN: from 2013-01-08 → 2013-01-07",
        "rows/MN: from 2013-01-08 → 2013-01-09",
    ]
    assert register(rows=(RegisterRow("BD", day, later, later, ()),))[1:] == [
        "rows/BD: earliest 2013-01-08 → 2013-01-07",
        "rows/BD: earliest 2013-01-08 → 2013-01-09",
        "rows/BD: latest 2013-12-08 → 2013-12-07",
        "rows/BD: latest 2013-12-08 → 2013-12-09",
        "rows/BD: until 2013-12-08 → 2013-12-07",
        "rows/BD: until 2013-12-08 → 2013-12-09",
    ]
    assert register(records=(Record("one", {}, None, None, None, None, ()),)) == ["records/one: without the row"]
    assert register(printed=(PrintedList(day, day, ("MN", "VN"), ()),)) == [
        "lists/2013-01-08: without MN",
        "lists/2013-01-08: without VN",
        "lists/2013-01-08: on 2013-01-08 → 2013-01-07",
        "lists/2013-01-08: on 2013-01-08 → 2013-01-09",
    ]
