"""Every fault of a fact says what is wrong in the caller's words, where, and how to mend it, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from engine.facts import sink
from engine.facts.sink import MOST_COMPARED
from engine.source import RULE_FILE, read_yaml
from tests.facts.vocabulary import Read

CASES_FILE = Path(__file__).with_name("faults.yaml")


def cases() -> list[dict[str, Any]]:
    document, faults = read_yaml(CASES_FILE.read_text(encoding="utf-8"), CASES_FILE.name, RULE_FILE)
    assert document is not None, faults
    return list(document.data)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_a_fault_is_said_with_place_and_help(case: dict[str, Any], read: Read) -> None:
    facts, found = read(case["write"])
    assert [fault.code for fault in found] == [case["code"]]
    fault = found[0]
    assert fault.pointer == case["pointer"]
    assert str(fault.place) == f"facts.yaml:{case['at']}"
    assert fault.message.en == case["en"]
    assert fault.message.ja == case["ja"]
    assert fault.help is not None
    assert fault.help.en == case["help"]
    assert fault.help.ja
    assert not facts.given


def test_every_fault_of_a_document_is_reported_at_once(read: Read) -> None:
    _, found = read(
        "eligble_cost: 5\nwork_start: soon\nhost_country: XX\nconsortium: {member_countries: [JP, ZZ, null]}\n"
    )
    assert [(fault.code, fault.pointer) for fault in found] == [
        ("unknown-fact", "/eligble_cost"),
        ("not-a-date", "/work_start"),
        ("unknown-country", "/host_country"),
        ("unknown-country", "/consortium/member_countries/1"),
        ("null-not-allowed", "/consortium/member_countries/2"),
    ]


def test_several_faults_of_one_fact_are_reported_together(read: Read) -> None:
    _, found = read("leading_technology: {value: maybe, grade: judged, on: 2019-13-01, colour: red}")
    assert {(fault.code, fault.pointer) for fault in found} == {
        ("unknown-key", "/leading_technology/colour"),
        ("judged-without-reason", "/leading_technology"),
        ("not-a-boolean", "/leading_technology/value"),
        ("wrong-evidence", "/leading_technology/on"),
    }


def test_pointers_into_a_request_begin_with_facts(read_body: Read) -> None:
    _, found = read_body('{"applicant": {"country": "ZZ"}, "a/b~c": 1}')
    assert [(fault.pointer, fault.place) for fault in found] == [
        ("/facts/applicant/country", None),
        ("/facts/a~1b~0c", None),
    ]


def test_hostile_input_is_cut_off_with_a_count(read: Read) -> None:
    _, found = read("\n".join(f"name_{index}: 1" for index in range(1000)))
    assert len(found) == 201
    assert found[-1].code == "more-faults"
    assert found[-1].message.en == "800 more faults are not shown"


def _many(written: str) -> str:
    return ", ".join(f"{written}{index}: true" for index in range(1000))


@pytest.mark.parametrize(
    ("written", "count"),
    [
        (f"{{{_many('host_countr')}}}", 1000),
        (f"leading_technology: {{value: true, grade: declared, {_many('reaso')}}}", 1000),
        (f"exemption: {{{_many('within-subsidy-rang')}}}", 1000),
        (f"consortium: {{member_countries: [{', '.join(['Vietnan'] * 999)}]}}", 999),
        ("applicant: {kind: private_compani, country: Vietnan}", 2),
    ],
    ids=["names", "parts", "exemptions", "items", "few"],
)
def test_only_the_first_unknown_names_are_compared_and_all_are_counted(
    read: Read, monkeypatch: pytest.MonkeyPatch, written: str, count: int
) -> None:
    compared: list[str] = []

    def nearest(name: str, known: Iterable[str]) -> str | None:
        compared.append(name)
        return next(iter(known))

    monkeypatch.setattr(sink, "nearest", nearest)
    _, found = read(written)
    assert len(compared) == min(count, MOST_COMPARED)
    helped = [fault for fault in found if fault.help and fault.help.en.startswith("did you mean")]
    assert len(helped) == len(compared)
    told = [fault for fault in found if fault.code != "more-faults"]
    assert len(told) == min(count, sink.MOST_FAULTS)
    if count > len(told):
        assert found[-1].message.en == f"{count - len(told)} more faults are not shown"


def test_a_text_of_many_characters_is_refused(read: Read) -> None:
    _, found = read(f"title: {'x' * 10_001}")
    assert [fault.code for fault in found] == ["too-long"]


def test_a_list_of_many_items_is_refused(read: Read) -> None:
    _, found = read(f"consortium: {{member_countries: [{', '.join(['JP'] * 1001)}]}}")
    assert [fault.code for fault in found] == ["too-long"]


def test_the_words_of_the_caller_never_break_a_message(read: Read) -> None:
    _, found = read('host_country: "a`b\\nc' + "d" * 200 + '"')
    assert "\n" not in found[0].message.en
    assert found[0].message.en.count("`") == 4
