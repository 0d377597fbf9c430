"""Every worked example of every rule set, each a test of its own."""

from __future__ import annotations

from functools import cache

import pytest

from engine.catalogue import Catalogue, open_catalogue
from engine.examples import Example, read_examples, run_example


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


@cache
def examples(ruleset: str) -> dict[str, Example]:
    found, faults = read_examples(catalogue().root / ruleset / "examples.yaml")
    assert faults == []
    return {example.id: example for example in found}


EVERY = [(ruleset, name) for ruleset in catalogue().ids() for name in examples(ruleset)]


@pytest.mark.parametrize(("ruleset", "name"), EVERY, ids=lambda part: part)
def test_a_worked_example_comes_out_as_it_says(ruleset: str, name: str) -> None:
    result = run_example(catalogue(), ruleset, examples(ruleset)[name])
    assert [str(fault) for fault in result.faults] == []
    assert [diagnostic.message.en for diagnostic in result.diagnostics] == []
    assert result.passed


@pytest.mark.parametrize("ruleset", catalogue().ids())
def test_every_rule_set_has_worked_examples(ruleset: str) -> None:
    assert examples(ruleset)


@pytest.mark.parametrize("ruleset", catalogue().ids())
def test_the_first_example_is_a_complete_one_to_start_from(ruleset: str) -> None:
    """Features begin with `a complete proposal for …`.

    Where the criteria are complete for no period nothing is ever eligible; there every finding is settled and none is
    against the proposal.
    """
    first = next(iter(examples(ruleset).values()))
    answer, (plan, _) = run_example(catalogue(), ruleset, first).answer, catalogue().plan(ruleset)
    assert answer is not None and plan is not None
    assert answer.determinations[0].outcome == ("eligible" if plan.covers else "undetermined")
    assert answer.determinations[0].missing == ()
    if not plan.covers:
        findings = answer.determinations[0].findings
        assert [one.criterion for one in findings if one.state not in {"met", "not_applicable"}] == []
        assert "met" in {one.state for one in findings}
