"""On every rule set in rules/: what is computed at breakpoints only is what each single day would say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

import pytest

from engine.catalogue import open_catalogue
from engine.determination import Determination
from engine.evaluator import determine
from engine.facts import Facts
from engine.plan import Plan
from engine.timeline import Span, dated_days, events, holds_until, timeline
from engine.timeline.causes import shown
from tests.evaluator.completions import EXAMPLES, facts_of
from tests.evaluator.test_rule_sets import domains_of, plan_of, values_of

DAY = timedelta(days=1)
RULESETS = open_catalogue().ids()
CASES = max(EXAMPLES // 30, 1)


def days(start: date, end: date) -> Iterator[date]:
    return (start + DAY * number for number in range((end - start).days + 1))


def told(one: Span | Determination) -> Any:
    return one.outcome, shown(one.amounts)


def cases(ruleset: str) -> Iterator[tuple[Plan, Facts, date, date]]:
    """Proposals, some with facts left out, each with a year in which the rules have dates."""
    plan, told_ = plan_of(ruleset), values_of(ruleset)
    domains, chance = domains_of(plan, told_), random.Random(ruleset)  # noqa: S311 - a seeded choice of cases
    complete = max((facts for _, facts in told_), key=len)
    on = sorted({event.on for event in events(plan, as_known=True)})
    for number in range(CASES):
        facts = {
            **complete,
            **{name: chance.choice(values) for name, values in domains.items() if chance.random() < 0.2},
        }
        known = {
            name: value
            for name, value in facts.items()
            if name in plan.facts and (number == 0 or chance.random() < 0.9)
        }
        start = (on[0] if number == 0 else chance.choice(on)) - DAY * chance.randint(0, 200)
        yield plan, facts_of(known), start, start + DAY * 365


@pytest.mark.parametrize("as_known", [False, True])
@pytest.mark.parametrize("ruleset", RULESETS)
def test_a_timeline_says_of_each_day_of_a_year_what_that_day_says(ruleset: str, as_known: bool) -> None:
    for plan, facts, start, end in cases(ruleset):
        daily = [
            (day, told(determine(plan, facts, day, known_on=day if as_known else None))) for day in days(start, end)
        ]
        expected = [
            (group[0][0], group[-1][0], said)
            for said, group in ((said, list(group)) for said, group in groupby(daily, key=lambda one: one[1]))
        ]
        spans = timeline(plan, facts, start, end, as_known=as_known)
        assert [(span.start, span.end, told(span)) for span in spans] == expected


@pytest.mark.parametrize("ruleset", RULESETS)
def test_every_end_has_a_reason_of_its_day_with_a_passage(ruleset: str) -> None:
    for plan, facts, _, _ in cases(ruleset):
        first, last = dated_days(plan) or (date(2010, 1, 1), date(2030, 1, 1))
        spans = timeline(plan, facts, first - DAY * 30, last + DAY * 30)
        for before, after in pairwise(spans):
            assert before.because
            for change in before.because:
                assert change.event.on == after.start
                assert change.event.source
                assert change.affects
        assert spans[-1].because == ()


@pytest.mark.parametrize("ruleset", RULESETS)
def test_what_is_said_to_hold_until_a_day_is_the_end_of_its_span(ruleset: str) -> None:
    ended = 0
    for plan, facts, start, _ in cases(ruleset):
        day = start + DAY * 100
        found = holds_until(plan, facts, determine(plan, facts, day))
        [first, *others] = timeline(plan, facts, day, date(2090, 1, 1))
        assert found.until == (first.end if others else None)
        assert found.because == first.because
        ended += found.until is not None
    assert ended > 0 or ruleset in NEVER_END


NEVER_END = {
    "intercity-platform",
    "jcm/f-gas",
    "jcm/governance/joint-committee",
    "jcm/methodologies/bems-example",
    "jcm/methodologies/id-am022",
    "jcm/project-cycle/methodology-approval",
    "jcm/synergy-type",
}
"""Nothing said of a complete proposal changes: no figure that they use has an end, and what they cover has none, or is
nothing."""


def test_the_dates_of_the_fiscal_2019_call() -> None:
    """Its criteria are complete from 1 April 2019 to 31 March 2020; its figures were published on 5 April 2019."""
    plan = plan_of("jcm/model-projects")
    complete = max((facts for _, facts in values_of(plan.id)), key=len)
    facts = facts_of({name: value for name, value in complete.items() if name in plan.facts})
    window = (date(2019, 1, 1), date(2020, 12, 31))
    assert [(str(one.start), one.outcome.value) for one in timeline(plan, facts, *window)] == [
        ("2019-01-01", "undetermined"),
        ("2019-04-01", "eligible"),
        ("2020-04-01", "undetermined"),
    ]
    as_known = timeline(plan, facts, *window, as_known=True)
    assert [str(one.start) for one in as_known if one.outcome == "eligible"] == ["2019-04-05"]
    published = [one for span in as_known for one in span.because if str(one.event.on) == "2019-04-05"]
    assert [(one.event.kind, one.event.how, one.affects) for one in published] == [
        ("covers", "published", ("outcome",)),
        ("value", "published", ("maximum_subsidy_rate",)),
        ("value", "published", ("maximum_subsidy",)),
    ]
    [before] = [one for one in as_known if str(one.end) == "2019-04-04"]
    assert (str(before.start), before.amounts) == ("2019-04-01", {}), "the figures of fiscal 2018 are not carried over"


def test_a_year_whose_call_was_not_published_yet_has_no_figures_of_the_year_before() -> None:
    """Known on 4 April 2019, the day before the guidelines: 2018 has its band (at most 50 %), 2019 has nothing."""
    plan = plan_of("jcm/model-projects")
    facts = facts_of({"eligible_cost": Decimal(1_000_000_000)})
    spans = timeline(plan, facts, date(2018, 6, 1), date(2019, 12, 31), known_on=date(2019, 4, 4))
    most = [{name: one.figure.at_most for name, one in span.amounts.items()} for span in spans]
    assert most == [{"maximum_subsidy_rate": Decimal("0.50"), "maximum_subsidy": Decimal(500_000_000)}, {}]
    assert [(str(one.event.on), one.event.how) for one in spans[0].because] == [("2019-04-01", "not_evidenced")] * 2
    found = determine(plan, facts, date(2019, 6, 1), known_on=date(2019, 4, 4))
    assert (found.outcome, found.findings) == ("undetermined", ())
    [note] = found.diagnostics
    assert note.code == "no-rule-in-force"
    assert note.help is not None
    assert "`--known-on 2019-04-05`" in note.help.en


def test_the_philippines_sign_in_mid_programme() -> None:
    """A partner by 31 March 2017 at the latest, after 1 December 2016; on no printed list of the fund before 2019."""
    plan = plan_of("jcm/fund")
    facts = facts_of({"host_country": "PH"})
    spans = timeline(plan, facts, date(2016, 9, 2), date(2019, 10, 31))
    assert [(str(span.start), span.outcome.value) for span in spans] == [
        ("2016-09-02", "ineligible"),
        ("2016-12-02", "undetermined"),
    ]
    [change] = spans[0].because
    assert (change.event.name, change.event.items) == ("partner_countries", ("PH",))
    assert "oecc-jcm#seventeen-countries" in change.event.source
