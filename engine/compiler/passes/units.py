"""Every declared unit is known, and what is an entitlement has one."""

from __future__ import annotations

from collections.abc import Iterator

from engine.compiler.fault import fault
from engine.compiler.sheet import Sheet, definitions
from engine.diagnostics import Diagnostic, Text
from engine.model.definitions import ValueModel
from engine.units import ALGEBRA, unit_faults


def check_units(sheet: Sheet) -> Iterator[Diagnostic]:
    for pointer, unit in _declared(sheet):
        if unit is not None:
            yield from unit_faults(unit, sheet.place(pointer))
    for name, value in sheet.model.values.items():
        yield from _amounts(sheet, f"/values/{name}", value)
        yield from _tables(sheet, f"/values/{name}", value)


def _declared(sheet: Sheet) -> Iterator[tuple[str, str | None]]:
    for section in ("parameters", "tables", "values"):
        for name, clause in getattr(sheet.model, section).items():
            yield f"/{section}/{name}/unit", clause.unit
    for index, criterion in enumerate(sheet.model.criteria):
        for name, figure in criterion.figures.items():
            yield f"/criteria/{index}/figures/{name}/unit", figure.unit


def _amounts(sheet: Sheet, pointer: str, value: ValueModel) -> Iterator[Diagnostic]:
    if value.amount and value.illustration:
        yield fault(
            "one-of-keys",
            sheet.key(f"{pointer}/illustration"),
            ("`amount` and `illustration` exclude each other", "`amount` と `illustration` は同時に使えません"),
            ("keep one of them", "どちらか一つにしてください"),
        )
    shown = value.amount or value.illustration or value.rounding is not None
    if shown and value.unit is None:
        yield fault(
            "missing-key",
            sheet.key(pointer),
            ("a figure that is shown or rounded has a unit", "表示または端数処理する数値には単位が必要です"),
            ('add `unit:`, `"1"` for a fraction', '`unit:` を加えてください（割合なら `"1"`）'),
        )


def _tables(sheet: Sheet, pointer: str, value: ValueModel) -> Iterator[Diagnostic]:
    """The answer of a table is in the unit of the value that it gives."""
    for at, definition in definitions(value, pointer):
        table = sheet.model.tables.get(definition.table or "")
        if table is None or table.unit == value.unit:
            continue
        if table.unit is None or value.unit is None or not ALGEBRA.same(table.unit, value.unit):
            here, there = _called(table.unit), _called(value.unit)
            yield fault(
                "unit-mismatch",
                sheet.place(f"{at}/table"),
                (
                    f"`{definition.table}` is {here.en}, {there.en} is wanted",
                    f"`{definition.table}` は{here.ja}ですが、{there.ja}が必要です",
                ),
                ("give both the same `unit`", "両方の `unit` を揃えてください"),
            )


def _called(unit: str | None) -> Text:
    if unit is None:
        return Text("no number", "数値以外")
    return Text("a number without unit", "単位のない数値") if unit == "1" else Text(unit, unit)
