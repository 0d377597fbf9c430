"""What a caller said about a proposal, after reading: each fact with its value and its evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Any

from engine.diagnostics import Place
from engine.records import dataclass
from engine.source import Document


class Grade(StrEnum):
    """How well a fact is shown, from weak to strong."""

    DECLARED = "declared"
    DOCUMENTED = "documented"
    VERIFIED = "verified"
    JUDGED = "judged"


EXEMPTED = "exemption."
"""Before the id of a criterion: the name of the judgement whether a proposal is exempted from it."""
STRENGTH_OF_GRADE = {grade: rank for rank, grade in enumerate(Grade)}


@dataclass(frozen=True, slots=True)
class Given:
    """One fact as given. `by`, `on` and `reason` are always there when it was judged."""

    value: Any
    grade: Grade = Grade.DECLARED
    assumed: bool = False
    by: str | None = None
    on: date | None = None
    reason: str | None = None
    document: str | None = None

    @property
    def shown_by(self) -> Grade:
        """The grade that counts: what is only assumed is declared, whatever else is said of it."""
        return Grade.DECLARED if self.assumed else self.grade


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one request by dotted name; what is not in it is unknown. `exemptions` is by criterion id."""

    given: Mapping[str, Given] = field(default_factory=dict)
    exemptions: Mapping[str, Given] = field(default_factory=dict)

    def named(self, name: str) -> Given | None:
        """A fact as given, or under `exemption.<criterion>` the judgement on an exemption; None where there is none."""
        if name.startswith(EXEMPTED):
            return self.exemptions.get(name.removeprefix(EXEMPTED))
        return self.given.get(name)

    def supposing(self, values: Mapping[str, Any]) -> Facts:
        """The same with these values given, too, each as if it had been shown as well as can be."""
        supposed = {name: Given(value, Grade.JUDGED) for name, value in values.items()}
        return Facts({**self.given, **supposed}, self.exemptions)

    def without(self, names: Collection[str]) -> Facts:
        """The same as if these facts (`exemption.…` among them) had not been given."""
        return Facts(
            {name: one for name, one in self.given.items() if name not in names},
            {name: one for name, one in self.exemptions.items() if f"{EXEMPTED}{name}" not in names},
        )


@dataclass(frozen=True, slots=True)
class FactsDocument:
    """One document of facts: plain data (mappings, lists, text, decimals, dates, booleans, null) and its origin.

    `name` is the file as the caller knows it (empty for a request body), `places` and `keys` lead from the pointer of a
    value inside the document to the place of the value and of its key, `base` stands before every pointer ("/facts" in
    a request body).
    """

    data: Any
    name: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    keys: Mapping[str, Place] = field(default_factory=dict)
    base: str = ""

    @classmethod
    def of(cls, document: Document) -> FactsDocument:
        """The facts of a file."""
        return cls(document.data, document.file, document.places, document.keys)
