"""What a determination costs against the floor: `python bench/check.py`.

The floor is `bench/floor.py`, the same rules written out by hand; everything is measured in one run, the works taken in
turns, the best of many rounds each. The facts are read and validated before; what reading them costs is shown beside.
Half of the proposals pass every criterion or wait for an exemption, the other half are stopped by one that is drawn.
"""

from __future__ import annotations

import gc
import json
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter_ns
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.floor import DAYS, FLOORS  # noqa: E402 - the checkout is put on the path first
from engine import fast  # noqa: E402 - as above
from engine.catalogue import Catalogue, open_catalogue  # noqa: E402 - as above
from engine.checking import check  # noqa: E402 - as above
from engine.determination import Answer, Outcome  # noqa: E402 - as above
from engine.evaluator import determine  # noqa: E402 - as above
from engine.evaluator.keeping import forget  # noqa: E402 - as above
from engine.examples.reading import read_examples  # noqa: E402 - as above
from engine.explanation import Background, Ending, Lasting, as_html, as_text, explain  # noqa: E402 - as above
from engine.facts import Facts, FactsDocument, Given, read_facts  # noqa: E402 - as above
from engine.plan import FactSpec, Plan  # noqa: E402 - as above
from engine.possibilities import Request  # noqa: E402 - as above
from engine.questions import next_questions  # noqa: E402 - as above
from engine.resources import rules_root  # noqa: E402 - as above
from engine.source import read_json  # noqa: E402 - as above
from engine.timeline import holds_until, sentence  # noqa: E402 - as above

