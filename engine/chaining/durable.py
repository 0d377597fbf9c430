"""durable-rules, used only in the way that was found sound; the only module that imports it.

A host of our own without background threads; rule sets registered from data; one set of hosts per thread; flat facts
under four names with short symbols as values and ids of their own; no arithmetic; the fact that starts a run comes
last and goes first; all facts are taken back by id and none may be left; actions are wrapped, and the first exception
comes out again.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from durable import engine as durable_engine

from engine.chaining.productions import DERIVED, Pattern, Production, Program, program
from engine.chaining.world import Key, World
from engine.errors import HanteiError, LimitError
from engine.plan import ConclusionRule

# durable-rules asks a clock that Python 3.12 deprecates, on every action, and only to see whether an action took over
# ten seconds
durable_engine._unix_now = time.time

NAMES = ("id", "kind", "of", "state")
"""Every name that a fact has. Their hashes differ, which a test holds."""
MOST_PROGRAMS = 256
"""Programs made in one process: durable-rules cannot give a rule set back, so their number is bounded."""
START = "start"
Fact = dict[str, str]


class ChainingError(HanteiError):
    """durable-rules broke its word: a fact was left after a run."""


class _Host(durable_engine.Host):  # type: ignore[misc]  # durable-rules has no types
    """A host that starts no threads: nothing happens but what is asked for."""

    def _run(self) -> None:
        return None


class _Block:
    """One rule set of durable-rules, made from a block of productions."""

    def __init__(self, name: str, productions: Sequence[Production]) -> None:
        self.name = name
        self.reads = {pattern.of for production in productions for pattern in (*production.present, *production.absent)}
        self.found: dict[str, None] = {}
        self.facts: list[Fact] = []
        self.fault: BaseException | None = None
        self.open = False
        rules = {f"r{n}": self._rule(production) for n, production in enumerate(productions)}
        # so that no fact is ever "not handled": after all others, and it does nothing
        rules["rest"] = {"all": [{"m": {"$ex": {"kind": 1}}}], "pri": 1000, "run": lambda _: None}
        self.host = _Host()
        self.host.register_rulesets({name: rules})

    def run(self, facts: Sequence[Fact]) -> list[str]:
        """The heads that follow from the facts, in the order in which they were found."""
        self.found, self.facts, self.fault, self.open = {}, [], None, True
        try:
            for fact in facts:
                self._assert(fact, self.host.assert_fact)
            self._assert({"kind": START, "of": START}, self.host.assert_fact)
        finally:
            self.open = False
            self._take_back()
        if self.fault is not None:
            raise self.fault
        return list(self.found)

    def _assert(self, fact: Fact, tell: Callable[[str, Fact], Any]) -> None:
        numbered = {"id": f"i{len(self.facts)}", **fact}
        self.facts.append(numbered)
        tell(self.name, dict(numbered))

    def _take_back(self) -> None:
        """Last in, first out: without the fact that starts a run nothing can follow any more."""
        start = [fact for fact in self.facts if fact["kind"] == START]
        rest = [fact for fact in self.facts if fact["kind"] != START]
        for fact in (*start, *reversed(rest)):
            self.host.retract_fact(self.name, dict(fact))
        if self.host.get_facts(self.name):
            raise ChainingError("durable-rules kept a fact after the run")

    def _rule(self, production: Production) -> dict[str, Any]:
        start = {"start": _condition(Pattern(START, START))}
        present = [{f"m{n}": _condition(pattern)} for n, pattern in enumerate(production.present)]
        absent = [{f"n{n}$not": _condition(pattern)} for n, pattern in enumerate(production.absent)]
        return {"all": [start, *present, *absent], "run": self._action(production.head)}

    def _action(self, head: str) -> Callable[[Any], None]:
        def act(closure: Any) -> None:
            if not self.open or head in self.found or self.fault is not None:
                return
            self.found[head] = None
            try:
                if head in self.reads:
                    self._assert({"kind": DERIVED, "of": head}, lambda _, fact: closure.assert_fact(fact))
            except BaseException as fault:  # kept, and raised again by the run: durable-rules would forget it
                self.fault = fault

        return act


class _Machine:
    """A program as blocks of one thread."""

    def __init__(self, source: Program, number: int) -> None:
        self.program = source
        self.blocks = [_Block(f"p{number}b{n}", block) for n, block in enumerate(source.blocks)]

    def run(self, world: World) -> frozenset[Key]:
        given = _facts(self.program, world)
        found: dict[str, None] = {}
        for block in self.blocks:
            derived = [{"kind": DERIVED, "of": head} for head in found]
            found |= dict.fromkeys(block.run([fact for fact in (*given, *derived) if fact["of"] in block.reads]))
        return frozenset(key for key, symbol in self.program.conclusions.items() if symbol in found)


_local = threading.local()
_numbers = itertools.count()


def chain(rules: Sequence[ConclusionRule], world: World) -> frozenset[Key]:
    """Every conclusion that follows. Raises LimitError when too many programs were made (threads times collections of
    rules).
    """
    machines: dict[tuple[ConclusionRule, ...], _Machine] = _local.__dict__.setdefault("machines", {})
    key = tuple(rules)
    if key not in machines:
        number = next(_numbers)
        if number >= MOST_PROGRAMS:
            raise LimitError("too many collections of conclusion rules in one process for durable-rules")
        machines[key] = _Machine(program(key), number)
    return machines[key].run(world)


def _facts(source: Program, world: World) -> list[Fact]:
    outcomes = [
        {"kind": "outcome", "of": symbol, "state": world.outcomes[ruleset]}
        for ruleset, symbol in source.outcomes.items()
        if ruleset in world.outcomes
    ]
    findings = [
        {"kind": "finding", "of": symbol, "state": world.findings[key]}
        for key, symbol in source.findings.items()
        if key in world.findings
    ]
    return outcomes + findings


def _condition(pattern: Pattern) -> dict[str, Any]:
    parts: list[dict[str, Any]] = [{"kind": pattern.kind}, {"of": pattern.of}]
    states: list[dict[str, Any]] = [{"state": state} for state in pattern.states]
    if states:
        parts.append(states[0] if len(states) == 1 else {"$or": states})
    return {"$and": parts}
