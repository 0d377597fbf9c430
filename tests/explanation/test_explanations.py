"""Explanations of real rule sets: what stands in them, in which order, and in one language only."""

from __future__ import annotations

import re
from datetime import date

import pytest

import hantei
from engine.determination import Answer
from engine.explanation import Explanation, as_text, explain
from engine.text import width
from tests.explanation.told import ABBREVIATIONS, catalogue, some, told

JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
NAMES = re.compile(r"`[^`]*`|\[(?:[^\[\]]|\[[0-9]+\])*\]|\b[A-Z]{2}_[AP]M[0-9]{3}")
"""What stands in backticks or brackets is a name to be typed, in every language the same; so is a methodology."""


def answer_of(ruleset: str, example: str) -> Answer:
    return told(ruleset)[example][0]


def explained(ruleset: str, example: str, lang: str) -> Explanation:
    return explain(answer_of(ruleset, example), lang, catalogue())


def text(ruleset: str, example: str, lang: str, columns: int = 80) -> str:
    return as_text(explained(ruleset, example, lang), columns)


def body(shown: str, lang: str) -> str:
    """The text without the list of sources (whose publishers have names of their own) and without names to be typed."""
    told = shown.split("\n出典一覧\n" if lang == "ja" else "\nSources\n", maxsplit=1)[0]
    for ruleset in sorted(catalogue().ids(), key=len, reverse=True):
        told = told.replace(ruleset, "")
    return NAMES.sub("", told)


@pytest.mark.parametrize("ruleset", catalogue().ids())
def test_no_english_is_left_in_japanese_and_no_japanese_in_english(ruleset: str) -> None:
    for name in some(ruleset):
        answer = answer_of(ruleset, name)
        given = " ".join(str(value) for d in answer.determinations for f in d.findings for value in f.facts.values())
        japanese = LATIN.findall(body(as_text(explain(answer, "ja", catalogue())), "ja"))
        assert [word for word in japanese if word not in ABBREVIATIONS and word not in given] == [], name
        assert JAPANESE.findall(body(as_text(explain(answer, "en", catalogue())), "en")) == [], name


@pytest.mark.parametrize("columns", [40, 64, 80, 100])
@pytest.mark.parametrize("ruleset", catalogue().ids())
def test_every_line_fits_its_columns(ruleset: str, columns: int) -> None:
    for name in some(ruleset)[:4]:
        for lang in ("en", "ja"):
            lines = text(ruleset, name, lang, columns).splitlines()
            ids = {f"      {one}" for one in catalogue().ids()}  # never broken, so that they can be copied
            lines = [line for line in lines if "http" not in line and "[" not in line and line not in ids]
            assert [line for line in lines if width(line) > columns] == []


@pytest.mark.parametrize("ruleset", catalogue().ids())
def test_every_finding_amount_question_and_conclusion_of_the_answer_is_told(ruleset: str) -> None:
    for name in some(ruleset):
        answer = answer_of(ruleset, name)
        shown = explain(answer, "en", catalogue())
        for said, given in zip(shown.determinations, answer.determinations, strict=True):
            criteria = {reason.criterion for reason in (*said.decisive, *said.others)}
            assert criteria == {finding.criterion for finding in given.findings}, name
            assert [one.name for one in said.amounts] == list(given.amounts)
            assert [one.name for one in said.illustrations] == list(given.illustrations)
            assert [one.name for one in said.questions] == list(given.missing)
            assert len(said.readings) == len(given.depends_on_readings)
            assert len(said.assumed) == len(given.assumed)
            assert len(said.judgements) == len(given.declared_judgements)
        assert [one.name for one in shown.conclusions] == [one.id for one in answer.conclusions]


@pytest.mark.parametrize("ruleset", catalogue().ids())
def test_nothing_is_called_by_a_name_of_rule_files_where_it_has_a_title(ruleset: str) -> None:
    named = {*catalogue().vocabulary(), *(name for one in catalogue().ids() for name in titled(one))}
    for name in some(ruleset):
        words = set(re.findall(r"[a-z][a-z0-9_.]*_[a-z0-9_.]+", body(text(ruleset, name, "en"), "en")))
        assert words & named == set(), name


def titled(ruleset: str) -> list[str]:
    plan, _ = catalogue().plan(ruleset)
    assert plan is not None
    return [*plan.values, *plan.parameters, *plan.tables, *plan.lists]


def test_the_grant_and_the_two_readings_stand_side_by_side() -> None:
    shown = next(
        explained("jcm/fund", name, "ja")
        for name in told("jcm/fund")
        if [one.reading for one in answer_of("jcm/fund", name).determinations[0].depends_on_readings] == ["jf-08"]
    )
    (reading,) = shown.determinations[0].readings
    assert [(side.name, side.mark) for side in reading.sides] == [("a", "今回採用、既定"), ("b", None)]
    assert "│" in as_text(shown, 80)
    assert "│" not in as_text(shown, 60)


