"""What a caller was promised, through the HTTP API: figures worked out by hand, names from the vocabulary."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.app import create_app

MODEL_PROJECT: dict[str, Any] = {
    "host_country": "VN",
    "applicant": {"country": "JP", "kind": "private_company", "is_representative": True},
    "consortium": {"member_countries": ["JP", "VN"]},
    "reduces_energy_related_co2": True,
    "leading_technology": True,
    "jcm_credits_intended": True,
    "contributes_to_sustainable_development": True,
    "complies_with_environmental_law": True,
    "follows_international_environmental_practice": True,
    "reductions_quantifiable_and_verifiable": True,
    "equipment_has_other_japanese_subsidy": False,
    "similar_projects_adopted": 2,
    "eligible_cost": 1_000_000_000,
    "grant_decision_date": "2019-08-01",
    "work_start": "2019-08-02",
    "work_end": "2022-01-31",
}

SOVEREIGN_FUND: dict[str, Any] = {
    "host_country": "MV",
    "applicant": {"country": "MV", "kind": "national_government"},
    "reduces_energy_related_co2": True,
    "financing_track": "sovereign",
    "adb_project": True,
    "advanced_low_carbon_technology": True,
    "technology_has_track_record": True,
    "technology_is_demonstration": False,
    "technology_category": "renewable_energy",
    "uses_other_international_mechanism": False,
    "total_project_cost": 80_000_000,
}

PRIVATE_FUND: dict[str, Any] = SOVEREIGN_FUND | {
    "applicant": {"country": "JP", "kind": "private_company"},
    "financing_track": "non_sovereign",
    "adb_loan": True,
    "total_project_cost": 30_000_000,
}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_app())


def determine(client: TestClient, ruleset: str, facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    day = "2019-06-01" if ruleset == "jcm/model-projects" else "2019-12-01"
    response = client.post("/api/v1/checks", json={"rulesets": [ruleset], "facts": facts, "as_of": day} | more)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()["determinations"][0]
    return found


def model(client: TestClient, without: str | None = None, **changes: Any) -> dict[str, Any]:
    facts = {name: value for name, value in (MODEL_PROJECT | changes).items() if name != without}
    return determine(client, "jcm/model-projects", facts)


def finding(determination: dict[str, Any], criterion_part: str) -> list[str]:
    return [f["state"] for f in determination["findings"] if criterion_part in f["criterion"]]


def test_a_complete_model_project_is_settled(client: TestClient) -> None:
    found = model(client)
    assert found["outcome"] == "eligible"
    # Table 8: one to three precedents, 40 %; 1,000 M x 40 % = 400 M (catalogue T04)
    assert Decimal(found["amounts"]["maximum_subsidy_rate"]["value"]) == Decimal("0.40")
    assert found["amounts"]["maximum_subsidy_rate"]["unit"] == "1"
    assert found["amounts"]["maximum_subsidy"]["value"] == "400000000"
    assert found["amounts"]["maximum_subsidy"]["unit"] == "JPY"
    assert found["amounts"]["maximum_subsidy"]["bound_by"] == "rate"
    assert found["missing"] == []


@pytest.mark.parametrize(("similar", "rate"), [(0, "0.5"), (1, "0.4"), (3, "0.4"), (4, "0.3"), (10, "0.3")])
def test_the_rate_follows_table_8(client: TestClient, similar: int, rate: str) -> None:
    found = model(client, similar_projects_adopted=similar)
    assert Decimal(found["amounts"]["maximum_subsidy_rate"]["value"]) == Decimal(rate)


def test_without_the_count_the_subsidy_is_a_range_and_the_floor_is_still_met(client: TestClient) -> None:
    found = model(client, without="similar_projects_adopted")
    subsidy = found["amounts"]["maximum_subsidy"]
    # 30 % and 50 % of 1,000 M
    assert (subsidy["at_least"], subsidy["at_most"]) == ("300000000", "500000000")
    assert "value" not in subsidy
    assert found["outcome"] == "eligible", "every tier keeps the subsidy above the floor"
    assert found["missing"] == ["similar_projects_adopted"]


@pytest.mark.parametrize(
    ("cost", "similar", "subsidy", "bound"),
    [
        (5_000_000_000, 0, "2000000000", "ceiling"),  # 50 % = 2,500 M, over the ceiling of 2,000 M (T05)
        (4_000_000_000, 0, "2000000000", "rate"),  # 50 % = 2,000 M exactly: the ceiling lowers nothing
        (4_000_000_002, 0, "2000000000", "ceiling"),
        (100_000_000, 0, "50000000", "rate"),  # exactly at the floor (T06)
    ],
)
def test_the_ceiling_binds_only_above_it(client: TestClient, cost: int, similar: int, subsidy: str, bound: str) -> None:
    found = model(client, eligible_cost=cost, similar_projects_adopted=similar)
    assert (found["amounts"]["maximum_subsidy"]["value"], found["amounts"]["maximum_subsidy"]["bound_by"]) == (
        subsidy,
        bound,
    )
    assert found["outcome"] == "eligible"


def test_one_yen_below_the_floor_waits_for_an_exemption(client: TestClient) -> None:
    # 99,999,998 x 50 % = 49,999,999
    below = model(client, eligible_cost=99_999_998, similar_projects_adopted=0)
    assert below["amounts"]["maximum_subsidy"]["value"] == "49999999"
    assert below["outcome"] == "undetermined"
    [asked] = [name for name in below["missing"] if name.startswith("exemption.")]
    criterion = asked.removeprefix("exemption.")
    for granted, outcome in ((True, "eligible"), (False, "ineligible")):
        judged = {"value": granted, "grade": "judged", "by": "GEC", "on": "2019-07-01", "reason": "small island"}
        settled = model(client, eligible_cost=99_999_998, similar_projects_adopted=0, exemption={criterion: judged})
        assert settled["outcome"] == outcome


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("private_company", "eligible"),
        ("national_government", "ineligible"),
        ("local_government", "ineligible"),
        ("public_body", "undetermined"),
        ("university", "undetermined"),
        ("other", "undetermined"),
    ],
)
def test_a_japanese_corporation(client: TestClient, kind: str, outcome: str) -> None:
    assert model(client, applicant=MODEL_PROJECT["applicant"] | {"kind": kind})["outcome"] == outcome


@pytest.mark.parametrize(
    "changes",
    [
        {"applicant": {"country": "VN", "kind": "private_company", "is_representative": True}},
        {"applicant": {"country": "JP", "kind": "private_company", "is_representative": False}},
        {"consortium": {"member_countries": ["JP"]}},
        {"consortium": {"member_countries": ["VN", "TH"]}},
        {"reduces_energy_related_co2": False},
        {"leading_technology": False},
        {"jcm_credits_intended": False},
        {"contributes_to_sustainable_development": False},
        {"complies_with_environmental_law": False},
        {"follows_international_environmental_practice": False},
        {"reductions_quantifiable_and_verifiable": False},
        {"equipment_has_other_japanese_subsidy": True},
        {"work_start": "2019-07-31"},
        {"work_end": "2022-02-01"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_each_requirement_alone_refuses(client: TestClient, changes: dict[str, Any]) -> None:
    found = model(client, **changes)
    assert found["outcome"] == "ineligible"
    assert [f["state"] for f in found["findings"] if f["strength"] == "hard"].count("not_met") == 1


def test_each_fact_left_out_is_never_taken_for_false(client: TestClient) -> None:
    for name in MODEL_PROJECT:
        found = model(client, without=name)
        if name == "similar_projects_adopted":
            continue  # every tier of the rate leaves the outcome as it is
        assert found["outcome"] == "undetermined", name
        assert any(missing == name or missing.startswith(f"{name}.") for missing in found["missing"]), name


def test_a_country_that_may_sign_is_a_judgement(client: TestClient) -> None:
    unsigned = model(client, host_country="MY")
    assert unsigned["outcome"] == "undetermined"
    [asked] = unsigned["missing"]
    assert model(client, host_country="MY", **{asked: True})["outcome"] == "eligible"
    assert model(client, host_country="MY", **{asked: False})["outcome"] == "ineligible"


def test_no_facts_at_all_is_undetermined_and_names_what_to_ask(client: TestClient) -> None:
    found = determine(client, "jcm/model-projects", {})
    assert found["outcome"] == "undetermined"
    leaves = set(MODEL_PROJECT) - {"applicant", "consortium"}
    leaves |= {"applicant.country", "applicant.kind", "applicant.is_representative", "consortium.member_countries"}
    assert leaves <= set(found["missing"])
    rate = found["amounts"]["maximum_subsidy_rate"]
    assert (Decimal(rate["at_least"]), Decimal(rate["at_most"])) == (Decimal("0.3"), Decimal("0.5"))


def test_a_day_without_rules_is_said_to_be_one(client: TestClient) -> None:
    for day in ("2013-06-01", "2020-06-01", "2026-11-22"):
        found = determine(client, "jcm/model-projects", MODEL_PROJECT, as_of=day)
        assert found["outcome"] == "undetermined"
        assert found["amounts"] == {}
        [said] = [d for d in found["diagnostics"] if d["code"] == "no-rule-in-force"]
        assert "2019-04-01" in said["en"] and "2020-03-31" in said["ja"]


@pytest.mark.parametrize(
    ("day", "rate", "subsidy"),
    [
        ("2016-06-01", (None, "0.5"), None),
        ("2018-06-01", ("0.3", "0.5"), ("300000000", "500000000")),
        ("2021-06-01", (None, "0.5"), None),
        ("2022-06-01", (None, "0.5"), (None, "500000000")),
        ("2023-06-01", (None, "0.5"), None),
    ],
)
def test_other_years_get_what_is_evidenced_and_no_more(
    client: TestClient, day: str, rate: tuple[str | None, str], subsidy: tuple[str | None, str] | None
) -> None:
    found = determine(client, "jcm/model-projects", MODEL_PROJECT, as_of=day)
    assert found["outcome"] == "undetermined"
    got = found["amounts"]["maximum_subsidy_rate"]
    assert Decimal(got["at_most"]) == Decimal(rate[1])
    assert (rate[0] is None and Decimal(got.get("at_least", 0)) <= 0) or Decimal(got["at_least"]) == Decimal(
        rate[0] or 0
    )
    if subsidy is None:
        assert "maximum_subsidy" not in found["amounts"]
    else:
        assert found["amounts"]["maximum_subsidy"]["at_most"] == subsidy[1]


@pytest.mark.parametrize(
    ("cost", "grant", "bound"),
    [
        (200_000_000, 10_000_000, "ceiling"),  # 10 % = 20 M (T07)
        (100_000_000, 10_000_000, "rate"),
        (80_000_000, 8_000_000, "rate"),
        (50_000_000, 5_000_000, "rate"),
        (49_990_000, 4_999_000, "rate"),  # reading A (T08)
        (30_000_000, 3_000_000, "rate"),
    ],
)
def test_the_grant_of_a_sovereign_project(client: TestClient, cost: int, grant: int, bound: str) -> None:
    found = determine(client, "jcm/fund", SOVEREIGN_FUND | {"total_project_cost": cost})
    assert found["outcome"] == "eligible"
    assert Decimal(found["amounts"]["maximum_grant"]["value"]) == grant
    assert found["amounts"]["maximum_grant"]["bound_by"] == bound
    assert "maximum_interest_subsidy" not in found["amounts"]


def test_the_small_project_sentence_is_shown_in_both_readings(client: TestClient) -> None:
    facts = SOVEREIGN_FUND | {"total_project_cost": 30_000_000}
    found = determine(client, "jcm/fund", facts)
    [shown] = found["depends_on_readings"]
    assert (shown["reading"], shown["chosen"]) == ("jf-08", "a")
    assert Decimal(shown["sides"]["a"]["amounts"]["maximum_grant"]["value"]) == 3_000_000
    assert Decimal(shown["sides"]["b"]["amounts"]["maximum_grant"]["value"]) == 5_000_000
    chosen = determine(client, "jcm/fund", facts, readings={"jf-08": "b"})
    assert Decimal(chosen["amounts"]["maximum_grant"]["value"]) == 5_000_000
    at_fifty = determine(client, "jcm/fund", SOVEREIGN_FUND | {"total_project_cost": 50_000_000})
    assert at_fifty["depends_on_readings"] == []
    one_cent_less = determine(client, "jcm/fund", SOVEREIGN_FUND | {"total_project_cost": "49999999.99"})
    [shown] = one_cent_less["depends_on_readings"]
    assert Decimal(shown["sides"]["b"]["amounts"]["maximum_grant"]["value"]) == 5_000_000


@pytest.mark.parametrize(("cost", "subsidy"), [(30_000_000, 3_000_000), (120_000_000, 10_000_000)])
def test_the_interest_subsidy_of_a_private_project(client: TestClient, cost: int, subsidy: int) -> None:
    found = determine(client, "jcm/fund", PRIVATE_FUND | {"total_project_cost": cost})  # T09
    assert found["outcome"] == "eligible"
    assert Decimal(found["amounts"]["maximum_interest_subsidy"]["value"]) == subsidy
    assert "maximum_grant" not in found["amounts"]
    assert found["depends_on_readings"] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"technology_category": "other"},
        {"adb_loan": False},
        {"adb_project": False},
        {"technology_is_demonstration": True},
        {"technology_has_track_record": False},
        {"uses_other_international_mechanism": True},
        {"advanced_low_carbon_technology": False},
        {"reduces_energy_related_co2": False},
        {"host_country": "KE"},
        {"host_country": "GE"},
        {"applicant": {"country": "JP", "kind": "local_government"}},
    ],
    ids=str,
)
def test_what_the_fund_refuses(client: TestClient, changes: dict[str, Any]) -> None:
    assert determine(client, "jcm/fund", PRIVATE_FUND | changes)["outcome"] == "ineligible"


def test_a_request_over_the_cap_is_told_by_how_much(client: TestClient) -> None:
    silent = model(client)
    within = model(client, subsidy_requested=400_000_000)
    over = model(client, subsidy_requested=400_000_001)
    assert within["outcome"] == "eligible"
    asked = [f["criterion"] for f in within["findings"] if f["state"] == "met" and f["figures"]]
    assert asked, "a criterion speaks of the request"
    assert all(f["state"] == "not_applicable" for f in silent["findings"] if f["criterion"] in asked)
    failed = [f for f in over["findings"] if f["state"] == "not_met"]
    assert [figure["value"] for f in failed for figure in f["figures"].values()] == ["-1"]


def test_obligations_follow_from_an_eligible_project(client: TestClient) -> None:
    body = {"rulesets": ["jcm/model-projects"], "facts": MODEL_PROJECT, "as_of": "2019-06-01"}
    answer = client.post("/api/v1/checks", json=body).json()
    obligations = [c for c in answer["conclusions"] if c["kind"] == "obligation"]
    assert len(obligations) == 8  # Table 7 (a) to (h)
    assert all(c["because"] for c in obligations)


def test_routes_that_stay_open_rest_on_the_finding_about_the_other_subsidy(client: TestClient) -> None:
    facts = MODEL_PROJECT | {"equipment_has_other_japanese_subsidy": True}
    body = {"rulesets": ["jcm/model-projects"], "facts": facts, "as_of": "2019-06-01"}
    conclusions = client.post("/api/v1/checks", json=body).json()["conclusions"]
    routes = [c for c in conclusions if c["kind"] == "route"]
    assert routes
    assert any("subsidy" in (b.get("criterion") or "") for c in routes for b in c["because"])
    assert not [c for c in conclusions if c["kind"] == "obligation"]


def test_an_amount_that_may_not_apply_is_never_settled(client: TestClient) -> None:
    found = determine(client, "jcm/fund", {"total_project_cost": 30_000_000})
    for name in ("maximum_grant", "maximum_interest_subsidy"):
        amount = found["amounts"][name]
        assert "value" not in amount
        # 10 % of 30 M, if this track is the project's
        assert (amount["at_least"], amount["at_most"], amount["applies"]) == ("3000000", "3000000", "undetermined")
    assert found["missing"][0] == "financing_track"
