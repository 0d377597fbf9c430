"""A range with an end that is not known is itself not known, wherever it goes; no answer of it is a null or a no."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine import feel

TEXTS = [
    "includes([1..x], 1)",
    "overlaps([1..2], [1..x])",
    "before(3, [x..9])",
    "meets([1..x], [5..6])",
    "coincides([1..x], [1..2])",
    "during(1, [0..x])",
    "starts(1, [1..x])",
    "[1..x] = [1..3]",
    "[[1..x]] = [[1..3]]",
    "[1..x] in [[1..3]]",
    "list contains([[1..x]], [1..3])",
    'if includes([1..x], 1) then "yes" else "no"',
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_range_waits_for_its_end(text: str) -> None:
    found = feel.evaluate(text, {})
    assert isinstance(found.value, feel.Unknown)
    assert found.value.names == {"x"}
    assert found.diagnostics == ()
    known = {str(feel.evaluate(text, {"x": Decimal(x)}).value) for x in (0, 1, 3, 4, 9)}
    assert len(known) > 1, "the end decides"


def test_ranges_that_differ_whatever_the_end_are_not_equal() -> None:
    assert feel.evaluate("[1..x] = (1..3]", {}).value is False


@pytest.mark.parametrize("text", ['string(@"P1Y" * 1e6000)', '@"PT1S" * 1e30', '@"P1Y" * 1e33 + @"P1Y" * 9e33'])
def test_a_duration_beyond_the_digits_of_a_number_is_none(text: str) -> None:
    found = feel.evaluate(text, {})
    assert found.value is None
    assert found.diagnostics[0].code == "wrong-operands"
