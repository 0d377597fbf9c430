"""Stretches are cut where rules turn, and the two parts are together what was cut."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from engine.remedies.cells import Span, scale_of
from tests.evaluator.plans import number

SCALE = scale_of(number("cost", unit="JPY"), Decimal(100))


def ends(part: Span) -> tuple[int, int | None]:
    return part.near, part.far


@pytest.mark.parametrize(
    ("near", "far", "upwards", "turns", "cut"),
    [
        # above 100 yen, a rule turns at 500: 500 itself may be on either side, so it is cut off from both
        (101, None, True, [500], [(101, 500), (501, None)]),
        (101, 500, True, [500], [(101, 499), (500, 500)]),
        # below 100 yen
        (99, 0, False, [40], [(99, 40), (39, 0)]),
        (99, 40, False, [40], [(99, 41), (40, 40)]),
        # between two yen: it is cut once
        (101, 900, True, [Fraction(1001, 2)], [(101, 500), (501, 900)]),
        (99, 0, False, [Fraction(81, 2)], [(99, 41), (40, 0)]),
        # turns that do not lie within: in half, or doubled where there is no end
        (101, 201, True, [100, 202, 7], [(101, 151), (152, 201)]),
        (101, None, True, [], [(101, 202), (203, None)]),
        # of several the middle one
        (101, 900, True, [200, 300, 400], [(101, 300), (301, 900)]),
    ],
)
def test_a_stretch_is_cut_beside_a_turn(
    near: int, far: int | None, upwards: bool, turns: list[Fraction], cut: list[tuple[int, int | None]]
) -> None:
    parts = list(Span.of(SCALE, near, far, upwards=upwards).split([Fraction(turn) for turn in turns]))
    assert [ends(part) for part in parts] == cut
    assert [part.upwards for part in parts] == [upwards, upwards]
    assert [part.nearest for part in parts] == [SCALE.distance(part.near) for part in parts]
