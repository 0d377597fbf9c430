"""The schema of facts takes what the reader of facts takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from engine.cache import Cache
from engine.catalogue import open_catalogue
from engine.facts_schema import facts_schema
from engine.plan import Plan

RULES = Path(__file__).parents[1] / "compiler" / "rules"


@pytest.fixture(scope="module")
def plan() -> Plan:
    found, faults = open_catalogue(RULES, store=Cache(None)).plan("trial")
    assert found is not None, faults
    return found


def _accepts(plan: Plan, facts: dict[str, Any]) -> bool:
    validator = jsonschema.Draft202012Validator(facts_schema(plan))
    validator.check_schema(validator.schema)
    return validator.is_valid(facts)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"host_country": "MN", "applicant": {"kind": "university"}},
        {"cost": 100, "similar_projects": 3},
        {"cost": "100.50", "similar_projects": "3"},
        {"cost": {"value": 100, "grade": "documented", "document": "quotation", "assumed": True}},
        {"leading": {"value": True, "grade": "judged", "by": "officer", "on": "2019-06-01", "reason": "new"}},
        {"member_countries": ["JP", "MN"], "work_start": "2019-06-01", "feedback_interval": "P6M"},
        {"member_countries": []},
        {"exemption": {"members": True}},
    ],
)
def test_it_takes_facts_bare_or_with_evidence(plan: Plan, facts: dict[str, Any]) -> None:
    assert _accepts(plan, facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"host_cuntry": "MN"},
        {"applicant": {"kind": "company"}},
        {"applicant": {"sort": "university"}},
        {"cost": -1},
        {"cost": "5,000,000"},
        {"cost": True},
        {"loan": 0},
        {"loan": 1_000_001},
        {"similar_projects": 1.5},
        {"leading": "yes"},
        {"cost": None},
        {"cost": {"grade": "documented"}},
        {"cost": {"value": 1, "grade": "guessed"}},
        {"cost": {"value": 1, "note": "x"}},
        {"leading": {"value": True, "grade": "judged"}},
        {"exemption": {"feedback": True}},
        {"member_countries": "JP"},
    ],
)
def test_it_refuses_what_the_reader_refuses(plan: Plan, facts: dict[str, Any]) -> None:
    assert not _accepts(plan, facts)


def test_labels_and_questions_are_in_the_language_asked_for(plan: Plan) -> None:
    cost = facts_schema(plan, "ja")["properties"]["cost"]
    assert (cost["title"], cost["description"], cost["x-unit"]) == ("費用", "費用はいくらですか。", "JPY")
    assert facts_schema(plan)["properties"]["cost"]["title"] == "Cost"
