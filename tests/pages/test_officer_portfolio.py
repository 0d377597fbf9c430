"""The portfolio: sums and counts worked out by hand over a few determinations.

Fiscal 2019, by Table 8: two precedents 40 %, four or more 30 %, not given 30 % to 50 %; at most JPY 2 billion.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.pages.officer_desk import own_desk, words

PROPOSALS = (
    # 400,000,000
    {"eligible_cost": 1_000_000_000, "host_country": "VN", "similar_projects_adopted": 2},
    # 30 % of 8,000,000,000 is above the ceiling: 2,000,000,000
    {"eligible_cost": 8_000_000_000, "host_country": "ID", "similar_projects_adopted": 4},
    # from 300,000,000 to 500,000,000
    {"eligible_cost": 1_000_000_000, "host_country": "VN"},
    # Japan is never the host: ineligible, so nothing of it is summed
    {"eligible_cost": 1_000_000_000, "host_country": "JP", "similar_projects_adopted": 0},
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with own_desk() as opened:
        for facts in PROPOSALS:
            asked = {"rulesets": ["jcm/model-projects"], "as_of": "2019-06-01", "facts": facts}
            assert opened.post("/api/v1/determinations", json=asked).status_code == 201
        yield opened


def test_outcomes_are_counted_by_programme_and_country(client: TestClient) -> None:
    said = words(client.get("/en/officer/portfolio").text)
    assert "4 determinations are taken together." in said
    assert "Financing Programme for JCM Model Projects 0 3 1 4" in said
    assert "Vietnam 0 2 0 2" in said and "Indonesia 0 1 0 1" in said and "Japan 0 0 1 1" in said


def test_amounts_are_summed_as_ranges_without_those_ruled_out(client: TestClient) -> None:
    # at least 400 + 2,000 + 300 = 2,700 million, at most 400 + 2,000 + 500 = 2,900 million; two of three are settled
    said = words(client.get("/en/officer/portfolio").text).replace("\xa0", " ")
    assert "Greatest subsidy 3 2 JPY 2,700,000,000 JPY 2,900,000,000" in said
    assert "Greatest subsidy rate" not in said.partition("Amounts taken together")[2]


def test_what_is_missing_is_counted(client: TestClient) -> None:
    said = words(client.get("/en/officer/portfolio").text)
    assert "Leading technology 3" in said.partition("Facts for which open determinations wait")[2]


def test_filters_are_those_of_the_log(client: TestClient) -> None:
    said = words(client.get("/en/officer/portfolio?country=ID").text).replace("\xa0", " ")
    assert "1 determination is taken together." in said and "JPY 2,000,000,000 JPY 2,000,000,000" in said
    assert "No determination answers to these filters." in client.get("/en/officer/portfolio?until=2019-01-01").text
    assert client.get("/ja/officer/portfolio?since=soon").status_code == 422
