"""FEEL, the expression language of DMN: read, checked and evaluated with exact decimals, and with what is not known.

    from engine import feel
    feel.evaluate("eligible_cost * 0.4 > 50000000", {"eligible_cost": Decimal(200000000)}).value      # True

This package knows nothing of rule sets and imports nothing of the engine but its ground floor.
"""

from engine.feel.checker import check
from engine.feel.evaluator.evaluation import evaluate
from engine.feel.evaluator.run import Mode, Options, Result, Step
from engine.feel.limits import Limits
from engine.feel.syntax.ast import Expression
from engine.feel.syntax.dependencies import paths
from engine.feel.syntax.parser import parse, parse_unary_tests
from engine.feel.types import Type

__all__ = [
    "Expression",
    "Limits",
    "Mode",
    "Options",
    "Result",
    "Step",
    "Type",
    "check",
    "evaluate",
    "parse",
    "parse_unary_tests",
    "paths",
]
