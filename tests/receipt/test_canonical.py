"""One text for one value: RFC 8785, without numbers."""

from __future__ import annotations

import hashlib
import json
import random
import sys
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.receipt.canonical import CanonicalError, canonical, digest
from tests.receipt.receipts import EXAMPLES

SCALARS = st.none() | st.booleans() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)


def shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        names = list(value)
        chance.shuffle(names)
        return {name: shuffled(value[name], chance) for name in names}
    return [shuffled(one, chance) for one in value] if isinstance(value, list) else value


def test_names_are_sorted_by_their_utf_16_units() -> None:
    """The example of RFC 8785, section 3.2.3: an emoji comes before U+FB33, though its code point is higher."""
    names = {"\u20ac": "", "\r": "", "\ufb33": "", "1": "", "\U0001f600": "", "\u0080": "", "\u00f6": ""}
    assert list(json.loads(canonical(names))) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_whatever_orders_are_kept_the_text_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [{"b": "1", "a": {"d": None, "c": True}}, {"a": "1", "b": "2"}, {"\ue000": "1", "\U0001f600": "2"}]
    expected = ['{"a":{"c":true,"d":null},"b":"1"}', '{"a":"1","b":"2"}', '{"\U0001f600":"2","\ue000":"1"}']
    for most in (0, 1, 500):
        kept: dict[tuple[str, ...], Any] = {}
        monkeypatch.setattr(sys.modules[canonical.__module__], "_KEPT", kept)
        monkeypatch.setattr(sys.modules[canonical.__module__], "MOST_KEPT", most)
        assert [canonical(one) for one in values * 2] == expected * 2
        canonical({"long" * 100: "a name that is not kept"})
        assert len(kept) == min(most, 4)  # b and a; d and c; a and b; the two signs


def test_only_what_must_be_escaped_is_escaped() -> None:
    """The example of RFC 8785, section 3.2.2."""
    assert canonical('\u20ac$\u000f\u000aA\'B"\\\\"/') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'


def test_nothing_stands_between_tokens() -> None:
    assert canonical({"b": [True, None, "x"], "a": {}}) == '{"a":{},"b":[true,null,"x"]}'


def test_the_digest_is_the_sha_256_of_the_utf_8_text() -> None:
    text = '{"a":"日本"}'
    assert digest({"a": "日本"}) == f"sha256:{hashlib.sha256(text.encode('utf-8')).hexdigest()}"


@pytest.mark.parametrize("value", [1, 0.5, Decimal(1), "\ud800", {"\udc00": "x"}, {1: "x"}, object()])
def test_numbers_and_what_is_no_text_are_refused(value: Any) -> None:
    with pytest.raises(CanonicalError):
        canonical({"x": value})


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_members_does_not_matter_and_nothing_is_lost(value: Any, chance: random.Random) -> None:
    text = canonical(value)
    assert canonical(shuffled(value, chance)) == text
    assert json.loads(text) == value
