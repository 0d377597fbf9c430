"""No step of an outcome passes by itself: each holds where it is true and fails where it is not."""

from __future__ import annotations

import inspect
import re
from functools import cache

import pytest

from engine.catalogue import Catalogue, open_catalogue
from engine.diagnostics import Text
from features.steps import STEPS
from features.steps.scene import Scene


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


def perform(scene: Scene, kind: str, text: str) -> None:
    """What the step of that text does."""
    for step in STEPS:
        found = (re.fullmatch(step.en, text) or re.fullmatch(step.ja, text)) if step.kind == kind else None
        if found:
            wanted = inspect.signature(step.function).parameters
            step.function(scene, **{name: value for name, value in found.groupdict().items() if name in wanted})
            return
    raise LookupError(text)


def scene_of(*given: str, when: str = "it is checked") -> Scene:
    scene = Scene(catalogue())
    for text in given:
        perform(scene, "given", text)
    perform(scene, "when", when)
    return scene


@cache
def partial() -> Scene:
    """A model project of 1 bn yen without the number of similar projects, declared and assumed facts among the rest."""
    return scene_of(
        'a complete proposal for "jcm/model-projects"',
        'the fact "eligible_cost" is assumed to be "1000000000"',
        'the fact "similar_projects_adopted" is not given',
    )


@cache
def small_fund_project() -> Scene:
    return scene_of('a complete proposal for "jcm/fund"', 'the fact "総事業費" is "40000000"')


@cache
def illustrated() -> Scene:
    return scene_of('a complete proposal for "kawasaki-mechanism"')


@cache
def refused() -> Scene:
    return scene_of('a complete proposal for "jcm/fund"', 'the fact "host_contry" is "KH"', 'the reading "x" is "y"')


@cache
def subsidised() -> Scene:
    return scene_of(
        "「jcm/model-projects」の完全な提案がある",
        "事実「equipment_has_other_japanese_subsidy」は「true」である",
        "事実「subsidy_requested」は「300000000」である",
        when="「jcm/fund」で判定する",
    )


HOLDS = [
    (partial, "the outcome is eligible", "the outcome is undetermined"),
    (partial, "すべての所見は適合または該当なしである", 'only the finding "no-other-japanese-subsidy" is not met'),
    (
        partial,
        'the amount "maximum_subsidy" is between 300,000,000 and 500,000,000 JPY',
        'the amount "maximum_subsidy" is between 300,000,000 and 500,000,000 USD',
    ),
    (partial, "金額「maximum_subsidy」は3億円から5億円の間である", "金額「maximum_subsidy」は3億円から4億円の間である"),
    (partial, 'the amount "maximum_subsidy_rate" is between 30% and 50%', 'the amount "maximum_subsidy_rate" is 50%'),
    (
        partial,
        'the amount "maximum_subsidy" comes from "c2c-2020#table-8"',
        'the amount "maximum_subsidy" comes from "c2c-2020#table-7"',
    ),
    (partial, 'the missing facts are "similar_projects_adopted"', 'the missing facts are "eligible_cost"'),
    (partial, 'the missing facts include "Similar projects adopted"', 'the missing facts include "eligible_cost"'),
    (
        partial,
        "不足している事実に「eligible_cost」は含まれない",
        "不足している事実に「similar_projects_adopted」は含まれない",
    ),
    (partial, 'the fact "eligible_cost" is listed as assumed', 'the fact "work_start" is listed as assumed'),
    (
        partial,
        'the judgement "leading_technology" is listed as declared',
        'the judgement "eligible_cost" is listed as declared',
    ),
    (partial, 'the finding "within-subsidy-range" is met', 'the finding "within-subsidy-range" is not met'),
    (partial, "the answer depends on no reading", 'the answer depends on the reading "jf-08"'),
    (small_fund_project, "nothing is missing", 'the answer says "no-rule-in-force"'),
    (small_fund_project, 'the answer depends on the reading "jf-08"', "the answer depends on no reading"),
    (
        small_fund_project,
        'on side "b" of "jf-08" the amount "maximum_grant" is 5,000,000 USD',
        'on side "a" of "jf-08" the amount "maximum_grant" is 5,000,000 USD',
    ),
    (
        small_fund_project,
        'on side "b" of "jf-08" the outcome is eligible',
        'on side "b" of "jf-08" the outcome is ineligible',
    ),
    (
        small_fund_project,
        "金額「maximum_grant」は400万米ドルであり、「rate」で決まる",
        "金額「maximum_grant」は400万米ドルであり、「ceiling」で決まる",
    ),
    (
        small_fund_project,
        'no amount "maximum_interest_subsidy" is given',
        'no amount "maximum_grant" is given',
    ),
    (
        illustrated,
        'the illustration "avoided_emissions" is 12 tCO2',
        'the illustration "avoided_emissions" is 13 tCO2',
    ),
    (refused, "2 faults are reported", "1 faults are reported"),
    (
        refused,
        'the request is refused with "unknown-fact" at "/facts/host_contry"',
        'the request is refused with "unknown-fact" at "/facts/host_country"',
    ),
    (refused, 'the request is refused with "unknown-reading"', 'the request is refused with "not-a-date"'),
    (subsidised, "判定は不適格である", "判定は適格である"),
    (subsidised, 'for "jcm/fund" the outcome is undetermined', 'for "jcm/fund" the outcome is ineligible'),
    (
        subsidised,
        'only the finding "no-other-japanese-subsidy" is not met',
        "every finding is met",
    ),
    (
        subsidised,
        'for "jcm/fund" the answer says "no-rule-in-force"',
        'the answer says "no-rule-in-force"',
    ),
]


@pytest.mark.parametrize(("scene", "true", "false"), HOLDS, ids=[true for _, true, _ in HOLDS])
def test_a_step_holds_where_it_is_true_and_fails_where_it_is_not(scene: object, true: str, false: str) -> None:
    assert callable(scene)
    perform(scene(), "then", true)
    with pytest.raises(AssertionError):
        perform(scene(), "then", false)


@pytest.mark.parametrize(
    "text",
    ["the outcome is eligible", 'the finding "x" is met', "nothing is missing", 'the conclusion "x" does not follow'],
)
def test_nothing_is_asserted_of_what_was_refused(text: str) -> None:
    with pytest.raises(AssertionError, match="it was refused"):
        perform(refused(), "then", text)


def test_a_refusal_is_not_found_where_it_was_answered() -> None:
    with pytest.raises(AssertionError, match="it was not refused"):
        perform(partial(), "then", 'the request is refused with "unknown-fact"')


def test_without_a_day_nothing_is_checked() -> None:
    with pytest.raises(AssertionError, match="no day was given"):
        scene_of('the rule set "jcm/fund"')


def test_a_label_that_two_facts_share_is_refused() -> None:
    with pytest.raises(AssertionError, match="x may be one or two"):
        Scene._called("x", [("one", Text("x", "エックス")), ("two", Text("y", "x"))])
