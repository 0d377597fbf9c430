"""Rules and determinations made by hand and by hypothesis, for the tests of chaining."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from engine.determination import Determination, Finding, Outcome, State
from engine.diagnostics import Text
from engine.plan import CaseSays, Combined, ConclusionHolds, ConclusionRule, FindingIs, OutcomeIs, Premise

RULESETS = ("jcm/one", "jcm/two", "not/checked")
CRITERIA = ("a", "b", "c")
WORDS = Text("what follows", "導かれること")


def rule(name: str, when: Premise, ruleset: str = "jcm/one", kind: str = "route") -> ConclusionRule:
    return ConclusionRule(ruleset, name, kind, WORDS, when, ("source#passage",))


def finding(name: str, state: str = "met", ruleset: str = "jcm/one") -> FindingIs:
    return FindingIs(ruleset, name, (state,))


def outcome(state: str, ruleset: str = "jcm/one") -> OutcomeIs:
    return OutcomeIs(ruleset, (state,))


def concluded(name: str, ruleset: str = "jcm/one") -> ConclusionHolds:
    return ConclusionHolds(ruleset, name)


def all_of(*parts: Premise) -> Combined:
    return Combined("all", parts)


def any_of(*parts: Premise) -> Combined:
    return Combined("any", parts)


def none_of(*parts: Premise) -> Combined:
    return Combined("none", parts)


def count_of(*parts: Premise, least: int = 0, most: int | None = None) -> Combined:
    return Combined("count", parts, least, most)


def recorded(event: str, case: str = "jcm/one") -> CaseSays:
    return CaseSays(case, "event", event, "recorded")


def determination(outcome: str, states: Mapping[str, str], ruleset: str = "jcm/one") -> Determination:
    """A determination with this outcome and these findings, and nothing else in it."""
    findings = tuple(
        Finding(name, WORDS, WORDS, State(state), "hard", False, False, {}, {}, (), ("source#passage",))
        for name, state in states.items()
    )
    return Determination(
        ruleset,
        "1",
        "sha256:0",
        WORDS,
        Outcome(outcome),
        date(2019, 6, 1),
        None,
        {},
        {},
        findings,
        (),
        (),
        (),
        {},
        (),
        (),
    )


states = st.sampled_from([str(state) for state in State])
outcomes = st.sampled_from([str(outcome) for outcome in Outcome])


@st.composite
def worlds(draw: st.DrawFn) -> list[Determination]:
    """Determinations of one or two rule sets, in any order, with findings in any order; some criteria are not in
    force.
    """
    checked = draw(st.permutations(RULESETS[:2]))[: draw(st.integers(1, 2))]
    return [
        determination(
            draw(outcomes),
            {name: draw(states) for name in draw(st.permutations(CRITERIA))[: draw(st.integers(0, 3))]},
            ruleset,
        )
        for ruleset in checked
    ]


@st.composite
def rule_sets(draw: st.DrawFn) -> list[ConclusionRule]:
    """Conclusions in any order that ask for findings, outcomes and each other, never in a circle."""
    keys: list[tuple[str, str]] = []
    rules = []
    for number in range(draw(st.integers(1, 10))):
        ruleset = draw(rulesets)
        rules.append(rule(f"c{number}", draw(premises(keys, 3)), ruleset))
        keys.append((ruleset, f"c{number}"))
    return draw(st.permutations(rules))


rulesets = st.sampled_from(RULESETS)
hows = st.sampled_from(["all", "any", "none"])
few = st.integers(0, 3)
ends: st.SearchStrategy[Premise] = st.one_of(
    st.builds(OutcomeIs, rulesets, st.lists(outcomes, min_size=1, max_size=2, unique=True).map(tuple)),
    st.builds(
        FindingIs, rulesets, st.sampled_from(CRITERIA), st.lists(states, min_size=1, max_size=3, unique=True).map(tuple)
    ),
    st.sampled_from(["sold", "stopped"]).map(recorded),
)
said = st.sets(st.sampled_from(["sold", "stopped"]).map(recorded))


@st.composite
def premises(draw: st.DrawFn, earlier: list[tuple[str, str]], depth: int) -> Premise:
    choice = draw(few)
    if depth and choice == 1 and draw(st.booleans()):
        parts = tuple(draw(premises(earlier, depth - 1)) for _ in range(draw(st.integers(1, 4))))
        return Combined("count", parts, draw(few), draw(st.none() | few))
    if depth and choice < 2:
        return Combined(draw(hows), tuple(draw(premises(earlier, depth - 1)) for _ in range(draw(few))))
    if earlier and choice == 2:
        return ConclusionHolds(*draw(st.sampled_from(earlier)))
    return draw(ends)
