"""The steps of all features, in both languages: what people read aloud, and the one function behind it."""

from features.steps import afterwards, beforehand, cases, evidence, explaining, given, then, when
from features.steps.registry import STEPS, Step

__all__ = ["STEPS", "Step", "afterwards", "beforehand", "cases", "evidence", "explaining", "given", "then", "when"]
