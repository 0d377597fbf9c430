"""What rule sets share: facts, registers, passages of sources, territories; and where in the files each stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic, Place, Text
from engine.plan import FactSpec, Register
from engine.records import dataclass
from engine.source import Document
from engine.territories import Territories

if TYPE_CHECKING:
    from engine.feel.types import Type
    from engine.model.vocabulary import CountModel


@dataclass(frozen=True, slots=True)
class Source:
    """A cited document or page."""

    id: str
    title: Text
    publisher: Text
    date: date
    kind: str
    url: str | None = None
    grade: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source: `section` for people, `lines` and `sha256` for machines."""

    source: str
    id: str
    section: Text
    lines: tuple[int, int] | None = None
    sha256: str | None = None
    more: tuple[tuple[int, int], ...] = ()
    """Further lines, of a place that is not in one piece."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a point of a document came to be; its place is the passage of the same reference."""

    source: str
    id: str
    title: Text
    status: str | None
    definition: Text | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every fact of every subject, by name."""

    facts: Mapping[str, FactSpec]


@dataclass(frozen=True, slots=True)
class Cited:
    """Every source by id; every passage, and every entry among them, by reference (`source-id#passage-id`)."""

    sources: Mapping[str, Source]
    passages: Mapping[str, Passage]
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Outline:
    """What other rule sets may name of a rule set: its criteria and conclusions."""

    id: str
    criteria: frozenset[str] | None
    conclusions: frozenset[str] | None
    """None: its file cannot be read, so any name is taken; its own faults are its own."""


@dataclass(frozen=True, slots=True)
class Counting:
    """What a file says of how a fact is counted, and where."""

    model: CountModel
    document: Document
    pointer: str


@dataclass(slots=True)
class Found:
    """What was read so far, where each thing stands, and all that was wrong."""

    facts: dict[str, FactSpec] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    registers: dict[str, Register] = field(default_factory=dict)
    territories: Territories = field(default_factory=lambda: Territories({}))
    places: dict[str, Place] = field(default_factory=dict)
    """Where each fact, source, passage and register is said, by `kind:id`."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    counts: dict[str, Counting] = field(default_factory=dict)
    """How facts are counted from registers, by the name of the fact; linked when all files are read."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """For each folder with files of which nothing could be taken over, the first of them."""
    types: dict[str, Type] = field(default_factory=dict)
    """The types of all facts in FEEL, once they were worked out."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule set stands among: the shared files, and the other rule sets."""

    found: Found
    ruleset_ids: tuple[str, ...]
    outline: Callable[[str], Outline | None]
    """The outline of another rule set, None where it cannot be read."""
