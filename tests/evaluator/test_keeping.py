"""What is kept is told apart by all that can make a difference, and is bounded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from engine.evaluator import determine
from engine.evaluator.computing import Computing
from engine.evaluator.dating import Day
from engine.evaluator.keeping import LONGEST_SIGN, Kept, sign_of
from engine.facts import Given, Grade
from engine.feel.values.unknown import Between, OneOf, Unknown
from tests.evaluator.plans import COVERED, amount, criterion, fact, formula, given, number, parameter, plan, value

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


def test_a_value_that_was_kept_still_says_which_figure_is_not_evidenced() -> None:
    """The second proposal differs in what the criterion reads besides the value, which is not worked out again."""
    made = plan(
        [number("cost"), number("other")],
        [criterion("one", "share + other <= 5")],
        parameters=[parameter("rate", {date(2030, 1, 1): Decimal(2)})],
        values=[value("share", formula("cost * rate"))],
    )
    proposals = (determine(made, given(cost=1, other=other), COVERED) for other in (1, 2))
    told = [[note.message.en for one in proposal.findings for note in one.diagnostics] for proposal in proposals]
    assert told[0] == told[1]
    assert [len(notes) for notes in told] == [1, 1]
    assert "rate" in told[0][0]


def test_an_amount_over_a_kept_value_is_left_out_where_its_figure_is_not_evidenced() -> None:
    made = plan(
        [number("cost"), number("other")],
        [criterion("one", "cost >= 0")],
        parameters=[parameter("rate", {date(2030, 1, 1): Decimal(2)})],
        values=[value("share", formula("cost * rate")), amount("subsidy", formula("share + other"))],
        covers=(),
    )
    proposals = [determine(made, given(cost=1, other=other), COVERED) for other in (1, 2)]
    assert [dict(one.amounts) for one in proposals] == [{}, {}]


def test_a_fact_withheld_is_not_answered_from_what_was_kept() -> None:
    made = plan([number("cost")], [criterion("one", "share <= 5")], values=[value("share", formula("cost * 2"))])
    computing = Computing(made, given(cost=1), Day(COVERED), {})
    assert computing.named("share").value == 2
    without = computing.withholding(frozenset(("cost",)))
    assert isinstance(without.named("share").value, Unknown)
    assert computing.supposing(given(cost=3), frozenset(("cost",))).named("share").value == 6


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
