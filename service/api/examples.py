"""Requests made from the worked examples beside the rules: what openapi.json shows is what the tests run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.determination_json import plain
from engine.examples import Example, read_examples

if TYPE_CHECKING:
    from engine.catalogue import Catalogue


def worked_requests(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """For each rule set that has examples, its first one (the complete one) as an example of OpenAPI."""
    found = ((ruleset, first_example(catalogue.root, ruleset)) for ruleset in catalogue.ids())
    return {
        ruleset: {
            "summary": f"{example.title.en} · {example.title.ja}",
            "description": f"outcome: {example.expect.outcome}",
            "value": request_of(ruleset, example),
        }
        for ruleset, example in found
        if example is not None
    }


def first_example(root: Path, ruleset: str) -> Example | None:
    """The first worked example of a rule set, where it has any that can be read."""
    examples, _ = read_examples(root / ruleset / "examples.yaml")
    return examples[0] if examples else None


def request_of(ruleset: str, example: Example) -> dict[str, Any]:
    """The body of a check that asks what the example asks."""
    asked = {
        "rulesets": [ruleset, *example.rulesets],
        "facts": example.facts,
        "as_of": example.as_of,
        "known_on": example.known_on,
        "readings": example.readings,
    }
    return {key: plain(value) for key, value in asked.items() if value is not None and value != {}}
