"""The first worked example that notices what was changed in a catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from engine.catalogue import Catalogue
from engine.examples import ExampleResult, read_examples, run_example
from engine.examples.running import FILE


def first_failure(catalogue: Catalogue, rulesets: Iterable[str]) -> ExampleResult | None:
    """The first worked example of these rule sets that does not hold; None: all hold."""
    for ruleset in rulesets:
        examples, _ = read_examples(catalogue.root / ruleset / FILE)
        for example in examples:
            result = run_example(catalogue, ruleset, example, chainer="reference")
            if not result.passed:
                return result
    return None
