"""What follows, and what it rests on: by the reference loop."""

from __future__ import annotations

import pytest

from engine.chaining import conclude, strata
from engine.determination import Because, Conclusion
from engine.errors import MisuseError
from engine.plan import ConclusionRule
from tests.chaining.worlds import all_of, any_of, concluded, determination, finding, none_of, outcome, rule

ONE = determination("eligible", {"a": "met", "b": "not_met", "c": "undetermined"})
TWO = determination("ineligible", {"a": "not_met"}, "jcm/two")


def names(*rules: ConclusionRule) -> list[str]:
    return [conclusion.id for conclusion in conclude(rules, [ONE, TWO], chainer="reference")[0]]


def only(*rules: ConclusionRule) -> Conclusion:
    (conclusion,) = conclude(rules, [ONE, TWO], chainer="reference")[0]
    return conclusion


def test_an_outcome_and_a_finding_together_conclude() -> None:
    conclusion = only(rule("report", all_of(outcome("eligible"), finding("a"))))
    assert conclusion.because == (
        Because("jcm/one", outcome="eligible"),
        Because("jcm/one", criterion="a", state="met"),
    )


def test_a_conclusion_carries_its_kind_its_words_and_its_source() -> None:
    conclusion = only(rule("report", finding("a"), kind="obligation"))
    assert (conclusion.kind, conclusion.statement.ja, conclusion.source) == (
        "obligation",
        "導かれること",
        ("source#passage",),
    )


def test_a_finding_in_another_state_concludes_nothing() -> None:
    assert names(rule("report", finding("a", "not_met"))) == []


def test_one_condition_of_any_is_enough_and_all_that_hold_are_named() -> None:
    conclusion = only(rule("route", any_of(finding("a"), finding("b"), outcome("eligible"))))
    assert conclusion.because == (
        Because("jcm/one", criterion="a", state="met"),
        Because("jcm/one", outcome="eligible"),
    )


def test_none_rests_on_what_was_found_instead() -> None:
    conclusion = only(rule("route", none_of(finding("b"), outcome("eligible", "jcm/two"))))
    assert conclusion.because == (
        Because("jcm/one", criterion="b", state="not_met"),
        Because("jcm/two", outcome="ineligible"),
    )


def test_none_says_that_a_rule_set_was_not_checked() -> None:
    conclusion = only(rule("route", none_of(outcome("eligible", "jcm/three"))))
    assert conclusion.because == (Because("jcm/three", state="not_checked"),)


def test_none_says_that_a_criterion_was_not_in_force() -> None:
    conclusion = only(rule("route", none_of(finding("gone"))))
    assert conclusion.because == (Because("jcm/one", criterion="gone", state="not_in_force"),)


def test_conclusions_chain_across_rule_sets_whatever_their_order() -> None:
    first = rule("second-step", concluded("first-step", "jcm/two"))
    second = rule("first-step", finding("a", "not_met", "jcm/two"), "jcm/two")
    assert names(first, second) == ["second-step", "first-step"]


def test_a_conclusion_names_the_conclusion_it_rests_on() -> None:
    conclusions, _ = conclude([rule("next", concluded("base")), rule("base", finding("a"))], [ONE], chainer="reference")
    assert conclusions[0].because == (Because("jcm/one", conclusion="base"),)


def test_any_names_a_conclusion_that_was_drawn_after_it() -> None:
    """What a conclusion rests on does not hang on the order in which the loop found it."""
    rules = [rule("early", any_of(finding("a"), concluded("late"))), rule("late", finding("a"))]
    conclusions, _ = conclude(rules, [ONE], chainer="reference")
    assert Because("jcm/one", conclusion="late") in conclusions[0].because


def test_absence_is_asked_for_after_all_that_could_end_it() -> None:
    rules = [
        rule("free", none_of(concluded("barred"))),
        rule("barred", concluded("found")),
        rule("found", finding("a")),
    ]
    assert names(*rules) == ["barred", "found"]
    assert [[r.id for r in stratum] for stratum in strata(rules)] == [["barred", "found"], ["free"]]


def test_an_absent_conclusion_is_said_to_be_absent() -> None:
    conclusion = only(rule("free", none_of(concluded("barred"))), rule("barred", finding("b")))
    assert conclusion.because == (Because("jcm/one", conclusion="barred", state="does_not_follow"),)


def test_nothing_follows_from_nothing() -> None:
    assert conclude([rule("report", finding("a"))], [], chainer="reference") == ((), "reference")


def test_a_rule_given_twice_concludes_once() -> None:
    assert names(rule("report", finding("a")), rule("report", finding("a"))) == ["report"]


def test_a_chainer_that_does_not_exist_is_a_misuse() -> None:
    with pytest.raises(MisuseError, match="there is no chainer `magic`"):
        conclude([], [], chainer="magic")
