"""Conclusion rules as flat productions over short symbols: the only form in which rules and findings reach durable-
rules.

A production says: when all these patterns are there and none of those, its head is there. `any`, a nested `none` and
long conjunctions become heads of their own, so every production is small. Ids of rule sets, criteria and conclusions
are mapped to symbols; no text of a user and no number passes through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import TypeAlias, TypeVar

from engine.chaining.strata import asked_first
from engine.chaining.world import Key, Leaf, key_of
from engine.plan import CaseSays, Combined, ConclusionHolds, ConclusionRule, OutcomeIs, Premise
from engine.records import dataclass

K = TypeVar("K")
DERIVED = "derived"
"""The kind of what a production makes: a conclusion, or a part of one."""
SAID = "said"
"""The kind of what a case says: it is there or it is not."""

BARE = (DERIVED, SAID)
"""The kinds that have no states but being there."""

RESERVED = ("id", "kind", "sid")
"""Names that a fact of durable-rules has beside the symbols."""
MOST_JOINED = 12
"""Patterns in one production; longer conjunctions are made of parts."""
MOST_SYMBOLS = 200
"""Symbols that the productions of one block ask for: a fact of durable-rules has at most 255 properties."""
MOST_PRODUCTIONS = 60
"""Productions in one block. More than 64 rules that match one fact are an error in durable-rules."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fact of this kind, about this symbol, in one of these states (no states: in any)."""

    kind: str
    of: str
    states: tuple[str, ...] = ()


Condition: TypeAlias = tuple[bool, Pattern]
"""Whether the pattern must be there or must be absent."""


@dataclass(frozen=True, slots=True)
class Production:
    head: str
    present: tuple[Pattern, ...]
    absent: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """The productions in blocks that can be run one after the other, and what the symbols stand for."""

    blocks: tuple[tuple[Production, ...], ...]
    outcomes: dict[str, str]
    findings: dict[Key, str]
    conclusions: dict[Key, str]
    said: dict[CaseSays, str]


