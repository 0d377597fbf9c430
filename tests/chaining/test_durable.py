"""durable-rules, held equal to the reference loop on generated rules and determinations and on every rule set."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.catalogue import open_catalogue
from engine.chaining import chaining_faults, conclude
from engine.chaining import durable as running
from engine.chaining.durable import _Block, _Host
from engine.chaining.productions import MOST_JOINED, RESERVED, Production, Symbols, hashed
from engine.determination import Conclusion, Determination
from engine.errors import LimitError
from engine.examples import read_examples, run_example
from engine.plan import CaseSays, ConclusionRule, Plan
from tests.chaining.worlds import (
    all_of,
    any_of,
    concluded,
    determination,
    finding,
    none_of,
    outcome,
    outcomes,
    rule,
    rule_sets,
    said,
    states,
    worlds,
)
from tests.sampling import spread

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "60"))
COUNT = min(EXAMPLES, 200)
"""Generated rule sets; durable-rules keeps each for the life of the process, so there is an end to them."""
CASES = max(5, EXAMPLES // COUNT)
"""Sets of determinations for each of them."""
CATALOGUE = open_catalogue()
PLANS = [plan for plan in (CATALOGUE.plan(ruleset)[0] for ruleset in CATALOGUE.ids()) if plan is not None]
ONE = determination("eligible", {"a": "met", "b": "not_met", "c": "undetermined"})


def both(
    rules: list[ConclusionRule], given: list[Determination], said: Iterable[CaseSays] = ()
) -> tuple[tuple[Conclusion, ...], tuple[Conclusion, ...]]:
    durable, ran = conclude(rules, given, chainer="durable-rules", said=said)
    assert ran == "durable-rules"
    return durable, conclude(rules, given, chainer="reference", said=said)[0]


@settings(max_examples=COUNT, deadline=None, derandomize=True)
@given(rules=rule_sets(), cases=st.lists(st.tuples(worlds(), said), min_size=5, max_size=CASES))
def test_both_chainers_draw_the_same_conclusions(
    rules: list[ConclusionRule], cases: list[tuple[list[Determination], set[CaseSays]]]
) -> None:
    for case, events in cases:
        durable, reference = both(rules, case, events)
        assert durable == reference


@st.composite
def answers_of(draw: st.DrawFn, plans: Sequence[Plan]) -> list[Determination]:
    """Any outcome and any findings of some of the rule sets, in any order."""
    checked = draw(st.permutations(plans))[: draw(st.integers(1, len(plans)))]
    return [
        determination(draw(outcomes), {criterion.id: draw(states) for criterion in plan.criteria}, plan.id)
        for plan in checked
    ]


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_both_chainers_agree_on_the_rules_of_every_rule_set(data: st.DataObject) -> None:
    """All conclusion rules together, on whatever the determinations of their rule sets may be."""
    rules = [rule for plan in PLANS for rule in plan.conclusions]
    assert chaining_faults(rules) == []
    durable, reference = both(rules, data.draw(answers_of(PLANS)))
    assert durable == reference


@pytest.mark.parametrize("ruleset", [plan.id for plan in PLANS])
def test_both_chainers_agree_on_worked_examples(ruleset: str) -> None:
    examples, _ = read_examples(CATALOGUE.root / ruleset / "examples.yaml")
    tried = spread(examples, 8)
    reference = [run_example(CATALOGUE, ruleset, one, chainer="reference") for one in tried]
    durable = [run_example(CATALOGUE, ruleset, one, chainer="durable-rules") for one in tried]
    assert [one.answer.conclusions for one in durable if one.answer] == [
        one.answer.conclusions for one in reference if one.answer
    ]
    assert any(one.answer.conclusions for one in durable if one.answer)


def test_a_chain_of_conclusions_is_followed_to_its_end() -> None:
    rules = [rule("c0", finding("a")), *(rule(f"c{n}", concluded(f"c{n - 1}")) for n in range(1, 150))]
    durable, reference = both(rules, [ONE])
    assert len(durable) == 150
    assert durable == reference


def test_absence_is_asked_for_stratum_by_stratum() -> None:
    rules = [rule("c0", finding("a")), *(rule(f"c{n}", none_of(concluded(f"c{n - 1}"))) for n in range(1, 20))]
    durable, reference = both(rules, [ONE])
    assert [conclusion.id for conclusion in durable] == [f"c{n}" for n in range(0, 20, 2)]
    assert durable == reference


@pytest.mark.parametrize("count", [MOST_JOINED - 1, MOST_JOINED, MOST_JOINED + 1, 15, 16, 17, 150])
def test_a_long_conjunction_is_joined_in_parts(count: int) -> None:
    case = [determination("eligible", {f"f{n}": "met" for n in range(count)})]
    durable, _ = both([rule("wide", all_of(*(finding(f"f{n}") for n in range(count))))], case)
    assert len(durable) == 1
    assert len(durable[0].because) == count
    missing_one = [determination("eligible", {f"f{n}": "met" for n in range(count - 1)})]
    assert conclude([rule("wide", all_of(*(finding(f"f{n}") for n in range(count))))], missing_one)[0] == ()


@pytest.mark.parametrize("count", [12, 13, 40, 150])
def test_a_long_list_of_absences_is_asked_in_parts(count: int) -> None:
    wide = [rule("wide", all_of(*(none_of(finding(f"f{n}")) for n in range(count))))]
    durable, reference = both(wide, [ONE])
    assert durable == reference
    assert len(durable) == 1
    last = [determination("eligible", {f"f{count - 1}": "met"})]
    assert conclude(wide, last, chainer="durable-rules")[0] == ()


def test_more_rules_than_a_host_bears_ask_for_one_finding() -> None:
    rules = [rule(f"c{n}", all_of(finding("a"), outcome("eligible"))) for n in range(300)]
    durable, reference = both(rules, [ONE])
    assert len(durable) == 300
    assert durable == reference


def test_runs_leave_nothing_behind_for_the_next_one() -> None:
    rules = [rule("good", finding("a")), rule("bad", finding("a", "not_met")), rule("free", none_of(concluded("good")))]
    other = determination("ineligible", {"a": "not_met"})
    for _ in range(50):
        assert [c.id for c in conclude(rules, [ONE], chainer="durable-rules")[0]] == ["good"]
        assert [c.id for c in conclude(rules, [other], chainer="durable-rules")[0]] == ["bad", "free"]


def test_what_follows_from_the_same_states_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    run = _Block.run

    def counted(self: _Block, states: Mapping[str, str]) -> list[str]:
        ran.append(self.name)
        return run(self, states)

    monkeypatch.setattr(_Block, "run", counted)
    monkeypatch.setattr(running, "MOST_WORLDS", 2)
    rules = [rule("good", finding("a")), rule("bad", finding("a", "not_met"))]
    met, failed, unsaid = ONE, determination("ineligible", {"a": "not_met"}), determination("undetermined", {})
    for _ in range(3):
        assert [c.id for c in conclude(rules, [met], chainer="durable-rules")[0]] == ["good"]
        assert [c.id for c in conclude(rules, [failed], chainer="durable-rules")[0]] == ["bad"]
        assert conclude(rules, [unsaid], chainer="durable-rules")[0] == ()
    blocks = len({*ran})
    assert len(ran) == blocks * (1 + 1 + 3), "two are kept, the third is worked out each time"


def test_threads_take_turns_and_share_one_program() -> None:
    rules = [rule("good", finding("a")), rule("next", any_of(concluded("good"), finding("b")))]
    found: list[int] = []

    def work() -> None:
        found.extend(len(conclude(rules, [ONE], chainer="durable-rules")[0]) for _ in range(100))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 800
    assert len(running._machines) == 1


def test_no_thread_is_left_running() -> None:
    conclude([rule("good", finding("a"))], [ONE], chainer="durable-rules")
    assert [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)] == []


def test_only_symbols_reach_durable_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, str]] = []
    assert_fact = _Host.assert_fact

    def listen(self: _Host, name: str, fact: dict[str, str]) -> object:
        told.append(dict(fact))
        return assert_fact(self, name, fact)

    monkeypatch.setattr(_Host, "assert_fact", listen)
    rules = [rule("good", finding("secret-name")), rule("next", concluded("good"))]
    conclude(rules, [determination("eligible", {"secret-name": "met"})], chainer="durable-rules")
    assert told == [
        {"id": "i0", "kind": "world", "f2": "met"},
        {"id": "i0", "kind": "world", "c1": "there"},
    ]


def test_one_fact_is_told_in_a_run_so_that_no_two_are_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking back two facts that made a rule fire together reads past the end of a frame in durable-rules."""
    block = _Block("alone", [Production("x", (), ())])
    told: list[str] = []
    for name in ("assert_fact", "retract_fact"):
        call = getattr(block.host, name)
        monkeypatch.setattr(
            block.host, name, lambda of, fact, call=call, name=name: (told.append(name), call(of, fact))[1]
        )
    assert block.run({}) == ["x"]
    assert told == ["assert_fact", "retract_fact"]


def test_the_names_of_a_fact_have_different_hashes() -> None:
    symbols = Symbols()
    names = [*RESERVED, *(symbols.next("c") for _ in range(2000))]
    assert len({hashed(name) for name in names}) == len(names)


def test_an_exception_inside_an_action_comes_out_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    block = _Block("broken", [Production("x", (), ()), Production("y", (), ())])

    def fail(head: str) -> None:
        raise ZeroDivisionError(head)

    monkeypatch.setattr(block, "note", fail)
    with pytest.raises(ZeroDivisionError, match="x"):
        block.run({})
    assert block.host.get_facts("broken") == []


def test_too_many_collections_of_rules_fall_back_to_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.chaining.durable.MOST_PROGRAMS", 0)
    rules = [rule("never-seen", finding("a"))]
    assert conclude(rules, [ONE])[1] == "reference"
    with pytest.raises(LimitError):
        conclude(rules, [ONE], chainer="durable-rules")
