"""Every near miss of a rule set is noticed by some worked example: a bound, a list, a row, a comparison, a day.

A few of each rule set, always the same ones; all of them with HANTEI_EXAMPLES at 100 or more (`make soak`). What no
example can notice stands in `survivors.yaml` with its reason; so do the rule sets that are not there yet. The rows of
registers are held against `printed.yaml`, which has them from the sources once more.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from engine.catalogue import Catalogue, open_catalogue
from engine.mutation.noticing import Noticing
from engine.mutation.scoring import (
    Fate,
    mutants_of_register,
    ruleset_fates,
    ruleset_mutants,
)
from engine.source import RULE_FILE, read_yaml
from tests.mutation.printed import printed, rows_of, rows_printed

T = TypeVar("T")
COUNT = int(os.environ.get("HANTEI_EXAMPLES", "5"))
ALL = 100
"""From this count on every mutant is tried."""
FILE = Path(__file__).with_name("survivors.yaml")


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


@cache
def noticing() -> Noticing:
    return Noticing(catalogue())


@cache
def said() -> dict[str, Any]:
    document, faults = read_yaml(FILE.read_bytes(), FILE.name, RULE_FILE)
    assert document is not None and faults == []
    data: dict[str, Any] = document.data
    return data


def equivalent(owner: str) -> set[str]:
    return {name for one in said()["equivalent"] if one["ruleset"] == owner for name in one["mutants"]}


def is_open(owner: str) -> bool:
    return any(owner == one or owner.startswith(f"{one}/") for one in said()["open"])


def chosen(owner: str, all_of_them: Sequence[T]) -> Sequence[T]:
    """All, or some that are always the same."""
    if len(all_of_them) <= COUNT or COUNT >= ALL:
        return all_of_them
    return random.Random(owner).sample(all_of_them, COUNT)  # noqa: S311 - nothing secret


def alive(fates: Sequence[Fate]) -> list[str]:
    return [fate.mutant for fate in fates if fate.alive]


RULESETS = [name for name in catalogue().ids() if not is_open(name)]


@pytest.mark.parametrize("ruleset", RULESETS)
def test_every_near_miss_is_noticed(ruleset: str) -> None:
    tried = [one for one in ruleset_mutants(catalogue(), ruleset) if one.name not in equivalent(ruleset)]
    assert tried
    assert alive(list(ruleset_fates(noticing(), ruleset, chosen(ruleset, tried)))) == []


def test_every_register_is_written_down_a_second_time() -> None:
    assert sorted(printed()) == sorted(catalogue().registers())


@pytest.mark.parametrize("register", catalogue().registers())
def test_every_near_miss_of_a_register_is_noticed(register: str) -> None:
    """A row without which, or a day by which, the register says something else than its sources do."""
    rows = rows_printed(register)
    assert rows_of(catalogue().registers()[register]) == rows
    tried = mutants_of_register(catalogue(), register)
    assert tried and [one.name for one in tried if rows_of(one.register) == rows] == []


def test_what_is_called_equivalent_is_a_mutant_that_still_lives() -> None:
    """Else the list hides what is gone, or what an example notices by now."""
    for one in said()["equivalent"]:
        assert one["reason"]
        found = [mutant for mutant in ruleset_mutants(catalogue(), one["ruleset"]) if mutant.name in one["mutants"]]
        assert {mutant.name for mutant in found} == set(one["mutants"]), one["ruleset"]
        if COUNT >= ALL:
            assert set(alive(list(ruleset_fates(noticing(), one["ruleset"], found)))) == set(one["mutants"])


def test_what_is_open_is_there() -> None:
    owners = catalogue().ids()
    assert [one for one in said()["open"] if not any(o == one or o.startswith(f"{one}/") for o in owners)] == []
