"""The entries of the sources counted: by source and status, with the clauses that cite each and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from engine.catalogue import Catalogue
from engine.compiler.shared import Entry, Passage, Source
from engine.coverage.citing import Clause, citing_clauses
from engine.coverage.statuses import RULE_BEARING, SPEAKING, entry_faults
from engine.diagnostics import Diagnostic
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
    cited, places, clauses = catalogue.cited(), catalogue.places(), citing_clauses(catalogue.files)

    def counted(entry: Entry) -> EntryCoverage:
        reference = f"{entry.source}#{entry.id}"
        by = clauses.get(reference, ())
        faults = entry_faults(entry, by, places.get(f"passage:{reference}"))
        return EntryCoverage(entry, cited.passages[reference], by, tuple(faults))

    return tuple(
        SourceCoverage(source, tuple(counted(entry) for entry in entries))
        for source, entries in _by_source(cited.sources.values(), cited.entries.values())
    )


def _by_source(sources: Iterable[Source], entries: Iterable[Entry]) -> list[tuple[Source, list[Entry]]]:
    listed = list(entries)
    own = [(source, [entry for entry in listed if entry.source == source.id]) for source in sources]
    return [(source, found) for source, found in own if found]
