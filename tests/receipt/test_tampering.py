"""Whatever is changed in a receipt is noticed."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.receipt import RECEIPT_FILE, read_receipt, receipt_text, redact, seal, signed
from engine.source import read_json
from service.signing import Signature, checked
from tests.receipt.receipts import EXAMPLES, complete

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
RECEIPT = signed(complete(), PUBLIC, KEY.sign)
REDACTED = redact(RECEIPT, ["eligible_cost", "applicant.country"])[0]


def holds(text: str) -> Any:
    """The receipt in the text if all of it is well: shape, hash, signature by the key."""
    document, faults = read_json(text, "receipt.json", RECEIPT_FILE)
    if document is None or faults:
        return None
    receipt, _ = read_receipt(document)
    if receipt is None or seal(receipt) != receipt["hash"]:
        return None
    return receipt if checked(receipt, PUBLIC) is Signature.BY_THE_KEY else None


@pytest.mark.parametrize("receipt", [RECEIPT, REDACTED], ids=["whole", "redacted"])
def test_an_untouched_receipt_holds(receipt: dict[str, Any]) -> None:
    assert holds(receipt_text(receipt)) == receipt


@settings(max_examples=EXAMPLES * 2, derandomize=True, deadline=None)
@given(
    st.sampled_from([RECEIPT, REDACTED]),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(["replace", "delete", "insert", "repeat"]),
    st.sampled_from('0123456789abcdef"{}[],:truenls \\/-'),
)
def test_a_changed_character_is_noticed(receipt: dict[str, Any], where: float, how: str, sign: str) -> None:
    text = receipt_text(receipt)
    at = int(where * len(text))
    made = {
        "replace": text[:at] + sign + text[at + 1 :],
        "delete": text[:at] + text[at + 1 :],
        "insert": text[:at] + sign + text[at:],
        "repeat": text[: at + 8] + text[at:],
    }[how]
    assert holds(made) in (None, receipt)  # the receipt itself: white space between two tokens does not matter


def ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [way] if way else []
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in members:
        found += ways(part, (*way, name))
    return found


def mutated(receipt: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """One place dropped, added to, exchanged with another one or given another value."""
    made: Any = deepcopy(receipt)
    *way, last = chance.choice(ways(made))
    inner = made
    for part in way:
        inner = inner[part]
    how = chance.choice(["drop", "other", "swap", "add"])
    if how == "drop":
        del inner[last]
    elif how == "swap":
        *there, name = chance.choice([one for one in ways(made) if one[: len(way) + 1] != (*way, last)])
        beside = made
        for part in there:
            beside = beside[part]
        inner[last], beside[name] = deepcopy(beside[name]), deepcopy(inner[last])
    elif how == "add" and isinstance(inner[last], dict):
        inner[last]["more"] = "x"
    elif how == "add" and isinstance(inner[last], list):
        inner[last].append(deepcopy(chance.choice([*inner[last], "x"])))
    else:
        inner[last] = chance.choice([None, True, "", "0", [], {}, {"redacted": "sha256:" + "0" * 64}])
    return dict(made)


@settings(max_examples=EXAMPLES * 2, derandomize=True, deadline=None)
@given(st.sampled_from([RECEIPT, REDACTED]), st.integers(0, 2**32))
def test_a_changed_value_is_noticed(receipt: dict[str, Any], seed: int) -> None:
    made = mutated(receipt, random.Random(seed))  # noqa: S311 - a seeded choice of cases, no secret
    if made != receipt:
        assert holds(receipt_text(made)) is None


def test_an_answer_cannot_be_mended_together_with_its_hash() -> None:
    made = deepcopy(RECEIPT)
    made["answer"]["determinations"][0]["outcome"] = "ineligible"
    made["hash"] = seal(made)
    assert seal(made) == made["hash"]
    assert checked(made, PUBLIC) is Signature.BAD


def test_a_place_cannot_be_said_to_show_nothing_so_that_it_stays() -> None:
    made = deepcopy(RECEIPT)
    made["places"] = [one for one in made["places"] if "amounts" not in one["at"]]
    assert holds(receipt_text(made)) is None


def test_a_redacted_fact_cannot_be_given_another_value() -> None:
    made = deepcopy(REDACTED)
    made["facts"]["eligible_cost"] = {"value": "1", "grade": "declared"}
    for place in made["places"]:
        place.setdefault("salt", "0" * 32)
    assert holds(receipt_text(made)) is None


def test_the_signature_of_another_receipt_is_noticed() -> None:
    other = signed(complete(eligible_cost=2_000_000_000), PUBLIC, KEY.sign)
    assert checked({**RECEIPT, "signature": other["signature"]}, PUBLIC) is Signature.BAD


def test_a_signature_by_another_key_is_told_apart() -> None:
    stranger = Ed25519PrivateKey.from_private_bytes(bytes(32))
    made = signed(RECEIPT, stranger.public_key().public_bytes_raw(), stranger.sign)
    assert checked(made, None) is Signature.GOOD
    assert checked(made, PUBLIC) is Signature.OTHER_KEY
    unsigned = {name: part for name, part in RECEIPT.items() if name != "signature"}
    assert checked(unsigned, PUBLIC) is Signature.NONE
