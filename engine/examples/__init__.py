"""Worked examples: facts with the expected outcome, amounts and reasons, beside the rule set that they test."""

from engine.examples.comparing import Mismatch
from engine.examples.reading import Example, read_examples
from engine.examples.running import ExampleResult, run_example, run_examples

__all__ = ["Example", "ExampleResult", "Mismatch", "read_examples", "run_example", "run_examples"]
