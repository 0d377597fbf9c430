"""Registers: dated membership, each row cited; and what is wrong with their days, items and references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from engine.compiler.cited import id_is_file_name, text
from engine.compiler.fault import fault
from engine.compiler.register_faults import citation_faults, country_faults, wrong_way
from engine.compiler.register_tables import add_table
from engine.compiler.shared import Found
from engine.diagnostics import Diagnostic
from engine.model.base import references
from engine.model.register import PrintedListModel, RegisterModel, RegisterRowModel, SomeDay
from engine.plan import PrintedList, Register, RegisterRow
from engine.source import Document
from engine.text import quoted


def add_register(model: RegisterModel, document: Document, found: Found) -> None:
    """Adds a register to `found`, with all that is wrong with it."""
    rows = tuple(_row(row) for row in model.rows or ())
    printed = tuple(_printed(item) for item in model.lists or ())
    found.places[f"register:{model.id}"] = document.place("/id")
    found.diagnostics += [*id_is_file_name(model.id, document), *_kind(model, document)]
    if model.records is not None:
        add_table(model, document, found)
        return
    found.registers[model.id] = Register(
        model.id, text(model.title), model.of or "text", rows, printed, model.complete_until
    )
    found.diagnostics += [
        *_complete(model, rows, document),
        *_days(rows, printed, document),
        *_items(model, document, found),
        *_citations(model, document, found),
    ]


def _row(row: RegisterRowModel) -> RegisterRow:
    some = row.start
    earliest, latest = (some.after + timedelta(days=1), some.by) if isinstance(some, SomeDay) else (some, some)
    return RegisterRow(row.item, earliest, latest, row.until, references(row.source))


def _printed(item: PrintedListModel) -> PrintedList:
    return PrintedList(item.on, item.until or item.on, item.items, references(item.source))


NEEDS = {"rows": ("rows", "of"), "printed_lists": ("lists", "of"), "table": ("records", "columns")}
"""What a register of each kind has."""
OF_TABLES = ("columns", "complete", "unique_by")


def _kind(model: RegisterModel, document: Document) -> Iterator[Diagnostic]:
    for wanted in (key for key in NEEDS[model.kind] if key not in model.written):
        yield fault(
            "missing-key",
            document.place("/kind"),
            (
                f"a register of kind `{model.kind}` has `{wanted}`",
                f"種類が `{model.kind}` の台帳には `{wanted}` が必要です",
            ),
            (f"write `{wanted}:`, or change the kind", f"`{wanted}:` を書くか、種類を変えてください"),
        )
    others = ("of", "complete_until") if model.kind == "table" else OF_TABLES
    for key in (key for key in others if key in model.written and not (key == "complete_until" and model.lists)):
        yield fault(
            "key-does-not-fit-type",
            document.key(f"/{key}"),
            (
                f"a register of kind `{model.kind}` has no `{key}`",
                f"種類が `{model.kind}` の台帳に `{key}` は書けません",
            ),
            ("take it away, or change the kind", "消すか、種類を変えてください"),
        )


def _complete(model: RegisterModel, rows: Iterable[RegisterRow], document: Document) -> Iterator[Diagnostic]:
    """`complete_until` is said of rows, and no row begins after it."""
    until = model.complete_until
    if until is None:
        return
    if model.rows is None:
        yield fault(
            "key-does-not-fit-type",
            document.key("/complete_until"),
            ("printed lists say themselves until when they hold", "印刷された一覧は有効な期間を自ら示します"),
            ("take it away, and write `until` in the lists", "消して、各一覧に `until` を書いてください"),
        )
    for index, row in enumerate(rows):
        if row.latest > until:
            yield fault(
                "row-after-the-end",
                document.place(f"/rows/{index}/from"),
                (
                    f"the row begins after {until}, until when the register is complete",
                    f"台帳が揃っている最後の日 {until} より後に始まっています",
                ),
                ("move `complete_until`", "`complete_until` を見直してください"),
            )


def _days(rows: Iterable[RegisterRow], printed: Iterable[PrintedList], document: Document) -> Iterator[Diagnostic]:
    for index, row in enumerate(rows):
        if row.earliest > row.latest:
            yield wrong_way(document.place(f"/rows/{index}/from"))
        elif row.until is not None and row.until < row.latest:
            yield wrong_way(document.place(f"/rows/{index}/until"))
    before: date | None = None
    for index, item in enumerate(printed):
        if item.until < item.on:
            yield wrong_way(document.place(f"/lists/{index}/until"))
        if before is not None and item.on <= before:
            yield fault(
                "dates-out-of-order",
                document.place(f"/lists/{index}/on"),
                (f"{item.on} does not come after the list before", f"{item.on} は前の一覧より後の日付ではありません"),
                ("put the lists in the order of their days", "一覧を日付順に並べてください"),
            )
        before = max(item.on, item.until)


def _items(model: RegisterModel, document: Document, found: Found) -> Iterator[Diagnostic]:
    seen: dict[str, set[str]] = {}
    for pointer, item in _item_places(model):
        if model.of == "country":
            yield from country_faults(item, document.place(pointer), found)
        if model.lists is not None:
            group = pointer.rsplit("/", 1)[0]
            if item in seen.setdefault(group, set()):
                yield fault(
                    "duplicate-item",
                    document.place(pointer),
                    (f"{quoted(item)} stands twice", f"{quoted(item)} が重複しています"),
                    ("keep it once", "一つだけ残してください"),
                )
            seen[group].add(item)


def _item_places(model: RegisterModel) -> Iterator[tuple[str, str]]:
    for index, row in enumerate(model.rows or ()):
        yield f"/rows/{index}/item", row.item
    for index, printed in enumerate(model.lists or ()):
        for position, item in enumerate(printed.items):
            yield f"/lists/{index}/items/{position}", item


def _citations(model: RegisterModel, document: Document, found: Found) -> Iterator[Diagnostic]:
    rows = [(f"/rows/{index}/source", row.source) for index, row in enumerate(model.rows or ())]
    lists = [(f"/lists/{index}/source", item.source) for index, item in enumerate(model.lists or ())]
    for pointer, source in (*rows, *lists):
        yield from citation_faults(pointer, source, document, found)