def test_a_sum_names_its_bound_its_working_and_its_passage() -> None:
    shown = text("jcm/model-projects", "complete", "ja")
    first = explained("jcm/model-projects", "complete", "en").determinations[0]
    amount = next(one for one in first.amounts if one.name == "maximum_subsidy")
    assert amount.bound == "Cost eligible for the subsidy × Greatest subsidy rate"
    assert "決め手：補助対象経費 × 補助率の上限" in shown
    assert "[1] 2.2(2)e 表8" in shown
    assert any("×" in line and "＝" in line for line in shown.splitlines())


def test_an_illustration_is_never_shown_among_the_amounts() -> None:
    shown = explained("kawasaki-mechanism", "complete", "en")
    (determination,) = shown.determinations
    assert [one.name for one in determination.illustrations] == ["reduction_per_unit", "avoided_emissions"]
    assert determination.amounts == ()
    assert "Illustrations (not certified amounts, no entitlement)" in as_text(shown)
    assert [[mark.word for mark in one.marks] for one in determination.illustrations] == [["our inference"]] * 2


def test_provisional_criteria_are_marked_wherever_they_show() -> None:
    (determination,) = explained("jcm/methodologies/bems-example", "complete", "ja").determinations
    assert all("暫定" in [mark.word for mark in one.marks] for one in (*determination.decisive, *determination.others))


def test_an_explanation_without_a_catalogue_calls_things_by_their_names() -> None:
    shown = as_text(explain(answer_of("jcm/model-projects", "complete"), "en"))
    assert "`eligible_cost`" in shown
    assert "c2c-2020#table-8" in shown


def test_colour_adds_nothing_but_colour() -> None:
    shown = explained("jcm/model-projects", "complete", "en")
    coloured = as_text(shown, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text(shown)


def test_the_day_is_written_as_in_each_language() -> None:
    answer = answer_of("jcm/model-projects", "complete")
    assert answer.determinations[0].as_of == date(2019, 6, 1)
    assert "Rules in force on 1 June 2019" in as_text(explain(answer, "en", catalogue()))
    assert "2019年6月1日時点の規則による判定" in as_text(explain(answer, "ja", catalogue()))


def test_companions_are_told_in_two_lines_each_and_their_own_conclusions_are_left_out() -> None:
    shown = text("city-to-city/exits", "complete", "en", 100)
    assert "✗ Low-carbon Technology Innovation Programme [jcm/technology-innovation]: not eligible\n" in shown
    assert "    Not met: Renovation and demonstration.\n" in shown
    assert "JCM Model Projects, the exit that the programme expects, are open" in shown
    assert "Leading technology" not in shown, "the findings of a companion are for a check of its own"
    assert "every year" not in shown, "so are its obligations"
    alone = text("jcm/model-projects", "complete", "en", 100)
    assert "Leading technology" in alone
    assert "every year" in alone


def test_advice_is_not_counted_among_the_requirements() -> None:
    """Of the exits one clause is required and three are advice, of the funds one and six: told is the one."""
    facts = {"comes_from_city_to_city_study": True, "project_sectors": ["waste_and_recycling"]}
    answer = hantei.check("city-to-city/exits", facts, "2020-03-01", catalogue=catalogue())
    assert explain(answer, "en", catalogue()).determinations[0].lead == "The one requirement that applies is met."
    assert explain(answer, "ja", catalogue()).determinations[0].lead == "該当する1件の要件を満たしています。"
    funds = hantei.check("support-schemes", {}, "2020-03-01", catalogue=catalogue())
    lead = explain(funds, "en", catalogue()).determinations[0].lead
    assert lead == "The one requirement is still open: Local government takes part."


def test_what_was_worked_out_for_an_amount_above_is_not_told_again() -> None:
    facts = {"workplace": {"category": "factories", "recognition": "none"}}
    answer = hantei.check("saitama-tsetp/target", facts, "2026-06-01", catalogue=catalogue())
    shown = {lang: as_text(explain(answer, lang, catalogue()), 100) for lang in ("en", "ja")}
    assert shown["en"].count("Emissions of three base years (at least 0 tCO2) ÷ 3") == 1
    assert shown["en"].count("first as worked out above, then:") == 4
    assert shown["ja"].count("ここまでは上と同じ計算。続けて：") == 4
    assert "Base emissions set otherwise (none) is given then" in shown["en"]
    assert "別の方法で定めた基準排出量 なし の入力がある場合は" in shown["ja"]
