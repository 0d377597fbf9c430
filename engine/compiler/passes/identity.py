"""The id is the folder, and no two clauses of a kind share an id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.compiler.fault import fault
from engine.compiler.sheet import Sheet, definitions
from engine.diagnostics import Diagnostic
from engine.source import Document


def check_identity(sheet: Sheet) -> Iterator[Diagnostic]:
    yield from folder_faults(sheet.document, sheet.model.id)
    yield from unique_ids(sheet.document, "/criteria", [criterion.id for criterion in sheet.model.criteria])
    yield from unique_ids(sheet.document, "/conclusions", [conclusion.id for conclusion in sheet.model.conclusions])
    for name, table in sheet.model.tables.items():
        yield from unique_ids(sheet.document, f"/tables/{name}/rows", [row.id for row in table.rows])
    for name, value in sheet.model.values.items():
        for pointer, definition in definitions(value, f"/values/{name}"):
            for key in ("least_of", "greatest_of"):
                yield from unique_ids(
                    sheet.document, f"{pointer}/{key}", [bound.id for bound in getattr(definition, key) or ()]
                )


def folder_faults(document: Document, name: str) -> Iterator[Diagnostic]:
    """The id of a file is its folder."""
    folder = document.file.rpartition("/")[0]
    if name != folder:
        yield fault(
            "id-is-not-folder",
            document.place("/id"),
            (f"the id `{name}` is not the folder `{folder}`", f"id `{name}` がフォルダー `{folder}` と違います"),
            ("rename the one or the other", "どちらかの名前を揃えてください"),
        )


def unique_ids(document: Document, pointer: str, ids: Sequence[str]) -> Iterator[Diagnostic]:
    """No id of a list stands twice."""
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name in first:
            line = document.place(f"{pointer}/{first[name]}/id").line
            yield fault(
                "duplicate-id",
                document.place(f"{pointer}/{index}/id"),
                (f"the id `{name}` stands twice", f"id `{name}` が重複しています"),
                (
                    f"rename one of them; the first is in line {line}",
                    f"どちらかの名前を変えてください（最初は {line} 行目）",
                ),
            )
        first.setdefault(name, index)
