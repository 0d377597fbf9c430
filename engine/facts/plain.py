"""A quick reader for facts that say nothing but values, as programs send them: the same facts, or none at all.

Whatever it does not take (a fault, a grade, an exemption, null) is read the long way, which tells every fault. A
property test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.diagnostics import Diagnostic
from engine.facts.entries import EXEMPTION, MOST_FACTS
from engine.facts.evidence import MOST_ITEMS
from engine.facts.given import Facts, Given
from engine.facts.scalars import read_scalar
from engine.plan import FactSpec
from engine.territories import Territories

TRUE, FALSE = Given(True), Given(False)
Tree = dict[str, "FactSpec | Tree"]


class PlainReader:
    """Reads documents against one vocabulary. Made once, used often."""

    def __init__(self, vocabulary: Mapping[str, FactSpec], territories: Territories) -> None:
        self._territories = territories
        self._tree: Tree = {}
        for name, spec in vocabulary.items():
            *heads, last = name.split(".")
            branch: Any = self._tree
            for head in heads:
                branch = branch.setdefault(head, {})
                if not isinstance(branch, dict):
                    break  # a fact that is a name for others as well: the long way knows what to say
            else:
                branch[last] = spec
        self._tree.pop(EXEMPTION, None)

    def read(self, data: Any) -> Facts | None:
        """The facts of a document, or None where it has to be read the long way."""
        given: dict[str, Given] = {}
        if not isinstance(data, dict) or not self._into(given, data, self._tree) or len(given) > MOST_FACTS:
            return None
        return Facts(given)

    def _into(self, given: dict[str, Given], data: Mapping[str, Any], tree: Tree) -> bool:
        for key, raw in data.items():
            spec = tree.get(key)
            if isinstance(spec, FactSpec):
                found = self._given(spec, raw)
                if found is None:
                    return False
                given[spec.name] = found
            elif spec is None or not isinstance(raw, dict) or not self._into(given, raw, spec):
                return False
        return True

    def _given(self, spec: FactSpec, raw: Any) -> Given | None:
        if spec.type == "boolean":
            return TRUE if raw is True else FALSE if raw is False else None
        if raw is None or isinstance(raw, dict) or spec.type == "record":
            return None
        if spec.type == "list":
            return self._items(spec, raw)
        value = read_scalar(spec.name, spec, raw, self._territories)
        return None if isinstance(value, Diagnostic) else Given(value)

    def _items(self, spec: FactSpec, raw: Any) -> Given | None:
        items = spec.items
        if not isinstance(raw, list) or items is None or items.type in ("list", "record") or len(raw) > MOST_ITEMS:
            return None
        if len(raw) < spec.minimum_length or (spec.maximum_length is not None and len(raw) > spec.maximum_length):
            return None
        values = [None if one is None else read_scalar(spec.name, items, one, self._territories) for one in raw]
        if any(one is None or isinstance(one, Diagnostic) for one in values):
            return None
        return Given(values)