def hashed(text: str) -> int:
    """FNV-1a with 32 bits, by which durable-rules tells names and texts apart."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


@dataclass(slots=True)
class Symbols:
    """Gives out short symbols, no two of which have the same hash."""

    taken: set[int] = field(default_factory=lambda: {hashed(name) for name in RESERVED})
    number: int = 0

    def next(self, prefix: str) -> str:
        while True:
            self.number += 1
            symbol = f"{prefix}{self.number}"
            if hashed(symbol) not in self.taken:
                self.taken.add(hashed(symbol))
                return symbol


def program(rules: Sequence[ConclusionRule]) -> Program:
    """The rules as a program: equal to them on every set of determinations."""
    writer = _Writer()
    for rule in asked_first(rules):
        writer.produce(writer.conclusion(key_of(rule)), rule.when)
    return Program(writer.blocks(), writer.outcomes, writer.findings, writer.conclusions, writer.said)


def _one_for_each(conditions: Sequence[Condition]) -> list[Condition] | None:
    """The same conditions with at most one for each symbol; None when they contradict each other.

    A symbol has one state at most, hence patterns can be merged: wanted states are what all of them allow, less those
    that must be absent.
    """
    wanted: dict[tuple[str, str], tuple[str, ...]] = {}
    barred: dict[tuple[str, str], tuple[str, ...]] = {}
    for there, pattern in conditions:
        about = pattern.kind, pattern.of
        if not there:
            barred[about] = (*barred.get(about, ()), *pattern.states)
        elif about in wanted:
            wanted[about] = tuple(state for state in wanted[about] if state in pattern.states)
        else:
            wanted[about] = pattern.states
    for about in wanted.keys() & barred.keys():
        wanted[about] = tuple(state for state in wanted[about] if state not in barred[about])
    if any(kind not in BARE and not states for (kind, _), states in wanted.items()):
        return None
    if any(kind in BARE for kind, _ in wanted.keys() & barred.keys()):
        return None
    kept = [(True, Pattern(*about, states)) for about, states in wanted.items()]
    return kept + [(False, Pattern(*about, states)) for about, states in barred.items() if about not in wanted]


class _Writer:
    """Writes productions, those of what is asked for first, and keeps the level of each head."""

    def __init__(self) -> None:
        self.symbols = Symbols()
        self.outcomes: dict[str, str] = {}
        self.findings: dict[Key, str] = {}
        self.conclusions: dict[Key, str] = {}
        self.said: dict[CaseSays, str] = {}
        self.written: list[Production] = []
        self.levels: dict[str, int] = {}

    def conclusion(self, key: Key) -> str:
        return self._symbol(self.conclusions, key, "c")

    def produce(self, head: str, premise: Premise) -> None:
        """Write what makes `head` there: a production for each part of `any`, else one."""
        if isinstance(premise, Combined) and premise.how == "any":
            for part in premise.parts:
                self.produce(head, part)
        else:
            self._write(head, self._body(premise))

    def blocks(self) -> tuple[tuple[Production, ...], ...]:
        """By level, so that an absence is asked for after all that could end it; each block within the limit of a
        host.
        """
        ordered = sorted(self.written, key=lambda production: self.levels[production.head])
        found: list[list[Production]] = []
        symbols: set[str] = set()
        for production in ordered:
            level = self.levels[production.head]
            symbols |= {pattern.of for pattern in (*production.present, *production.absent)}
            full = not found or len(found[-1]) == MOST_PRODUCTIONS or len(symbols) > MOST_SYMBOLS
            if full or self.levels[found[-1][0].head] != level:
                found.append([])
                symbols = {pattern.of for pattern in (*production.present, *production.absent)}
            found[-1].append(production)
        return tuple(tuple(block) for block in found)

    def _write(self, head: str, conditions: Sequence[Condition]) -> None:
        body = _one_for_each(conditions)
        if body is None:
            return
        while len(body) > MOST_JOINED:
            groups = [body[at : at + MOST_JOINED] for at in range(0, len(body), MOST_JOINED)]
            body = [(True, self._part(group)) for group in groups]
        needed = [self.levels.get(pattern.of, 0) + 1 for _, pattern in body if pattern.kind == DERIVED]
        self.levels[head] = max(self.levels.get(head, 0), *needed, 0)
        present, absent = (tuple(pattern for there, pattern in body if there is want) for want in (True, False))
        self.written.append(Production(head, present, absent))

    def _part(self, body: Sequence[Condition]) -> Pattern:
        head = self.symbols.next("p")
        self._write(head, body)
        return Pattern(DERIVED, head)

    def _body(self, premise: Premise) -> list[Condition]:
        if not isinstance(premise, Combined):
            return [(True, self._pattern(premise))]
        if premise.how == "count":
            return self._counted(premise)
        if premise.how == "all":
            return [condition for part in premise.parts for condition in self._body(part)]
        if premise.how == "none" and not any(isinstance(part, Combined) for part in premise.parts):
            return [(False, self._pattern(part)) for part in premise.parts if not isinstance(part, Combined)]
        head = self.symbols.next("p")
        self.produce(head, Combined("any", premise.parts))
        return [(premise.how == "any", Pattern(DERIVED, head))]

    def _counted(self, premise: Combined) -> list[Condition]:
        """The count as a counter: `reached[n]` is there when at least n of the parts so far are.

        Each part makes new heads out of those before it, so that nothing asks for the absence of what may still come.
        """
        greatest = 0 if premise.at_most is None else premise.at_most + 1
        highest = min(max(premise.at_least, greatest), len(premise.parts))
        reached: list[Condition] = []
        for part in premise.parts:
            holds = (True, self._whole(part))
            before = reached
            reached = [(True, Pattern(DERIVED, self.symbols.next("p"))) for _ in range(min(len(before) + 1, highest))]
            for number, (_, pattern) in enumerate(reached):
                if number < len(before):
                    self._write(pattern.of, [before[number]])
                self._write(pattern.of, [holds, *before[number - 1 : number]] if number else [holds])
        never = Pattern(DERIVED, self.symbols.next("p"))
        conditions = []
        if premise.at_least:
            conditions.append((True, reached[premise.at_least - 1][1] if premise.at_least <= highest else never))
        if premise.at_most is not None and premise.at_most < highest:
            conditions.append((False, reached[premise.at_most][1]))
        return conditions

    def _whole(self, premise: Premise) -> Pattern:
        """A premise as one pattern: that of a leaf, or the head of a part."""
        if not isinstance(premise, Combined):
            return self._pattern(premise)
        head = self.symbols.next("p")
        self.produce(head, premise)
        return Pattern(DERIVED, head)

    def _pattern(self, leaf: Leaf) -> Pattern:
        if isinstance(leaf, ConclusionHolds):
            return Pattern(DERIVED, self.conclusion((leaf.ruleset, leaf.conclusion)))
        if isinstance(leaf, CaseSays):
            return Pattern(SAID, self._symbol(self.said, leaf, "e"))
        if isinstance(leaf, OutcomeIs):
            return Pattern("outcome", self._symbol(self.outcomes, leaf.ruleset, "o"), leaf.outcomes)
        return Pattern("finding", self._symbol(self.findings, (leaf.ruleset, leaf.criterion), "f"), leaf.states)

    def _symbol(self, table: dict[K, str], key: K, prefix: str) -> str:
        if key not in table:
            table[key] = self.symbols.next(prefix)
        return table[key]
