"""Values that grow without measure when written out: built-ins refuse them, comparisons see shared parts once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from engine.feel import Mode, evaluate
from engine.feel.functions import BUILTINS
from engine.feel.functions.calling import call
from engine.feel.limits import BoundReached
from engine.feel.values.equality import equal, same
from engine.feel.values.unknown import names_in, unknown

from .worlds import Host


@pytest.fixture(autouse=True)
def at_once() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < 3


def doubled(levels: int, leaf: Any) -> list[Any]:
    """A list that holds itself twice, `levels` deep: 2 to the power of `levels` leaves in so many lists."""
    made = [leaf]
    for _ in range(levels):
        made = [made, made]
    return made


MILLION = "あ" * 1_000_000


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("count", [doubled(60, Decimal(1))]),
        ("flatten", [doubled(60, Decimal(1))]),
        ("string", [doubled(60, Decimal(1))]),
        ("distinct values", [doubled(60, Decimal(1))]),
        ("list contains", [doubled(60, Decimal(1)), Decimal(2)]),
        ("sort", [doubled(60, Decimal(1))]),
        ("context merge", [[{"a": doubled(60, None)}]]),
        ("count", [doubled(60, unknown("x"))]),
        ("string", [[MILLION] * 1000]),
        ("string join", [[MILLION] * 2]),
        ("string join", [["a"] * 1000, MILLION]),
        ("replace", ["a" * 1000, "a", MILLION]),
        ("replace", ["a" * 1000, "(a)", "$1" * 1000]),
        ("concatenate", [[None] * 100_000] * 100),
        ("upper case", [MILLION * 40]),
    ],
)
def test_a_built_in_refuses_what_would_grow_without_measure(name: str, arguments: list[Any]) -> None:
    with pytest.raises(BoundReached) as stopped:
        call(BUILTINS[name], arguments, None, Host())
    assert stopped.value.code in ("limit-size", "limit-string")


def test_comparing_looks_at_shared_parts_once() -> None:
    assert equal(doubled(200, Decimal(1)), doubled(200, Decimal("1.0"))) is True
    assert equal(doubled(200, Decimal(1)), doubled(200, Decimal(2))) is False
    assert equal({"a": doubled(200, "x")}, {"a": doubled(200, Decimal(1))}) is None
    assert same(doubled(200, None), doubled(200, None)) is True


def test_names_are_gathered_from_shared_parts_once() -> None:
    assert names_in(doubled(200, unknown("x", "y"))) == {"x", "y"}


GROWN = "{a0: [1, 1], " + ", ".join(f"a{n}: [a{n - 1}, a{n - 1}]" for n in range(1, 40)) + "}.a39"


def test_an_expression_may_name_such_a_value_but_not_hand_it_to_a_built_in() -> None:
    assert evaluate(f"{GROWN}[1][1] = {GROWN}[2][2]", {}, mode=Mode.FEEL).value is True
    counted = evaluate(f"count({GROWN})", {}, mode=Mode.FEEL)
    assert counted.value is None
    assert [found.code for found in counted.diagnostics] == ["limit-size"]
