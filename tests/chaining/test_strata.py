"""Rules that cannot be chained are reported, each with every conclusion that takes part."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from engine.chaining import chaining_faults, strata, without_faults
from engine.chaining.productions import MOST_JOINED, MOST_PRODUCTIONS, MOST_SYMBOLS, Symbols, hashed, program
from engine.errors import MisuseError
from engine.plan import ConclusionRule
from tests.chaining.worlds import all_of, any_of, concluded, finding, none_of, rule, rule_sets

CIRCLE = [
    rule("a", concluded("b")),
    rule("b", all_of(finding("a"), concluded("c"))),
    rule("c", none_of(concluded("a"))),
]


def test_a_circle_through_none_names_every_conclusion_in_it() -> None:
    (fault,) = chaining_faults([rule("outside", finding("a")), *CIRCLE, rule("behind", concluded("a"))])
    assert fault.code == "conclusion-cycle"
    assert fault.message.en == "conclusions rest on each other in a circle: `jcm/one#a`, `jcm/one#b`, `jcm/one#c`"
    assert "`none`" in fault.help.en if fault.help else False
    assert fault.message.ja == "結論が互いを根拠にして循環しています: `jcm/one#a`、`jcm/one#b`、`jcm/one#c`"


def test_a_conclusion_that_rests_on_itself_is_reported_where_it_stands() -> None:
    (fault,) = chaining_faults([rule("outside", finding("a")), rule("self", any_of(finding("a"), concluded("self")))])
    assert (fault.message.en, fault.pointer) == ("the conclusion `jcm/one#self` rests on itself", "/conclusions/1/when")


def test_the_place_counts_the_rules_of_its_own_rule_set() -> None:
    (fault,) = chaining_faults([rule("x", finding("a"), "jcm/two"), rule("self", concluded("self"))])
    assert fault.pointer == "/conclusions/0/when"


def test_a_circle_across_rule_sets_is_found() -> None:
    circle = [rule("a", concluded("b", "jcm/two")), rule("b", concluded("a"), "jcm/two")]
    assert [fault.code for fault in chaining_faults(circle)] == ["conclusion-cycle"]
    assert chaining_faults(circle[:1]) == []


def test_two_circles_are_two_faults() -> None:
    assert len(chaining_faults([*CIRCLE, rule("self", concluded("self"))])) == 2


def test_rules_with_a_circle_are_not_run() -> None:
    with pytest.raises(MisuseError, match="rests on itself"):
        strata(CIRCLE)


def test_the_rules_outside_a_circle_stay() -> None:
    kept, faults = without_faults([rule("outside", finding("a")), *CIRCLE])
    assert [r.id for r in kept] == ["outside"]
    assert len(faults) == 1


def test_too_many_conditions_in_one_conclusion_are_reported() -> None:
    (fault,) = chaining_faults([rule("wide", all_of(*(finding(f"f{n}") for n in range(201))))])
    assert fault.code == "too-many-premises"
    assert "201 conditions" in fault.message.en
    assert chaining_faults([rule("wide", all_of(*(finding(f"f{n}") for n in range(200))))]) == []


def test_a_long_chain_of_conclusions_needs_no_recursion() -> None:
    chain = [rule(f"c{n}", none_of(concluded(f"c{n + 1}"))) for n in range(3000)]
    assert len(strata(chain)) == 3000


@settings(max_examples=40, deadline=None, derandomize=True)
@given(rule_sets())
def test_every_program_keeps_within_the_limits_of_a_host(rules: list[ConclusionRule]) -> None:
    made = program(rules)
    assert all(len(block) <= MOST_PRODUCTIONS for block in made.blocks)
    assert all(len(p.present) + len(p.absent) <= MOST_JOINED for block in made.blocks for p in block)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(rule_sets())
def test_a_block_asks_only_for_what_earlier_blocks_make(rules: list[ConclusionRule]) -> None:
    made: set[str] = set()
    for block in reversed(program(rules).blocks):
        made |= {production.head for production in block}
        patterns = [pattern for production in block for pattern in (*production.present, *production.absent)]
        assert not made & {pattern.of for pattern in patterns}


def test_a_block_asks_for_no_more_symbols_than_a_fact_may_have() -> None:
    rules = [rule(f"c{n}", all_of(*(finding(f"f{n}-{m}") for m in range(12)))) for n in range(40)]
    for block in program(rules).blocks:
        assert len({pattern.of for production in block for pattern in production.present}) <= MOST_SYMBOLS


def test_a_large_rule_set_is_split_into_blocks() -> None:
    made = program([rule(f"c{n}", any_of(finding("a"), finding("b"))) for n in range(100)])
    assert [len(block) for block in made.blocks] == [60, 60, 60, 20]


def test_the_hash_is_the_published_fnv_1a() -> None:
    assert (hashed(""), hashed("a"), hashed("foobar")) == (0x811C9DC5, 0xE40C292C, 0xBF9CF968)


def test_a_symbol_whose_hash_is_taken_is_passed_over() -> None:
    assert Symbols(taken={hashed("c1"), hashed("c2")}).next("c") == "c3"
