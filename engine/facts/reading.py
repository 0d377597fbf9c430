"""Documents of facts, read against the vocabulary and laid over each other. Every fault of all of them, at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.diagnostics import Diagnostic
from engine.facts.entries import EXEMPTION, Entry, Walk, nesting_of
from engine.facts.evidence import EntryReader, exemption_spec
from engine.facts.evidence_faults import disagreement
from engine.facts.given import STRENGTH_OF_GRADE, Facts, FactsDocument, Given
from engine.facts.plain import plain_reader
from engine.facts.sink import Sink
from engine.plan import FactSpec
from engine.territories import Territories


@dataclass(slots=True)
class _Told:
    """What one fact was first said to be, and what tells where."""

    given: Given
    entry: Entry
    sink: Sink


@dataclass(slots=True)
class _Merged:
    told: dict[str, _Told] = field(default_factory=dict)

    def add(self, entry: Entry, given: Given, sink: Sink) -> None:
        """Lay `given` over what was told before: the same value keeps the better evidence, another is a fault."""
        before = self.told.get(entry.name)
        if before is None:
            self.told[entry.name] = _Told(given, entry, sink)
        elif before.given.value != given.value:
            was, now = _where(before.entry, before.sink), _where(entry, sink)
            sink.refuse(entry.pointer, disagreement(entry.name, (before.given.value, was), (given.value, now)))
        elif STRENGTH_OF_GRADE[given.grade] > STRENGTH_OF_GRADE[before.given.grade]:
            before.given = replace(given, assumed=given.assumed and before.given.assumed)


def _where(entry: Entry, sink: Sink) -> str:
    place = sink.place(entry.pointer)
    return f"`{place}`" if place else f"`{sink.document.name or '#'}{sink.document.base}{entry.pointer}`"


def read_facts(
    documents: Sequence[FactsDocument],
    vocabulary: Mapping[str, FactSpec],
    exemptions: Iterable[str],
    territories: Territories,
) -> tuple[Facts, list[Diagnostic]]:
    """All facts of `documents`, and every fault. With any fault, nothing may be evaluated.

    `exemptions`: the ids of the criteria that can be exempted from (those of strength in_principle).
    """
    if len(documents) == 1:
        plainly = plain_reader(vocabulary, territories).read(documents[0].data)
        if plainly is not None:
            return plainly, []
    nesting = nesting_of(vocabulary)
    exempted = {criterion: exemption_spec(criterion) for criterion in exemptions}
    merged, found = _Merged(), list[Diagnostic]()
    for document in documents:
        sink = Sink(document)
        reader = EntryReader(territories, sink)
        for entry in Walk(nesting, exempted, sink).entries(document.data):
            given = reader.read(entry)
            if given is not None:
                merged.add(entry, given, sink)
        found += sink.all()
    return _as_facts(merged), found


def _as_facts(merged: _Merged) -> Facts:
    start = f"{EXEMPTION}."
    given = {name: told.given for name, told in merged.told.items()}
    return Facts(
        {name: one for name, one in given.items() if not name.startswith(start)},
        {name.removeprefix(start): one for name, one in given.items() if name.startswith(start)},
    )
