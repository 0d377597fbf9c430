"""One name, one thing: parameters, lists, tables, values and facts share one space, and what is named exists."""

from __future__ import annotations

from collections.abc import Iterator

from engine.compiler.fault import did_you_mean, fault
from engine.compiler.sheet import Sheet, definitions
from engine.diagnostics import Diagnostic
from engine.feel.functions import BUILTINS
from engine.text import quoted


def check_names(sheet: Sheet) -> Iterator[Diagnostic]:
    yield from _clashes(sheet)
    yield from _tables(sheet)


def _clashes(sheet: Sheet) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    holders = {name.partition(".")[0]: name for name in sheet.found.facts}
    for section in ("parameters", "lists", "tables", "values"):
        for name in getattr(sheet.model, section):
            pointer = f"/{section}/{name}"
            if name in seen:
                yield _taken(
                    sheet, pointer, name, f"line {sheet.key(seen[name]).line}", f"{sheet.key(seen[name]).line} 行目"
                )
            elif name in holders:
                yield _taken(sheet, pointer, name, f"the fact `{holders[name]}`", f"事実 `{holders[name]}`")
            elif name in BUILTINS:
                yield _taken(sheet, pointer, name, "a function of FEEL", "FEEL の関数")
            seen.setdefault(name, pointer)


def _taken(sheet: Sheet, pointer: str, name: str, by: str, by_ja: str) -> Diagnostic:
    return fault(
        "name-taken",
        sheet.key(pointer),
        (f"the name `{name}` is taken already by {by}", f"名前 `{name}` は{by_ja}で既に使われています"),
        ("choose another name", "別の名前にしてください"),
    )


def _tables(sheet: Sheet) -> Iterator[Diagnostic]:
    for name, value in sheet.model.values.items():
        for pointer, definition in definitions(value, f"/values/{name}"):
            table = definition.table
            if table is not None and table not in sheet.model.tables:
                yield fault(
                    "unknown-table",
                    sheet.place(f"{pointer}/table"),
                    (f"the table {quoted(table)} is not known", f"表 {quoted(table)} がありません"),
                    did_you_mean(table, sheet.model.tables, ("add it to `tables`", "`tables` に加えてください")),
                )
