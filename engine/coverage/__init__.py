"""What became of every point of the cited documents: the clauses that rest on it, and the points that are open."""

from engine.coverage.citing import KIND_NAMES, Clause, citing_clauses
from engine.coverage.counting import EntryCoverage, SourceCoverage, entry_coverage, source_coverage
from engine.coverage.statuses import RULE_BEARING, STATUSES, entry_faults

__all__ = [
    "KIND_NAMES",
    "RULE_BEARING",
    "STATUSES",
    "Clause",
    "EntryCoverage",
    "SourceCoverage",
    "citing_clauses",
    "entry_coverage",
    "entry_faults",
    "source_coverage",
]
