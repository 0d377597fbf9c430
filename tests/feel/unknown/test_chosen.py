"""`x in list` where `x` is one of a few values: at once for texts, and the same as for each of them."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from engine.feel.evaluator import partial
from engine.feel.evaluator.membership import by_choice, cell_passes, chosen_in
from engine.feel.values.ranges import Range
from engine.feel.values.unknown import Between, Listed, OneOf, Some, Unknown, unknown

ONE = Decimal(1)
VALUES = [
    unknown("x", domain=OneOf(options))
    for options in (("a", "b"), ("a", "b", "c"), ("c", "d"), ("a", None), ("a", ONE), (ONE, Decimal(2)), (True, False))
]
ITEMS: list[Any] = [
    "a",
    "c",
    None,
    ONE,
    Range("a", "b", True, True),
    ["a"],
    unknown("y"),
    unknown("y", domain=OneOf(("a", "b"))),
    unknown("y", "x", domain=OneOf(("c", "e"))),
    unknown("y", domain=OneOf(("a", None))),
    unknown("y", domain=Between(ONE, None)),
]
PARTS = [Some(item, least, most) for item, (least, most) in product(ITEMS, ((1, 1), (0, 1), (0, None)))]
HELD: list[Any] = [
    "a",
    None,
    [],
    *([one, other] for one, other in product(ITEMS, ITEMS)),
    *(Unknown(frozenset(("l",)), Listed((part,))) for part in PARTS),
    *(Unknown(frozenset(("l",)), Listed((part, PARTS[0]))) for part in PARTS),
    Unknown(frozenset(("l",)), Listed(())),
    unknown("l"),
]


@pytest.mark.parametrize("value", VALUES)
def test_it_is_what_each_of_the_values_comes_to(value: Unknown) -> None:
    for held in HELD:
        each = by_choice(value, lambda one, held=held: partial.or_null(cell_passes, one, held, False))
        assert chosen_in(value, held) == each, held


@pytest.mark.parametrize(("one", "other"), list(product(VALUES[:4], [*VALUES[:4], "a", "z"])))
def test_texts_are_equal_as_far_as_any_two_of_them_are(one: Unknown, other: Any) -> None:
    pairs = product(one.domain.values, other.domain.values if isinstance(other, Unknown) else (other,))  # type: ignore[union-attr]  # all are OneOf
    names = one.names | (other.names if isinstance(other, Unknown) else frozenset())
    assert partial.equality(one, other) == partial.verdict(names, {a == b for a, b in pairs})
