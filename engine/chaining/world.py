"""What conclusions may rest on: the outcomes and findings of the determinations, and what was concluded so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from engine.determination import Because, Determination
from engine.plan import CaseSays, Combined, ConclusionHolds, ConclusionRule, FindingIs, OutcomeIs, Premise
from engine.records import dataclass

Key: TypeAlias = tuple[str, str]
"""A conclusion (or a criterion) by its rule set and id."""
Leaf: TypeAlias = OutcomeIs | FindingIs | ConclusionHolds | CaseSays


def key_of(rule: ConclusionRule) -> Key:
    return rule.ruleset, rule.id


def leaves(premise: Premise) -> Iterable[Leaf]:
    """The conditions at the ends of a premise, in the order in which they are written."""
    if isinstance(premise, Combined):
        for part in premise.parts:
            yield from leaves(part)
    else:
        yield premise


def combined(premise: Premise) -> Iterable[Combined]:
    """The premise and all inside it that are made of parts."""
    if isinstance(premise, Combined):
        yield premise
        for part in premise.parts:
            yield from combined(part)


@dataclass(frozen=True, slots=True)
class World:
    """The given determinations, as what premises ask for. A rule set that was not checked has no outcome and no
    findings.
    """

    outcomes: Mapping[str, str]
    findings: Mapping[Key, str]
    said: frozenset[CaseSays] = frozenset()
    """What a case says of its events, deadlines and orders; nothing outside a case."""

    @classmethod
    def of(cls, determinations: Sequence[Determination], said: Iterable[CaseSays] = ()) -> World:
        return cls(
            {d.ruleset: str(d.outcome) for d in determinations},
            {(d.ruleset, f.criterion): str(f.state) for d in determinations for f in d.findings},
            frozenset(said),
        )

    def holds(self, premise: Premise, concluded: frozenset[Key] | set[Key]) -> bool:
        """Whether the premise holds, given what was concluded."""
        if isinstance(premise, OutcomeIs):
            return self.outcomes.get(premise.ruleset) in premise.outcomes
        if isinstance(premise, FindingIs):
            return self.findings.get((premise.ruleset, premise.criterion)) in premise.states
        if isinstance(premise, ConclusionHolds):
            return (premise.ruleset, premise.conclusion) in concluded
        if isinstance(premise, CaseSays):
            return premise in self.said
        held = (self.holds(part, concluded) for part in premise.parts)
        if premise.how == "count":
            return _within(premise, sum(held))
        if premise.how == "all":
            return all(held)
        return any(held) if premise.how == "any" else not any(held)

    def because(self, premise: Premise, concluded: frozenset[Key] | set[Key]) -> tuple[Because, ...]:
        """What the truth of the premise rests on: every part that made it so, in the order of the rule, once each."""
        return tuple(dict.fromkeys(self._evidence(premise, concluded)))

    def _evidence(self, premise: Premise, concluded: frozenset[Key] | set[Key]) -> Iterable[Because]:
        if not isinstance(premise, Combined):
            yield self._ground(premise, concluded)
            return
        held = [self.holds(part, concluded) for part in premise.parts]
        decisive = _decisive(premise, held)
        for part, holds in zip(premise.parts, held, strict=True):
            if holds in decisive:
                yield from self._evidence(part, concluded)

    def _ground(self, leaf: Leaf, concluded: frozenset[Key] | set[Key]) -> Because:
        if isinstance(leaf, ConclusionHolds):
            follows = (leaf.ruleset, leaf.conclusion) in concluded
            return Because(leaf.ruleset, conclusion=leaf.conclusion, state=None if follows else "does_not_follow")
        if isinstance(leaf, CaseSays):
            return self._of_case(leaf)
        outcome = self.outcomes.get(leaf.ruleset)
        if outcome is None:
            return Because(leaf.ruleset, state="not_checked")
        if isinstance(leaf, OutcomeIs):
            return Because(leaf.ruleset, outcome=outcome)
        state = self.findings.get((leaf.ruleset, leaf.criterion), "not_in_force")
        return Because(leaf.ruleset, criterion=leaf.criterion, state=state)

    def _of_case(self, leaf: CaseSays) -> Because:
        """The state as it is; where the case says something else, that it is not this one."""
        state = leaf.state if leaf in self.said else f"not_{leaf.state}"
        if leaf.what == "event":
            return Because(leaf.case, event=leaf.name, state=state)
        if leaf.what == "deadline":
            return Because(leaf.case, deadline=leaf.name, state=state)
        return Because(leaf.case, order=leaf.name, state=state)


def _within(premise: Combined, number: int) -> bool:
    return premise.at_least <= number and (premise.at_most is None or number <= premise.at_most)


def _decisive(premise: Combined, held: Sequence[bool]) -> frozenset[bool]:
    """Which parts made the premise what it is: those that hold, those that do not, or both.

    Of a count that holds: what holds for the least number, what does not for the greatest. Of one that does not hold:
    what is too few lacks the others, what is too many has them.
    """
    if premise.how != "count":
        return frozenset((all(held) if premise.how == "all" else any(held),))
    number = sum(held)
    if number < premise.at_least:
        return frozenset((False,))
    if premise.at_most is None or number > premise.at_most:
        return frozenset((True,))
    return frozenset((True, False) if premise.at_least else (False,))
