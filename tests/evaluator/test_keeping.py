"""What is kept is told apart by all that can make a difference, and is bounded."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from engine.evaluator import determine
from engine.evaluator.keeping import LONGEST_SIGN, Kept, sign_of
from engine.facts import Given, Grade
from engine.feel.values.unknown import Between, OneOf, Unknown
from tests.evaluator.plans import COVERED, criterion, fact, given, plan

NAMES = frozenset(("a",))
ONE = Decimal(1)
LIKE: list[Any] = [
    True,
    False,
    None,
    ONE,
    Decimal("1.0"),
    "1",
    "True",
    "Decimal('1')",
    [],
    ["1"],
    [ONE],
    {"a": ONE},
    Unknown(NAMES),
    Unknown(NAMES, Between(ONE, None)),
    Unknown(NAMES, Between(ONE, None, low_closed=False)),
    Unknown(NAMES, Between(None, ONE)),
    Unknown(NAMES, Between(ONE, None, whole=True)),
    Unknown(frozenset(("b",)), Between(ONE, None)),
    Unknown(NAMES, OneOf((True, False))),
    Unknown(NAMES, OneOf((True, None))),
    "x" * (LONGEST_SIGN + 1),
    "y" + "x" * LONGEST_SIGN,
]


def test_values_that_are_not_the_same_have_other_signs() -> None:
    signs = [sign_of(Given(value)) for value in LIKE]
    assert len(set(signs)) == len(signs)
    assert [sign_of(Given(value)) for value in LIKE] == signs


def test_what_shows_a_fact_is_part_of_its_sign() -> None:
    assert len({sign_of(Given(True, grade)) for grade in Grade}) == len(Grade)
    assert sign_of(Given(True, Grade.VERIFIED, assumed=True)) == sign_of(Given(True)), "what is assumed is declared"


def test_other_rules_of_the_same_names_are_not_answered_from_what_was_kept() -> None:
    """As after a publication: the id of the rule set, of the criterion and the facts are the same, the rule is not."""
    before, after = (plan([fact("a")], [criterion("one", condition)]) for condition in ("a", "not(a)"))
    outcomes = [determine(made, given(a=True), COVERED).outcome.value for made in (before, after, before)]
    assert outcomes == ["eligible", "ineligible", "eligible"]


def test_what_was_used_longest_ago_goes_first() -> None:
    kept: Kept[int] = Kept(2)
    made: list[str] = []

    def make(key: str) -> int:
        made.append(key)
        return len(made)

    for key in ("a", "b", "a", "c", "a", "b"):
        kept.get(key, partial(make, key))
    assert made == ["a", "b", "c", "b"], "b went for c, as a had been used since"


def test_what_fails_is_not_kept() -> None:
    kept: Kept[int] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 1) == 1
