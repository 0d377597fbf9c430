"""What a name or an expression of a plan came to on a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.determination import Step
from engine.diagnostics import Diagnostic
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Computed:
    """What a name or an expression came to.

    `facts`, `readings`: every fact it reads and every reading it takes a side of, however deep. `uses`: the tables and
    values it reads itself. `ended`: the clause is gone.
    """

    value: Any
    facts: frozenset[str] = frozenset()
    readings: frozenset[str] = frozenset()
    uses: tuple[str, ...] = ()
    ended: bool = False
    bound_by: str | None = None
    may_be_bound_by: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


ENDED = Computed(None, ended=True)


def united(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*parts)


def passages(sources: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Every passage once, in the order in which they are named."""
    return tuple(dict.fromkeys(passage for each in sources for passage in each))
