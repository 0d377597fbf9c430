"""What is worked out once for the rules in force: clauses by passage, words to search, worked examples that ran."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

from engine.coverage import Clause, citing_clauses
from engine.examples import ExampleResult, run_examples
from engine.rule_files import EXAMPLES

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

T = TypeVar("T")


class Once(Generic[T]):
    """A value made of a catalogue when it is first asked for, and kept until another catalogue is in force."""

    def __init__(self, make: Callable[[Catalogue], T]) -> None:
        self._make = make
        self._kept: tuple[Catalogue, T] | None = None
        self._lock = threading.Lock()

    def __call__(self, catalogue: Catalogue) -> T:
        kept = self._kept
        if kept is None or kept[0] is not catalogue:
            with self._lock:
                kept = self._kept
                if kept is None or kept[0] is not catalogue:
                    kept = self._kept = (catalogue, self._make(catalogue))
        return kept[1]


def _clauses(catalogue: Catalogue) -> Mapping[str, tuple[Clause, ...]]:
    return citing_clauses(catalogue.files)


clauses_of: Once[Mapping[str, tuple[Clause, ...]]] = Once(_clauses)
"""The clauses that cite each passage, by its reference."""


class _Runs:
    """The worked examples of each rule set, run when they are first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._results: dict[str, tuple[ExampleResult, ...]] = {}
        self._lock = threading.Lock()

    def of(self, ruleset: str) -> tuple[ExampleResult, ...]:
        """How each came out; nothing where the rule set has none."""
        with self._lock:
            if ruleset not in self._results:
                there = (self._catalogue.root / ruleset / EXAMPLES).is_file()
                self._results[ruleset] = tuple(run_examples(self._catalogue, ruleset)) if there else ()
            return self._results[ruleset]


runs_of: Once[_Runs] = Once(_Runs)
"""The worked examples of the rules in force; each rule set's are run once."""
