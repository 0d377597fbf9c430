"""The order in which conclusions can be drawn, and what is wrong with rules that have none.

A conclusion may rest on other conclusions, also on their absence (`none`). That has one meaning only when no
conclusion rests on itself; then a stratum of rules can be run to its end before the next one asks what is absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from engine.chaining.world import Key, combined, key_of, leaves
from engine.diagnostics import Diagnostic, Text
from engine.errors import MisuseError
from engine.plan import Combined, ConclusionHolds, ConclusionRule, Premise

MOST_PREMISES = 200
"""Conditions in one conclusion: far above what anyone writes, and few enough that a run stays in milliseconds."""
MOST_PARTED = 256
"""Collections of rules whose faults are kept."""
MOST_COUNTED = 30
"""Parts of one count: a program has a production for each part and each number that may be reached."""


def asked(premise: Premise, *, absent: bool = False) -> Iterable[tuple[Key, bool]]:
    """The conclusions that a premise asks for, each with whether it stands anywhere under `none`."""
    if isinstance(premise, ConclusionHolds):
        yield (premise.ruleset, premise.conclusion), absent
    elif isinstance(premise, Combined):
        for part in premise.parts:
            yield from asked(part, absent=absent or premise.how == "none" or premise.at_most is not None)


def strata(rules: Sequence[ConclusionRule]) -> tuple[tuple[ConclusionRule, ...], ...]:
    """The rules by stratum, each in the order given: what is asked for under `none` lies in an earlier stratum.

    Raises MisuseError when a conclusion rests on itself: `chaining_faults` says where.
    """
    levels = _levels(rules)
    found: dict[int, list[ConclusionRule]] = {}
    for rule in rules:
        found.setdefault(levels[key_of(rule)], []).append(rule)
    return tuple(tuple(found[level]) for level in sorted(found))


def asked_first(rules: Sequence[ConclusionRule]) -> list[ConclusionRule]:
    """The rules in an order in which each asks only for conclusions before it."""
    by_key = {key_of(rule): rule for rule in reversed(rules)}
    return [by_key[key] for key in _levels(rules)]


def chaining_faults(rules: Sequence[ConclusionRule]) -> list[Diagnostic]:
    """What keeps rules from being chained: conclusions that rest on themselves, and rules with too many conditions.

    `pointer` is the place in the rule set's own document, counted in the order in which its rules are given.
    """
    return [fault for _, fault in _faulty(rules)]


def faults_across(rules: Sequence[ConclusionRule]) -> list[tuple[str, Diagnostic]]:
    """The faults in which conclusions of several rule sets take part, each with the rule set in which it is placed."""
    return [(keys[0][0], fault) for keys, fault in _faulty(rules) if len({ruleset for ruleset, _ in keys}) > 1]


def without_faults(rules: Sequence[ConclusionRule]) -> tuple[tuple[ConclusionRule, ...], list[Diagnostic]]:
    """The rules that can be chained, and the faults of the others. Rule sets may be sound alone and not together."""
    sound, faults = _parted(tuple(rules))
    return sound, [*faults]


@lru_cache(MOST_PARTED)
def _parted(rules: tuple[ConclusionRule, ...]) -> tuple[tuple[ConclusionRule, ...], tuple[Diagnostic, ...]]:
    """The same of rules that are asked for with every answer: looked at once."""
    faulty = _faulty(rules)
    left_out = {key for keys, _ in faulty for key in keys}
    return tuple(rule for rule in rules if key_of(rule) not in left_out), tuple(fault for _, fault in faulty)


def _levels(rules: Sequence[ConclusionRule]) -> dict[Key, int]:
    edges = _edges(rules)
    levels: dict[Key, int] = {}
    for ring in _rings(edges):
        if len(ring) > 1 or any(key == ring[0] for key, _ in edges[ring[0]]):
            raise MisuseError(f"the conclusion `{'#'.join(ring[0])}` rests on itself")
        levels[ring[0]] = max((levels[key] + absent for key, absent in edges[ring[0]]), default=0)
    return levels


def _edges(rules: Sequence[ConclusionRule]) -> dict[Key, list[tuple[Key, bool]]]:
    """For each conclusion, the conclusions among `rules` that it asks for."""
    known = {key_of(rule) for rule in rules}
    edges: dict[Key, list[tuple[Key, bool]]] = {key_of(rule): [] for rule in rules}
    for rule in rules:
        edges[key_of(rule)] += [edge for edge in asked(rule.when) if edge[0] in known]
    return edges


def _rings(edges: Mapping[Key, Sequence[tuple[Key, bool]]]) -> list[tuple[Key, ...]]:
    """The conclusions in groups that rest on each other (mostly of one), what is asked for first."""
    walk = _Walk(edges)
    for key in edges:
        walk.visit(key)
    return walk.rings


class _Walk:
    """Tarjan's strongly connected components; without recursion, as rule files may be long."""

    def __init__(self, edges: Mapping[Key, Sequence[tuple[Key, bool]]]) -> None:
        self.edges = edges
        self.index: dict[Key, int] = {}
        self.low: dict[Key, int] = {}
        self.stack: dict[Key, None] = {}
        self.rings: list[tuple[Key, ...]] = []

    def visit(self, root: Key) -> None:
        work = [] if root in self.index else [self._enter(root)]
        while work:
            key, rest = work[-1]
            target = next((target for target, _ in rest if self._looked(key, target)), None)
            if target is not None:
                work.append(self._enter(target))
            else:
                work.pop()
                self._leave(key, work[-1][0] if work else None)

    def _enter(self, key: Key) -> tuple[Key, Iterator[tuple[Key, bool]]]:
        self.index[key] = self.low[key] = len(self.index)
        self.stack[key] = None
        return key, iter(self.edges[key])

    def _looked(self, key: Key, target: Key) -> bool:
        """Whether the target is still to be visited; one that waits on the stack lowers `key`."""
        if target in self.stack:
            self.low[key] = min(self.low[key], self.index[target])
        return target not in self.index

    def _leave(self, key: Key, parent: Key | None) -> None:
        if parent is not None:
            self.low[parent] = min(self.low[parent], self.low[key])
        if self.low[key] == self.index[key]:
            ring = [self.stack.popitem()[0]]
            while ring[-1] != key:
                ring.append(self.stack.popitem()[0])
            self.rings.append(tuple(ring))


