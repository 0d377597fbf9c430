"""The computed order settles an outcome in no more questions than fixed orders, and costs little."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import sqrt
from statistics import mean, stdev

import pytest

from engine.evaluator.keeping import forget
from engine.facts import Facts
from engine.possibilities import Oracle, Request
from engine.questions import next_questions
from tests.questions.applicants import Applicants, average, catalogue, in_order, plan_of

PEOPLE = max(60, min(int(os.environ.get("HANTEI_EXAMPLES", "60")), 300))
RULESETS = catalogue().ids()
BEHIND = {
    "jcm/project-cycle/2013": Fraction("1.011"),
    "jcm/scheme-2013/documents": Fraction("1.0001"),
}
"""Of those who slipped in one fact a fixed order, found by looking at these very applicants, asks less, by this factor.
In both the difference from applicant to applicant is larger than it by far (`SURE`): it is no better for others."""
BEHIND_WITH_ANYONE = {"jcm/governance/joint-committee": Fraction("1.1")}
"""Of those who may answer anything a fixed order asks less, by up to this factor: it asks for what one answer settles
before two days that are compared. For those who slipped in one fact the same order is behind ours."""
NOISE = Fraction("1.1")
"""A tenth: how far two means of so few applicants may lie apart though the orders are equally good."""
SURE = 2.58
"""Standard errors of the mean difference, applicant by applicant, on either side of it: 99 in 100 lie between them."""


@cache
def applicants(ruleset: str) -> Applicants:
    return Applicants(ruleset)


def surely_behind(ours: Sequence[int], fixed: Sequence[int]) -> float:
    """By how many questions at least our order is behind, if not by chance: each applicant is compared alone."""
    apart = [mine - other for mine, other in zip(ours, fixed, strict=True)]
    return mean(apart) - SURE * stdev(apart) / sqrt(len(apart))


@pytest.mark.parametrize("ruleset", RULESETS)
def test_who_slipped_in_one_fact_is_told_as_soon_as_in_the_best_fixed_order(ruleset: str) -> None:
    asked = applicants(ruleset)
    people = asked.with_one_slip()
    ours = asked.counted(people, asked.ours)
    for order in (asked.plan_order(), asked.greedy_order(people)):
        fixed = asked.counted(people, in_order(order))
        assert average(people, ours) <= average(people, fixed) * BEHIND.get(ruleset, 1), (ours, fixed)
        assert surely_behind(ours, fixed) <= 0, (ours, fixed)


@pytest.mark.parametrize("ruleset", RULESETS)
def test_anyone_is_settled_in_no_more_questions_than_in_fixed_orders(ruleset: str) -> None:
    asked = applicants(ruleset)
    people = asked.anyone(PEOPLE)
    ours = asked.counted(people, asked.ours)
    for order in (asked.plan_order(), *asked.random_orders(3), asked.greedy_order(asked.anyone(PEOPLE, "looked at"))):
        fixed = asked.counted(people, in_order(order))
        assert average(people, ours) <= average(people, fixed) * BEHIND_WITH_ANYONE.get(ruleset, NOISE), (ours, fixed)
        assert surely_behind(ours, fixed) <= 0 or ruleset in BEHIND_WITH_ANYONE, (ours, fixed)


@pytest.mark.parametrize("ruleset", RULESETS)
def test_the_first_question_never_settles_less_than_a_later_one(ruleset: str) -> None:
    asked = applicants(ruleset)
    found = next_questions([Request(plan_of(ruleset), Facts(), asked.day)])
    settles = [one.settles for one in found]
    assert settles == sorted(settles, reverse=True)
    assert (max(settles, default=0) > 0) is (ruleset != "intercity-platform"), "all of that one is advice"


def test_the_order_asks_the_oracle_a_bounded_number_of_times() -> None:
    """Each answer of the oracle costs a part of a check; `bench/questions.py` holds the time."""
    for ruleset in RULESETS:
        plan = plan_of(ruleset)
        counted: list[Oracle] = []

        class Counting(Oracle):
            def __init__(self, request: Request, kept: list[Oracle] = counted) -> None:
                super().__init__(request)
                kept.append(self)

        forget()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("engine.questions.keeping.Oracle", Counting)
            next_questions([Request(plan, Facts(), applicants(ruleset).day)])
        assert 0 < counted[0].asked < 600, (ruleset, counted[0].asked)
