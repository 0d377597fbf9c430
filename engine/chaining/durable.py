"""durable-rules, used only in a way that is sound; the only module that imports it.

A host of our own without background threads; rule sets registered from data; one run at a time, whichever thread asks
for it; one flat fact a run that holds the state of every symbol asked for, so that patterns are equality, `and` and
`or` alone; the fact is taken back by its id and none may be left; actions are wrapped, and the first exception comes
out again.

One fact, because taking back two facts that made a rule fire together reads past the end of a frame in durable-rules
(`deleteMessageFromFrame`: the loop counts on messages that are no longer there), which can end the process. So joins
are written as conditions on one fact, and the blocks of a program are run one after the other.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from durable import engine as durable_engine

from engine.chaining.productions import DERIVED, SAID, Pattern, Production, Program, program
from engine.chaining.world import Key, World
from engine.determination import Outcome, State
from engine.errors import HanteiError, LimitError
from engine.plan import ConclusionRule

# durable-rules asks a clock that Python 3.12 deprecates, on every action, and only to see whether an action took over
# ten seconds
durable_engine._unix_now = time.time

NOTHING, THERE = "nothing", "there"
"""The state of what has none (a rule set that was not checked), and of what was derived."""
STATES = {
    "outcome": (*map(str, Outcome), NOTHING),
    "finding": (*map(str, State), NOTHING),
    DERIVED: (THERE, NOTHING),
    SAID: (THERE, NOTHING),
}
MOST_PROGRAMS = 256
"""Programs made in one process: durable-rules cannot give a rule set back, so their number is bounded."""
MOST_WORLDS = 500
"""States of the world, the first ones that are met, of which is kept what follows by one program."""
WORLD = "world"
Fact = dict[str, str]


class ChainingError(HanteiError):
    """durable-rules broke its word: a fact was left after a run."""


class _Host(durable_engine.Host):  # type: ignore[misc]  # durable-rules has no types
    """A host that starts no threads: nothing happens but what is asked for."""

    def _run(self) -> None:
        return None


class _Block:
    """One rule set of durable-rules, made from a block of productions, none of which asks for the head of another."""

    def __init__(self, name: str, productions: Sequence[Production]) -> None:
        self.name = name
        self.reads = sorted({pattern.of for one in productions for pattern in (*one.present, *one.absent)})
        self.found: dict[str, None] = {}
        self.fault: BaseException | None = None
        self.runs = itertools.count()
        rules = {f"r{number}": self._rule(production) for number, production in enumerate(productions)}
        # so that no fact is ever "not handled": after all others, and it does nothing
        rules["rest"] = {"all": [{"m": {"$ex": {"kind": 1}}}], "pri": 1000, "run": lambda _: None}
        self.host = _Host()
        self.host.register_rulesets({name: rules})

    def run(self, states: Mapping[str, str]) -> list[str]:
        """The heads that follow from the state of each symbol, in the order in which they were found."""
        self.found, self.fault = {}, None
        fact = {"id": f"i{next(self.runs)}", "kind": WORLD}
        fact |= {symbol: states.get(symbol, NOTHING) for symbol in self.reads}
        self.host.assert_fact(self.name, dict(fact))
        self.host.retract_fact(self.name, dict(fact))
        if self.host.get_facts(self.name):
            raise ChainingError("durable-rules kept a fact after the run")
        if self.fault is not None:
            raise self.fault
        return list(self.found)

    def note(self, head: str) -> None:
        self.found[head] = None

    def _rule(self, production: Production) -> dict[str, Any]:
        wanted = [_one_of(pattern.of, pattern.states or (THERE,)) for pattern in production.present]
        wanted += [_one_of(pattern.of, _others(pattern)) for pattern in production.absent]
        return {"all": [{"m": {"$and": [{"kind": WORLD}, *wanted]}}], "run": self._action(production.head)}

    def _action(self, head: str) -> Callable[[Any], None]:
        def act(_: Any) -> None:
            try:
                self.note(head)
            except BaseException as fault:  # kept, and raised again by the run: durable-rules would forget it
                self.fault = self.fault or fault

        return act


class _Machine:
    """A program as blocks of one thread."""

    def __init__(self, source: Program, number: int) -> None:
        self.program = source
        self.blocks = [_Block(f"p{number}b{n}", block) for n, block in enumerate(source.blocks)]
        self.known: dict[frozenset[tuple[str, str]], frozenset[Key]] = {}

    def run(self, world: World) -> frozenset[Key]:
        """What follows; of worlds in the same state it was worked out once."""
        states = _states(self.program, world)
        told = frozenset(states.items())
        found = self.known.get(told)
        if found is None:
            found = self._run(states)
            if len(self.known) < MOST_WORLDS:
                self.known[told] = found
        return found

    def _run(self, states: dict[str, str]) -> frozenset[Key]:
        for block in self.blocks:
            states |= dict.fromkeys(block.run(states), THERE)
        return frozenset(key for key, symbol in self.program.conclusions.items() if symbol in states)


_machines: dict[tuple[ConclusionRule, ...], _Machine] = {}
_turn = threading.Lock()


def chain(rules: Sequence[ConclusionRule], world: World) -> frozenset[Key]:
    """Every conclusion that follows. Raises LimitError when this process has too many collections of rules already."""
    key = tuple(rules)
    with _turn:
        if key not in _machines:
            if len(_machines) >= MOST_PROGRAMS:
                raise LimitError("too many collections of conclusion rules in one process for durable-rules")
            _machines[key] = _Machine(program(key), len(_machines))
        return _machines[key].run(world)


def _states(source: Program, world: World) -> dict[str, str]:
    """The state of each symbol that stands for an outcome, a finding or what a case says."""
    outcomes = {symbol: world.outcomes[key] for key, symbol in source.outcomes.items() if key in world.outcomes}
    findings = {symbol: world.findings[key] for key, symbol in source.findings.items() if key in world.findings}
    said = {symbol: THERE for key, symbol in source.said.items() if key in world.said}
    return outcomes | findings | said


def _others(pattern: Pattern) -> tuple[str, ...]:
    """Every state but those of the pattern, so that an absence is asked for as something that is there."""
    return tuple(state for state in STATES[pattern.kind] if state not in (pattern.states or (THERE,)))


def _one_of(symbol: str, states: Sequence[str]) -> dict[str, Any]:
    return {symbol: states[0]} if len(states) == 1 else {"$or": [{symbol: state} for state in states]}
