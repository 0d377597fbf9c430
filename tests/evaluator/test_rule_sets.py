"""The law of partial answers on every rule set in rules/, with the facts that its worked examples speak of."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from engine.catalogue import Catalogue, open_catalogue
from engine.determination import Side
from engine.evaluator import determine
from engine.facts import FactsDocument, read_facts
from engine.plan import FactSpec, Plan
from engine.resources import rules_root
from engine.source import RULE_FILE, read_yaml
from tests.evaluator.completions import EXAMPLES, check_law, facts_of

MOST_VALUES = 5
"""Values tried for one fact: those of the worked examples, which stand on both sides of every boundary."""
MOST_TAKEN = 4


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


def plan_of(ruleset: str) -> Plan:
    plan, faults = catalogue().plan(ruleset)
    assert plan is not None, faults
    return plan


def examples(ruleset: str) -> list[Mapping[str, Any]]:
    path = rules_root() / ruleset / "examples.yaml"
    document, faults = read_yaml(path.read_text(encoding="utf-8"), path.name, RULE_FILE)
    assert document is not None, faults
    return list(document.data["examples"])


def values_of(ruleset: str) -> list[tuple[date, dict[str, Any]]]:
    """The day and the values of each worked example (those of an example that is based on another: what it adds)."""
    found, days = [], dict[str, date]()
    for example in examples(ruleset):
        day = days[example["id"]] = example.get("as_of") or days[example["based_on"]]
        document = FactsDocument({name: raw for name, raw in example.get("facts", {}).items() if name != "exemption"})
        facts, faults = read_facts([document], catalogue().vocabulary(), (), catalogue().territories())
        assert faults == []
        found.append((day, {name: given.value for name, given in facts.given.items()}))
    return found


def domains_of(plan: Plan, told: list[tuple[date, dict[str, Any]]]) -> dict[str, list[Any]]:
    """For each fact that the rules read: its choices, or what the worked examples say of it."""
    found: dict[str, list[Any]] = {}
    for name, spec in plan.facts.items():
        values = _counted(spec) or _distinct([facts[name] for _, facts in told if name in facts])
        if values:
            found[name] = values
    return found


def _counted(spec: FactSpec) -> list[Any]:
    return [True, False] if spec.type == "boolean" else list(spec.choices)


def _distinct(values: list[Any]) -> list[Any]:
    return [value for i, value in enumerate(values) if value not in values[:i]]


def states_of(ruleset: str, count: int) -> Iterator[tuple[Plan, date, dict[str, Any], random.Random]]:
    """Days and complete facts, mixed from the worked examples."""
    plan, told = plan_of(ruleset), values_of(ruleset)
    domains = domains_of(plan, told)
    chance = random.Random(ruleset)  # noqa: S311 - a seeded choice of cases, no secret
    days = sorted({day for day, _ in told})
    complete = max((facts for _, facts in told), key=len)
    for _ in range(count):
        mixed = {name: chance.choice(values) for name, values in domains.items() if chance.random() < 0.5}
        known = {name: value for name, value in {**complete, **mixed}.items() if name in domains}
        yield plan, chance.choice(days), known, chance


RULESETS = open_catalogue().ids()


@pytest.mark.parametrize("ruleset", RULESETS)
def test_a_partial_answer_of_a_rule_set_is_never_contradicted(ruleset: str) -> None:
    tried = 0
    domains = domains_of(plan_of(ruleset), values_of(ruleset))
    for plan, day, known, chance in states_of(ruleset, EXAMPLES):
        asked = sorted(name for name in known if not plan.facts[name].null_when_absent)
        taken = chance.sample(asked, min(len(asked), chance.randint(1, MOST_TAKEN)))
        few = {name: chance.sample(domains[name], min(len(domains[name]), MOST_VALUES)) for name in taken}
        tried += check_law(plan, {name: value for name, value in known.items() if name not in taken}, few, day)
    assert tried >= EXAMPLES


@pytest.mark.parametrize("ruleset", RULESETS)
def test_the_sides_of_a_reading_are_what_choosing_them_gives(ruleset: str) -> None:
    for plan, day, known, chance in states_of(ruleset, EXAMPLES):
        facts = facts_of({name: value for name, value in known.items() if chance.random() < 0.9})
        found = determine(plan, facts, day)
        depends = {one.reading: one.sides for one in found.depends_on_readings}
        for reading in plan.readings.values():
            for side in reading.sides:
                chosen = determine(plan, facts, day, readings={reading.id: side})
                shown = Side(chosen.outcome, chosen.amounts)
                expected = depends[reading.id][side] if reading.id in depends else Side(found.outcome, found.amounts)
                assert how_much(shown) == how_much(expected), (reading.id, side, day, known)


def how_much(side: Side) -> tuple[Any, ...]:
    return side.outcome, {name: (amount.figure, amount.applies) for name, amount in side.amounts.items()}
