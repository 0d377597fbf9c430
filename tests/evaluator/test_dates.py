"""Two dates: what is in force on the day, what was published by then, and what no source says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.determination import Determination, Outcome
from engine.errors import MisuseError
from engine.evaluator import determine, reading_faults
from engine.plan import Gone, Period, Plan, PrintedList, Register, RegisterRow
from tests.evaluator.plans import (
    COVERED,
    YEAR,
    amount,
    criterion,
    fact,
    formula,
    given,
    listed,
    number,
    parameter,
    plan,
    reading,
    word,
)

D = Decimal
FLOOR = {date(2018, 4, 1): D(10), date(2019, 4, 1): D(20), date(2020, 4, 1): Gone.UNKNOWN}


def codes(result: Determination) -> list[str]:
    return [note.code for note in result.diagnostics]


def dated() -> Plan:
    return plan(
        [fact("a"), number("n")],
        [
            criterion("floor", "n >= least", in_force=(Period(date(2018, 4, 1), None),)),
            criterion("inside", "a"),
        ],
        parameters=[parameter("least", FLOOR)],
        values=[amount("sum", formula("least * 2"))],
    )


@pytest.mark.parametrize(("day", "least"), [(date(2019, 3, 31), 10), (date(2019, 4, 1), 20), (date(2020, 3, 31), 20)])
def test_a_figure_is_that_of_the_day(day: date, least: int) -> None:
    result = determine(dated(), given(n=15), day)
    assert result.amounts["sum"].figure.value == D(least * 2)
    assert result.findings[0].state == ("met" if least == 10 else "not_met")


def test_a_figure_is_that_which_was_known() -> None:
    late = plan(
        [number("n")],
        [criterion("floor", "n >= least")],
        parameters=[parameter("least", FLOOR, published={date(2019, 4, 1): date(2019, 7, 1)})],
    )
    on = date(2019, 8, 1)
    assert determine(late, given(n=15), on).outcome is Outcome.INELIGIBLE
    assert determine(late, given(n=15), on, known_on=date(2019, 6, 30)).outcome is Outcome.ELIGIBLE
    assert determine(late, given(n=15), on, known_on=date(2019, 7, 1)).outcome is Outcome.INELIGIBLE


def test_outside_covers_a_hard_clause_in_force_still_makes_ineligible() -> None:
    result = determine(dated(), given(n=5), date(2018, 6, 1))
    assert (result.outcome, [one.criterion for one in result.findings]) == (Outcome.INELIGIBLE, ["floor"])


def test_outside_covers_nothing_is_ever_eligible() -> None:
    result = determine(dated(), given(n=15, a=True), date(2018, 6, 1))
    assert result.outcome is Outcome.UNDETERMINED
    note = next(note for note in result.diagnostics if note.code == "no-rule-in-force")
    assert "2019-04-01 to 2020-03-31" in note.message.en
    assert "2019-04-01～2020-03-31" in note.message.ja
    assert note.help is not None
    assert "`--as-of 2019-04-01`" in note.help.en
    assert '`"as_of": "2019-04-01"`' in note.help.en


def test_the_help_names_the_covered_day_that_is_nearest() -> None:
    result = determine(dated(), given(), date(2022, 1, 1))
    assert result.diagnostics[0].help is not None
    assert "--as-of 2020-03-31" in result.diagnostics[0].help.ja


def test_a_figure_not_evidenced_makes_a_finding_undetermined_and_is_no_missing_fact() -> None:
    result = determine(dated(), given(n=15), date(2020, 4, 1))
    assert (result.findings[0].state, result.missing) == ("undetermined", ())
    assert codes(result) == ["no-rule-in-force", "parameter-not-evidenced"]
    assert result.diagnostics[1].message.en == "`least` (least) is not evidenced on 2020-04-01"
    assert result.amounts == {}


def test_before_the_first_step_nothing_is_evidenced() -> None:
    result = determine(dated(), given(n=15), date(2018, 3, 31))
    assert codes(result) == ["no-rule-in-force"]
    assert (result.findings, result.amounts) == ((), {})


def test_a_criterion_whose_clause_has_ended_is_left_out() -> None:
    made = plan(
        [number("n"), fact("a")],
        [criterion("floor", "n >= least"), criterion("other", "a")],
        parameters=[parameter("least", {date(2018, 4, 1): D(10), date(2019, 5, 1): Gone.ENDED})],
    )
    assert [one.criterion for one in determine(made, given(), date(2019, 4, 30)).findings] == ["floor", "other"]
    result = determine(made, given(a=True), COVERED)
    assert ([one.criterion for one in result.findings], result.outcome) == (["other"], Outcome.ELIGIBLE)


def test_what_reads_an_ended_clause_through_a_value_is_left_out_too() -> None:
    made = plan(
        [fact("a")],
        [criterion("floor", "doubled > 3"), criterion("other", "a")],
        parameters=[parameter("least", Gone.ENDED)],
        values=[amount("doubled", formula("least * 2"))],
    )
    assert [one.criterion for one in determine(made, given(), COVERED).findings] == ["other"]


# --- registers -------------------------------------------------------------------------------------------------------

PARTNERS = Register(
    "partners",
    word("partners"),
    "country",
    rows=(
        RegisterRow("MN", date(2013, 1, 8), date(2013, 1, 8), None, ("p#mn",)),
        RegisterRow("BD", date(2013, 1, 9), date(2013, 12, 8), None, ("p#bd",)),
        RegisterRow("XX", date(2014, 1, 1), date(2014, 1, 1), date(2016, 12, 31), ("p#xx",)),
    ),
)
FUND = Register(
    "fund",
    word("fund"),
    "country",
    printed=(
        PrintedList(date(2014, 6, 26), date(2014, 6, 26), ("BD", "KE"), ("f#1",)),
        PrintedList(date(2019, 11, 1), date(2020, 3, 31), ("BD", "PH"), ("f#2",)),
        PrintedList(date(2023, 5, 1), date(2023, 5, 1), ("PH", "LK"), ("f#3",)),
    ),
)
EVER = (Period(None, None),)


def membership(register: Register, country: str | None, day: date, known_on: date | None = None) -> Determination:
    made = plan(
        [fact("host", "country"), fact("others", "list", items=fact("", "country"))],
        [criterion("signed", "host in partners")],
        lists=[listed("partners", register=register.id)],
        registers=[register],
        covers=EVER,
    )
    return determine(made, given(host=country) if country else given(), day, known_on=known_on)


@pytest.mark.parametrize(
    ("country", "day", "state"),
    [
        ("MN", date(2013, 1, 7), "not_met"),
        ("MN", date(2013, 1, 8), "met"),
        ("BD", date(2013, 1, 8), "not_met"),
        ("BD", date(2013, 1, 9), "undetermined"),
        ("BD", date(2013, 12, 7), "undetermined"),
        ("BD", date(2013, 12, 8), "met"),
        ("MN", date(2013, 6, 1), "met"),
        ("FR", date(2013, 6, 1), "not_met"),
        ("XX", date(2016, 12, 31), "met"),
        ("XX", date(2017, 1, 1), "not_met"),
    ],
)
def test_a_country_is_a_partner_from_its_signing_day(country: str, day: date, state: str) -> None:
    result = membership(PARTNERS, country, day)
    assert result.findings[0].state == state
    assert codes(result) == (["register-not-evidenced"] if state == "undetermined" else [])
    assert result.missing == ()


@pytest.mark.parametrize(
    ("country", "day", "state"),
    [
        ("BD", date(2014, 6, 25), "undetermined"),
        ("BD", date(2014, 6, 26), "met"),
        ("FR", date(2014, 6, 26), "not_met"),
        ("BD", date(2016, 1, 1), "met"),
        ("KE", date(2016, 1, 1), "undetermined"),
        ("PH", date(2016, 1, 1), "undetermined"),
        ("FR", date(2016, 1, 1), "not_met"),
        ("PH", date(2020, 3, 31), "met"),
        ("KE", date(2020, 3, 31), "not_met"),
        ("LK", date(2020, 3, 31), "not_met"),
        ("LK", date(2020, 4, 1), "undetermined"),
        ("PH", date(2020, 4, 1), "met"),
        ("PH", date(2023, 5, 1), "met"),
        ("PH", date(2023, 5, 2), "undetermined"),
    ],
)
def test_between_printed_lists_only_what_both_say_is_known(country: str, day: date, state: str) -> None:
    assert membership(FUND, country, day).findings[0].state == state


def test_an_unknown_country_is_missing_however_open_the_list() -> None:
    assert membership(FUND, None, date(2016, 1, 1)).missing == ("host",)


def test_a_list_printed_later_is_not_known_yet() -> None:
    day = date(2016, 1, 1)
    assert membership(FUND, "BD", day, known_on=date(2016, 1, 1)).findings[0].state == "undetermined"
    assert membership(PARTNERS, "MN", day, known_on=date(2013, 1, 7)).findings[0].state == "not_met"
    assert membership(PARTNERS, "BD", day, known_on=date(2013, 6, 1)).findings[0].state == "undetermined"


def test_more_than_membership_is_not_claimed_of_a_list_with_open_members() -> None:
    made = plan(
        [],
        [criterion("few", "count(partners) = 2"), criterion("all", 'every c in partners satisfies c != "ZZ"')],
        lists=[listed("partners", register="partners")],
        registers=[PARTNERS],
        covers=EVER,
    )
    assert {one.state for one in determine(made, given(), date(2013, 6, 1)).findings} == {"undetermined"}
    assert {one.state for one in determine(made, given(), date(2015, 6, 1)).findings} == {"not_met", "met"}


def test_a_list_of_its_own_is_dated_too() -> None:
    made = plan(
        [fact("sector", "text")],
        [criterion("priority", "sector in sectors")],
        lists=[listed("sectors", {date(2019, 4, 1): ("pumps",), date(2019, 10, 1): Gone.UNKNOWN})],
        covers=(YEAR,),
    )
    assert determine(made, given(sector="pumps"), date(2019, 9, 30)).outcome is Outcome.ELIGIBLE
    later = determine(made, given(sector="pumps"), date(2019, 10, 1))
    assert (later.outcome, codes(later)) == (Outcome.UNDETERMINED, ["list-not-evidenced"])


# --- readings --------------------------------------------------------------------------------------------------------


def test_readings_of_other_rule_sets_are_passed_over_and_wrong_sides_are_misuse() -> None:
    made = plan([fact("a")], [criterion("x", "a")], readings=[reading("strict")])
    assert determine(made, given(a=True), COVERED, readings={"other": "z"}).readings == {"strict": "a"}
    with pytest.raises(MisuseError):
        determine(made, given(a=True), COVERED, readings={"strict": "z"})


def test_faults_of_chosen_readings_are_all_reported() -> None:
    made = plan([fact("a")], [criterion("x", "a")], readings=[reading("strict")])
    found = reading_faults([made], {"strct": "a", "strict": "z"})
    assert [(fault.code, fault.pointer) for fault in found] == [
        ("unknown-reading", "/readings/strct"),
        ("unknown-side", "/readings/strict"),
    ]
    assert found[0].help is not None
    assert found[0].help.en == "did you mean `strict`?"
    assert found[1].help is not None
    assert found[1].help.en == "there are `a`, `b`"
    assert reading_faults([made], {"strict": "b"}) == []