def _faulty(rules: Sequence[ConclusionRule]) -> list[tuple[tuple[Key, ...], Diagnostic]]:
    edges = _edges(rules)
    places = _places(rules)
    faulty = []
    for ring in _rings(edges):
        inner = [absent for key in ring for target, absent in edges[key] if target in ring]
        if inner:
            first = next(key for key in edges if key in ring)
            members = (first, *(key for key in ring if key != first))
            faulty.append((members, _cycle(ring, places[first], absent=any(inner))))
    for rule in rules:
        count = sum(1 for _ in leaves(rule.when))
        if count > MOST_PREMISES:
            faulty.append(((key_of(rule),), _too_many(rule, places[key_of(rule)], count)))
        counted = max((len(part.parts) for part in combined(rule.when) if part.how == "count"), default=0)
        if counted > MOST_COUNTED:
            faulty.append(((key_of(rule),), _too_many_counted(rule, places[key_of(rule)], counted)))
    return faulty


def _places(rules: Sequence[ConclusionRule]) -> dict[Key, str]:
    seen: dict[str, int] = {}
    places = {}
    for rule in rules:
        number = seen.get(rule.ruleset, 0)
        seen[rule.ruleset] = number + 1
        places[key_of(rule)] = f"/conclusions/{number}/when"
    return places


def _cycle(ring: Sequence[Key], pointer: str, *, absent: bool) -> Diagnostic:
    names = [f"`{ruleset}#{name}`" for ruleset, name in sorted(ring)]
    message = Text(
        f"conclusions rest on each other in a circle: {', '.join(names)}"
        if len(ring) > 1
        else f"the conclusion {names[0]} rests on itself",
        f"結論が互いを根拠にして循環しています: {'、'.join(names)}"
        if len(ring) > 1
        else f"結論 {names[0]} が自分自身を根拠にしています",
    )
    how = Text(
        "one of them asks that another does not follow (`none`), so neither could be settled; ask for its findings"
        if absent
        else "let one of them ask for the findings or outcomes behind the other instead",
        "一方が他方の不成立（`none`）を条件にしているため、どちらも決まりません。元になる所見を条件にしてください"
        if absent
        else "どちらか一方で、相手の結論ではなく、その元になる所見や判定を条件にしてください",
    )
    return Diagnostic("conclusion-cycle", message, how, pointer=pointer)


def _too_many(rule: ConclusionRule, pointer: str, count: int) -> Diagnostic:
    name = f"`{rule.ruleset}#{rule.id}`"
    return Diagnostic(
        "too-many-premises",
        Text(
            f"the conclusion {name} has {count} conditions; at most {MOST_PREMISES} are allowed",
            f"結論 {name} の条件は {count} 個ありますが、上限は {MOST_PREMISES} 個です",
        ),
        Text("make conclusions of its parts and ask for those", "部分ごとに結論を設け、それらを条件にしてください"),
        pointer=pointer,
    )


def _too_many_counted(rule: ConclusionRule, pointer: str, count: int) -> Diagnostic:
    name = f"`{rule.ruleset}#{rule.id}`"
    return Diagnostic(
        "too-many-counted",
        Text(
            f"the conclusion {name} counts {count} conditions; at most {MOST_COUNTED} can be counted",
            f"結論 {name} は {count} 個の条件を数えていますが、数えられるのは {MOST_COUNTED} 個までです",
        ),
        Text(
            "make conclusions of groups that belong together, and count these",
            "まとまりごとに結論を設け、その結論を数えてください",
        ),
        pointer=pointer,
    )
