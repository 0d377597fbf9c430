"""FEEL, the expression language of DMN: read, checked and evaluated with exact decimals, and with what is not known.

    from engine import feel
    feel.evaluate("eligible_cost * 0.4 > 50000000", {"eligible_cost": Decimal(200000000)}).value      # True

This package knows nothing of rule sets and imports nothing of the engine but its ground floor. What only some callers
need (the parser, the checker, the evaluators) is imported when it is first asked for: a plan is loaded without them.
"""

from typing import TYPE_CHECKING, Any

from engine.feel.syntax.ast import Expression

if TYPE_CHECKING:
    from engine.feel.checker import check
    from engine.feel.completion import complete
    from engine.feel.evaluator.evaluation import evaluate
    from engine.feel.evaluator.generated import compiled as compile  # noqa: A004  (the contract's name)
    from engine.feel.evaluator.run import Mode, Options, Result, Step
    from engine.feel.limits import Limits
    from engine.feel.syntax.dependencies import paths
    from engine.feel.syntax.parser import parse, parse_unary_tests
    from engine.feel.types import Type
    from engine.feel.values.python import from_python
    from engine.feel.values.text import literal_of
    from engine.feel.values.unknown import Unknown, unknown

_LATER = {
    **{name: ("engine.feel.evaluator.run", name) for name in ("Mode", "Options", "Result", "Step")},
    **{name: ("engine.feel.values.unknown", name) for name in ("Unknown", "unknown")},
    "Limits": ("engine.feel.limits", "Limits"),
    "Type": ("engine.feel.types", "Type"),
    "evaluate": ("engine.feel.evaluator.evaluation", "evaluate"),
    "from_python": ("engine.feel.values.python", "from_python"),
    "literal_of": ("engine.feel.values.text", "literal_of"),
    "paths": ("engine.feel.syntax.dependencies", "paths"),
    "check": ("engine.feel.checker", "check"),
    "complete": ("engine.feel.completion", "complete"),
    "compile": ("engine.feel.evaluator.generated", "compiled"),
    "parse": ("engine.feel.syntax.parser", "parse"),
    "parse_unary_tests": ("engine.feel.syntax.parser", "parse_unary_tests"),
}

__all__ = [
    "Expression",
    "Limits",
    "Mode",
    "Options",
    "Result",
    "Step",
    "Type",
    "Unknown",
    "check",
    "compile",
    "complete",
    "evaluate",
    "from_python",
    "literal_of",
    "parse",
    "parse_unary_tests",
    "paths",
    "unknown",
]


def __getattr__(name: str) -> Any:
    """The names that are imported when they are first asked for, and are at hand from then on."""
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module  # noqa: PLC0415  (only when one of them is asked for)

    module, attribute = _LATER[name]
    found = globals()[name] = getattr(import_module(module), attribute)
    return found
