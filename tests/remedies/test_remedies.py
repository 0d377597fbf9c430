"""Remedies one by one: what is changed, what is not, and what is said where nothing helps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from engine.determination import Outcome
from engine.feel.values.unknown import Unknown
from engine.plan import Bounds
from engine.possibilities import Request
from engine.remedies import Hopeless, More, Remedy, remedies
from tests.evaluator.plans import COVERED, amount, criterion, fact, formula, given, number, parameter, plan


def told(found: tuple[Remedy, ...] | Hopeless) -> list[dict[str, Any]]:
    assert isinstance(found, tuple), found
    return [{change.fact.name: change.new for change in one.changes} for one in found]


def test_what_was_not_given_is_not_changed_but_named() -> None:
    made = plan([fact("mine", changeable=True), fact("open", changeable=True)], [criterion("one", "mine and open")])
    (found,) = remedies(Request(made, given(mine=False), COVERED))  # type: ignore[misc]  # a remedy, as asserted below
    assert told((found,)) == [{"mine": True}]
    assert (found.unanswered, found.then.outcome) == (("open",), Outcome.UNDETERMINED)


def test_nothing_is_changed_for_more_of_an_amount_that_waits_for_an_answer_alone() -> None:
    """The sum is `open` whatever the four others are: it may be any, and no change of theirs makes more of it."""
    others = [fact(name, changeable=True) for name in "abcd"]
    made = plan(
        [*others, number("open", None)], values=[amount("sum", formula("if a and b and c and d then open else open"))]
    )
    found = remedies(Request(made, given(a=True, b=True, c=True, d=False), COVERED), More("sum"))
    assert isinstance(found, Hopeless)
    assert (found.proven, [one.id for one in found.clauses]) == (False, ["sum"])


def test_a_judgement_is_never_changed() -> None:
    made = plan([fact("judged", changeable=True, judgement=True)], [criterion("one", "judged")])
    found = remedies(Request(made, given(judged=False), COVERED))
    assert isinstance(found, Hopeless)
    assert (found.proven, [one.id for one in found.clauses]) == (True, ["one"])


def test_a_clause_whose_figure_is_not_evidenced_is_what_stands_in_the_way() -> None:
    made = plan(
        [number("cost", unit="JPY", changeable=True), fact("yes", changeable=True)],
        [criterion("floor", "least_cost <= 7"), criterion("one", "yes")],
        parameters=[parameter("least_cost", Bounds(Decimal(5), Decimal(9)))],
    )
    found = remedies(Request(made, given(cost=100, yes=False), COVERED))
    assert isinstance(found, Hopeless)
    assert (found.proven, [one.id for one in found.clauses]) == (True, ["floor"])


def test_on_a_day_that_is_not_covered_nothing_makes_eligible() -> None:
    made = plan([fact("yes", changeable=True)], [criterion("one", "yes")])
    found = remedies(Request(made, given(yes=True), date(2021, 6, 1)))
    assert found == Hopeless((), proven=True)


def test_an_optional_request_is_left_out_only_where_no_other_figure_helps() -> None:
    asked = number("wanted", unit="JPY", changeable=True, null_when_absent=True)
    capped = plan([asked], [criterion("one", "true"), criterion("cap", "wanted = null or wanted <= 10")])
    barred = plan([asked], [criterion("one", "true"), criterion("bar", "wanted = null")])
    assert told(remedies(Request(capped, given(wanted=40), COVERED))) == [{"wanted": Decimal(10)}]
    assert told(remedies(Request(barred, given(wanted=40), COVERED))) == [{"wanted": None}]


def test_one_more_entry_is_enough_where_any_will_do() -> None:
    listed = fact("types", "list", items=fact("types[]", "text"), changeable=True)
    made = plan([listed], [criterion("one", "count(types) > 0")])
    (found,) = told(remedies(Request(made, given(types=[]), COVERED)))
    (entry,) = found["types"]
    assert isinstance(entry, Unknown)


def test_cents_are_counted_in_dollars_and_whole_yen_in_yen() -> None:
    for unit, nearest in (("USD", "33.34"), ("JPY", "34")):
        made = plan([number("cost", unit=unit, changeable=True)], [criterion("one", "cost * 3 > 100")])
        assert told(remedies(Request(made, given(cost=10), COVERED))) == [{"cost": Decimal(nearest)}]


def test_more_facts_than_a_search_tries_are_changed_where_all_of_them_must_be() -> None:
    names = [f"fact_{letter}" for letter in "abcdef"]
    made = plan([fact(name, changeable=True) for name in names], [criterion(f"c-{name}", name) for name in names])
    assert told(remedies(Request(made, given(**dict.fromkeys(names, False)), COVERED))) == [dict.fromkeys(names, True)]


def test_what_is_not_searched_is_not_called_hopeless_for_sure() -> None:
    """A search does not rewrite rows, yet a proposer may: nothing is proven then, and the clause is named."""
    rows = fact("rows", "list", items=fact("rows[]", "record", fields={"good": fact("good")}), changeable=True)
    made = plan(
        [rows, fact("fixed")], [criterion("one", "some row in rows satisfies row.good"), criterion("two", "fixed")]
    )
    bad = [{"good": False}]
    found = remedies(Request(made, given(rows=bad, fixed=True), COVERED))
    assert isinstance(found, Hopeless)
    assert (found.proven, [one.id for one in found.clauses]) == (False, ["one"])
    found = remedies(Request(made, given(rows=bad, fixed=False), COVERED))
    assert isinstance(found, Hopeless)
    assert (found.proven, [one.id for one in found.clauses]) == (True, ["two"])


def test_what_wants_three_more_entries_is_not_called_hopeless_for_sure() -> None:
    listed = fact("types", "list", items=fact("types[]", "text"), changeable=True)
    made = plan([listed], [criterion("one", "count(types) > 2")])
    found = remedies(Request(made, given(types=[]), COVERED))
    assert isinstance(found, Hopeless)
    assert (found.proven, [one.id for one in found.clauses]) == (False, ["one"])


def test_four_facts_that_only_help_together_are_found_beside_other_facts() -> None:
    names = [f"fact_{letter}" for letter in "abcd"]
    together, other = " and ".join(names), " and ".join(f"other_{letter}" for letter in "abcd")
    every = [*names, *(f"other_{letter}" for letter in "abcd")]
    made = plan([fact(name, changeable=True) for name in every], [criterion("one", f"({together}) or ({other})")])
    (found,) = told(remedies(Request(made, given(**dict.fromkeys(every, False)), COVERED)))
    assert found in (dict.fromkeys(names, True), dict.fromkeys(every[4:], True))
