"""Facts as given: bare or graded, nested, numbers as text, countries by name, several documents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.facts import FactsDocument, Given, Grade, read_facts
from engine.feel.values.durations import YearsMonths
from engine.territories import Territories
from tests.facts.vocabulary import VOCABULARY, Read


def test_a_bare_fact_is_declared(read: Read) -> None:
    facts, found = read("leading_technology: true")
    assert found == []
    assert facts.given == {"leading_technology": Given(True, Grade.DECLARED)}


def test_a_judgement_keeps_its_person_day_and_reason(read: Read) -> None:
    facts, found = read(
        "leading_technology: {value: true, grade: judged, by: A. Officer, on: 2019-07-01, reason: seen in operation}"
    )
    assert found == []
    assert facts.given["leading_technology"] == Given(
        True, Grade.JUDGED, by="A. Officer", on=date(2019, 7, 1), reason="seen in operation"
    )


def test_an_assumed_fact_with_its_document_is_marked(read: Read) -> None:
    facts, _ = read("eligible_cost: {value: 5, grade: documented, assumed: true, document: c2c-2020#da-nang}")
    given = facts.given["eligible_cost"]
    assert (given.assumed, given.document, given.grade) == (True, "c2c-2020#da-nang", Grade.DOCUMENTED)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("400000000", "400000000"), ('"400000000"', "400000000"), ('"0.50"', "0.50"), ("４００", "400"), ('" 7 "', "7")],
)
def test_numbers_are_taken_as_plain_decimal_text(read: Read, written: str, meant: str) -> None:
    facts, found = read(f"eligible_cost: {written}")
    assert found == []
    assert str(facts.given["eligible_cost"].value) == meant


def test_a_number_keeps_all_its_digits(read_body: Read) -> None:
    facts, _ = read_body('{"eligible_cost": 123456789012345678901234567890.1}')
    assert facts.given["eligible_cost"].value == Decimal("123456789012345678901234567890.1")


def test_a_whole_number_may_be_written_with_an_empty_fraction(read: Read) -> None:
    facts, found = read("similar_projects_adopted: 3.0")
    assert found == []
    assert str(facts.given["similar_projects_adopted"].value) == "3"


@pytest.mark.parametrize("written", ["VN", "vn", "Viet Nam", "vietnam", "ベトナム", "ヴェトナム", "VNM", "ＶＮＭ"])
def test_a_country_is_taken_by_code_or_name(read: Read, written: str) -> None:
    facts, found = read(f"host_country: {written}")
    assert found == []
    assert facts.given["host_country"].value == "VN"


def test_norway_is_not_false(read: Read) -> None:
    facts, found = read("host_country: NO")
    assert found == []
    assert facts.given["host_country"].value == "NO"


def test_values_of_each_type_are_those_that_rules_use(read: Read) -> None:
    facts, found = read(
        "work_start: 2019-04-01\nfeedback_interval: P6M\ntitle: pumps\nconsortium: {member_countries: [Japan, VN]}\n"
        "applicant: {kind: public_body, is_representative: false}\ntotal_project_cost: {value: 5, unit: USD}\n"
        "end_date: null\n"
    )
    assert found == []
    assert {name: given.value for name, given in facts.given.items()} == {
        "work_start": date(2019, 4, 1),
        "feedback_interval": YearsMonths(6),
        "title": "pumps",
        "consortium.member_countries": ["JP", "VN"],
        "applicant.kind": "public_body",
        "applicant.is_representative": False,
        "total_project_cost": Decimal(5),
        "end_date": None,
    }


def test_an_empty_list_is_known(read: Read) -> None:
    facts, found = read("consortium: {member_countries: []}")
    assert found == []
    assert facts.given["consortium.member_countries"].value == []


def test_nothing_given_is_no_fault(read: Read) -> None:
    facts, found = read("{}")
    assert (dict(facts.given), found) == ({}, [])


def test_an_optional_fact_is_left_out_not_null(read: Read) -> None:
    _, found = read("subsidy_requested: null")
    assert [fault.code for fault in found] == ["null-not-allowed"]


def test_an_exemption_is_a_judgement_by_criterion(read: Read) -> None:
    facts, found = read(
        "exemption:\n  within-subsidy-range: {value: true, grade: judged, by: B, on: 2019-07-01, reason: small island}"
    )
    assert found == []
    assert facts.exemptions["within-subsidy-range"].value is True
    assert facts.given == {}


def test_two_documents_that_disagree_are_both_named(read: Read) -> None:
    _, found = read("host_country: VN\neligible_cost: 5\n", "eligible_cost: 6\n")
    assert [fault.code for fault in found] == ["facts-disagree"]
    assert found[0].message.en == "`eligible_cost` is `5` in `facts.yaml:2:16`, but `6` in `more.yaml:1:16`"
    assert (
        found[0].message.ja == "`eligible_cost` が `facts.yaml:2:16` では `5`、`more.yaml:1:16` では `6` となっています"
    )
    assert str(found[0].place) == "more.yaml:1:16"


def test_two_documents_that_say_the_same_keep_the_better_evidence(read: Read) -> None:
    facts, found = read("host_country: VN\n", "host_country: {value: Viet Nam, grade: documented, document: minutes}\n")
    assert found == []
    assert facts.given["host_country"] == Given("VN", Grade.DOCUMENTED, document="minutes")


def test_documents_add_up(read: Read) -> None:
    facts, found = read("host_country: VN\n", "applicant: {kind: public_body}\n", "applicant: {country: JP}\n")
    assert found == []
    assert set(facts.given) == {"host_country", "applicant.kind", "applicant.country"}


def test_a_binary_float_from_a_notebook_is_refused(territories: Territories) -> None:
    _, found = read_facts([FactsDocument({"eligible_cost": 0.1})], VOCABULARY, (), territories)
    assert [fault.code for fault in found] == ["not-a-number"]
    _, found = read_facts([FactsDocument({"eligible_cost": float("nan")})], VOCABULARY, (), territories)
    assert [fault.code for fault in found] == ["not-finite"]


def test_rows_are_read_field_by_field_and_what_is_left_out_stays_out(read: Read) -> None:
    facts, found = read("chillers: [{electricity: 1200, site: ベトナム}, {cop: '5.1'}]")
    assert found == []
    assert facts.given["chillers"].value == [{"electricity": Decimal(1200), "site": "VN"}, {"cop": Decimal("5.1")}]


def test_a_record_is_bare_or_carries_its_evidence(read: Read) -> None:
    bare, _ = read("boiler: {fuel: gas, heat: 3}")
    graded, found = read("boiler: {value: {fuel: gas, heat: 3}, grade: documented}")
    assert found == []
    assert bare.given["boiler"].value == graded.given["boiler"].value == {"fuel": "gas", "heat": Decimal(3)}
    assert graded.given["boiler"].grade == "documented"
