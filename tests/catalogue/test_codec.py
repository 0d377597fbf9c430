"""What is stored comes back equal, and what was not stored by the codec is refused."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cache import Cache
from engine.catalogue import open_catalogue
from engine.codec import Codec, CodecError
from engine.plan import Plan
from engine.plan_store import STORED

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "80"))
"""How many examples a law is tried on."""


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    size: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    leaves: tuple[Leaf, ...]
    named: Mapping[str, Leaf]
    colour: Colour
    since: date
    anything: Any = None
    count: int = 0
    _worked_out: dict[str, int] = field(default_factory=dict, compare=False)


CODEC = Codec((Leaf, Tree, Colour))
TREE = Tree((Leaf("a", Decimal("0.40")),), {"事": Leaf("b")}, Colour.RED, date(2019, 4, 1), (1, None, True), 3)

NAMES = st.text(st.characters(codec="utf-8"), max_size=6)
LEAVES = st.builds(Leaf, NAMES, st.none() | st.decimals(allow_nan=False, allow_infinity=False))
TREES = st.builds(
    Tree,
    st.lists(LEAVES, max_size=3).map(tuple),
    st.dictionaries(NAMES, LEAVES, max_size=3),
    st.just(Colour.RED),
    st.dates(),
    st.recursive(st.none() | st.booleans() | NAMES | LEAVES, lambda inner: st.lists(inner, max_size=3).map(tuple)),
    st.integers(),
)


@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
@given(TREES)
def test_what_is_written_is_read_back_equal_down_to_the_digits(tree: Tree) -> None:
    text = CODEC.dumps(tree)
    found = CODEC.loads(text, Tree)
    assert found == tree
    assert CODEC.dumps(found) == text


def _changed(path: tuple[int, ...], value: Any) -> str:
    """The text of TREE with the part at `path` exchanged for `value`."""
    data = json.loads(CODEC.dumps(TREE))
    part = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[",
        "[]",
        "null",
        "[99]",
        "[-1]",
        "[1]",
        '["x"]',
        '["d","1"]',
        '["d","NaN"]',
        '["__import__","os"]',
        "[" * 5_000,
        _changed((1,), "text where a list of leaves is due"),
        _changed((1,), ["l", "text where a leaf is due"]),
        _changed((1, 1, 1), 5),
        _changed((1, 1, 2), "0.40"),
        _changed((1, 1, 2), 0.4),
        _changed((1, 1, 2), ["d", "Infinity"]),
        _changed((2,), ["m", 1, [0, "b", None]]),
        _changed((2,), ["m", "odd"]),
        _changed((3,), ["e", 0, "blue"]),
        _changed((3,), ["e", 7, "red"]),
        _changed((3,), "red"),
        _changed((4,), "2019-04-01"),
        _changed((4,), ["t", "2019-02-30"]),
        _changed((6,), True),
        _changed((0,), 0),
    ],
)
def test_a_text_of_another_making_is_refused(text: str) -> None:
    with pytest.raises(CodecError):
        CODEC.loads(text, Tree)


def test_a_value_outside_the_closed_list_is_not_stored() -> None:
    for value in (object(), 1.5, {1, 2}, [Leaf("a")], Path()):
        with pytest.raises(CodecError):
            CODEC.dumps(value)


def test_fields_that_are_worked_out_again_are_not_stored() -> None:
    tree = Tree((), {}, Colour.RED, date(2019, 4, 1))
    tree._worked_out["a"] = 1
    assert CODEC.loads(CODEC.dumps(tree), Tree)._worked_out == {}


def test_every_plan_that_comes_with_hantei_survives_storing() -> None:
    catalogue = open_catalogue(store=Cache(None))
    assert catalogue.ids()
    for ruleset in catalogue.ids():
        plan, diagnostics = catalogue.plan(ruleset)
        assert plan is not None, diagnostics
        assert STORED.loads(STORED.dumps(plan), Plan) == plan
