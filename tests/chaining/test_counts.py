"""How many of some conditions hold, and what a case says: by hand, and order-independent."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.chaining import CHAINERS, chaining_faults, conclude, faults_across
from engine.chaining.strata import MOST_COUNTED
from engine.determination import Because, Determination
from engine.plan import CaseSays, ConclusionRule
from tests.chaining.conftest import LEFT_OUT
from tests.chaining.worlds import (
    concluded,
    count_of,
    determination,
    finding,
    none_of,
    recorded,
    rule,
    rule_sets,
    said,
    worlds,
)

INSTALLED = [name for name in CHAINERS if name != "durable-rules" or not LEFT_OUT]
THREE = tuple(finding(name) for name in "abc")


def follows(premise: object, states: str, chainer: str = "reference") -> bool:
    """Whether a conclusion follows where these of the criteria a, b and c are met."""
    given = determination("eligible", {name: "met" if name in states else "not_met" for name in "abc"})
    found, _ = conclude([rule("one", premise)], [given], chainer=chainer)  # type: ignore[arg-type]  # any premise
    return bool(found)


@pytest.mark.parametrize("chainer", INSTALLED)
@pytest.mark.parametrize(("least", "most"), [(1, None), (2, None), (3, None), (0, 0), (0, 1), (0, 2), (1, 2), (2, 2)])
def test_a_count_holds_between_its_ends(least: int, most: int | None, chainer: str) -> None:
    for size in range(4):
        for states in itertools.combinations("abc", size):
            wanted = least <= size <= (3 if most is None else most)
            assert follows(count_of(*THREE, least=least, most=most), "".join(states), chainer) is wanted


@pytest.mark.parametrize("chainer", INSTALLED)
def test_a_count_under_none_is_turned_round(chainer: str) -> None:
    assert follows(none_of(count_of(*THREE, least=2)), "a", chainer)
    assert not follows(none_of(count_of(*THREE, least=2)), "ab", chainer)


@pytest.mark.parametrize("chainer", INSTALLED)
def test_a_large_count_keeps_within_the_limits(chainer: str) -> None:
    parts = [finding(f"f{n}") for n in range(MOST_COUNTED)]
    wide = rule("wide", count_of(*parts, least=15, most=20))
    assert chaining_faults([wide]) == []
    for number in (14, 15, 20, 21):
        states = {f"f{n}": "met" if n < number else "not_met" for n in range(MOST_COUNTED)}
        found, _ = conclude([wide], [determination("eligible", states)], chainer=chainer)
        assert bool(found) is (15 <= number <= 20)


def test_too_many_counted_conditions_are_refused() -> None:
    wide = rule("wide", count_of(*(finding(f"f{n}") for n in range(MOST_COUNTED + 1)), least=1))
    (fault,) = chaining_faults([wide])
    assert (fault.code, fault.pointer) == ("too-many-counted", "/conclusions/0/when")
    assert "31 conditions; at most 30" in fault.message.en


def test_a_count_says_what_it_rests_on() -> None:
    given = determination("eligible", {"a": "met", "b": "not_met", "c": "met"})
    (least,), _ = conclude([rule("least", count_of(*THREE, least=2))], [given])
    assert [(one.criterion, one.state) for one in least.because] == [("a", "met"), ("c", "met")]
    (most,), _ = conclude([rule("most", count_of(*THREE, most=2))], [given])
    assert [(one.criterion, one.state) for one in most.because] == [("b", "not_met")]


def test_at_most_asks_for_what_is_absent_and_so_may_not_ask_for_itself() -> None:
    (fault,) = chaining_faults([rule("self", count_of(concluded("self"), finding("a"), most=1))])
    assert fault.code == "conclusion-cycle"
    assert "`none`" in (fault.help.en if fault.help else "")


@pytest.mark.parametrize("chainer", INSTALLED)
def test_what_a_case_says_is_there_or_not(chainer: str) -> None:
    rules = [rule("sold", recorded("sold")), rule("kept", none_of(recorded("sold")))]
    (found,), _ = conclude(rules, [], chainer=chainer, said=[recorded("sold")])
    assert (found.id, found.because) == ("sold", (Because("jcm/one", event="sold", state="recorded"),))
    (found,), _ = conclude(rules, [], chainer=chainer)
    assert (found.id, found.because) == ("kept", (Because("jcm/one", event="sold", state="not_recorded"),))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(rules=rule_sets(), given_=worlds(), events=said, data=st.data())
def test_the_order_of_what_is_given_makes_no_difference(
    rules: list[ConclusionRule], given_: list[Determination], events: set[CaseSays], data: st.DataObject
) -> None:
    first, _ = conclude(rules, given_, chainer="reference", said=events)
    shuffled = (
        data.draw(st.permutations(rules)),
        data.draw(st.permutations(given_)),
        data.draw(st.permutations(sorted(events, key=repr))),
    )
    second, _ = conclude(*shuffled[:2], chainer="reference", said=shuffled[2])
    assert sorted(map(repr, first)) == sorted(map(repr, second))


def test_only_circles_across_rule_sets_are_faults_across() -> None:
    across = [rule("a", concluded("b", "jcm/two")), rule("b", concluded("a"), "jcm/two")]
    ((ruleset, fault),) = faults_across([*across, rule("self", concluded("self"))])
    assert (ruleset, fault.code, fault.pointer) == ("jcm/one", "conclusion-cycle", "/conclusions/0/when")
