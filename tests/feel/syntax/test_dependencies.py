"""Which names an expression reads."""

from __future__ import annotations

import pytest

from engine.feel import parse, parse_unary_tests, paths


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("eligible_cost * rate", {"eligible_cost", "rate"}),
        ('applicant.country = "JP"', {"applicant.country"}),
        ("every p in participants satisfies p.country in partners", {"participants", "partners"}),
        ("for i in 1..n return i + m", {"n", "m"}),
        ("{a: x, b: a + 1}.b", {"x"}),
        ("(function(a) a + b)(1)", {"b"}),
        ("min(a, b)", {"a", "b"}),
        ("count(xs[item > limit])", {"xs", "limit"}),
        ("1 + 2", set()),
    ],
)
def test_an_expression_reads_its_free_names(text: str, names: set[str]) -> None:
    expression, _ = parse(text)
    assert expression is not None
    assert paths(expression) == names


def test_with_the_declared_names_a_path_ends_at_the_fact() -> None:
    expression, _ = parse('work_start.year + count(members[country = "JP"])')
    assert expression is not None
    assert paths(expression, {"work_start", "members"}) == {"work_start", "members"}


def test_the_input_of_a_cell_is_no_name_of_a_fact() -> None:
    expression, _ = parse_unary_tests("? > limit")
    assert expression is not None
    assert paths(expression) == {"limit"}
