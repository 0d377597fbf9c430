"""Decision tables: every hit policy, with what is known and with what is not."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from engine.feel import evaluate, parse, parse_unary_tests
from engine.feel.syntax.ast import Expression
from engine.feel.syntax.table import DecisionTable, Row
from engine.feel.tables import ask
from engine.feel.values.unknown import ANYTHING, Between, Domain, OneOf, Unknown


def D(text: str | int) -> Decimal:
    return Decimal(text)


def formula(text: str) -> Expression:
    expression, faults = parse(text)
    assert expression is not None, faults
    return expression


def cell(text: str) -> Expression:
    expression, faults = parse_unary_tests(text)
    assert expression is not None, faults
    return expression


def table(policy: str, *rows: tuple[str, ...], inputs: tuple[str, ...] = ("n",), **more: Any) -> DecisionTable:
    """Rows of cells, the outputs behind the inputs; rows are called r1, r2 …"""
    count = len(inputs)
    outputs = more.pop("outputs", ("out",))
    made = tuple(
        Row(f"r{i}", tuple(map(cell, row[:count])), tuple(map(formula, row[count:]))) for i, row in enumerate(rows, 1)
    )
    default = more.pop("default", None)
    return DecisionTable(
        policy, tuple(map(formula, inputs)), outputs, made, default and tuple(map(formula, default)), **more
    )


def u(domain: Domain, name: str = "n") -> Unknown:
    return Unknown(frozenset((name,)), domain)


RATES = table("UNIQUE", ("0", "0.50"), ("[1..3]", "0.40"), (">= 4", "0.30"))


@pytest.mark.parametrize(
    ("n", "rate", "row"), [(0, "0.50", "r1"), (1, "0.40", "r2"), (3, "0.40", "r2"), (4, "0.30", "r3")]
)
def test_a_unique_row_answers(n: int, rate: str, row: str) -> None:
    answer = ask(RATES, {"n": D(n)})
    assert str(answer.value) == rate
    assert (answer.hit, answer.possible, answer.diagnostics) == ((row,), (), ())


def count(low: int, high: int | None) -> Between:
    """The whole numbers from `low` to `high`."""
    return Between(D(low), None if high is None else D(high), whole=True)


@pytest.mark.parametrize(
    ("domain", "rates", "possible"),
    [
        (count(0, None), ("0.50", "0.40", "0.30"), ("r1", "r2", "r3")),
        (count(0, 2), ("0.50", "0.40"), ("r1", "r2")),
        (count(3, None), ("0.40", "0.30"), ("r2", "r3")),
        (OneOf((D(0), D(7))), ("0.50", "0.30"), ("r1", "r3")),
    ],
)
def test_an_unknown_input_gives_the_rows_it_may_hit(
    domain: Domain, rates: tuple[str, ...], possible: tuple[str, ...]
) -> None:
    answer = ask(RATES, {"n": u(domain)})
    assert answer.value == u(OneOf(tuple(map(D, rates))))
    assert (answer.hit, answer.possible) == ((), possible)


def test_an_input_that_does_not_count_may_lie_between_whole_numbers() -> None:
    assert ask(RATES, {"n": D("3.5")}).value is None
    answer = ask(RATES, {"n": u(Between(D(3), D(4)))})
    assert answer.value == u(OneOf((D("0.40"), None, D("0.30"))))
    assert ask(RATES, {"n": u(count(3, 4))}).value == u(OneOf((D("0.40"), D("0.30"))))


def test_an_input_that_counts_is_never_the_fraction_a_cell_speaks_of() -> None:
    halves = table("UNIQUE", ("< 2.5", "1"), ("2.5", "2"), ("> 2.5", "3"))
    assert ask(halves, {"n": u(count(0, None))}).value == u(OneOf((D(1), D(3))))


def test_an_interval_inside_one_row_is_a_known_answer() -> None:
    answer = ask(RATES, {"n": u(Between(D(1), D(3)))})
    assert (str(answer.value), answer.hit, answer.possible) == ("0.40", ("r2",), ())


def test_the_amount_under_an_unknown_rate_has_one_figure_for_each_row() -> None:
    rate = ask(RATES, {"n": u(count(0, 2))}).value
    amount = evaluate("min(cost * rate, 2000000000)", {"cost": D(10**9), "rate": rate}).value
    assert amount == u(OneOf((D(500_000_000), D(400_000_000))))


def test_where_every_row_may_miss_null_is_possible() -> None:
    gap = table("UNIQUE", ("< 1", "1"), ("> 2", "2"))
    assert ask(gap, {"n": u(Between(D(0), None))}).value == u(OneOf((D(1), None, D(2))))
    assert ask(RATES, {"n": u(Between(D(-1), D(0)))}).value == u(OneOf((None, D("0.50"))))


def test_the_default_stands_where_no_row_is_hit() -> None:
    gap = table("UNIQUE", ("< 1", "1"), ("> 2", "2"), default=("9",))
    assert ask(gap, {"n": D(2)}).value == D(9)
    assert ask(gap, {"n": u(Between(D(1), D(3)))}).value == u(OneOf((D(9), D(2))))


def test_no_hit_without_a_default_is_null() -> None:
    assert ask(RATES, {"n": D("0.5")}).value is None


def test_two_rows_of_a_unique_table_at_once_are_an_error() -> None:
    answer = ask(table("UNIQUE", ("> 2", "1"), ("> 3", "2")), {"n": D(5)})
    assert answer.value is None
    assert [d.code for d in answer.diagnostics] == ["overlapping-rows"]
    assert answer.diagnostics[0].message.en == "the rows `r1`, `r2` are hit at once, but the table allows one"


def test_rows_of_an_any_table_must_agree() -> None:
    agreeing = table("ANY", ("> 2", "1"), ("> 3", "1.0"))
    differing = table("ANY", ("> 2", "1"), ("> 3", "2"))
    assert ask(agreeing, {"n": D(5)}).value == D(1)
    answer = ask(differing, {"n": D(5)})
    assert answer.value is None
    assert [d.code for d in answer.diagnostics] == ["disagreeing-rows"]


def test_behind_a_sure_hit_of_a_first_table_no_row_is_reached() -> None:
    first = table("FIRST", ("0", "1"), ("-", "2"), ("> 5", "3"))
    answer = ask(first, {"n": u(Between(D(0), None))})
    assert answer.value == u(OneOf((D(1), D(2))))
    assert answer.possible == ("r1", "r2")


PRIORITIES = (tuple(map(formula, ('"high"', '"middle"', '"low"'))),)


def test_the_output_of_highest_priority_wins() -> None:
    rows = (("> 0", '"low"'), ("> 10", '"high"'), ("> 5", '"middle"'))
    ranked = table("PRIORITY", *rows, priorities=PRIORITIES)
    assert [ask(ranked, {"n": D(n)}).value for n in (1, 6, 11)] == ["low", "middle", "high"]
    assert ask(ranked, {"n": u(Between(D(6), D(20)))}).value == u(OneOf(("middle", "high")))


def test_output_order_lists_by_priority_and_rule_order_by_row() -> None:
    rows = (("> 0", '"low"'), ("> 10", '"high"'), ("> 5", '"middle"'))
    assert ask(table("OUTPUT ORDER", *rows, priorities=PRIORITIES), {"n": D(11)}).value == ["high", "middle", "low"]
    assert ask(table("RULE ORDER", *rows), {"n": D(11)}).value == ["low", "high", "middle"]


@pytest.mark.parametrize(
    ("aggregation", "known", "unknown"),
    [
        ("", [D(10), D(20)], None),
        ("+", D(30), OneOf((D(10), D(30), D(35)))),
        ("<", D(10), OneOf((D(10), D(5)))),
        (">", D(20), OneOf((D(10), D(20)))),
        ("#", D(2), OneOf((D(1), D(2), D(3)))),
    ],
)
def test_collect_lists_or_aggregates(aggregation: str, known: Any, unknown: Domain | None) -> None:
    collected = table("COLLECT", ("> 0", "10"), ("> 1", "20"), ("> 2", "5"), aggregation=aggregation)
    answer = ask(collected, {"n": D(2)})
    assert (answer.value, answer.hit) == (known, ("r1", "r2"))
    partial = ask(collected, {"n": u(Between(D(1), None))})
    assert (partial.hit, partial.possible) == (("r1",), ("r2", "r3"))
    if unknown is not None:
        assert partial.value == u(unknown)


def test_several_outputs_are_a_context_joined_output_by_output() -> None:
    two = table("UNIQUE", ("< 1", "1", '"a"'), (">= 1", "2", '"a"'), outputs=("rate", "label"))
    assert ask(two, {"n": D(0)}).value == {"rate": D(1), "label": "a"}
    assert ask(two, {"n": u(Between(D(0), None))}).value == {"rate": u(OneOf((D(1), D(2)))), "label": "a"}


def test_cells_may_speak_of_the_input_and_of_other_names() -> None:
    rows = (("? > limit and ? < 100", '"over"'), ("not(> limit)", '"within"'))
    asked = table("UNIQUE", *rows)
    assert ask(asked, {"n": D(7), "limit": D(5)}).value == "over"
    assert ask(asked, {"n": D(5), "limit": D(5)}).value == "within"


def test_text_and_dates_are_split_like_numbers() -> None:
    dated = table("UNIQUE", ('< @"2019-11-01"', '"old"'), ('>= @"2019-11-01"', '"new"'))
    assert ask(dated, {"n": u(Between(None, None))}).value == u(OneOf(("old", "new")))


def test_an_input_of_which_nothing_is_known_may_hit_or_miss_any_row() -> None:
    answer = ask(RATES, {"n": u(ANYTHING)})
    assert answer.value == u(OneOf((D("0.50"), D("0.40"), D("0.30"), None)))


GRID = [
    ("UNIQUE", (("< 2", '"a"', "1"), (">= 2", '"a"', "2"), ("[1..3]", '"b"', "3"), ("5", '"b"', "4"))),
    ("FIRST", (("> 4", "-", "1"), ("-", '"b"', "2"), ("[1..3]", "-", "3"))),
    ("COLLECT", (("> 1", '"a","b"', "1"), ("> 2", 'not("a")', "2"), ("-", '"b"', "4"))),
    ("RULE ORDER", (("> 1", "-", "1"), ("> 3", '"a"', "2"))),
]


@pytest.mark.parametrize(("policy", "rows"), GRID)
@pytest.mark.parametrize("n", [Between(D(0), D(5)), Between(D(2), D(3)), OneOf((D(1), D(5))), Between(D(2), None)])
@pytest.mark.parametrize("letter", [OneOf(("a",)), OneOf(("a", "b"))])
def test_a_table_claims_only_what_holds_for_every_completion(
    policy: str, rows: tuple[tuple[str, ...], ...], n: Domain, letter: Domain
) -> None:
    aggregation = "+" if policy == "COLLECT" else ""
    asked = table(policy, *rows, inputs=("n", "s"), aggregation=aggregation)
    partial = ask(asked, {"n": u(n), "s": u(letter, "s")})
    values = n.values if isinstance(n, OneOf) else [D(i) for i in range(int(n.low), 1 + int(n.high or 6))]
    assert isinstance(letter, OneOf)
    for one, other in product(values, letter.values):
        truth = ask(asked, {"n": one, "s": other})
        assert set(partial.hit) <= set(truth.hit) <= {*partial.hit, *partial.possible}
        allowed = partial.value.domain.values if isinstance(partial.value, Unknown) else (partial.value,)
        assert truth.value in allowed
