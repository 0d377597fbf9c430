"""Criteria that cannot all be met make it ineligible together, and never where some completion is not refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import hantei
from engine import fast
from engine.catalogue import open_catalogue
from engine.determination import Determination, Outcome, State
from engine.determination_json import determination_json
from engine.evaluator import determine
from engine.evaluator.conflicts import MOST_FACTS
from engine.explanation import explain
from engine.facts import Facts
from engine.plan import Plan
from engine.possibilities import Request
from engine.questions import next_questions, standing
from tests.evaluator.completions import facts_of
from tests.evaluator.plans import COVERED, criterion, fact, number, plan
from tests.evaluator.test_rule_sets import plan_of

D = Decimal


def both(of: Plan, **values: Any) -> Determination:
    """By the reference and the fast evaluator, which say the same."""
    facts = facts_of(values)
    found, quick = determine(of, facts, COVERED), fast.check(of, facts, COVERED)
    assert (quick.outcome, quick.missing) == (found.outcome, frozenset(found.missing))
    return found


def share(least: str = "n >= total / 2") -> Plan:
    """A share that has to be half of a total, and the sum of both shares, which has to come to it."""
    return plan(
        [number("n"), number("other"), number("total", kind="integer")],
        [criterion("half", least), criterion("sum", "n + other = total")],
    )


def test_a_share_that_is_half_and_a_rest_that_is_more_than_half_exclude_each_other() -> None:
    """Of 100, 60 go to the other: 40 are left, less than half. With 50 there is just one amount left."""
    found = both(share(), total=D(100), other=D(60))
    assert (found.outcome, found.conflicting, found.missing) == (Outcome.INELIGIBLE, ("half", "sum"), ())
    assert {one.state for one in found.findings} == {State.UNDETERMINED}, "each of them could still be met"
    assert both(share(), total=D(100), other=D(50)).outcome is Outcome.UNDETERMINED
    assert both(share(), total=D(100), other=D("50.01")).outcome is Outcome.INELIGIBLE


@pytest.mark.parametrize(
    ("second", "day", "outcome"),
    [
        ("day < last", date(2019, 6, 2), Outcome.INELIGIBLE),  # after 1 June and before 2 June: no day
        ("day < last", date(2019, 6, 3), Outcome.UNDETERMINED),  # 2 June
        ("day <= last", date(2019, 6, 2), Outcome.UNDETERMINED),
        ('day + @"P1M" < last', date(2019, 7, 2), Outcome.INELIGIBLE),  # 2 June and a month are 2 July
        ('day + @"P1M" < last', date(2019, 7, 3), Outcome.UNDETERMINED),
        ('last - day >= @"P30D"', date(2019, 7, 1), Outcome.INELIGIBLE),  # from 2 June on there are 29 days
        ('last - day >= @"P30D"', date(2019, 7, 2), Outcome.UNDETERMINED),
    ],
)
def test_a_day_after_one_and_before_another_may_not_exist(second: str, day: date, outcome: Outcome) -> None:
    of = plan(
        [fact("day", "date"), fact("last", "date")],
        [criterion("after", 'day > @"2019-06-01"'), criterion("before", second)],
    )
    assert both(of, last=day).outcome is outcome


def test_a_day_that_may_be_null_is_gone_through_with_null() -> None:
    facts = [fact("day", "date", nullable=True)]
    early = criterion("early", 'day = null or day < @"2019-06-01"')
    assert (
        both(plan(facts, [early, criterion("late", 'day != null and day > @"2019-06-01"')])).outcome
        is Outcome.INELIGIBLE
    )
    assert (
        both(plan(facts, [early, criterion("late", 'day = null or day > @"2019-06-01"')])).outcome
        is Outcome.UNDETERMINED
    )


def test_whole_numbers_leave_nothing_between_two_neighbours() -> None:
    criteria = [criterion("above", "n > 3"), criterion("below", "n < 4")]
    assert both(plan([number("n", kind="integer")], criteria)).outcome is Outcome.INELIGIBLE
    assert both(plan([number("n")], criteria)).outcome is Outcome.UNDETERMINED


def test_two_facts_are_gone_through_together() -> None:
    facts = [fact("kind", "choice", choices=["a", "b"]), number("n")]
    large, small = criterion("large", 'if kind = "a" then n > 10 else n > 20'), criterion("small", "n < 10")
    assert both(plan(facts, [large, small])).conflicting == ("large", "small")
    assert both(plan(facts, [large, criterion("small", 'kind = "b" or n < 10')])).outcome is Outcome.UNDETERMINED


def test_what_is_only_advice_or_in_principle_excludes_nothing() -> None:
    for strength in ("advisory", "in_principle"):
        of = plan([number("n")], [criterion("above", "n > 3"), criterion("below", "n < 2", strength=strength)])
        assert both(of).outcome is Outcome.UNDETERMINED


def test_many_shared_facts_are_not_gone_through() -> None:
    names = [f"f{position}" for position in range(MOST_FACTS + 1)]
    all_, none = " and ".join(names), " and ".join(f"not({name})" for name in names)
    of = plan([fact(name) for name in names], [criterion("all", all_), criterion("none", none)])
    assert both(of).outcome is Outcome.UNDETERMINED
    assert both(of, **dict.fromkeys(names[:1], True)).outcome is Outcome.INELIGIBLE


# --- as people meet it ------------------------------------------------------------------------------------------------

ISSUED = {"issued": 8947, "to_others_in_japan": 895, "to_government_of_host": 1789, "to_others_in_host": 3000}
"""8,947 - 895 - 1,789 - 3,000 = 3,263 t are left for the government, less than half (4,474 t)."""


def test_an_issuance_of_which_too_little_is_left_is_refused_with_its_reason() -> None:
    found = hantei.check("jcm/credits/allocation", {"credits": ISSUED}, "2021-06-01").determinations[0]
    assert (found.outcome, found.missing) == ("ineligible", ())
    assert found.conflicting == ("half-to-japan", "shares-add-up")
    assert determination_json(found)["conflicting"] == ["half-to-japan", "shares-add-up"]
    (other,) = (one for one in found.depends_on_readings if one.reading == "j20-16-japan")
    assert other.sides["b"].outcome == "undetermined", "with the 895 t of others in Japan 4,158 t: half with 316 t more"


def test_what_it_rests_on_is_needed_for_it() -> None:
    """However much is issued, the facts that count are the total and the shares that are known."""
    found = hantei.check("jcm/credits/allocation", {"credits": ISSUED}, "2021-06-01").determinations[0]
    assert found.evidence is not None
    assert found.evidence.decided_by == ("half-to-japan", "shares-add-up")
    decisive = [one.name for one in found.evidence.decisive_facts]
    assert "credits.issued" in decisive
    plan_, given = plan_of("jcm/credits/allocation"), {f"credits.{name}": D(value) for name, value in ISSUED.items()}
    day = date(2021, 6, 1)
    kept = {name: value for name, value in given.items() if name in decisive}
    assert determine(plan_, facts_of(kept), day).outcome is Outcome.INELIGIBLE
    for name in decisive:
        without = {other: value for other, value in kept.items() if other != name}
        assert determine(plan_, facts_of(without), day).outcome is Outcome.UNDETERMINED, name


def test_nothing_is_asked_once_criteria_exclude_each_other() -> None:
    given = {f"credits.{name}": D(value) for name, value in ISSUED.items()}
    request = Request(plan_of("jcm/credits/allocation"), facts_of(given), date(2021, 6, 1))
    assert standing(request) is Outcome.INELIGIBLE
    assert next_questions([request]) == ()
    assert standing(Request(request.plan, Facts(), request.as_of)) is Outcome.UNDETERMINED


def test_its_explanation_says_that_they_cannot_all_be_met() -> None:
    catalogue = open_catalogue()
    answer = hantei.check("jcm/credits/allocation", {"credits": ISSUED}, "2021-06-01", catalogue=catalogue)
    en, ja = (explain(answer, lang, catalogue).determinations[0] for lang in ("en", "ja"))
    assert en.lead.endswith("never all of them together: At least half to the Government of Japan, Shares add up.")
    assert "すべて同時に満たすことはできません：日本国政府に2分の1以上、配分の合計" in ja.lead
    assert [one.criterion for one in en.decisive] == ["half-to-japan", "shares-add-up"]
