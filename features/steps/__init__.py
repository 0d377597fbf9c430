"""The steps of all features, in both languages: what people read aloud, and the one function behind it."""

from features.steps import afterwards, beforehand, evidence, explaining, given, then, when
from features.steps.registry import STEPS, Step

__all__ = ["STEPS", "Step", "afterwards", "beforehand", "evidence", "explaining", "given", "then", "when"]
