"""`/api/v1/registers`: rows page by page and as CSV; overrides with who, when and why."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from service.clock import today
from tests.api.test_determinations import ASKED, keep
from tests.api.test_problems import assert_problem

REGISTERS = "/api/v1/registers"
ADOPTIONS = f"{REGISTERS}/jcm-adoptions"


def test_registers_are_listed_with_their_rows(client: TestClient) -> None:
    answer = client.get(REGISTERS)
    listed = {one["id"]: one for one in answer.json()["registers"]}
    assert {"jcm-adoptions", "jcm-partners", "tokyo-target-rates"} <= set(listed)
    assert listed["jcm-adoptions"]["title"]["ja"] == "JCM補助事業の採択案件"
    assert client.get(REGISTERS, headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_rows_are_read_page_by_page_and_each_once(client: TestClient) -> None:
    seen: list[str] = []
    address = f"{ADOPTIONS}?limit=20"
    while address:
        answer = client.get(address)
        seen += [row["id"] for row in answer.json()["page"]]
        address = answer.json()["next"]
        assert (answer.headers.get("link") is None) == (address is None)
    assert str(len(seen)) == client.get(ADOPTIONS).json()["rows"]
    assert len(set(seen)) == len(seen)


def test_a_row_says_its_days_and_its_source(client: TestClient) -> None:
    [first] = client.get(ADOPTIONS, params={"limit": "1"}).json()["page"]
    # adopted in fiscal 2013 (lawson-9112), which ended on 31 March 2014: the day itself is not told
    assert (first["id"], first["earliest"], first["latest"]) == ("fy2013-id-1", "2013-04-01", "2014-03-31")
    assert (first["values"]["country"], first["source"]) == ("ID", ["lawson-9112#adopted"])


def test_as_csv_it_has_all_rows(client: TestClient) -> None:
    as_parameter = client.get(ADOPTIONS, params={"format": "csv"})
    assert as_parameter.content == client.get(f"{ADOPTIONS}.csv").content
    assert as_parameter.content == client.get(ADOPTIONS, headers={"accept": "text/csv"}).content
    assert as_parameter.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(as_parameter.text)))
    assert str(len(rows)) == client.get(ADOPTIONS).json()["rows"]
    assert rows[0]["country"] == "ID"


@pytest.mark.parametrize("register", ["jcm-partners", "tokyo-target-rates", "city-to-city-participations"])
def test_every_kind_of_register_has_rows(client: TestClient, register: str) -> None:
    found = client.get(f"{REGISTERS}/{register}").json()
    assert found["page"] and found["page"][0]["source"]


def test_a_near_name_is_offered(client: TestClient) -> None:
    answer = client.get(f"{REGISTERS}/jcm-adoption")
    assert_problem(answer, 404, "register-not-found")
    assert answer.json()["errors"][0]["help"]["ja"] == "`jcm-adoptions` のことですか"


def test_an_override_is_kept_with_who_when_and_why(office: TestClient) -> None:
    body = {"row": "fy2013-id-1", "values": {"country": "VN"}, "from": "2013-10-01", "reason": "printed wrongly"}
    made = office.post(f"{ADOPTIONS}/overrides", json=body)
    assert made.status_code == 201, made.text
    kept = office.get(made.headers["location"]).json()
    assert kept == made.json()
    assert {name: kept[name] for name in body} == body
    assert (kept["by"], kept["recorded_by"], kept["subject"]) == ("anonymous", "anonymous", "jcm-adoptions")
    assert office.get(f"{ADOPTIONS}/overrides").json()["overrides"][0] == kept
    assert office.get(f"{REGISTERS}/jcm-partners/overrides").json()["overrides"] == []


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"row": "x", "values": {"countrie": "VN"}, "reason": "r"}, "unknown-column", "#/values/countrie"),
        ({"row": "x", "values": {"country": "XX"}, "reason": "r"}, "unknown-country", "#/values/country"),
        ({"row": "x", "reason": "  "}, "text-length", "#/reason"),
        ({"row": "x"}, "missing-key", "#"),
        ({"row": "x", "reason": "r", "from": "soon"}, "not-a-date", "#/from"),
    ],
)
def test_an_override_with_a_fault_is_refused(
    office: TestClient, body: dict[str, object], code: str, pointer: str
) -> None:
    answer = office.post(f"{ADOPTIONS}/overrides", json=body)
    assert_problem(answer, 422, "refused-request")
    assert [(error["code"], error["pointer"]) for error in answer.json()["errors"]] == [(code, pointer)]


# --- judgements ------------------------------------------------------------------------------------------------------

JUDGEMENTS = "/api/v1/judgements"


def test_a_judgement_is_kept_and_shown_in_a_comparison(office: TestClient) -> None:
    address = keep(office, ASKED).headers["location"]
    subject = address.removeprefix("/api/v1/")
    body = {"subject": subject, "fact": "leading_technology", "value": False, "reason": "in wide use already"}
    made = office.post(JUDGEMENTS, json=body)
    assert made.status_code == 201, made.text
    kept = office.get(made.headers["location"]).json()
    assert {name: kept[name] for name in body} == body
    assert (kept["by"], kept["on"]) == ("anonymous", today().isoformat())
    assert office.get(JUDGEMENTS, params={"subject": subject}).json()["judgements"] == [kept]
    before = office.get(f"{address}/compare").json()
    after = office.get(f"{address}/compare", params={"judged": "true"}).json()
    assert before["same"] is True
    outcome = next(one for one in after["differences"] if one["at"][-1] == "outcome")
    assert (outcome["was"], outcome["now"]) == ("eligible", "ineligible")


def test_a_later_judgement_counts(office: TestClient) -> None:
    address = keep(office, ASKED).headers["location"]
    for value in (False, True):
        body = {"subject": address.removeprefix("/api/v1/"), "fact": "leading_technology", "value": value}
        assert office.post(JUDGEMENTS, json={**body, "reason": "seen"}).status_code == 201
    compared = office.get(f"{address}/compare", params={"judged": "true"}).json()
    assert compared["answer"]["determinations"][0]["outcome"] == "eligible"


@pytest.mark.parametrize(
    ("more", "code", "pointer"),
    [
        ({"fact": "leading_technolgy"}, "unknown-judgement", "#/fact"),
        ({"fact": "eligible_cost", "value": 1}, "unknown-judgement", "#/fact"),
        ({"value": "perhaps"}, "not-a-boolean", "#/value"),
        ({"subject": "determinations/nobody"}, "unknown-subject", "#/subject"),
        ({"subject": "somewhere"}, "unknown-subject", "#/subject"),
        ({"on": "2019-02-29"}, "date-does-not-exist", "#/on"),
        ({"by": "somebody else"}, "unknown-key", "#/by"),
    ],
)
def test_a_judgement_with_a_fault_is_refused(
    office: TestClient, more: dict[str, object], code: str, pointer: str
) -> None:
    subject = keep(office, ASKED).headers["location"].removeprefix("/api/v1/")
    body = {"subject": subject, "fact": "leading_technology", "value": True, "reason": "seen"}
    answer = office.post(JUDGEMENTS, json={**body, **more})
    assert_problem(answer, 422, "refused-request")
    assert [(error["code"], error["pointer"]) for error in answer.json()["errors"]] == [(code, pointer)]


def test_nobody_but_officers_judges(client: TestClient) -> None:
    assert_problem(client.get(JUDGEMENTS), 401, "sign-in-needed")
    assert_problem(client.post(f"{ADOPTIONS}/overrides", json={}), 401, "sign-in-needed")
