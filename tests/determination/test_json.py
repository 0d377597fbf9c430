"""The body of answers: plain decimal text, ISO dates, units, both languages, stable keys."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from engine.determination import Answer, Because, Conclusion
from engine.determination_json import answer_json, plain
from engine.diagnostics import Text
from engine.evaluator import determine
from engine.feel.values.durations import YearsMonths
from engine.feel.values.unknown import Between, OneOf, unknown
from engine.plan import Figure, TableRef
from tests.evaluator.plans import (
    COVERED,
    amount,
    by_reading,
    criterion,
    down,
    fact,
    feel,
    formula,
    given,
    least,
    number,
    parameter,
    plan,
    reading,
    table,
    word,
)

RATES = {"few": (["[0..3]"], "0.40"), "many": (["> 3"], "0.30")}
HEADROOM = Figure("headroom", word("headroom"), "JPY", feel("subsidy - 1"))
PLAN = plan(
    [number("cost", unit="JPY"), number("precedents", kind="integer"), fact("other_subsidy")],
    [criterion("no-other", "other_subsidy = false"), criterion("some", "subsidy > 0", figures=(HEADROOM,))],
    parameters=[parameter("ceiling", Decimal(2_000_000_000))],
    tables=[table("rates", ["precedents"], RATES)],
    values=[
        amount("rate", TableRef("rates"), "1"),
        amount("subsidy", least(rate="cost * rate", ceiling="ceiling"), rounding=down()),
        amount("grant", by_reading("r", a=formula("cost"), b=formula("cost * 2"))),
    ],
    readings=[reading("r")],
)


def body(**facts: object) -> dict[str, object]:
    return answer_json(Answer((determine(PLAN, given(**facts), COVERED),)))["determinations"][0]


def test_a_settled_amount_is_a_value_with_its_unit_and_bound() -> None:
    subsidy = body(cost=1_000_000_000, precedents=2)["amounts"]["subsidy"]
    shown = {key: subsidy[key] for key in ("value", "unit", "bound_by", "source", "applies", "derived", "missing")}
    assert shown == {
        "value": "400000000",
        "unit": "JPY",
        "bound_by": "rate",
        "source": ["book#rate"],
        "applies": "met",
        "derived": False,
        "missing": [],
    }
    assert not {"at_least", "at_most", "may_be_bound_by"} & subsidy.keys()


def test_an_open_amount_is_an_interval() -> None:
    amounts = body(cost=1_000_000_000)["amounts"]
    assert amounts["subsidy"] | {"steps": [], "title": {}} == {
        "at_least": "300000000",
        "at_most": "400000000",
        "unit": "JPY",
        "bound_by": "rate",
        "source": ["book#rate"],
        "applies": "met",
        "title": {},
        "derived": False,
        "missing": ["precedents"],
        "steps": [],
    }
    assert (amounts["rate"]["at_least"], amounts["rate"]["at_most"]) == ("0.30", "0.40")
    assert amounts["rate"]["may_be_bound_by"] == ["few", "many"]


def test_steps_give_their_inputs_as_plain_text() -> None:
    steps = body(cost=Decimal("1E+9"), precedents=2)["amounts"]["subsidy"]["steps"]
    assert steps[1] == {
        "label": "rate",
        "title": None,
        "kind": "bound",
        "formula": "cost * rate",
        "inputs": {"cost": "1000000000", "rate": "0.40"},
        "result": "400000000",
        "unit": "JPY",
        "source": ["book#rate"],
    }


def test_findings_carry_facts_figures_and_what_is_missing() -> None:
    findings = body(cost=1_000_000_000, precedents=2)["findings"]
    assert findings[0] == {
        "criterion": "no-other",
        "title": {"en": "no-other", "ja": "「no-other」"},
        "state": "undetermined",
        "strength": "hard",
        "provisional": False,
        "derived": False,
        "exempted": None,
        "statement": {"en": "no-other", "ja": "「no-other」"},
        "facts": {},
        "figures": {},
        "missing": ["other_subsidy"],
        "source": ["book#no-other"],
        "diagnostics": [],
        "evidence": None,
    }
    assert findings[1]["facts"] == {"cost": "1000000000", "precedents": "2"}
    title = {"en": "headroom", "ja": "「headroom」"}
    assert findings[1]["figures"] == {"headroom": {"value": "399999999", "unit": "JPY", "title": title}}


def test_the_sides_of_a_reading_are_shown_with_outcome_and_amounts() -> None:
    dependence = body(cost=5, precedents=0, other_subsidy=False)["depends_on_readings"][0]
    assert (dependence["reading"], dependence["chosen"], dependence["default"]) == ("r", "a", "a")
    assert {side: one["amounts"]["grant"]["value"] for side, one in dependence["sides"].items()} == {
        "a": "5",
        "b": "10",
    }
    assert dependence["sides"]["b"]["outcome"] == "eligible"
    assert dependence["sides"]["b"]["statement"] == {"en": "b", "ja": "「b」"}


def test_the_keys_of_a_determination_are_always_there_in_one_order() -> None:
    keys = [
        "ruleset",
        "outcome",
        "as_of",
        "known_on",
        "amounts",
        "illustrations",
        "findings",
        "missing",
        "declared_judgements",
        "assumed",
        "readings",
        "depends_on_readings",
        "diagnostics",
        "evidence",
    ]
    assert list(body()) == keys
    assert list(body(cost=5, precedents=0, other_subsidy=True)) == keys
    assert body()["ruleset"] == {
        "id": "test/plan",
        "version": "1",
        "digest": "sha256:0",
        "title": {"en": "plan", "ja": "「plan」"},
    }
    assert (body()["as_of"], body()["known_on"], body()["readings"]) == ("2019-06-01", None, {"r": "a"})


def test_a_day_that_is_not_covered_says_so_in_both_languages_with_help() -> None:
    found = determine(PLAN, given(), date(2021, 1, 1), known_on=date(2020, 12, 31))
    shown = answer_json(Answer((found,)))["determinations"][0]
    assert shown["known_on"] == "2020-12-31"
    note = shown["diagnostics"][0]
    assert list(note) == ["code", "severity", "en", "ja", "help"]
    assert (note["code"], note["severity"]) == ("no-rule-in-force", "warning")
    assert "--as-of 2020-03-31" in note["help"]["en"]
    assert "--as-of 2020-03-31" in note["help"]["ja"]


def test_conclusions_say_what_they_rest_on() -> None:
    because = (Because("a/b", criterion="c", state="met"), Because("a/b", outcome="eligible"))
    shown = answer_json(Answer((), (Conclusion("a/b", "x", "route", Text("go", "行く"), because, ("s#p",)),)))
    assert shown["conclusions"] == [
        {
            "ruleset": "a/b",
            "kind": "route",
            "id": "x",
            "statement": {"en": "go", "ja": "行く"},
            "because": [
                {"ruleset": "a/b", "criterion": "c", "state": "met"},
                {"ruleset": "a/b", "outcome": "eligible"},
            ],
            "source": ["s#p"],
        }
    ]


def test_values_of_every_kind_are_plain() -> None:
    assert plain([Decimal("1E+3"), True, None, "x", date(2019, 4, 1), YearsMonths(6)]) == [
        "1000",
        True,
        None,
        "x",
        "2019-04-01",
        "P6M",
    ]
    assert plain(unknown("b", "a", domain=OneOf((Decimal(1), None)))) == {"unknown": ["a", "b"], "one_of": ["1", None]}
    assert plain(unknown("a", domain=Between(Decimal("0.0"), None))) == {"unknown": ["a"], "at_least": "0.0"}
    assert plain(unknown("a")) == {"unknown": ["a"]}


def test_the_body_is_json_without_any_number() -> None:
    text = json.dumps(body(cost=1_000_000_000, precedents=2))
    floats: list[str] = []
    json.loads(text, parse_float=floats.append, parse_int=floats.append)
    assert floats == []
