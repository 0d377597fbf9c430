"""The caps of a proposal at the officer's desk, worked out by hand from Table 8 and 2.2(2)d of the guidebook.

Fiscal 2019: the rate is 50 % without a precedent, 40 % with one to three, 30 % with four or more; the subsidy is at
most JPY 2 billion.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.clock import today
from tests.pages.officer_desk import OFFICER, action, own_desk, post, store_behind, words

CAPS = "/en/officer/caps?ruleset=jcm/model-projects&as_of=2019-06-01"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with own_desk() as opened:
        yield opened


def told(client: TestClient, **figures: str) -> str:
    """The page after these figures were typed."""
    answer = post(client, CAPS, figures)
    assert answer.status_code == 200
    return str(answer.text)


def test_the_rate_binds_below_the_ceiling_and_the_room_is_told(client: TestClient) -> None:
    # 1,000,000,000 × 40 % = 400,000,000; the ceiling is 1,600,000,000 above it
    said = words(told(client, eligible_cost="１０億円", similar_projects_adopted="2"))
    assert "Greatest subsidy: JPY 400,000,000" in said.replace("\xa0", " ")
    assert "What binds: Cost eligible for the subsidy × Greatest subsidy rate" in said
    assert "JPY 2,000,000,000 JPY 1,600,000,000 Does not bind" in said.replace("\xa0", " ")
    assert "Table 8" in said


def test_the_ceiling_binds_above_it(client: TestClient) -> None:
    # 6,000,000,000 × 40 % = 2,400,000,000, so the ceiling binds and the rate is 400,000,000 away
    said = words(told(client, eligible_cost="60億", similar_projects_adopted="1")).replace("\xa0", " ")
    assert "What binds: Greatest subsidy for a project Source: [1] 2.2(2)d" in said
    assert "JPY 2,400,000,000 JPY 400,000,000 Does not bind" in said


def test_a_request_above_the_cap_is_told_with_by_how_much(client: TestClient) -> None:
    # 450,000,000 asked, 400,000,000 at most
    said = words(told(client, eligible_cost="1000000000", similar_projects_adopted="3", subsidy_requested="4.5億"))
    said = said.replace("\xa0", " ")
    assert "Request within the rate" in said
    assert "× Not met over by JPY 50,000,000 Room left below the cap" in said


def test_what_if_shows_both_sides_on_the_same_page(client: TestClient) -> None:
    page = post(client, CAPS, {"eligible_cost": "1000000000", "similar_projects_adopted": "2"})
    said = words(client.get(f"{page.url}&what=similar_projects_adopted&to=４").text).replace("\xa0", " ")
    # four or more: 30 %
    assert "Greatest subsidy rate 40% 30% Changed" in said
    assert "Greatest subsidy JPY 400,000,000 JPY 300,000,000 Changed" in said


def test_what_if_with_a_figure_that_cannot_be_says_so_beside_it(client: TestClient) -> None:
    answer = client.get(f"{CAPS}&what=eligible_cost&to=lots")
    assert answer.status_code == 422
    assert 'href="#to"' in answer.text and 'id="to-error"' in answer.text


def test_figures_are_taken_whole_or_not_at_all(client: TestClient) -> None:
    answer = post(client, CAPS, {"eligible_cost": "-5", "similar_projects_adopted": "2"})
    assert answer.status_code == 422
    assert "answers=" not in str(answer.url)
    assert 'value="-5"' in answer.text and 'id="eligible_cost-error"' in answer.text


def test_rows_of_the_register_stand_behind_the_count(client: TestClient) -> None:
    # jcm-adoptions on 2021-06-01, biomass in Viet Nam: fy2020-vn-2 and fy2020-vn-3 are adopted in fiscal 2020
    page = post(client, CAPS.replace("2019-06-01", "2021-06-01"), {"host_country": "VN", "technology_class": "biomass"})
    assert "fy2020-vn-2" in page.text and "fy2020-vn-3" in page.text
    assert "Biomass boiler to instant coffee factory" in page.text
    # not one day of fiscal 2020 is known to be that of the adoption
    assert "some day between 1 April 2020 and 31 March 2021" in words(page.text).replace("\xa0", " ")


def test_an_own_count_needs_a_reason_and_is_used_with_person_and_reason(client: TestClient) -> None:
    page = post(client, CAPS, {"eligible_cost": "1000000000", "host_country": "ID", "technology_class": "loom"})
    assert "fy2014-id-2" in page.text
    path = action(page.text, "/officer/overrides")
    refused = post(client, path, {"counted": "similar_projects_adopted", "row": "fy2014-id-2", "others": "3"})
    assert refused.status_code == 422 and 'id="count-reason-error"' in refused.text
    reason = "three more in the list of the ministry of May 2019"
    kept = post(
        client,
        path,
        {"counted": "similar_projects_adopted", "row": "fy2014-id-2", "others": "3", "count-reason": reason},
    )
    said = words(kept.text).replace("\xa0", " ")
    # one row and three others are four: 30 %
    assert "Greatest subsidy: JPY 300,000,000" in said
    assert f"Used instead: 4 {OFFICER}" in said and reason in said, said[said.find("Used instead") :][:200]
    [record] = store_behind(client).overrides.of("jcm-adoptions")
    assert record.fields["value"] == "4" and record.fields["rows"] == {"fy2014-id-2": "counts"}
    assert (record.fields["by"], record.fields["reason"]) == (OFFICER, reason)
    stored = post(client, action(kept.text, "/officer/keep"), {}).url.params["determination"]
    receipt = client.get(f"/api/v1/determinations/{stored}").json()["receipt"]
    used = receipt["facts"]["similar_projects_adopted"]
    assert used | {"value": "4", "grade": "judged", "by": OFFICER, "reason": reason} == used, "who and why, and when:"
    assert used["on"] == today().isoformat()


def test_a_judgement_is_kept_with_person_day_and_reason_and_counts(client: TestClient) -> None:
    page = post(client, CAPS, {"eligible_cost": "90000000", "similar_projects_adopted": "4"})
    # 27,000,000 are below the least subsidy of 50,000,000: open in principle until an exemption is judged
    assert "Keep this determination" in page.text
    kept = post(client, action(page.text, "/officer/keep"), {})
    judge = action(kept.text, "/officer/judgements")
    wrong = post(client, judge, {"fact": "exemption.within-subsidy-range", "reason": " "})
    assert wrong.status_code == 422
    assert 'href="#value"' in wrong.text and 'href="#reason"' in wrong.text
    judged = post(
        client, judge, {"fact": "exemption.within-subsidy-range", "value": "true", "reason": "a first of its kind"}
    )
    said = words(judged.text)
    assert f"yes {OFFICER}" in said and "a first of its kind" in said
    assert "○ Met" in said.partition("Not below the least subsidy")[2][:160]


def test_an_address_cannot_say_that_something_was_judged(client: TestClient) -> None:
    page = post(client, CAPS, {"eligible_cost": "1000000000", "host_country": "ID", "technology_class": "loom"})
    fields = {"counted": "similar_projects_adopted", "others": "3", "count-reason": "a list of May 2019"}
    kept = post(client, action(page.text, "/officer/overrides"), fields)
    assert f"Used instead: 3 {OFFICER}" in words(kept.text)
    without = str(kept.url).partition("&override=")[0]
    said = words(client.get(without).text)
    assert "Used instead: 3 " in said and f"Used instead: 3 {OFFICER}" not in said


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_determination_is_looked_up_by_its_id_or_a_link(client: TestClient, lang: str) -> None:
    page = post(client, CAPS, {"eligible_cost": "1000000000", "similar_projects_adopted": "2"})
    kept = post(client, action(page.text, "/officer/keep"), {})
    id_ = kept.url.params["determination"]
    for typed in (id_, f"https://hantei.example/api/v1/determinations/{id_}", str(page.url)):
        found = client.get(f"/{lang}/officer/caps", params={"find": typed})
        assert found.status_code == 200
        assert "400,000,000" in found.text
    nothing = client.get(f"/{lang}/officer/caps", params={"find": "what was it"})
    assert nothing.status_code == 422 and 'value="what was it"' in nothing.text
    assert client.get(f"/{lang}/officer/caps?determination=00000000-0000-0000-0000-000000000000").status_code == 404


def test_every_programme_with_an_amount_has_its_caps_on_one_page(client: TestClient) -> None:
    page = client.get("/en/officer/caps?ruleset=all&as_of=2019-06-01")
    said = words(page.text)
    assert "Financing Programme for JCM Model Projects" in said and "City-to-City Collaboration Programme" in said
    assert len(page.content) < 60_000


def test_what_should_stand_in_a_row_is_on_the_registers_page_with_when_it_takes_effect(client: TestClient) -> None:
    wish = {"row": "fy2013-id-1", "values": {"country": "VN"}, "from": "2013-10-01", "reason": "a misprint <b>"}
    assert client.post("/api/v1/registers/jcm-adoptions/overrides", json=wish).status_code == 201
    page = client.get("/en/registers/jcm-adoptions")
    said = words(page.text).partition("What officers say should stand here")[2]
    assert "takes effect once an author has put it into the register's file and the rules are published" in said
    assert "fy2013-id-1" in said and "Vietnam" in said and "From: 2013-10-01" in said and OFFICER in said
    assert "a misprint &lt;b&gt;" in page.text
    assert "fy2013-id-1" in words(client.get("/ja/registers/jcm-adoptions").text).partition("担当者による修正")[2]
    client.cookies.clear()
    assert "What officers say" not in client.get("/en/registers/jcm-adoptions").text, "not for everyone"
