"""The schema of facts takes what the reader of facts takes."""

from __future__ import annotations

import os
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cache import Cache
from engine.catalogue import Catalogue, open_catalogue
from engine.facts import FactsDocument, read_facts
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


VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 3, 100, Decimal("1.5"), 1_000_001),
    *("", " ", "MN", "JP", "XX", "university", "yes", "true", "2019-06-01", "2019-6-1", "P6M", "6 months"),
    *("100", "100.50", "-1", "5,000,000", "1e3", "100 JPY", "NaN", "1_000"),
    *([], ["JP"], ["JP", "MN"], "JP, MN", [1], [["JP"]], {}, {"value": 100}, {"grade": "documented"}),
    {"value": 100, "grade": "documented", "document": "quotation"},
    {"value": True, "grade": "judged", "by": "officer", "on": "2019-06-01", "reason": "new"},
    *({"value": 1, "grade": "guessed"}, {"value": 1, "note": "x"}, {"kind": "university"}, {"kind": "company"}),
    *({"members": True}, {"members": "yes"}, {"feedback": True}),
)
NAMES = (
    *("host_country", "applicant", "cost", "loan", "similar_projects", "member_countries", "work_start"),
    *("feedback_interval", "leading", "exemption", "no_such_fact"),
)
READER_ONLY = {
    "unknown-country",  # which countries there are is a register; a schema says only that it is a text
    "not-a-date",  # `format` is a remark in JSON Schema 2020-12, not a requirement
    "date-does-not-exist",
    "not-a-duration",
    "empty-text",
    "out-of-bounds",  # of numbers that are written as text; those of JSON numbers are tested above
}
"""Faults that the reader finds and a schema of shapes cannot."""


@cache
def schema() -> jsonschema.Draft202012Validator:
    plan, _ = shared().plan("trial")
    assert plan is not None
    return jsonschema.Draft202012Validator(facts_schema(plan))


@cache
def shared() -> Catalogue:
    return open_catalogue(RULES, store=Cache(None))


@settings(max_examples=int(os.environ.get("HANTEI_EXAMPLES", "150")), deadline=None, database=None)
@given(facts=st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=3))
def test_schema_and_reader_take_the_same(facts: dict[str, Any]) -> None:
    """What the schema takes the reader takes, but for what no schema can say; what the schema refuses it refuses."""
    _, faults = read_facts([FactsDocument(facts)], shared().vocabulary(), {"members"}, shared().territories())
    codes = {fault.code for fault in faults}
    if schema().is_valid(facts):
        assert codes <= READER_ONLY, (facts, codes)
    else:
        assert codes, facts


def test_labels_and_questions_are_in_the_language_asked_for(plan: Plan) -> None:
    cost = facts_schema(plan, "ja")["properties"]["cost"]
    assert (cost["title"], cost["description"], cost["x-unit"]) == ("費用", "費用はいくらですか。", "JPY")
    assert facts_schema(plan)["properties"]["cost"]["title"] == "Cost"
