"""The rows of a register behind a count, and an officer's own count of them with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.determination import Count, Determination
from engine.explanation.figures import day, figure
from engine.explanation.lexicon import Lexicon
from engine.explanation.parts import Cited
from engine.facts import Facts, Given
from engine.plan import FactSpec, Plan, Record, Register
from engine.records import dataclass
from service.pages.register_cells import columns_of, first_day, language_of_cell

MOST_OTHERS = 1_000
"""Projects beyond the register that an officer may count."""


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row of a register, each cell with its language. `counts`: whether it surely counts; else it may."""

    id: str
    cells: tuple[tuple[str, str], ...]
    since: str
    counts: bool
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A fact that is counted from a register, the rows behind the figure, and the figure that was given instead."""

    fact: str
    label: str
    title: str
    register: str
    register_title: str
    figure: str
    complete: bool
    columns: tuple[str, ...]
    rows: tuple[RowShown, ...]
    waits_for: tuple[str, ...]
    given: str | None
    by: str | None
    on: str | None
    reason: str | None


def counts_of(determination: Determination, plan: Plan, facts: Facts, names: Lexicon) -> tuple[Counted, ...]:
    """Every count of a determination with its rows."""
    return tuple(_counted(count, plan, facts.given.get(count.fact), names) for count in determination.counted)


def _counted(count: Count, plan: Plan, given: Given | None, names: Lexicon) -> Counted:
    register = plan.registers[count.register]
    records = {record.id: record for record in register.records}
    chosen = [(records[name], True) for name in count.records] + [(records[name], False) for name in count.open_records]
    return Counted(
        count.fact,
        names.label(count.fact),
        count.title.in_(names.lang),
        register.id,
        register.title.in_(names.lang),
        figure(count.figure, names.lang),
        count.complete,
        tuple(spec.label.in_(names.lang) for spec in columns_of(register, names.lang)),
        tuple(_row(record, register, names, counts=sure) for record, sure in chosen),
        tuple(names.label(name) for name in count.waits_for),
        None if given is None else names.value(count.fact, given.value),
        None if given is None else given.by,
        None if given is None or given.on is None else day(given.on, names.lang),
        None if given is None else given.reason,
    )


def _row(record: Record, register: Register, names: Lexicon, *, counts: bool) -> RowShown:
    cells = tuple(
        (cell(spec, value, names), language_of_cell(value, spec, names.lang))
        for spec in columns_of(register, names.lang)
        for value in (record.values.get(spec.name),)
    )
    return RowShown(
        record.id, cells, first_day(record.earliest, record.latest, names.lang), counts, names.passages(record.source)
    )


def cell(spec: FactSpec, value: Any, names: Lexicon) -> str:
    """What a row says in a column, as people say it."""
    if value is None:
        return ""
    if isinstance(value, list | tuple) and spec.items is not None:
        return names.listed(cell(spec.items, one, names) for one in value)
    if spec.type == "country":
        return names.country(str(value))
    if isinstance(value, str) and value in spec.choices:
        return spec.choices[value].in_(names.lang)
    return names.quantity(value, spec.unit)


def own_count(rows: Sequence[str], others: int, known: Iterable[str]) -> tuple[int, Mapping[str, str]]:
    """The count that an officer makes of the rows that were ticked and others beyond the register; each row's part."""
    ticked = set(rows)
    parts = {name: "counts" if name in ticked else "does not count" for name in known}
    return sum(part == "counts" for part in parts.values()) + others, parts
