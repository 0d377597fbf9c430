"""The quick reader of flow style beside `read_yaml`: the same value, or nothing."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.source import FACTS_FILE, Limits, read_yaml
from engine.source.flow_reader import read_flow
from service.interview.saving import in_flow
from tests.receipt.receipts import EXAMPLES

TEXTS = st.text(max_size=8) | st.sampled_from(
    ["true", "null", "", "<<", "-", "1", "2019-13-01", "ベトナム", "a b", "a: b", "😀"]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.decimals(allow_nan=False, allow_infinity=False, places=2)
    | st.integers()
    | st.dates()
    | TEXTS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)
SIGNS = [
    *"{}[],:\"\\-.#&*!|>'%@`?~ \t\n\u3000\u2028\x85",
    ", ",
    ": ",
    "{a: ",
    "true",
    "1.5",
    "2020-02-30",
    "a",
    "9" * 40,
]


def is_same_or_nothing(text: str, limits: Limits = FACTS_FILE) -> bool:
    """Whether the quick reader took the text; what it took is what the other one reads without a fault."""
    quick = read_flow(text.encode(), limits)
    if quick is None:
        return False
    document, faults = read_yaml(text, "answers", limits)
    assert document is not None, (text, faults)
    assert faults == []
    assert repr(quick) == repr(document.data)
    return True


def test_what_an_address_holds_is_read() -> None:
    facts = '{host_country: VN, applicant: {name: "山田 (株)"}, work_start: 2019-08-02, cost: -1.50, jcm: true}'
    text = f"{{facts: {facts}, aside: []}}"
    assert read_flow(text.encode(), FACTS_FILE) == {
        "facts": {
            "host_country": "VN",
            "applicant": {"name": "山田 (株)"},
            "work_start": date(2019, 8, 2),
            "cost": Decimal("-1.50"),
            "jcm": True,
        },
        "aside": [],
    }
    assert is_same_or_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "{a: 1", "{a: 1}}", "{a: 1} ", "{a: 1, a: 2}", "{a:1}", "{a : 1}", "{a: }", "{: 1}", '{"": 1}',
        "{<<: 1}", "{a: 2019-02-30}", f"{{a: {'9' * 40}}}", '{a: "\\n"}', '{a: "\u2028"}', '{a: "\t"}', "[1,2]",
        "[1, 2, ]", "[a: 1]", "[, 1]", "[1 2]", '["a"b]', "[- 1]", "{[1]: 2}", f"{{{'k' * 2000}: 1}}", "{a: *b}",
        "{a: !b c}", "# a",
    ],
)  # fmt: skip
def test_what_is_written_otherwise_is_for_the_other_reader(text: str) -> None:
    assert not is_same_or_nothing(text) or text == "a"


def test_what_is_not_utf_8_is_for_the_other_reader() -> None:
    assert read_flow(b'["\xff"]', FACTS_FILE) is None
    assert read_flow('["\ud800"]'.encode("utf-8", "surrogatepass"), FACTS_FILE) is None


def test_bounds_are_those_of_the_other_reader() -> None:
    assert is_same_or_nothing("[" * 40 + "]" * 40)
    assert read_flow(b"[" * 41 + b"]" * 41, FACTS_FILE) is None
    assert is_same_or_nothing(f"[{'1, ' * 20}1]", Limits(1_000, 100))
    assert read_flow(b"[" + b"1, " * 200 + b"1]", Limits(10_000, 100)) is None
    assert read_flow(b'["' + b"x" * 300 + b'"]', Limits(300, 1_000)) is None


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(VALUES)
def test_whatever_is_written_is_read_alike(value: Any) -> None:
    is_same_or_nothing(in_flow(value))


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(VALUES, st.randoms(use_true_random=False))
def test_whatever_is_altered_is_read_alike(value: Any, chance: random.Random) -> None:
    text = in_flow(value)
    for _ in range(chance.randint(1, 3)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(SIGNS) + text[at + chance.randint(0, 2) :]
        is_same_or_nothing(text)
