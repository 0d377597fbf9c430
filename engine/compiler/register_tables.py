"""Registers that are tables: columns with types and units, records with days and sources; what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from engine.compiler.cited import text
from engine.compiler.facts import limits, type_faults
from engine.compiler.fault import did_you_mean, fault
from engine.compiler.register_faults import citation_faults, country_faults, wrong_way
from engine.compiler.shared import Found
from engine.diagnostics import Diagnostic
from engine.facts.scalars import read_scalar
from engine.model.base import references
from engine.model.register import ColumnModel, OpenDay, RecordModel, RegisterModel
from engine.plan import FactSpec, Period, Record, Register
from engine.source import Document
from engine.text import quoted

ID = "id"
"""What a record is called in FEEL; no column has this name."""


def add_table(model: RegisterModel, document: Document, found: Found) -> None:
    """Adds a table to `found`, with all that is wrong with it."""
    columns = {name: column_spec(name, column) for name, column in model.columns.items()}
    found.diagnostics += _columns(model, document)
    records = []
    for index, one in enumerate(model.records or ()):
        pointer = f"/records/{index}"
        values, faults = _values(one, pointer, columns, document, found)
        records.append(_record(one, values))
        found.diagnostics += [*faults, *_days(one, pointer, document)]
        found.diagnostics += citation_faults(f"{pointer}/source", one.source, document, found)
    found.diagnostics += [*_twice(model, document), *_not_unique(model, records, document)]
    found.registers[model.id] = Register(
        model.id,
        text(model.title),
        "record",
        columns=columns,
        records=tuple(records),
        complete=complete_on(model.complete),
        unique_by=model.unique_by,
    )


def complete_on(said: Any) -> tuple[Period, ...] | None:
    """The days on which no record is missing; None for all of them."""
    if isinstance(said, bool):
        return None if said else ()
    return tuple(Period(period.start, period.until) for period in said)


def column_spec(name: str, column: ColumnModel) -> FactSpec:
    """A column as a fact is specified: its type, unit, bounds, choices and title."""
    title = text(column.title)
    items = None if column.items is None else FactSpec(name, column.items, title, title, **limits(column, column.items))
    bounds = limits(column, column.type)
    return FactSpec(name, column.type, title, title, items=items, nullable=column.nullable, **bounds)


def _columns(model: RegisterModel, document: Document) -> Iterator[Diagnostic]:
    for name, column in model.columns.items():
        pointer = f"/columns/{name}"
        yield from type_faults(_of_members(column), pointer, document)
        if name == ID:
            yield fault(
                "reserved-name",
                document.key(pointer),
                ("`id` is what each record is called", "`id` は各行の名前です"),
                ("choose another name", "別の名前にしてください"),
            )
    for index, name in enumerate(model.unique_by):
        if name not in model.columns:
            yield _unknown_column(name, model.columns, f"/unique_by/{index}", document, at_key=False)


def _of_members(column: ColumnModel) -> ColumnModel:
    """What a column says of its values: that of a list says it of each member."""
    if column.type != "list" or column.items is None:
        return column
    return column.model_copy(update={"type": column.items, "items": None})


def _unknown_column(name: str, columns: Any, pointer: str, document: Document, *, at_key: bool) -> Diagnostic:
    return fault(
        "unknown-column",
        document.key(pointer) if at_key else document.place(pointer),
        (f"there is no column {quoted(name)}", f"列 {quoted(name)} がありません"),
        did_you_mean(name, columns, ("add it to `columns`", "`columns` に加えてください")),
    )


def _values(
    model: RecordModel, pointer: str, columns: dict[str, FactSpec], document: Document, found: Found
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The cells that are written, each of the type of its column."""
    values, faults = {}, list[Diagnostic]()
    for name, raw in model.values.items():
        here = f"{pointer}/values/{name}"
        if name not in columns:
            faults.append(_unknown_column(name, columns, here, document, at_key=True))
            continue
        value = read_cell(name, columns[name], raw, found)
        if isinstance(value, Diagnostic):
            faults.append(replace(value, place=document.place(here)))
        else:
            values[name] = value
            if columns[name].type == "country" and value is not None:
                faults += country_faults(raw, document.place(here), found)
    return values, faults


def read_cell(name: str, spec: FactSpec, raw: Any, found: Found) -> Any:
    """The value of a cell, or what is wrong with it. A list is kept as a tuple."""
    if raw is None and spec.nullable:
        return None
    if spec.items is None or not isinstance(raw, list | tuple):
        return read_scalar(name, spec, raw, found.territories)
    members = [read_scalar(name, spec.items, one, found.territories) for one in raw]
    return next((one for one in members if isinstance(one, Diagnostic)), tuple(members))


def _record(model: RecordModel, values: dict[str, Any]) -> Record:
    start = model.start
    if not isinstance(start, OpenDay):
        earliest, latest = start, start
    else:
        earliest, latest = start.after + timedelta(days=1), start.by
    published = model.published or latest
    return Record(model.id, values, earliest, latest, model.until, published, references(model.source))


def _days(model: RecordModel, pointer: str, document: Document) -> Iterator[Diagnostic]:
    start = model.start
    first, last = (start.after, start.by) if isinstance(start, OpenDay) else (None, start)
    if first is not None and last is not None and last <= first:
        yield wrong_way(document.place(f"{pointer}/from"))
    latest = last or first
    if latest is not None and model.until is not None and model.until < latest:
        yield wrong_way(document.place(f"{pointer}/until"))


def _twice(model: RegisterModel, document: Document) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for index, one in enumerate(model.records or ()):
        if seen.setdefault(one.id, index) != index:
            yield fault(
                "duplicate-item",
                document.place(f"/records/{index}/id"),
                (f"{quoted(one.id)} stands twice", f"{quoted(one.id)} が重複しています"),
                ("keep it once", "一つだけ残してください"),
            )


def _not_unique(model: RegisterModel, records: list[Record], document: Document) -> Iterator[Diagnostic]:
    """Two records that hold at once agree in all columns that are said to tell them apart."""
    keys = [name for name in model.unique_by if name in model.columns]
    seen: dict[tuple[Any, ...], Record] = {}
    for index, one in enumerate(records):
        if not keys or not all(name in one.values for name in keys):
            continue
        other = seen.setdefault(tuple(one.values[name] for name in keys), one)
        if other is not one and not _apart(other, one):
            named = ", ".join(f"`{name}`" for name in keys)
            yield fault(
                "records-not-unique",
                document.place(f"/records/{index}/id"),
                (f"`{one.id}` and `{other.id}` agree in {named}", f"`{one.id}` と `{other.id}` は {named} が同じです"),
                (
                    "correct one of them, or end the earlier one with `until`",
                    "どちらかを直すか、前の行に `until` を書いてください",
                ),
            )


def _apart(one: Record, other: Record) -> bool:
    """Whether one ends before the other begins."""
    return any(
        ended.until is not None and begun.earliest is not None and ended.until < begun.earliest
        for ended, begun in ((one, other), (other, one))
    )
