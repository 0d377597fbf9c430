"""A remedy as a value: what to change, why, and what then holds; or why nothing helps."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from engine.determination import Determination
from engine.diagnostics import Text
from engine.plan import FactSpec


@dataclass(frozen=True, slots=True)
class Clause:
    """What a change is for, or what stands in the way: a criterion, or the bound of an amount."""

    kind: str
    """`criterion` or `amount`"""
    id: str
    title: Text
    statement: Text | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact, what was given and what it should be. `clauses`: what would stand in the way without this change.

    A list may hold an unknown as its last member: one more entry, whatever it is. None: left out.
    """

    fact: FactSpec
    old: Any
    new: Any
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """Changes that were tried: `then` is the determination with them."""

    changes: tuple[Change, ...]
    then: Determination
    unanswered: tuple[str, ...]
    """Facts that were not given and must be answered as well, for which favourable answers exist."""
    distance: Fraction
    """The relative changes added up; a change of kind (yes to no) counts one."""
    nearest: bool
    """Whether it was shown that no smaller change of the same facts helps."""


@dataclass(frozen=True, slots=True)
class Hopeless:
    """Nothing that the proposer can change helps. `proven`: that was shown, not only not found.

    Without clauses nothing stands in the way, but the day is not covered or no criterion applies.
    """

    clauses: tuple[Clause, ...]
    proven: bool
