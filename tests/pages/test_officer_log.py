"""The log of determinations at the desk, and one determination by other rules."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.pages.officer_desk import own_desk, words

LOG = "/en/officer/determinations"
COSTS = 30


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with own_desk() as opened:
        for at in range(COSTS):
            keep(opened, {"eligible_cost": 10**9 + at, "host_country": "VN" if at % 3 else "TH"})
        yield opened


def keep(client: TestClient, facts: dict[str, object]) -> str:
    """Keeps a determination by the API; its id."""
    asked = {"rulesets": ["jcm/model-projects"], "as_of": "2019-06-01", "facts": facts}
    return str(client.post("/api/v1/determinations", json=asked).json()["id"])


def test_the_log_goes_on_page_by_page_with_its_filters(client: TestClient) -> None:
    # 30 were kept; every third, beginning with the first, is Thai: 10, and 20 are Vietnamese
    first = client.get(f"{LOG}?country=&outcome=undetermined")
    assert first.text.count('<th scope="row">') == 25
    following = next(part for part in first.text.split('"') if "cursor=" in part).replace("&amp;", "&")
    assert "outcome=undetermined" in following
    second = client.get(following)
    assert second.text.count('<th scope="row">') == 5
    assert client.get(f"{LOG}?country=TH").text.count('<th scope="row">') == 10
    assert "No determination matches these filters." in client.get(f"{LOG}?outcome=eligible").text


@pytest.mark.parametrize(("query", "field"), [("since=soon", "since"), ("until=2019-02-30", "until"), ("cursor=x", "")])
def test_a_filter_that_cannot_be_is_told_beside_it(client: TestClient, query: str, field: str) -> None:
    answer = client.get(f"{LOG}?{query}")
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert not field or f'id="{field}-error"' in answer.text


def test_days_are_typed_as_people_write_them(client: TestClient) -> None:
    assert client.get(f"{LOG}?since=２０２０年1月1日").text.count('<th scope="row">') == 25
    assert client.get(f"{LOG}?until=1 January 2020").text.count('<th scope="row">') == 0


def test_one_determination_is_shown_with_its_reasons(client: TestClient) -> None:
    id_ = keep(client, {"eligible_cost": 1_000_000_000, "similar_projects_adopted": 2})
    said = words(client.get(f"{LOG}/{id_}").text).replace("\xa0", " ")
    assert "Yes, its hash holds" in said and "JPY 400,000,000" in said and "2.2(2)d" in said
    assert client.get(f"{LOG}/nothing").status_code == 404


def test_two_versions_of_the_rules_stand_beside_each_other(client: TestClient) -> None:
    # fiscal 2019: 40 % for two precedents; fiscal 2018 knows only the band of 30 % to 50 %
    id_ = keep(client, {"eligible_cost": 1_000_000_000, "similar_projects_adopted": 2})
    said = words(client.get(f"{LOG}/{id_}/compare?as_of=2018-06-01").text).replace("\xa0", " ")
    assert "Greatest subsidy rate 40% between 30% and 50% Changed" in said
    assert "Greatest subsidy JPY 400,000,000 between JPY 300,000,000 and JPY 500,000,000 Changed" in said
    same = words(client.get(f"{LOG}/{id_}/compare").text)
    assert "There is no difference." in same and "Changed" not in same


def test_a_determination_without_all_its_facts_is_not_compared(client: TestClient) -> None:
    id_ = keep(client, {"eligible_cost": 1_000_000_000})
    store = client.app.state.storage.store()  # type: ignore[attr-defined]
    store.determinations.redact(id_, ["eligible_cost"], "the tests", "asked for")
    assert "cannot be determined again" in client.get(f"{LOG}/{id_}/compare").text
    assert "Facts have been taken out" in client.get(f"{LOG}/{id_}").text
