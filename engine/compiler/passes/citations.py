"""No number, list or criterion stands without a passage, and every reference names a passage that is there."""

from __future__ import annotations

from collections.abc import Iterator

from engine.compiler.fault import fault
from engine.compiler.register_faults import citation_faults
from engine.compiler.sheet import Definer, Sheet, cited, definitions
from engine.diagnostics import Diagnostic
from engine.model.definitions import TableModel


def check_citations(sheet: Sheet) -> Iterator[Diagnostic]:
    for pointer, source in cited(sheet.model):
        yield from citation_faults(pointer, source, sheet.document, sheet.found)
    if sheet.model.covers and sheet.model.source is None:
        yield _uncited(sheet, "/covers", "what is covered", "`covers` の期間")
    for name, named in sheet.model.lists.items():
        if named.register_id is not None and named.source is None:
            yield _uncited(sheet, f"/lists/{name}", f"the list `{name}`", f"一覧 `{name}` ")
    for name, table in sheet.model.tables.items():
        yield from _table(sheet, name, table)
    for name, value in sheet.model.values.items():
        for pointer, definition in definitions(value, f"/values/{name}"):
            held = value.source is not None or definition.source is not None
            yield from _definition(sheet, pointer, definition, held=held)


def _table(sheet: Sheet, name: str, table: TableModel) -> Iterator[Diagnostic]:
    if table.source is not None:
        return
    if table.otherwise is not None:
        yield _uncited(sheet, f"/tables/{name}", f"the table `{name}`", f"表 `{name}` ")
    for index, row in enumerate(table.rows):
        if row.source is None:
            yield _uncited(sheet, f"/tables/{name}/rows/{index}/id", f"the row `{row.id}`", f"行 `{row.id}` ")


def _definition(sheet: Sheet, pointer: str, definition: Definer, *, held: bool) -> Iterator[Diagnostic]:
    if held:
        return
    if definition.formula is not None:
        yield _uncited(sheet, f"{pointer}/formula", "the formula", "この式")
    for key in ("least_of", "greatest_of"):
        for index, bound in enumerate(getattr(definition, key) or ()):
            if bound.source is None:
                yield _uncited(sheet, f"{pointer}/{key}/{index}/id", f"the bound `{bound.id}`", f"限度 `{bound.id}` ")


def _uncited(sheet: Sheet, pointer: str, what: str, what_ja: str) -> Diagnostic:
    return fault(
        "no-source",
        sheet.key(pointer),
        (f"{what} names no source", f"{what_ja}に出典がありません"),
        ("add `source:` with the passage it rests on", "根拠となる箇所を `source:` に書いてください"),
    )
