"""Where the faults of one document are gathered, each with its pointer and its place in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from engine.diagnostics import Diagnostic, Place
from engine.facts.evidence_faults import more_faults
from engine.facts.given import FactsDocument
from engine.text import nearest

MOST_FAULTS = 200
"""Faults shown of one document; hostile input must not cost more."""
MOST_COMPARED = 50
"""Names of one document that are held against the known ones for likeness, which is what costs most in a fault."""


@dataclass(slots=True)
class Sink:
    document: FactsDocument
    faults: list[Diagnostic] = field(default_factory=list)
    unshown: int = 0
    compared: int = 0

    def refuse(self, pointer: str, fault: Diagnostic, *, at_key: bool = False) -> None:
        """Note the fault of the value (or the key) at `pointer`."""
        if self.is_full():
            self.unshown += 1
        else:
            place = self.document.keys.get(pointer) if at_key else None
            self.faults.append(replace(fault, pointer=self.document.base + pointer, place=place or self.place(pointer)))

    def nearest(self, name: str, known: Iterable[str]) -> str | None:
        """As `engine.text.nearest`, for the first unknown names of a document; the others are told without it."""
        if self.compared >= MOST_COMPARED or self.is_full():
            return None
        self.compared += 1
        return nearest(name, known)

    def is_full(self) -> bool:
        return len(self.faults) >= MOST_FAULTS

    def count(self) -> int:
        return len(self.faults) + self.unshown

    def place(self, pointer: str) -> Place | None:
        """The place of the value at `pointer`, or of the nearest one around it."""
        places = self.document.places
        while pointer and pointer not in places:
            pointer = pointer.rpartition("/")[0]
        return places.get(pointer)

    def all(self) -> list[Diagnostic]:
        return [*self.faults, more_faults(self.unshown)] if self.unshown else self.faults


def under(pointer: str, key: str) -> str:
    """The RFC 6901 pointer of the member `key`."""
    return f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
