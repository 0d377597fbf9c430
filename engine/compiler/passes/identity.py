"""The id is the folder, and no two clauses of a kind share an id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.compiler.fault import fault
from engine.compiler.sheet import Sheet, definitions
from engine.diagnostics import Diagnostic


def check_identity(sheet: Sheet) -> Iterator[Diagnostic]:
    folder = sheet.document.file.rpartition("/")[0]
    if sheet.model.id != folder:
        yield fault(
            "id-is-not-folder",
            sheet.place("/id"),
            (
                f"the id `{sheet.model.id}` is not the folder `{folder}`",
                f"id `{sheet.model.id}` がフォルダ `{folder}` と違います",
            ),
            ("rename the one or the other", "どちらかの名前を揃えてください"),
        )
    yield from _unique(sheet, "/criteria", [criterion.id for criterion in sheet.model.criteria])
    yield from _unique(sheet, "/conclusions", [conclusion.id for conclusion in sheet.model.conclusions])
    for name, table in sheet.model.tables.items():
        yield from _unique(sheet, f"/tables/{name}/rows", [row.id for row in table.rows])
    for name, value in sheet.model.values.items():
        for pointer, definition in definitions(value, f"/values/{name}"):
            for key in ("least_of", "greatest_of"):
                yield from _unique(sheet, f"{pointer}/{key}", [bound.id for bound in getattr(definition, key) or ()])


def _unique(sheet: Sheet, pointer: str, ids: Sequence[str]) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name in first:
            line = sheet.place(f"{pointer}/{first[name]}/id").line
            yield fault(
                "duplicate-id",
                sheet.place(f"{pointer}/{index}/id"),
                (f"the id `{name}` stands twice", f"id `{name}` が重複しています"),
                (
                    f"rename one of them; the first is in line {line}",
                    f"どちらかの名前を変えてください（最初は {line} 行目）",
                ),
            )
        first.setdefault(name, index)
