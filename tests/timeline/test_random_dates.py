"""Rules whose dates are made at random: what is computed at breakpoints only is what each single day would say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluator import determine
from engine.facts import Facts
from engine.plan import Gone, Period, Plan, PrintedList, Register, RegisterRow, Step, TableRef
from engine.timeline import timeline
from engine.timeline.causes import shown
from tests.evaluator.completions import EXAMPLES
from tests.evaluator.plans import amount, criterion, fact, formula, least, listed, number, parameter, plan, table, word
from tests.evaluator.plans import given as facts_given

FIRST, LENGTH = date(2019, 6, 1), 60
DAYS = st.integers(-5, LENGTH + 5).map(lambda number: FIRST + timedelta(days=number))
KNOWN = st.none() | DAYS
ITEMS = st.sampled_from(["PH", "MN", "VN"])


def series(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Step, ...]]:
    """Steps on days of their own, some published earlier or later than they begin, some saying that nothing holds."""
    step = st.builds(Step, DAYS, st.none() | DAYS, values | st.sampled_from(list(Gone)), st.just(("book#step",)))
    found = st.lists(st.tuples(step, st.none() | st.integers(0, 20)), min_size=1, max_size=4, unique_by=_start)
    return found.map(_ended)


def _start(one: tuple[Step, int | None]) -> date:
    return one[0].start


def _ended(found: list[tuple[Step, int | None]]) -> tuple[Step, ...]:
    """In order; some figures end by themselves, before the next one begins."""
    steps, made = sorted(found, key=_start), []
    for at, (step, length) in enumerate(steps):
        last = steps[at + 1][0].start - timedelta(days=1) if at + 1 < len(steps) else date.max
        ends = length is not None and not isinstance(step.value, Gone)
        made.append(replace(step, until=min(step.start + timedelta(days=length), last)) if ends else step)
    return tuple(made)


def periods(most: int) -> st.SearchStrategy[tuple[Period, ...]]:
    ends = st.lists(DAYS, min_size=2, max_size=2 * most, unique=True).map(sorted)
    return ends.map(lambda days: tuple(Period(days[i], days[i + 1]) for i in range(0, len(days) - 1, 2)))


def covered() -> st.SearchStrategy[tuple[Period, ...]]:
    return st.tuples(periods(2), KNOWN).map(lambda drawn: tuple(replace(one, published=drawn[1]) for one in drawn[0]))


@st.composite
def rows(draw: st.DrawFn) -> RegisterRow:
    earliest, latest, until = sorted(draw(st.tuples(DAYS, DAYS, DAYS)))
    return RegisterRow(draw(ITEMS), earliest, latest, draw(st.sampled_from([None, until])), ("book#row",))


@st.composite
def printed(draw: st.DrawFn) -> tuple[PrintedList, ...]:
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=6, unique=True)))
    return tuple(
        PrintedList(days[i], draw(st.sampled_from(days[i : i + 2])), tuple(draw(st.sets(ITEMS))), ("book#print",))
        for i in range(0, len(days) - 1, 2)
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    figures = st.sampled_from([Decimal(1), Decimal(2), Decimal(3)])
    definitions = st.sampled_from([formula("n * least"), formula("2"), least(cap="most", n="n"), TableRef("tiers")])
    tiers = table("tiers", ["n"], {"few": (["< 2"], "1"), "many": ([">= 2"], "2")})
    made = plan(
        [number("n", "0", "3"), fact("host", "country"), fact("a")],
        [
            criterion("floor", "n >= least", strength=draw(st.sampled_from(["hard", "in_principle", "advisory"]))),
            criterion("partner", "host in partners", in_force=draw(st.just(()) | periods(2)), published=draw(KNOWN)),
            criterion("fund", "host in funded or a", in_force=draw(st.just(()) | periods(1))),
            criterion("own", "not(host in named)", applies_when="a", published=draw(KNOWN)),
            criterion("many", "count(partners) >= 1", strength="advisory"),
        ],
        parameters=[parameter("least", Decimal(0)), parameter("most", Decimal(0))],
        lists=[listed("partners", register="rows"), listed("funded", register="printed"), listed("named")],
        registers=[
            Register("rows", word("rows"), "country", rows=tuple(draw(st.lists(rows(), max_size=4)))),
            Register("printed", word("printed"), "country", printed=draw(printed())),
        ],
        tables=[replace(tiers, published=draw(KNOWN))],
        values=[amount("grant", formula("n"), applies_when="a"), amount("share", formula("count(named)"), unit="1")],
        covers=draw(covered()),
    )
    return with_series(
        made,
        least=draw(series(figures)),
        most=draw(series(figures)),
        named=draw(series(st.sets(ITEMS).map(tuple))),
        grant=draw(series(definitions)),
    )


def with_series(made: Plan, **dated: tuple[Step, ...]) -> Plan:
    def laid(owners: Any) -> Any:
        return {name: replace(one, steps=dated.get(name, one.steps)) for name, one in owners.items()}

    return replace(made, parameters=laid(made.parameters), lists=laid(made.lists), values=laid(made.values))


PROPOSALS = st.fixed_dictionaries({}, optional={"n": st.integers(0, 3), "host": ITEMS, "a": st.booleans()}).map(
    lambda values: facts_given(**values)
)


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(plans(), PROPOSALS, st.sampled_from([None, True, FIRST + timedelta(days=20)]))
def test_breakpoints_are_enough_and_every_end_has_a_reason(made: Plan, facts: Facts, known: Any) -> None:
    """`known`: all that is known, what was known on each day, or what was known on one day."""
    last = FIRST + timedelta(days=LENGTH)
    asked = {"as_known": True} if known is True else {"known_on": known}
    spans = timeline(made, facts, FIRST, last, **asked)
    for span in spans:
        for number_ in range((span.end - span.start).days + 1):
            day = span.start + timedelta(days=number_)
            found = determine(made, facts, day, known_on=day if known is True else known)
            assert (found.outcome, shown(found.amounts)) == (span.outcome, shown(span.amounts)), day
    assert (spans[0].start, spans[-1].end) == (FIRST, last)
    for before, after in pairwise(spans):
        assert after.start == before.end + timedelta(days=1)
        assert (before.outcome, shown(before.amounts)) != (after.outcome, shown(after.amounts))
        assert before.because
        assert {change.event.on for change in before.because} == {after.start}
