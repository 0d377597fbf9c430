"""Tables are whole: a cell for each input, an aggregation for COLLECT only, a rank of outputs where the policy asks."""

from __future__ import annotations

from collections.abc import Iterator

from engine.compiler.fault import fault
from engine.compiler.sheet import Sheet
from engine.diagnostics import Diagnostic
from engine.model.definitions import TableModel

RANKED = {"PRIORITY", "OUTPUT ORDER"}


def check_tables(sheet: Sheet) -> Iterator[Diagnostic]:
    for name, table in sheet.model.tables.items():
        pointer = f"/tables/{name}"
        yield from _policy(sheet, pointer, table)
        for index, row in enumerate(table.rows):
            if len(row.when) != len(table.inputs):
                yield fault(
                    "row-width",
                    sheet.place(f"{pointer}/rows/{index}/when"),
                    (
                        f"the row `{row.id}` has {len(row.when)} cells for {len(table.inputs)} inputs",
                        f"行 `{row.id}` のセルは {len(row.when)} 個ですが、入力は {len(table.inputs)} 個です",
                    ),
                    (
                        'write one cell for each input; `"-"` is any',
                        '入力ごとに一つ書いてください（何でもよいときは `"-"`）',
                    ),
                )


def _policy(sheet: Sheet, pointer: str, table: TableModel) -> Iterator[Diagnostic]:
    if table.aggregation is not None and table.hit_policy != "COLLECT":
        yield fault(
            "key-does-not-fit-type",
            sheet.key(f"{pointer}/aggregation"),
            (f"`{table.hit_policy}` has no aggregation", f"`{table.hit_policy}` に集計はありません"),
            ("take it away, or write `hit_policy: COLLECT`", "消すか、`hit_policy: COLLECT` と書いてください"),
        )
    ranked = table.hit_policy in RANKED
    if ranked and table.output_values is None:
        yield fault(
            "missing-key",
            sheet.key(pointer),
            (f"`{table.hit_policy}` wants `output_values`", f"`{table.hit_policy}` には `output_values` が必要です"),
            ("list the outputs, the highest first", "出力を優先順位の高い順に並べてください"),
        )
    if not ranked and table.output_values is not None:
        yield fault(
            "key-does-not-fit-type",
            sheet.key(f"{pointer}/output_values"),
            (f"`{table.hit_policy}` does not rank outputs", f"`{table.hit_policy}` は出力に順位を付けません"),
            ("take it away, or write `hit_policy: PRIORITY`", "消すか、`hit_policy: PRIORITY` と書いてください"),
        )
