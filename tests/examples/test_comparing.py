"""An example that does not come out as it says names each field, what was expected and what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.determination import (
    Amount,
    Answer,
    Because,
    Conclusion,
    Determination,
    Figure,
    Finding,
    Outcome,
    ReadingDependence,
    State,
)
from engine.diagnostics import Diagnostic, Text
from engine.examples.comparing import figure_text, mismatches
from engine.feel import from_python
from engine.model.examples import Expectation

WORDS = Text("words", "言葉")


def amount(name: str, **figure: Any) -> Amount:
    return Amount(name, WORDS, Figure("JPY", **figure), "rate", (), (), State.MET, False, ())


SHOWN = {"headroom": Figure("JPY", Decimal(5)), "last": Figure(None, from_python(date(2019, 5, 31)))}
ANSWER = Answer(
    (
        Determination(
            "jcm/one",
            "1",
            "sha256:0",
            WORDS,
            Outcome.UNDETERMINED,
            date(2019, 6, 1),
            None,
            {
                "settled": amount("settled", value=Decimal("400.0")),
                "bounded": amount("bounded", at_least=Decimal(300), at_most=Decimal(500)),
            },
            {"shown": amount("shown", value=Decimal(12))},
            (Finding("within", WORDS, WORDS, State.MET, "hard", False, False, {}, SHOWN, (), ()),),
            ("cost", "count"),
            (),
            (),
            {"r": "a"},
            (ReadingDependence("r", WORDS, "a", "a", {}, {}, ()),),
            (Diagnostic("no-rule-in-force", WORDS),),
        ),
    ),
    (Conclusion("jcm/one", "report", "obligation", WORDS, (Because("jcm/one"),), ()),),
)
FIGURE = {"value": 400, "unit": "JPY"}


def compared(**expected: Any) -> list[str]:
    return [str(found) for found in mismatches(Expectation.model_validate(expected), ANSWER, "jcm/one")]


@pytest.mark.parametrize(
    "expected",
    [
        {},
        {"outcome": "undetermined"},
        {"amounts": {"settled": {**FIGURE, "value": Decimal(400), "bound_by": "rate"}, "other": "absent"}},
        {"amounts": {"bounded": {"at_least": Decimal(300), "at_most": Decimal(500), "unit": "JPY"}}},
        {"illustrations": {"shown": {"value": Decimal(12), "unit": "JPY"}}},
        {"findings": {"within": "met", "other": "absent"}},
        {"missing": ("cost", "count"), "missing_includes": ("count",), "missing_excludes": ("other",)},
        {"diagnostics": ("no-rule-in-force",), "depends_on_readings": ("r",)},
        {"conclusions": ("report", "jcm/one#report"), "conclusions_exclude": ("other", "jcm/two#report")},
        {"figures": {"within": {"headroom": {"value": Decimal(5), "unit": "JPY"}, "last": date(2019, 5, 31)}}},
        {"figures": {"within": {"other": "absent"}, "elsewhere": {"headroom": "absent"}}},
    ],
    ids=lambda expected: " ".join(expected) or "nothing",
)
def test_what_comes_out_as_expected_is_no_mismatch(expected: dict[str, Any]) -> None:
    assert compared(**expected) == []


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ({"outcome": "eligible"}, "outcome: expected eligible, found undetermined"),
        (
            {"amounts": {"settled": {"value": Decimal(401), "unit": "JPY"}}},
            "amounts.settled: expected 401 JPY, found 400.0 JPY, bound by rate",
        ),
        (
            {"amounts": {"settled": {"value": Decimal(400), "unit": "USD"}}},
            "amounts.settled: expected 400 USD, found 400.0 JPY, bound by rate",
        ),
        (
            {"amounts": {"settled": {"value": Decimal(400), "unit": "JPY", "bound_by": "ceiling"}}},
            "amounts.settled: expected 400 JPY, bound by ceiling, found 400.0 JPY, bound by rate",
        ),
        (
            {"amounts": {"bounded": {"at_most": Decimal(500), "unit": "JPY"}}},
            "amounts.bounded: expected at most 500 JPY, found 300 … 500 JPY, bound by rate",
        ),
        (
            {"amounts": {"bounded": {"value": Decimal(500), "unit": "JPY"}}},
            "amounts.bounded: expected 500 JPY, found 300 … 500 JPY, bound by rate",
        ),
        (
            {"amounts": {"settled": "absent"}},
            "amounts.settled: expected no such amount, found 400.0 JPY, bound by rate",
        ),
        (
            {"amounts": {"other": {"value": Decimal(1), "unit": "JPY"}}},
            "amounts.other: expected 1 JPY, found no such amount",
        ),
        (
            {"illustrations": {"settled": {"value": Decimal(400), "unit": "JPY"}}},
            "illustrations.settled: expected 400 JPY, found no such amount",
        ),
        ({"findings": {"within": "not_met"}}, "findings.within: expected not_met, found met"),
        ({"findings": {"other": "met"}}, "findings.other: expected met, found no such finding"),
        ({"findings": {"within": "absent"}}, "findings.within: expected absent, found met"),
        ({"missing": ("count", "cost")}, "missing: expected count, cost, found cost, count"),
        ({"missing": ()}, "missing: expected none, found cost, count"),
        ({"missing_includes": ("other",)}, "missing_includes: expected other, found cost, count"),
        ({"missing_excludes": ("cost",)}, "missing_excludes: expected none of cost, found cost, count"),
        ({"diagnostics": ()}, "diagnostics: expected none, found no-rule-in-force"),
        ({"depends_on_readings": ()}, "depends_on_readings: expected none, found r"),
        ({"conclusions": ("other",)}, "conclusions: expected jcm/one#other, found jcm/one#report"),
        (
            {"conclusions_exclude": ("report",)},
            "conclusions_exclude: expected none of jcm/one#report, found jcm/one#report",
        ),
        (
            {"figures": {"within": {"headroom": {"value": Decimal(6), "unit": "JPY"}}}},
            "figures.within.headroom: expected 6 JPY, found 5 JPY",
        ),
        (
            {"figures": {"within": {"last": date(2019, 6, 1)}}},
            "figures.within.last: expected 2019-06-01, found 2019-05-31",
        ),
        (
            {"figures": {"within": {"other": {"value": Decimal(6), "unit": "JPY"}}}},
            "figures.within.other: expected 6 JPY, found no such figure",
        ),
        (
            {"figures": {"within": {"headroom": "absent"}}},
            "figures.within.headroom: expected no such figure, found 5 JPY",
        ),
    ],
)
def test_each_mismatch_names_what_was_expected_and_what_was_found(expected: dict[str, Any], message: str) -> None:
    assert compared(**expected) == [message]


def test_every_field_is_looked_at_on_its_own() -> None:
    assert len(compared(outcome="eligible", missing=(), findings={"within": "not_met"})) == 3


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure("1", Decimal("0.40")), "0.40"),
        (Figure("JPY", at_least=Decimal(5)), "at least 5 JPY"),
        (Figure("JPY"), "open JPY"),
        (Figure("JPY", Decimal("1E+3")), "1000 JPY"),
    ],
)
def test_a_figure_is_shown_plainly(figure: Figure, text: str) -> None:
    assert figure_text(figure) == text


def test_a_conclusion_of_another_rule_set_needs_its_rule_set_named() -> None:
    other = replace(ANSWER.conclusions[0], ruleset="jcm/two")
    answer = replace(ANSWER, conclusions=(other,))
    expected = Expectation.model_validate({"conclusions": ("report",)})
    assert len(mismatches(expected, answer, "jcm/one")) == 1
    named = Expectation.model_validate({"conclusions": ("jcm/two#report",)})
    assert mismatches(named, answer, "jcm/one") == ()
