"""What officers judged about a proposal, and what they can judge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from engine.explanation.figures import day
from engine.explanation.lexicon import Lexicon
from engine.facts.given import EXEMPTED
from engine.records import dataclass
from service.pages.officer.proposal import Proposal, Weighed

if TYPE_CHECKING:
    from service.store import Record


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as it was kept."""

    label: str
    value: str
    by: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judging:
    """What can be judged, as pairs of name and label; and what was, the newest first."""

    open: tuple[tuple[str, str], ...]
    kept: tuple[Judged, ...]


def judging_of(found: Weighed, proposal: Proposal, names: Lexicon) -> Judging:
    """The judgements of a proposal."""
    return Judging(
        tuple(dict.fromkeys(_open(proposal, names))), tuple(_kept(one, names) for one in reversed(found.judged))
    )


def _open(proposal: Proposal, names: Lexicon) -> Iterator[tuple[str, str]]:
    for plan in proposal.standing.plans:
        yield from ((name, names.label(name)) for name, spec in plan.facts.items() if spec.judgement)
        for criterion in plan.criteria:
            if criterion.strength == "in_principle":
                name = f"{EXEMPTED}{criterion.id}"
                yield name, names.label(name)


def _kept(record: Record, names: Lexicon) -> Judged:
    left = record.left()
    name = str(left.get("fact", ""))
    said = names.value(name, left["value"]) if "value" in left else ""
    on = day(date.fromisoformat(left["on"]), names.lang) if "on" in left else ""
    return Judged(names.label(name), said, str(left.get("by", "")), on, str(left.get("reason", "")))
