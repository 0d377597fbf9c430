"""The first worked example that notices what was changed in a catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engine.catalogue import Catalogue
from engine.examples import ExampleResult, read_examples, run_example
from engine.examples.reading import Example
from engine.examples.running import FILE


@dataclass(slots=True)
class Noticing:
    """The worked examples of a catalogue, read once. An example that failed is tried first for what comes next."""

    catalogue: Catalogue
    _examples: dict[str, list[Example]] = field(default_factory=dict)

    def first_failure(self, varied: Catalogue, rulesets: Sequence[str]) -> ExampleResult | None:
        """The first worked example of these rule sets that does not hold in `varied`; None: all hold."""
        for ruleset in rulesets:
            examples = self._of(ruleset)
            for at, example in enumerate(examples):
                result = run_example(varied, ruleset, example, chainer="reference", weighed=False)
                if not result.passed:
                    examples.insert(0, examples.pop(at))
                    return result
        return None

    def _of(self, ruleset: str) -> list[Example]:
        if ruleset not in self._examples:
            self._examples[ruleset] = list(read_examples(self.catalogue.root / ruleset / FILE)[0])
        return self._examples[ruleset]


def first_failure(catalogue: Catalogue, rulesets: Iterable[str]) -> ExampleResult | None:
    """The first worked example of these rule sets that does not hold; None: all hold."""
    return Noticing(catalogue).first_failure(catalogue, tuple(rulesets))
