"""One way in for both chainers: which one runs, and conclusions with what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.chaining import reference
from engine.chaining.world import Key, World, key_of
from engine.determination import Conclusion, Determination
from engine.errors import LimitError, MisuseError
from engine.plan import CaseSays, ConclusionRule

CHAINERS = ("auto", "reference", "durable-rules")


def durable_rules_is_here() -> bool:
    """Whether durable-rules is installed and imports: on Python 3.13 it may build, and still does not import."""
    try:
        import engine.chaining.durable  # noqa: F401, PLC0415 - to see whether it can be imported
    except ImportError:
        return False
    return True


def conclude(
    rules: Sequence[ConclusionRule],
    determinations: Sequence[Determination],
    *,
    chainer: str = "auto",
    said: Iterable[CaseSays] = (),
) -> tuple[tuple[Conclusion, ...], str]:
    """What follows from the determinations together, in the order of the rules, and which chainer ran.

    `said`: what a case says of its events, deadlines and orders.

    `auto` is durable-rules where it is installed, else the reference loop; with no rules nothing runs and nothing is
    imported. Raises MisuseError for a chainer that does not exist or is not installed, and for rules with
    `chaining_faults`.
    """
    if chainer not in CHAINERS:
        raise MisuseError(f"there is no chainer `{chainer}`")
    unique: dict[Key, ConclusionRule] = {}
    for rule in rules:
        unique.setdefault(key_of(rule), rule)
    world = World.of(determinations, said)
    concluded, ran = _chain(tuple(unique[key] for key in sorted(unique)), world, chainer)
    return tuple(_conclusion(rule, world, concluded) for key, rule in unique.items() if key in concluded), ran


def _chain(rules: tuple[ConclusionRule, ...], world: World, chainer: str) -> tuple[frozenset[Key], str]:
    if chainer == "reference" or not rules:
        return reference.chain(rules, world), "reference"
    try:
        from engine.chaining import durable  # noqa: PLC0415 - imported only where it runs: it costs as much as a start-up
    except ImportError as fault:
        if chainer == "durable-rules":
            raise MisuseError("durable-rules is not installed: use `reference` or `auto`") from fault
        return reference.chain(rules, world), "reference"
    try:
        return durable.chain(rules, world), "durable-rules"
    except LimitError:
        if chainer == "durable-rules":
            raise
        return reference.chain(rules, world), "reference"


def _conclusion(rule: ConclusionRule, world: World, concluded: frozenset[Key]) -> Conclusion:
    because = world.because(rule.when, concluded)
    return Conclusion(rule.ruleset, rule.id, rule.kind, rule.statement, because, rule.source)
