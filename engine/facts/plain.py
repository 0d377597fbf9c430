"""A quick reader for facts that say nothing but values, as most do: the same facts, or none at all.

Whatever it does not take (a fault, evidence, an exemption, null) is read the long way, which tells every fault. That a
fact is declared says no more than its value, so that receipts are read here, too. A property test holds the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from engine.diagnostics import Diagnostic
from engine.facts.entries import EXEMPTION, MOST_FACTS
from engine.facts.evidence import MOST_ITEMS
from engine.facts.given import Facts, Given, Grade
from engine.facts.scalars import read_scalar
from engine.plan import FactSpec
from engine.territories import Territories

Read = Callable[[Any], "Given | None"]
"""From what was written to the fact as given; None: not by this reader."""
Tree = dict[str, "tuple[str, Read] | Tree"]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_KEPT = 1_000
"""Codes of countries whose facts are kept ready."""
MOST_READERS = 16
_DECLARED = {"value", "grade"}


class PlainReader:
    """Reads documents against one vocabulary. Made once, used often."""

    def __init__(self, vocabulary: Mapping[str, FactSpec], territories: Territories) -> None:
        self._vocabulary, self._territories = vocabulary, territories
        self._tree: Tree = {}
        for name, spec in vocabulary.items():
            *heads, last = name.split(".")
            branch: Any = self._tree
            for head in heads:
                branch = branch.setdefault(head, {})
                if not isinstance(branch, dict):
                    break  # a fact that is a name for others as well: the long way knows what to say
            else:
                branch[last] = (name, self._reader_of(spec))
        self._tree.pop(EXEMPTION, None)

    def read(self, data: Any) -> Facts | None:
        """The facts of a document, or None where it has to be read the long way."""
        given: dict[str, Given] = {}
        if not isinstance(data, dict) or not self._into(given, data, self._tree) or len(given) > MOST_FACTS:
            return None
        return Facts(given)

    def is_of(self, vocabulary: Mapping[str, FactSpec], territories: Territories) -> bool:
        return self._vocabulary is vocabulary and self._territories is territories

    def _into(self, given: dict[str, Given], data: Mapping[str, Any], tree: Tree) -> bool:
        for key, raw in data.items():
            found = tree.get(key)
            if type(found) is tuple:
                declared = type(raw) is dict and raw.keys() == _DECLARED and raw["grade"] == Grade.DECLARED
                one = found[1](raw["value"] if declared else raw)
                if one is None:
                    return False
                given[found[0]] = one
            elif not isinstance(found, dict) or not isinstance(raw, dict) or not self._into(given, raw, found):
                return False
        return True

    def _reader_of(self, spec: FactSpec) -> Read:
        """The reader of one fact, which says nothing but its value."""
        if spec.type == "boolean":
            return _yes_or_no
        if spec.type == "choice":
            ready = {choice: Given(choice) for choice in spec.choices}
            return lambda raw: ready.get(raw) if type(raw) is str else None
        if spec.type == "date" and spec.minimum is None and spec.maximum is None:
            return _day
        if spec.type == "list":
            return self._list_reader(spec)
        if spec.type == "record":
            return _never
        return self._scalar_reader(spec)

    def _scalar_reader(self, spec: FactSpec) -> Read:
        kept: dict[str, Given] = {}

        def read(raw: Any) -> Given | None:
            if type(raw) is str and raw in kept:
                return kept[raw]
            if raw is None or isinstance(raw, dict):
                return None
            value = read_scalar(spec.name, spec, raw, self._territories, _none_like)
            if isinstance(value, Diagnostic):
                return None
            given = Given(value)
            if spec.type == "country" and len(kept) < MOST_KEPT:
                kept[raw] = given
            return given

        return read

    def _list_reader(self, spec: FactSpec) -> Read:
        items = spec.items
        if items is None or items.type in ("list", "record"):
            return _never
        member = self._reader_of(items)
        most = MOST_ITEMS if spec.maximum_length is None else min(spec.maximum_length, MOST_ITEMS)

        def read(raw: Any) -> Given | None:
            if not isinstance(raw, list) or not spec.minimum_length <= len(raw) <= most:
                return None
            values = []
            for one in raw:
                given = member(one)
                if given is None:
                    return None
                values.append(given.value)
            return Given(values)

        return read


_READERS: dict[int, PlainReader] = {}


def plain_reader(vocabulary: Mapping[str, FactSpec], territories: Territories) -> PlainReader:
    """The reader of a vocabulary, which does not change; the last ones used keep theirs."""
    known = _READERS.get(id(vocabulary))
    if known is None or not known.is_of(vocabulary, territories):
        while len(_READERS) >= MOST_READERS:
            _READERS.pop(next(iter(_READERS)), None)
        known = _READERS[id(vocabulary)] = PlainReader(vocabulary, territories)
    return known


TRUE, FALSE = Given(True), Given(False)


def _none_like(_: str, __: Iterable[str]) -> str | None:
    """What was meant is told the long way."""


def _never(_: Any) -> Given | None:
    return None


def _yes_or_no(raw: Any) -> Given | None:
    return TRUE if raw is True else FALSE if raw is False else None


def _day(raw: Any) -> Given | None:
    if type(raw) is date:
        return Given(raw)
    if type(raw) is not str or not _DAY.fullmatch(raw):
        return None
    try:
        return Given(date.fromisoformat(raw))
    except ValueError:
        return None
