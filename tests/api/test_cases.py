"""`/api/v1/cases`: begun, told of event by event, and where they stand on any day."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.clock import today
from tests.api.test_problems import assert_problem

CASES = "/api/v1/cases"
REGISTERED = {"id": "r", "event": "registered", "on": "2017-05-26", "recorded_on": "2017-05-26"}
ISSUED = {
    "id": "i",
    "event": "issued",
    "on": "2017-10-24",
    "recorded_on": "2017-10-24",
    "fields": {"period": "1", "tonnes": 8947},
}


def begun(office: TestClient, title: str = "Solar power in Darkhan") -> str:
    answer = office.post(CASES, json={"case": "jcm/project-cycle", "title": title})
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"])


def tell(office: TestClient, case: str, event: dict[str, Any], **more: Any) -> Any:
    return office.post(f"{case}/events", json=event, **more)


def test_a_case_is_begun_and_found_again(office: TestClient) -> None:
    address = begun(office)
    found = office.get(address).json()
    assert (found["case"], found["title"], found["redactions"]) == ("jcm/project-cycle", "Solar power in Darkhan", "0")
    assert f"{CASES}/{found['id']}" == address
    listed = office.get(CASES, params={"case": "jcm/project-cycle", "limit": "1"}).json()["cases"]
    assert listed[0] == found


def test_events_are_kept_as_they_were_told(office: TestClient) -> None:
    case = begun(office)
    first = tell(office, case, {"event": "registered", "on": "2017-05-26"})
    assert first.status_code == 201
    assert first.json()["event"] == {
        "id": "e1",
        "event": "registered",
        "on": "2017-05-26",
        "recorded_on": today().isoformat(),
    }
    second = tell(office, case, ISSUED)
    assert second.json()["event"]["fields"] == {"period": "1", "tonnes": "8947"}
    assert [one["number"] for one in office.get(f"{case}/events").json()["events"]] == [2, 1]
    assert office.get(second.headers["location"]).json() == second.json()


def test_it_stands_where_its_events_say_as_of_any_day(office: TestClient) -> None:
    case = begun(office)
    for event in (ISSUED, REGISTERED):
        assert tell(office, case, event).status_code == 201
    stages = {
        day: office.get(f"{case}/standing", params={"as_of": day}).json()["stage"]["id"]
        for day in ("2017-06-01", "2017-12-01")
    }
    assert stages == {"2017-06-01": "registered", "2017-12-01": "issued"}
    assert office.get(f"{case}/standing").json()["as_of"] == today().isoformat()


def test_the_order_of_telling_changes_nothing(office: TestClient) -> None:
    standings = []
    for events in itertools.permutations((REGISTERED, ISSUED)):
        case = begun(office)
        for event in events:
            tell(office, case, event)
        standings.append(office.get(f"{case}/standing", params={"as_of": "2018-06-01"}).json())
    assert standings[0] == standings[1]


def test_the_same_event_told_again_is_stored_once(office: TestClient) -> None:
    case = begun(office)
    first, again = tell(office, case, REGISTERED), tell(office, case, REGISTERED)
    assert (again.status_code, again.json()) == (201, first.json())
    other = tell(office, case, {**REGISTERED, "on": "2017-05-27", "recorded_on": "2017-05-27"})
    assert_problem(other, 409, "conflict")
    assert other.json()["errors"][0]["code"] == "stored-already"


def test_who_has_not_seen_the_last_event_stores_nothing(office: TestClient) -> None:
    case = begun(office)
    assert tell(office, case, REGISTERED, params={"after": "0"}).status_code == 201
    answer = tell(office, case, ISSUED, params={"after": "0"})
    assert_problem(answer, 409, "conflict")
    assert answer.json()["errors"][0]["code"] == "case-moved-on"
    assert tell(office, case, ISSUED, params={"after": "1"}).status_code == 201


EVENTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "an event that is none": ({"event": "registred", "on": "2017-05-26"}, "unknown-event", "#/event"),
    "a field that is none": ({**ISSUED, "fields": {"tons": 1}}, "unknown-field", "#/fields/tons"),
    "a day that is none": ({"event": "registered", "on": "2017-02-29"}, "date-does-not-exist", "#/on"),
    "a key that is none": ({**REGISTERED, "when": "2017-05-26"}, "unknown-key", "#/when"),
    "a number for a text": ({**ISSUED, "fields": {"period": 1}}, "not-text", "#/fields/period"),
}


@pytest.mark.parametrize("what", EVENTS)
def test_an_event_with_a_fault_is_refused(office: TestClient, what: str) -> None:
    event, code, pointer = EVENTS[what]
    case = begun(office)
    answer = tell(office, case, event)
    assert_problem(answer, 422, "refused-request")
    assert [(error["code"], error["pointer"]) for error in answer.json()["errors"]] == [(code, pointer)]
    assert office.get(f"{case}/events").json()["events"] == []


def test_a_type_of_case_that_is_none_is_refused(office: TestClient) -> None:
    answer = office.post(CASES, json={"case": "jcm/project-cycl", "titel": "x"})
    assert_problem(answer, 422, "refused-request")
    assert [error["code"] for error in answer.json()["errors"]] == ["unknown-key"]
    [error] = office.post(CASES, json={"case": "jcm/project-cycl"}).json()["errors"]
    assert (error["pointer"], error["help"]["en"]) == ("#/case", "did you mean `jcm/project-cycle`?")


def test_readings_are_chosen_in_the_address(office: TestClient) -> None:
    case = begun(office)
    for asked, code in (("nonsense", "not-a-reading"), ("j20-99=a", "unknown-reading"), ("j20-17=z", "unknown-side")):
        answer = office.get(f"{case}/standing", params={"readings": asked})
        assert_problem(answer, 422, "refused-parameters")
        assert answer.json()["errors"][0]["code"] == code


def test_what_is_not_stored_is_told_so(office: TestClient) -> None:
    for path in ("nobody", "nobody/standing", "nobody/events", "nobody/events/x"):
        assert_problem(office.get(f"{CASES}/{path}"), 404, "nothing-stored")
    assert_problem(tell(office, f"{CASES}/nobody", REGISTERED), 404, "nothing-stored")
    other = begun(office)
    entry = tell(office, begun(office), REGISTERED).json()["entry"]
    assert_problem(office.get(f"{other}/events/{entry}"), 404, "nothing-stored")


def test_types_of_cases_say_what_may_happen(office: TestClient) -> None:
    listed = office.get("/api/v1/case-types").json()["case_types"]
    assert "jcm/project-cycle" in [one["id"] for one in listed]
    found = office.get("/api/v1/case-types/jcm/project-cycle")
    events = {one["name"]: one for one in found.json()["events"]}
    assert [field["name"] for field in events["issued"]["fields"]][:2] == ["period", "tonnes"]
    assert events["issued"]["title"]["ja"]
    again = office.get("/api/v1/case-types/jcm/project-cycle", headers={"if-none-match": found.headers["etag"]})
    assert again.status_code == 304
    assert_problem(office.get("/api/v1/case-types/jcm/nothing"), 404, "not-found")


def test_nobody_but_officers_sees_cases(client: TestClient) -> None:
    assert_problem(client.get(CASES), 401, "sign-in-needed")
    assert_problem(client.post(CASES, json={"case": "jcm/project-cycle"}), 401, "sign-in-needed")
