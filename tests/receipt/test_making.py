"""What stands in a receipt, and in which places single facts show."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from engine.determination_json import answer_json
from engine.receipt import receipt_text, seal
from engine.receipt.places import shown_places
from engine.receipt.sealing import at
from service.checks.inquiry import answer
from tests.api.conftest import COMPLETE
from tests.receipt.receipts import FUND, JUDGED, MODEL, again, catalogue, complete, inquiry_of, receipt_for


def place(receipt: dict[str, Any], pointer: str) -> dict[str, Any]:
    [found] = [one for one in receipt["places"] if one["at"] == pointer]
    return dict(found)


def test_a_receipt_says_what_was_asked_of_which_rules_by_which_engine() -> None:
    receipt = receipt_for(COMPLETE, MODEL, FUND, known_on="2019-12-31", readings={"jf-08": "b"})
    digests = [plan.digest for plan, _ in map(catalogue().plan, (MODEL, FUND)) if plan]
    assert receipt["request"] == {
        "as_of": "2019-06-01",
        "known_on": "2019-12-31",
        "readings": {"jf-08": "b"},
        "rulesets": [
            {"id": MODEL, "version": "2019", "digest": digests[0]},
            {"id": FUND, "version": "2019-11", "digest": digests[1]},
        ],
    }
    assert receipt["engine"] == {"version": "1.2.3", "language": "hantei-rules-1"}
    assert receipt["made_on"] == "2020-02-03"


def test_facts_stand_with_their_grade_person_day_and_reason() -> None:
    receipt = complete(exemption={"within-subsidy-range": True})
    assert receipt["facts"]["leading_technology"] == JUDGED
    assert receipt["facts"]["eligible_cost"] == {"value": "1000000000", "grade": "declared"}
    assert receipt["facts"]["exemption.within-subsidy-range"] == {"value": True, "grade": "declared"}
    assert len(receipt["facts"]) == len(COMPLETE) + 3  # the applicant has three facts, and there is an exemption


def test_the_answer_is_the_body_that_every_door_gives() -> None:
    inquiry = inquiry_of(COMPLETE, MODEL, FUND)
    assert receipt_for(COMPLETE, MODEL, FUND)["answer"] == answer_json(answer(inquiry, catalogue(), "reference"))


def test_a_receipt_is_one_line_that_reads_back_as_it_was() -> None:
    receipt = complete()
    assert receipt_text(receipt).count("\n") == 1
    assert again(receipt) == receipt
    assert seal(again(receipt)) == receipt["hash"]


@pytest.mark.parametrize(
    ("pointer", "shows"),
    [
        ("/facts/eligible_cost", ["eligible_cost"]),
        ("/answer/determinations/0/amounts/maximum_subsidy", ["eligible_cost", "similar_projects_adopted"]),
        ("/answer/determinations/0/amounts/maximum_subsidy_rate", ["similar_projects_adopted"]),
        ("/answer/determinations/0/findings/2/facts/host_country", ["host_country"]),
    ],
)
def test_a_place_names_every_fact_that_it_shows(pointer: str, shows: list[str]) -> None:
    receipt = complete()
    assert place(receipt, pointer)["shows"] == shows
    assert at(receipt, pointer)


def test_what_an_exemption_says_in_a_finding_is_a_place_of_its_own() -> None:
    receipt = complete(exemption={"within-subsidy-range": True})
    [place_] = [one for one in receipt["places"] if one["at"].endswith("/exempted")]
    assert place_["shows"] == ["exemption.within-subsidy-range"]
    assert at(receipt, place_["at"]) is True


def test_every_place_has_a_salt_of_its_own_and_none_lies_in_another() -> None:
    places = receipt_for(COMPLETE, MODEL, FUND)["places"]
    assert len({one["salt"] for one in places}) == len(places) > 20
    pointers = sorted(one["at"] + "/" for one in places)
    assert [one for one, after in pairwise(pointers) if after.startswith(one)] == []


def test_a_part_of_an_answer_that_is_not_known_here_is_taken_to_show_every_fact() -> None:
    """A later version may say more of a finding or a determination: nothing of it slips through a redaction."""
    inquiry = inquiry_of({"host_country": "VN", "eligible_cost": 200_000_000})
    given = answer(inquiry, catalogue(), "reference")
    body = answer_json(given)
    body["determinations"][0]["more"] = {"said": "200000000"}
    body["determinations"][0]["findings"][0]["more"] = "VN"
    plan, _ = catalogue().plan(MODEL)
    assert plan is not None
    names = ("eligible_cost", "host_country")
    found = {one.at: one.shows for one in shown_places(names, given.determinations, [plan], body)}
    assert found["/answer/determinations/0/more"] == names
    assert found["/answer/determinations/0/findings/0/more"] == names
