"""Registers: dated membership, each row cited; and what is wrong with their days, items and references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from engine.compiler.cited import id_is_file_name, text
from engine.compiler.fault import did_you_mean, fault
from engine.compiler.shared import Found
from engine.diagnostics import Diagnostic, Place
from engine.model.base import references
from engine.model.register import PrintedListModel, RegisterModel, RegisterRowModel, SomeDay
from engine.plan import PrintedList, Register, RegisterRow
from engine.source import Document
from engine.text import quoted


def add_register(model: RegisterModel, document: Document, found: Found) -> None:
    """Adds a register to `found`, with all that is wrong with it."""
    rows = tuple(_row(row) for row in model.rows or ())
    printed = tuple(_printed(item) for item in model.lists or ())
    found.registers[model.id] = Register(model.id, text(model.title), model.of, rows, printed, model.complete_until)
    found.places[f"register:{model.id}"] = document.place("/id")
    found.diagnostics += [
        *id_is_file_name(model.id, document),
        *_kind(model, document),
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


def _kind(model: RegisterModel, document: Document) -> Iterator[Diagnostic]:
    wanted = "rows" if model.kind == "rows" else "lists"
    if getattr(model, wanted) is None:
        yield fault(
            "missing-key",
            document.place("/kind"),
            (
                f"a register of kind `{model.kind}` has `{wanted}`",
                f"種類が `{model.kind}` の台帳には `{wanted}` が必要です",
            ),
            (f"write `{wanted}:`, or change the kind", f"`{wanted}:` を書くか、種類を変えてください"),
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
            yield _wrong_way(document.place(f"/rows/{index}/from"))
        elif row.until is not None and row.until < row.latest:
            yield _wrong_way(document.place(f"/rows/{index}/until"))
    before: date | None = None
    for index, item in enumerate(printed):
        if item.until < item.on:
            yield _wrong_way(document.place(f"/lists/{index}/until"))
        if before is not None and item.on <= before:
            yield fault(
                "dates-out-of-order",
                document.place(f"/lists/{index}/on"),
                (f"{item.on} does not come after the list before", f"{item.on} は前の一覧より後の日付ではありません"),
                ("put the lists in the order of their days", "一覧を日付順に並べてください"),
            )
        before = max(item.on, item.until)


def _wrong_way(place: Place) -> Diagnostic:
    return fault(
        "ends-before-it-begins",
        place,
        ("the last day comes before the first", "最後の日が最初の日より前です"),
        ("check both dates", "両方の日付を確認してください"),
    )


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


def country_faults(item: object, place: Place, found: Found) -> Iterator[Diagnostic]:
    """A country is one of the territories, by its alpha-2 code in capitals."""
    if item in found.territories.by_code:
        return
    near = found.territories.near(str(item))
    code = found.territories.code_of(str(item)) or (near.code if near else None)
    yield fault(
        "unknown-country",
        place,
        (f"{quoted(item)} is not a country of ISO 3166-1", f"{quoted(item)} は ISO 3166-1 の国ではありません"),
        (f"did you mean `{code}`?", f"`{code}` のことですか")
        if code
        else ("write its alpha-2 code in capitals: `MN`", "`MN` のように大文字2字の国コードで書いてください"),
    )


def _citations(model: RegisterModel, document: Document, found: Found) -> Iterator[Diagnostic]:
    rows = [(f"/rows/{index}/source", row.source) for index, row in enumerate(model.rows or ())]
    lists = [(f"/lists/{index}/source", item.source) for index, item in enumerate(model.lists or ())]
    for pointer, source in (*rows, *lists):
        yield from citation_faults(pointer, source, document, found)


def citation_faults(
    pointer: str, source: str | tuple[str, ...] | None, document: Document, found: Found
) -> Iterator[Diagnostic]:
    """Every reference at `pointer` names a passage that is there."""
    for index, reference in enumerate(references(source)):
        if reference not in found.passages:
            place = document.place(pointer if isinstance(source, str) else f"{pointer}/{index}")
            yield _unknown_passage(reference, place, found)


def _unknown_passage(reference: str, place: Place, found: Found) -> Diagnostic:
    source, _, passage = reference.partition("#")
    if source not in found.sources:
        return fault(
            "unknown-source",
            place,
            (f"the source {quoted(source)} is not known", f"出典 {quoted(source)} がありません"),
            did_you_mean(source, found.sources, ("add it to rules/sources/", "rules/sources/ に加えてください")),
        )
    own = [known.partition("#")[2] for known in found.passages if known.startswith(f"{source}#")]
    otherwise = (f"add it to the passages of `{source}`", f"`{source}` の passages に加えてください")
    return fault(
        "unknown-passage",
        place,
        (f"`{source}` has no passage {quoted(passage)}", f"`{source}` に箇所 {quoted(passage)} はありません"),
        did_you_mean(passage, own, otherwise),
    )
