"""The portfolio: sums and counts worked out by hand over a few determinations.

Fiscal 2019, by Table 8: two precedents 40 %, four or more 30 %, not given 30 % to 50 %; at most JPY 2 billion.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from service.pages.officer import background
from service.pages.officer.portfolio_work import MOST_KEPT, begin
from service.store import LOG, Filter, Store
from tests.pages.officer_desk import desk, own_desk, post, store_behind, words

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


def taken(client: TestClient, lang: str = "en", **filters: str) -> str:
    """What the page of a portfolio says once all of it is there."""
    page = post(client, f"/{lang}/officer/portfolio", filters)
    for _ in range(100):
        if 'id="look-again"' not in page.text:
            break
        time.sleep(0.05)
        page = client.get(str(page.url))
    return words(page.text).replace("\xa0", " ")


def test_outcomes_are_counted_by_programme_and_country(client: TestClient) -> None:
    said = taken(client)
    assert "4 determinations are taken together." in said
    assert "Financing Programme for JCM Model Projects 0 3 1 4" in said
    assert "Vietnam 0 2 0 2" in said and "Indonesia 0 1 0 1" in said and "Japan 0 0 1 1" in said


def test_amounts_are_summed_as_ranges_without_those_ruled_out(client: TestClient) -> None:
    # at least 400 + 2,000 + 300 = 2,700 million, at most 400 + 2,000 + 500 = 2,900 million; two of three are settled
    said = taken(client)
    assert "Greatest subsidy 3 2 JPY 2,700,000,000 JPY 2,900,000,000" in said
    assert "Greatest subsidy rate" not in said.partition("Amounts taken together")[2]


def test_what_is_missing_is_counted(client: TestClient) -> None:
    said = taken(client)
    assert "Leading technology 3" in said.partition("Facts that open determinations are waiting for")[2]


def test_filters_are_those_of_the_log(client: TestClient) -> None:
    said = taken(client, country="ID")
    assert "1 determination is taken together." in said and "JPY 2,000,000,000 JPY 2,000,000,000" in said
    assert "Host country: Indonesia" in said
    assert "No determination matches these filters." in taken(client, until="2019-01-01")
    assert post(client, "/ja/officer/portfolio", {"since": "soon"}).status_code == 422
    assert 'value="1 January 2019"' in client.get("/en/officer/portfolio?until=2019-01-01").text


def test_what_was_taken_out_of_a_receipt_is_not_summed() -> None:
    with own_desk() as client:
        asked = {"rulesets": ["jcm/model-projects"], "as_of": "2019-06-01", "facts": PROPOSALS[0]}
        kept = client.post("/api/v1/determinations", json=asked).json()["id"]
        store_behind(client).determinations.redact(kept, ["eligible_cost"], "hana", "asked for")
        said = taken(client)
        assert "1 determination is taken together." in said and "Amounts taken together" not in said


# --- many ------------------------------------------------------------------------------------------------------------

TIMES = 60


@pytest.fixture(scope="module")
def crowd() -> Iterator[TestClient]:
    """A log in which each of the proposals stands 60 times: 240 lines, which are three stretches."""
    with own_desk() as opened:
        store = store_behind(opened)
        for facts in PROPOSALS:
            asked = {"rulesets": ["jcm/model-projects"], "as_of": "2019-06-01", "facts": facts}
            kept = opened.post("/api/v1/determinations", json=asked).json()["id"]
            found = store.determinations.get(kept)
            assert found is not None
            for _ in range(TIMES - 1):
                store.determinations.append(found[1], "office")
        yield opened


WHOLE = "Greatest subsidy 180 120 JPY 162,000,000,000 JPY 174,000,000,000"
"""60 times what four proposals come to: 60 × 2,700 million and 60 × 2,900 million, of 3 × 60 amounts 2 × 60 settled."""


def test_all_of_a_long_log_is_taken_together(crowd: TestClient) -> None:
    said = taken(crowd)
    assert "240 determinations are taken together." in said and WHOLE in said
    assert "Vietnam 0 120 0 120" in said
    assert "60 determinations are taken together." in taken(crowd, country="ID")


def test_a_worker_that_dies_is_taken_over_where_it_stopped(crowd: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_behind(crowd)

    def one_stretch(_: Store, id_: str, token: str, steps: background.Steps) -> None:
        first = next(steps(0))
        assert store.batches.advance(id_, token, first.told, first.count)

    with monkeypatch.context() as patched:
        patched.setattr(background, "_run", one_stretch)
        path = str(post(crowd, "/en/officer/portfolio", {}).url)
    for _ in range(100):
        page = crowd.get(path)
        if "100 of 240" in page.text:
            break
        time.sleep(0.05)
    assert "100 of 240 determinations are taken together." in words(page.text)
    # it is found again from the first page, and what is kept meanwhile is not among it
    listed = crowd.get("/en/officer/portfolio").text
    assert path.removeprefix("https://testserver") in listed and "100 of 240 determinations" in listed
    asked = {"rulesets": ["jcm/model-projects"], "as_of": "2019-06-01", "facts": {}}
    assert crowd.post("/api/v1/determinations", json=asked).status_code == 201
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE batches SET beat = '2019-01-01T00:00:00.000000Z'")
    for _ in range(100):
        page = crowd.get(path)
        if "look-again" not in page.text:
            break
        time.sleep(0.05)
    said = words(page.text).replace("\xa0", " ")
    assert "240 determinations are taken together." in said and WHOLE in said


def test_it_can_be_cancelled_and_taken_away_and_nobody_else_sees_it(
    crowd: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(background, "_run", lambda *_: None)
        path = str(post(crowd, "/en/officer/portfolio", {"country": "VN"}).url)
    page = crowd.get(path)
    assert "0 of 120 determinations are taken together." in words(page.text)
    assert "Cancelled after 0 of 120 determinations." in words(post(crowd, f"{path}/cancel", {}).text)
    url = store_behind(crowd).database.url.render_as_string(hide_password=False)
    with desk(url, name="another") as other:
        assert other.get(path).status_code == 404
        assert post(other, f"{path}/remove", {}).status_code == 404
    assert post(crowd, f"{path}/remove", {}).status_code == 200
    assert crowd.get(path).status_code == 404


def test_only_the_newest_are_kept(crowd: TestClient) -> None:
    for _ in range(MOST_KEPT + 2):
        begin(store_behind(crowd), "somebody", Filter(outcome="ineligible"), date(2026, 1, 1))
    assert len(store_behind(crowd).batches.of("somebody", LOG)) == MOST_KEPT