ROUNDS = 60
PROPOSALS = 24
LARGEST = "jcm/model-projects"
BARS = {"outcome and amounts": 3, "every finding": 12, "partial facts": 20}
EXPLAINED = 20
"""How many times the check alone a check with its full explanation in one language may cost."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """A function of one case, the cases, and how many calls are timed together."""

    function: Callable[[Any], object]
    cases: Sequence[Any]
    calls: int = 10


@dataclass(frozen=True, slots=True)
class Proposals:
    """Facts as plain values (for the floor) and as the engine has them; some of each left out in `partial`."""

    plan: Plan
    day: date
    values: Sequence[Values]
    facts: Sequence[Facts]
    partial: Sequence[Facts]


def main() -> int:
    """Prints the figures; exits 1 where a bar of the determination or of the explanation is not met."""
    catalogue = open_catalogue()
    met = True
    for ruleset in FLOORS:
        for passing in (True, False):
            found = proposals(catalogue, ruleset, passing=passing)
            met &= determinations(ruleset, found, passing=passing)
    print()
    met &= beside(catalogue)
    return 0 if met else 1


# --- what is determined ----------------------------------------------------------------------------------------------


def proposals(catalogue: Catalogue, ruleset: str, *, passing: bool) -> Proposals:
    """Complete proposals around the worked examples: those that nothing stops, or those that one thing stops."""
    plan, _ = catalogue.plan(ruleset)
    assert plan is not None  # noqa: S101 - a rule set of the checkout
    day, chance = DAYS[ruleset], random.Random(ruleset)  # noqa: S311 - a seeded choice of cases, no secret
    told = told_of(catalogue, ruleset)
    base = {name: spread(spec, told)[0] for name, spec in plan.facts.items() if not spec.null_when_absent}
    base |= {name: value for name, value in max(told, key=len).items() if name in plan.facts}
    base |= {name: True for name in ("specific_project_identified", "adb_loan") if name in plan.facts}
    found: list[Values] = []
    while len(found) < PROPOSALS:
        values = {
            **base,
            **{name: chance.choice(spread(plan.facts[name], told)) for name in chance.sample(sorted(base), 3)},
        }
        outcome = fast.outcome_and_amounts(plan, facts_of(values), day).outcome
        if (outcome is not Outcome.INELIGIBLE) is passing:
            found.append(values)
    partial = [{name: value for name, value in one.items() if chance.random() < 0.7} for one in found]
    return Proposals(plan, day, found, list(map(facts_of, found)), list(map(facts_of, partial)))


def told_of(catalogue: Catalogue, ruleset: str) -> list[dict[str, Any]]:
    """The values of the worked examples."""
    examples, _ = read_examples(rules_root() / ruleset / "examples.yaml")
    plan, _ = catalogue.plan(ruleset)
    exempt = [one.id for one in plan.criteria] if plan else []
    found = []
    for example in examples:
        facts, _ = read_facts([FactsDocument(example.facts)], catalogue.vocabulary(), exempt, catalogue.territories())
        found.append({name: given.value for name, given in facts.given.items()})
    return found


def spread(spec: FactSpec, told: Sequence[Values]) -> list[Any]:
    if spec.type == "boolean":
        return [True, False]
    return list(spec.choices) or [one[spec.name] for one in told if spec.name in one]


def facts_of(values: Values) -> Facts:
    return Facts({name: Given(value) for name, value in values.items()})


# --- what is measured ------------------------------------------------------------------------------------------------


def best(works: Mapping[str, Work], rounds: int = ROUNDS) -> dict[str, float]:
    """Microseconds of one call: of each case the best of many short runs, the works taken in turns; then the mean."""
    found = {name: [float("inf")] * len(work.cases) for name, work in works.items()}
    gc.disable()  # as `timeit` does: the garbage of one work must not be swept in the time of another
    for _ in range(rounds):
        for name, work in works.items():
            for place, case in enumerate(work.cases):
                function, calls = work.function, range(work.calls)
                start = perf_counter_ns()
                for _ in calls:
                    function(case)
                took = (perf_counter_ns() - start) / work.calls / 1000
                found[name][place] = min(found[name][place], took)
    gc.enable()
    return {name: sum(each) / len(each) for name, each in found.items()}


def determinations(ruleset: str, found: Proposals, *, passing: bool) -> bool:
    """The three levels of answer against the floor, over all the proposals."""
    plan, day, floor, nothing = found.plan, found.day, FLOORS[ruleset], dict[str, bool]()
    works = {
        "floor": Work(lambda values: floor(values, nothing), found.values, 60),
        "outcome and amounts": Work(lambda facts: fast.outcome_and_amounts(plan, facts, day), found.facts, 30),
        "every finding": Work(lambda facts: tuple(fast.check(plan, facts, day).findings()), found.facts, 10),
        "partial facts": Work(lambda facts: fast.standing(plan, facts, day), found.partial, 5),
        "reference": Work(lambda facts: (forget(), determine(plan, facts, day)), found.facts[:3], calls=1),
    }
    each = best(works)
    print(f"{ruleset}, {'nothing stops them' if passing else 'one thing stops them'}")
    met = True
    for name, us in each.items():
        ratio, bar = us / each["floor"], BARS.get(name)
        verdict = "" if bar is None else f"  bar {bar:3} x  {'met' if ratio <= bar else 'NOT MET'}"
        print(f"  {name:22} {us:9.2f} us {ratio:8.1f} x{verdict}")
        met &= bar is None or ratio <= bar
    return met


def beside(catalogue: Catalogue) -> bool:
    """On the largest rule set: explanation and questions against the check, and reading the facts."""
    found = proposals(catalogue, LARGEST, passing=True)
    plan, day, values, facts, partial = found.plan, found.day, found.values[0], found.facts[0], found.partial[0]
    text = json.dumps(values, default=str, ensure_ascii=False)

    def validated(text: str) -> object:
        document, _ = read_json(text, "facts.json")
        assert document is not None  # noqa: S101 - written just before
        return read_facts([FactsDocument.of(document)], catalogue.vocabulary(), (), catalogue.territories())

    def answered(facts: Facts) -> Answer:
        """As the first time: what is kept of findings for those who ask again is let go."""
        forget()
        return check(catalogue, (LARGEST,), facts, day)

    def explained(facts: Facts, *, trace: bool = False) -> str:
        """With all that an explanation may hold, as a page: the evidence, and until when it holds."""
        answer = answered(facts)
        holding = holds_until(plan, facts, answer.determinations[0])
        endings = (Ending(sentence(one.event), one.affects, one.event.source) for one in holding.because)
        background = Background(facts, {LARGEST: Lasting(holding.until, tuple(endings))}, trace)
        return as_html(explain(answer, "ja", catalogue, background))

    works = {
        "check": Work(answered, [facts], 1),
        "check and explanation": Work(lambda facts: as_text(explain(answered(facts), "ja", catalogue)), [facts], 1),
        "full explanation": Work(explained, [facts], 1),
        "full, with the trace": Work(lambda facts: explained(facts, trace=True), [facts], 1),
        "check of partial facts": Work(answered, [partial], 1),
        "order of questions": Work(lambda facts: (forget(), next_questions([Request(plan, facts, day)])), [partial], 1),
        "fast check, findings": Work(lambda facts: fast.check(plan, facts, day), [facts]),
        "json.loads": Work(json.loads, [text]),
        "json read and validated": Work(validated, [text], 1),
    }
    timed = best(works, rounds=20)
    print(f"{LARGEST}, one proposal")
    for name, us in timed.items():
        print(f"  {name:24} {us:10.1f} us")
    asked = timed["order of questions"] / timed["check of partial facts"]
    full = timed["full explanation"] / timed["check"]
    verdict = "met" if full <= EXPLAINED else "NOT MET"
    print("  against the check that the command line and the API run (the reference, every finding):")
    print(f"    as `hantei check` prints it {timed['check and explanation'] / timed['check']:.1f} x", end="")
    print(f", the full explanation in one language {full:.1f} x  bar {EXPLAINED} x  {verdict}", end="")
    print(f", with the trace {timed['full, with the trace'] / timed['check']:.1f} x")
    print(f"    the order of questions costs {asked:.1f} checks of the same facts (bar 100)")
    print("  against the compiled check of `engine.fast`, which gives no reasons:", end="")
    print(f" the full explanation {timed['full explanation'] / timed['fast check, findings']:.0f} x", end="")
    print(f", the order of questions {timed['order of questions'] / timed['fast check, findings']:.0f} x")
    return full <= EXPLAINED


if __name__ == "__main__":
    sys.exit(main())
