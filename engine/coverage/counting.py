"""The entries of the sources counted: by source and status, with the clauses that cite each and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from engine.catalogue import Catalogue
from engine.compiler.shared import Entry, Passage, Source
from engine.coverage.citing import Clause, citing_clauses
from engine.coverage.statuses import RULE_BEARING, SPEAKING, entry_faults
from engine.diagnostics import Diagnostic, Place
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class EntryCoverage:
    """One entry, where it stands in its document, the clauses that cite it, and what is not true of its status."""

    entry: Entry
    passage: Passage
    cited_by: tuple[Clause, ...]
    faults: tuple[Diagnostic, ...]

    @property
    def reference(self) -> str:
        return f"{self.entry.source}#{self.entry.id}"

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The first and last line of each of its places."""
        return () if self.passage.lines is None else (self.passage.lines, *self.passage.more)

    @property
    def in_effect(self) -> bool:
        """Whether a clause that does more than speak of it cites it."""
        return any(clause.kind not in SPEAKING for clause in self.cited_by)


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """All entries of one source, in the order of its file."""

    source: Source
    entries: tuple[EntryCoverage, ...]

    def by_status(self) -> Mapping[str | None, int]:
        """How many entries have each status; None: those without one."""
        return Counter(one.entry.status for one in self.entries)

    def share(self) -> tuple[int, int]:
        """How many entries that bear a rule are in effect, and how many bear one."""
        bearing = [one for one in self.entries if one.entry.status in RULE_BEARING]
        return sum(one.in_effect for one in bearing), len(bearing)

    def faults(self) -> tuple[Diagnostic, ...]:
        return tuple(fault for one in self.entries for fault in one.faults)


def source_coverage(catalogue: Catalogue) -> tuple[SourceCoverage, ...]:
    """Every source that has entries, by its id. Files that cannot be read cite nothing: `lint` tells of them."""
    clauses = citing_clauses(catalogue.files)
    places = catalogue.places()
    counted = [_counted(catalogue, reference, clauses, places) for reference in catalogue.cited().entries]
    own = [
        SourceCoverage(source, tuple(one for one in counted if one.entry.source == source.id))
        for source in catalogue.cited().sources.values()
    ]
    return tuple(source for source in own if source.entries)


def entry_coverage(catalogue: Catalogue, reference: str) -> EntryCoverage:
    """One entry by its reference. Raises KeyError where there is none."""
    return _counted(catalogue, reference, citing_clauses(catalogue.files), catalogue.places())


def _counted(
    catalogue: Catalogue, reference: str, clauses: Mapping[str, tuple[Clause, ...]], places: Mapping[str, Place]
) -> EntryCoverage:
    cited = catalogue.cited()
    entry, by = cited.entries[reference], clauses.get(reference, ())
    faults = entry_faults(entry, by, places.get(f"passage:{reference}"))
    return EntryCoverage(entry, cited.passages[reference], by, tuple(faults))
