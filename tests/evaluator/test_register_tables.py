"""Registers that are tables: looked up and counted, on the day that is asked about, also where rows may be missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine import fast
from engine.determination import Determination
from engine.evaluator import determine
from engine.feel import Expression
from engine.feel.syntax import ast
from engine.plan import RECORDS, CountedFrom, FactSpec, Named, Period, Plan, Record, Register
from tests.evaluator.completions import facts_of
from tests.evaluator.plans import COVERED, amount, criterion, fact, feel, formula, number, plan, word

D = Decimal
COLUMNS = {
    "grid": fact("grid", "text"),
    "vintage": number("vintage", None, kind="integer"),
    "factor": number("factor", "0", "2", unit="tCO2/MWh"),
}


def record(name: str, grid: str, vintage: int, factor: str | None, **days: Any) -> Record:
    values = {"grid": grid, "vintage": D(vintage), "factor": None if factor is None else D(factor)}
    known = {key: value for key, value in values.items() if value is not None}
    ends = {key: days.get(key) for key in ("earliest", "latest", "until", "published")}
    return Record(name, known, ends["earliest"], ends["latest"], ends["until"], ends["published"], ("book#row",))


RECORDS_OF_FACTORS = (
    record("mn-2015", "mn", 2015, "1.154"),
    record("vn-2015", "vn", 2015, "0.815"),
    record("vn-2018", "vn", 2018, None),
    record("old", "th", 2015, "0.5", until=date(2018, 12, 31)),
    record("late", "th", 2015, "0.6", earliest=date(2019, 7, 1), latest=date(2019, 7, 1)),
)


def factors(**more: Any) -> Register:
    return Register("factors", word("factors"), "record", columns=COLUMNS, records=RECORDS_OF_FACTORS, **more)


LOOKED_UP = {
    "factor": "emission_factors[grid = where and vintage = year][1].factor",
    "rows": "count(emission_factors[grid = where])",
    "highest": "max(emission_factors[grid = where].factor)",
}


def rules(register: Register) -> Plan:
    return plan(
        [fact("where", "text"), number("year", None, kind="integer")],
        [criterion("there", "count(emission_factors[grid = where and vintage = year]) > 0")],
        values=[amount(name, formula(text), unit="1") for name, text in LOOKED_UP.items()],
        lists=[Named("emission_factors", word("factors"), "record", (), "factors", ("book#list",))],
        registers=[register],
    )


def answer(made: Plan, values: dict[str, Any], day: date = COVERED) -> Determination:
    found, quick = determine(made, facts_of(values), day), fast.check(made, facts_of(values), day)
    assert quick.outcome is found.outcome
    assert quick.states == tuple(finding.state for finding in found.findings)
    assert quick.missing == frozenset(found.missing)
    ends = {name: (one.figure.value, one.figure.at_least, one.figure.at_most) for name, one in found.amounts.items()}
    assert {name: (one.value, one.at_least, one.at_most) for name, one in quick.amounts.items()} == ends
    return found


def ends_of(found: Determination) -> dict[str, tuple[Any, Any, Any]]:
    return {name: (one.figure.value, one.figure.at_least, one.figure.at_most) for name, one in found.amounts.items()}


def test_a_complete_table_is_looked_up_and_counted() -> None:
    found = answer(rules(factors()), {"where": "mn", "year": D(2015)})
    assert ends_of(found) == {
        "factor": (D("1.154"), None, None),
        "rows": (D(1), None, None),
        "highest": (D("1.154"), None, None),
    }
    assert found.findings[0].state == "met"


def test_what_is_not_in_a_complete_table_is_not_there() -> None:
    found = answer(rules(factors()), {"where": "kh", "year": D(2015)})
    assert found.findings[0].state == "not_met"
    assert ends_of(found)["rows"] == (D(0), None, None)


def test_a_cell_that_is_left_out_is_unknown_within_the_bounds_of_its_column() -> None:
    found = answer(rules(factors()), {"where": "vn", "year": D(2018)})
    assert ends_of(found)["factor"] == (None, D(0), D(2))
    assert ends_of(found)["highest"] == (None, D("0.815"), D(2)), "0.815 of 2015 or more"
    assert "register-not-evidenced" in [one.code for one in found.diagnostics]


def test_in_an_incomplete_table_what_is_not_found_is_unknown_and_a_count_is_a_lower_bound() -> None:
    made = rules(factors(complete=()))
    absent = answer(made, {"where": "kh", "year": D(2015)})
    assert absent.findings[0].state == "undetermined"
    assert ends_of(absent)["rows"] == (None, D(0), None)
    there = answer(made, {"where": "mn", "year": D(2015)})
    assert there.findings[0].state == "met", "a row that is found is found"
    assert ends_of(there)["rows"] == (None, D(1), None)
    assert ends_of(there)["factor"] == (None, None, None), "another row may come first"


def test_where_columns_tell_records_apart_a_row_that_is_found_is_the_only_one() -> None:
    made = rules(factors(complete=(), unique_by=("grid", "vintage")))
    there = answer(made, {"where": "mn", "year": D(2015)})
    assert ends_of(there)["factor"] == (D("1.154"), None, None)
    assert ends_of(there)["rows"] == (None, D(1), None), "other vintages may be missing"
    assert answer(made, {"where": "mn", "year": D(2016)}).findings[0].state == "undetermined"


@pytest.mark.parametrize(
    ("day", "rows"), [(date(2019, 4, 1), D(0)), (date(2019, 7, 1), D(1)), (date(2020, 1, 1), D(1))]
)
def test_only_records_in_force_on_the_day_count(day: date, rows: Decimal) -> None:
    """The old row of Thailand ended in 2018, the new one begins on 1 July 2019."""
    found = answer(rules(factors()), {"where": "th", "year": D(2015)}, day)
    assert ends_of(found)["rows"] == (rows, None, None)


def test_a_record_is_not_known_before_it_is_published() -> None:
    made = rules(factors())
    before = determine(made, facts_of({"where": "th", "year": D(2015)}), date(2020, 1, 1), known_on=date(2019, 6, 30))
    assert ends_of(before)["rows"] == (D(0), None, None)


def test_completeness_is_a_matter_of_the_day() -> None:
    made = rules(factors(complete=(Period(date(2019, 1, 1), date(2019, 12, 31)),)))
    assert answer(made, {"where": "kh", "year": D(2015)}, date(2019, 5, 1)).findings[0].state == "not_met"
    assert answer(made, {"where": "kh", "year": D(2015)}, date(2020, 1, 1)).findings[0].state == "undetermined"


# --- facts counted from a register -----------------------------------------------------------------------------------


def counted(name: str, condition: str) -> FactSpec:
    node = ast.Filter(0, len(condition), ast.Name(0, 0, RECORDS), feel(condition).node)
    source = CountedFrom("adoptions", Expression(condition, node), word("counted"))
    return number(name, "0", kind="integer", counted=source)


ADOPTED = {"country": fact("country", "country"), "classes": fact("classes", "list", items=fact("classes", "text"))}


def adopted(name: str, country: str, classes: tuple[str, ...], first: date, last: date | None, **more: Any) -> Record:
    values = {"country": country, "classes": classes}
    return Record(name, values, first, last, more.get("until"), None, ("book#row",))


ADOPTIONS = (
    adopted("a", "VN", ("solar",), date(2017, 4, 1), date(2018, 3, 31)),
    adopted("b", "VN", ("solar", "chiller"), date(2018, 4, 1), date(2019, 3, 31)),
    adopted("c", "TH", ("solar",), date(2018, 4, 1), date(2019, 3, 31)),
    adopted("d", "VN", ("solar",), date(2019, 4, 1), date(2020, 3, 31)),
    adopted("e", "VN", ("solar",), date(2013, 4, 1), None),
    adopted("withdrawn", "VN", ("solar",), date(2015, 4, 1), date(2016, 3, 31), until=date(2017, 1, 1)),
)
CONDITION = "country = host and kind in classes"


def counting(*, complete: bool, records: tuple[Record, ...] = ADOPTIONS) -> Plan:
    return plan(
        [counted("adopted", CONDITION), fact("host", "country"), fact("kind", "text")],
        [criterion("few", "adopted <= 3")],
        values=[amount("rate", formula("if adopted = 0 then 0.5 else if adopted <= 3 then 0.4 else 0.3"), unit="1")],
        registers=[
            Register(
                "adoptions",
                word("adoptions"),
                "record",
                columns=ADOPTED,
                records=records,
                complete=None if complete else (),
            )
        ],
    )


HERE = {"host": "VN", "kind": "solar"}
SURE = ADOPTIONS[:3]


def test_a_fact_that_is_not_given_is_counted() -> None:
    """On 1 June 2019: a and b; c is in Thailand."""
    found = answer(counting(complete=True, records=SURE), HERE)
    assert ends_of(found)["rate"] == (D("0.4"), None, None)
    assert found.missing == ()
    (count,) = found.counted
    assert (count.fact, count.records, count.open_records) == ("adopted", ("a", "b"), ())
    assert (count.figure.value, count.used, count.complete) == (D(2), True, True)


def test_days_that_are_not_known_leave_the_count_open_near_them_and_withdrawn_projects_do_not_count() -> None:
    """d is adopted some day in fiscal year 2019, e on a day that nobody knows; the withdrawn one is gone since 2017."""
    (count,) = answer(counting(complete=True), HERE).counted
    assert (count.records, count.open_records) == (("a", "b"), ("d", "e"))
    assert (count.figure.at_least, count.figure.at_most) == (D(2), D(4))


def test_from_an_incomplete_register_the_count_is_a_lower_bound() -> None:
    found = answer(counting(complete=False), HERE)
    assert ends_of(found)["rate"] == (None, D("0.3"), D("0.4")), "two or more: never 0.5"
    assert found.missing == ("adopted",)
    (count,) = found.counted
    assert (count.figure.at_least, count.figure.at_most, count.complete) == (D(2), None, False)


def test_a_given_value_stands_and_the_count_is_shown_beside_it() -> None:
    found = answer(counting(complete=True, records=SURE), {**HERE, "adopted": D(0)})
    assert ends_of(found)["rate"] == (D("0.5"), None, None)
    (count,) = found.counted
    assert (count.used, count.given, count.figure.value) == (False, D(0), D(2))
    assert "count-differs" in [one.code for one in found.diagnostics]


def test_a_given_value_within_the_count_is_no_difference() -> None:
    found = answer(counting(complete=False), {**HERE, "adopted": D(3)})
    assert [one.code for one in found.diagnostics] == ["counted-from-register"]


def test_what_the_count_of_a_complete_register_waits_for_is_asked_instead_of_the_count() -> None:
    found = answer(counting(complete=True, records=SURE), {"host": "VN"})
    assert found.missing == ("kind",)
    assert found.counted[0].waits_for == ("kind",)


def test_of_an_incomplete_register_the_count_itself_is_asked_for() -> None:
    found = answer(counting(complete=False), {"host": "VN"})
    assert found.missing == ("adopted",)
    assert found.counted[0].waits_for == ("kind",)
