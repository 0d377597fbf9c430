"""What is stored comes back equal, and what was not stored by the codec is refused."""

from __future__ import annotations

import json
import os
import sys
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


def test_the_text_of_a_small_value_is_laid_out_by_hand() -> None:
    """Plain values first, each once; then what is made of them, each place of two bytes, low byte first as here."""
    pair = Tree((Leaf("a"), Leaf("b", Decimal("0.40"))), {}, Colour.RED, date(2019, 4, 1), "a")
    size, plain, shared, own, digits = json.loads(CODEC.dumps(pair))
    assert size == 2
    assert plain == ["a", None, "b", "0.40", "red", "2019-04-01", 0]
    places = memoryview(bytes.fromhex(digits)).cast("H").tolist()
    assert sorted(shared) == [["c", 0, 2], ["d", 0, 1], ["e", 0, 1], ["t", 0, 1]], "leaf `a` is made of plain values"
    assert sorted(own[:-1], key=str) == [["c", 0, 2], ["l", [2], 2], ["m", [0], 0]], "leaf `b` holds a decimal"
    assert own[-1] == ["c", 1, 6], "the tree stands last: leaves, named, colour, since, anything, count"
    assert (places[-2], places[-1]) == (0, 6), "anything is the text `a`, count is 0"
    assert CODEC.loads(CODEC.dumps(pair), Tree) == pair


def _changed(**parts: Any) -> str:
    """The text of TREE with parts exchanged: `size`, `plain`, `shared`, `own` (groups), or `digits`."""
    found = dict(zip(("size", "plain", "shared", "own", "digits"), json.loads(CODEC.dumps(TREE)), strict=True))
    changed = {name: change(found[name]) if callable(change) else change for name, change in parts.items()}
    return json.dumps([*{**found, **changed}.values()])


def _group(tag: str, number: Any, cells: int) -> dict[str, Any]:
    """A text of one group behind the plain values of TREE, made of the first of them."""
    return {"shared": [], "own": [[tag, number, cells]], "digits": "0000" * cells}


PLAIN = json.loads(CODEC.dumps(TREE))[1]


def _with(old: Any, new: Any) -> str:
    """The text of TREE with one plain value exchanged."""
    return _changed(plain=lambda plain: [new if one == old and type(one) is type(old) else one for one in plain])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[",
        "[]",
        "null",
        "[2]",
        '[2,["a"],[],[],""]',
        '[2,[],[],[],""]',
        "[" * 5_000,
        _changed(size=1),
        _changed(size=8),
        _changed(size="H"),
        _changed(plain=lambda plain: plain[:-1]),
        _changed(plain=lambda plain: [*plain[:-1], 0.4]),
        _changed(plain=lambda plain: [*plain[:-1], ["a"]]),
        _changed(plain={"0": "a"}),
        _changed(digits=lambda digits: digits[:-2]),
        _changed(digits=lambda digits: digits[:-4]),
        _changed(digits=lambda digits: digits + "0000"),
        _changed(digits=lambda digits: "ffff" + digits[4:]),
        _changed(digits=lambda digits: "zz" + digits[2:]),
        _changed(own=lambda groups: groups[:-1]),
        _changed(own=lambda groups: [*groups, groups[-1]]),
        _changed(own=lambda groups: [[*group[:2], -group[2]] for group in groups]),
        _changed(own=lambda groups: [["__import__", "os", 0], *groups]),
        _changed(shared=lambda groups: [["l", [0], 0], *groups]),
        _changed(**_group("c", -1, 6)),
        _changed(**_group("c", 99, 6)),
        _changed(**_group("c", "0", 2)),
        _changed(**_group("c", 0, 0)),
        _changed(**_group("c", 0, 3)),
        _changed(**_group("c", 1, 6)),
        _changed(**_group("l", [-1], 0)),
        _changed(**_group("l", [1], 2)),
        _changed(**_group("l", [3], 2)),
        _changed(**_group("m", [1], 1)),
        _changed(**_group("e", -1, 1)),
        _changed(**_group("e", 7, 1)),
        _with("0.40", "NaN"),
        _with("0.40", "Infinity"),
        _with("0.40", 5),
        _with("red", "blue"),
        _with("2019-04-01", "2019-02-30"),
        _with("a", 5),
        _with("事", 5),
        _with(3, True),
        _with(3, "3"),
    ],
)
def test_a_text_of_another_making_is_refused(text: str) -> None:
    with pytest.raises(CodecError):
        CODEC.loads(text, Tree)


def _doubled(depth: int, *, shared: bool) -> str:
    """Tuples of two, each of which is twice the one before: as a tree it would have two to the power of `depth`."""
    groups = [["l", [2], 2] for _ in range(depth)]
    places = [place for level in range(depth) for place in (level, level)]
    digits = b"".join(place.to_bytes(2, sys.byteorder) for place in places).hex()
    return json.dumps([2, ["a"], groups if shared else [], [] if shared else groups, digits])


@pytest.mark.parametrize("shared", [True, False])
def test_a_small_text_never_stands_for_a_large_value(shared: bool) -> None:
    assert CODEC.loads(_doubled(1, shared=False), tuple) == ("a", "a")
    with pytest.raises(CodecError):
        CODEC.loads(_doubled(2, shared=shared), tuple)


def test_what_is_equal_and_made_of_plain_values_is_written_once() -> None:
    leaf = Leaf("a")
    tree = Tree((leaf, Leaf("a"), Leaf("b")), {"x": leaf}, Colour.RED, date(2019, 4, 1))
    found = CODEC.loads(CODEC.dumps(tree), Tree)
    assert found == tree
    assert found.leaves[0] is found.leaves[1] is found.named["x"]


def test_mappings_and_what_holds_worked_out_values_are_never_shared() -> None:
    inner = Tree((), {}, Colour.RED, date(2019, 4, 1))
    tree = Tree((), {}, Colour.RED, date(2019, 4, 1), (inner, inner))
    found = CODEC.loads(CODEC.dumps(tree), Tree)
    first, second = found.anything
    assert found == tree
    assert first is not second and first.named is not second.named
    assert first._worked_out is not second._worked_out


def test_many_values_are_written_with_wider_places() -> None:
    tree = Tree((), {}, Colour.RED, date(2019, 4, 1), tuple(range(70_000)))
    text = CODEC.dumps(tree)
    assert json.loads(text)[0] == 4
    assert CODEC.loads(text, Tree) == tree


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
