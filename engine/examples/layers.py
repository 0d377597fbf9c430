"""Trees of facts laid over each other, and facts taken away from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Tree = Mapping[str, Any]


def is_fact(value: object) -> bool:
    """Whether a value in a tree of facts is a fact (bare or graded) and not a group of facts."""
    return not isinstance(value, Mapping) or "value" in value


def laid_over(base: Tree, over: Tree) -> dict[str, Any]:
    """The facts of `base` with those of `over` in their stead. Groups are joined; a fact is replaced whole."""
    joined = dict(base)
    for name, value in over.items():
        below = joined.get(name)
        both_groups = isinstance(below, Mapping) and not is_fact(below) and not is_fact(value)
        joined[name] = laid_over(below, value) if both_groups and isinstance(below, Mapping) else value
    return joined


def without(facts: Tree, name: str) -> dict[str, Any] | None:
    """The facts less the one of that dotted name (or less a whole group); None when there is none of that name."""
    head, _, tail = name.partition(".")
    if head not in facts:
        return None
    rest = {key: value for key, value in facts.items() if key != head}
    if not tail:
        return rest
    inner = None if is_fact(facts[head]) else without(facts[head], tail)
    if inner is None:
        return None
    return {**facts, head: inner} if inner else rest
