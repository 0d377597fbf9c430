"""Files that are said to be receipts: whoever wrote them, faults come with their place and nothing else happens."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from engine.diagnostics import Diagnostic
from engine.receipt import RECEIPT_FILE, read_receipt, receipt_text, redact
from engine.source import read_json
from tests.receipt.receipts import MODEL, changed, complete

RECEIPT = complete()
DROPPED = object()


def faults_of(text: str) -> list[Diagnostic]:
    document, faults = read_json(text, "receipt.json", RECEIPT_FILE)
    if document is None or faults:
        return faults
    receipt, found = read_receipt(document)
    assert (receipt is None) is bool(found)
    return found


def test_a_receipt_as_it_was_made_has_no_fault() -> None:
    assert faults_of(receipt_text(RECEIPT)) == []
    assert faults_of(json.dumps(RECEIPT, indent=2)) == []


@pytest.mark.parametrize("data", [[], "x", None, {}, {"format": "hantei-receipt-2"}, {"format": []}])
def test_what_is_no_receipt_is_said_to_be_none(data: Any) -> None:
    assert [fault.code for fault in faults_of(json.dumps(data))] == ["not-a-receipt"]


@pytest.mark.parametrize(
    ("way", "to", "code", "pointer"),
    [
        (("hash",), DROPPED, "receipt-part-missing", ""),
        (("hash",), "sha256:ABC", "receipt-part-wrong", "/hash"),
        (("hash",), RECEIPT["hash"].upper(), "receipt-part-wrong", "/hash"),
        (("more",), "x", "receipt-part-unknown", "/more"),
        (("facts",), [], "receipt-part-wrong", "/facts"),
        (("facts", "eligible_cost"), "1", "receipt-part-wrong", "/facts/eligible_cost"),
        (("facts", "eligible_cost"), {"redacted": "x"}, "receipt-part-wrong", "/facts/eligible_cost"),
        (("facts", "eligible_cost", "value"), 1, "number-in-receipt", "/facts/eligible_cost/value"),
        (("request", "as_of"), "2019-02-30", "receipt-part-wrong", "/request/as_of"),
        (("request", "known_on"), "later", "receipt-part-wrong", "/request/known_on"),
        (("request", "readings"), {"jf-08": None}, "receipt-part-wrong", "/request/readings/jf-08"),
        (("request", "rulesets", 0, "id"), None, "receipt-part-wrong", "/request/rulesets/0/id"),
        (("request", "rulesets"), RECEIPT["request"]["rulesets"] * 2, "ruleset-named-twice", "/request/rulesets/1"),
        (("answer", "determinations"), {}, "receipt-part-wrong", "/answer/determinations"),
        (("answer",), {"conclusions": []}, "receipt-part-wrong", "/answer"),
        (("places", 0, "salt"), "0", "receipt-part-wrong", "/places/0/salt"),
        (("places", 0, "salt"), DROPPED, "receipt-place-wrong", "/places/0/at"),
        (("places", 0, "at"), "/hash", "receipt-place-wrong", "/places/0/at"),
        (("places", 0, "at"), "", "receipt-place-wrong", "/places/0/at"),
        (("places", 0, "at"), "/facts/nobody", "receipt-place-wrong", "/places/0/at"),
        (("places", 0, "at"), "/answer/determinations/00", "receipt-place-wrong", "/places/0/at"),
        (("places", 0, "at"), "/answer/determinations/9999999999", "receipt-place-wrong", "/places/0/at"),
        (("places", 0, "at"), "/answer/determinations/-1", "receipt-place-wrong", "/places/0/at"),
        (("places", 0, "at"), RECEIPT["places"][1]["at"], "receipt-place-wrong", "/places/1/at"),
        (("places", 0, "shows"), ["x", None], "receipt-part-wrong", "/places/0/shows/1"),
        (("signature",), {"algorithm": "none"}, "receipt-part-missing", "/signature"),
        (("signature",), {"algorithm": "rsa", "key": "0" * 64, "value": "0" * 128}, "receipt-part-wrong",
         "/signature/algorithm"),
    ],
)  # fmt: skip
def test_each_fault_has_its_code_and_place(way: tuple[Any, ...], to: Any, code: str, pointer: str) -> None:
    made = changed(RECEIPT, *way, to=to)
    if to is DROPPED:
        inner: Any = made
        for part in way[:-1]:
            inner = inner[part]
        del inner[way[-1]]
    fault = faults_of(json.dumps(made, indent=1))[0]
    assert (fault.code, fault.pointer) == (code, pointer)
    assert fault.place is not None
    assert fault.place.line > (1 if pointer else 0)
    assert fault.help is not None
    assert fault.message.en != fault.message.ja


def test_a_place_inside_another_is_refused() -> None:
    made = deepcopy(RECEIPT)
    made["places"].append({**made["places"][0], "at": "/facts/eligible_cost/value"})
    assert [fault.code for fault in faults_of(json.dumps(made))] == ["receipt-place-wrong"]


def test_a_redacted_receipt_is_one() -> None:
    made, _ = redact(RECEIPT, ["eligible_cost"])
    assert faults_of(receipt_text(made)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "json-syntax"),
        ("", "empty-file"),
        ('{"format":"hantei-receipt-1","format":"hantei-receipt-1"}', "duplicate-key"),
        ("[" * 100_000, "too-deep"),
        ("[" + "0," * 500_000 + "0]", "too-many-values"),
        (" " * 9_000_000, "file-too-large"),
    ],
)
def test_hostile_files_are_bounded(text: str, code: str) -> None:
    assert code in [fault.code for fault in faults_of(text)]


def test_no_more_faults_are_listed_than_can_be_read() -> None:
    made = changed(RECEIPT, "facts", to={f"f{number}": number for number in range(5_000)})
    assert len(faults_of(json.dumps(made))) == 50


def test_more_rule_sets_than_there_may_be_are_refused() -> None:
    one = RECEIPT["request"]["rulesets"][0]
    made = changed(RECEIPT, "request", "rulesets", to=[{**one, "id": f"{MODEL}-{number}"} for number in range(300)])
    assert [fault.pointer for fault in faults_of(json.dumps(made))] == ["/request/rulesets/200"]
