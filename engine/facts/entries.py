"""From a nested document to its entries: one for each fact of the vocabulary, and the exemptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.facts import evidence_faults, faults
from engine.facts.sink import Sink, under
from engine.plan import FactSpec
from engine.records import dataclass

MOST_FACTS = 2_000
EXEMPTION = "exemption"


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact (or exemption) as it stands in a document."""

    name: str
    spec: FactSpec
    raw: Any
    pointer: str


class Nesting:
    """The vocabulary as the tree that its dotted names make."""

    def __init__(self, vocabulary: Mapping[str, FactSpec]) -> None:
        self.vocabulary = vocabulary
        self.members: dict[str, list[str]] = {}
        for name in vocabulary:
            head, _, tail = name.rpartition(".")
            while head:
                known = self.members.setdefault(head, [])
                if tail not in known:
                    known.append(tail)
                head, _, tail = head.rpartition(".")
        self.names = (*vocabulary, *self.members)


_NESTINGS: dict[int, Nesting] = {}
MOST_VOCABULARIES = 16


def nesting_of(vocabulary: Mapping[str, FactSpec]) -> Nesting:
    """The tree of a vocabulary, which does not change; the last ones used keep theirs."""
    known = _NESTINGS.get(id(vocabulary))
    if known is None or known.vocabulary is not vocabulary:
        while len(_NESTINGS) >= MOST_VOCABULARIES:
            _NESTINGS.pop(next(iter(_NESTINGS)), None)
        known = _NESTINGS[id(vocabulary)] = Nesting(vocabulary)
    return known


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through one document: entries out, faults into the sink."""

    nesting: Nesting
    exemptions: Mapping[str, FactSpec]
    sink: Sink

    def entries(self, data: Any) -> Iterator[Entry]:
        """Every entry of the document that names a fact or an exemption; all else is refused."""
        if not isinstance(data, dict):
            self.sink.refuse("", faults.facts_wanted(data))
            return
        for count, entry in enumerate(self._inside(data, "", "")):
            if count == MOST_FACTS:
                self.sink.refuse("", evidence_faults.too_many_facts(MOST_FACTS))
                return
            yield entry

    def _inside(self, data: Mapping[Any, Any], prefix: str, pointer: str) -> Iterator[Entry]:
        known = self.nesting
        for key, raw in data.items():
            name, here = f"{prefix}{key}", under(pointer, str(key))
            if "." in str(key):
                self._refuse_dotted(name, here)
            elif name in known.vocabulary:
                yield Entry(name, known.vocabulary[name], raw, here)
            elif name == EXEMPTION:
                yield from self._exempted(raw, here)
            elif name not in known.members:
                self._refuse_unknown(name, here)
            elif not isinstance(raw, dict):
                self.sink.refuse(here, faults.mapping_wanted(name, raw, known.members[name]))
            else:
                yield from self._inside(raw, f"{name}.", here)

    def _refuse_dotted(self, name: str, pointer: str) -> None:
        if name in self.nesting.vocabulary:
            self.sink.refuse(pointer, faults.dotted_name(name), at_key=True)
        else:
            self._refuse_unknown(name, pointer)

    def _refuse_unknown(self, name: str, pointer: str) -> None:
        near = self.sink.nearest(name, self.nesting.names)
        self.sink.refuse(pointer, faults.unknown_fact(name, near), at_key=True)

    def _exempted(self, raw: Any, pointer: str) -> Iterator[Entry]:
        known = list(self.exemptions)
        if not isinstance(raw, dict):
            self.sink.refuse(pointer, faults.mapping_wanted(EXEMPTION, raw, known))
            return
        for key, given in raw.items():
            here = under(pointer, str(key))
            if key in self.exemptions:
                yield Entry(f"{EXEMPTION}.{key}", self.exemptions[key], given, here)
            else:
                near = self.sink.nearest(str(key), known)
                self.sink.refuse(here, evidence_faults.unknown_exemption(str(key), near, known), at_key=True)
