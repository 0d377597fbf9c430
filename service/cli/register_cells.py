"""The cells of a register's CSV back to what its YAML file says; the inverse of `register_csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from engine.diagnostics import Diagnostic, Place, Text
from engine.plan import Register
from engine.records import dataclass
from engine.source.scalars import DATE, day
from engine.text import nearest, quoted
from service.catalogue.register_csv import BETWEEN, BOM, DAYS, NULL, guarded

LARGEST = 5_000_000
"""Bytes of a CSV file."""
PRINTED = ("item", "printed_on", "evidenced_until", "source")
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a CSV file says of a register: the members of its section, and the line of the file each stands on."""

    section: str
    members: tuple[Data, ...]
    lines: tuple[int, ...]


def section_of(register: Register) -> str:
    """The key of the register's file under which its rows stand."""
    if register.columns:
        return "records"
    return "lists" if register.printed else "rows"


def read_sheet(content: bytes, file: str, register: Register) -> tuple[Sheet | None, list[Diagnostic]]:
    """The rows of `content`, cells typed as the register's columns say; every fault at its line and column."""
    wanted = _columns(register)
    lines, faults = _lines(content, file)
    if not lines:
        return None, faults or [_said(file, 1, "no-header", _NO_HEADER, _HEADER_HELP)]
    (_, head), *rows = lines
    faults += _head_faults(head, wanted, file)
    for number, cells in rows:
        if len(cells) != len(head):
            faults.append(_said(file, number, "wrong-number-of-cells", _cells(len(cells), len(head)), _CELLS_HELP))
    if faults:
        return None, faults
    read = [(number, dict(zip(head, map(_unguarded, cells), strict=True))) for number, cells in rows]
    section = section_of(register)
    if section == "lists":
        members, numbers = _printed(read)
        return Sheet(section, members, numbers), []
    members = tuple(_member(row, register, file, number, faults) for number, row in read)
    return Sheet(section, members, tuple(number for number, _ in read)), faults


def _columns(register: Register) -> tuple[str, ...]:
    if register.columns:
        return ("id", *register.columns, *DAYS)
    return PRINTED if register.printed else ("item", *DAYS)


def _lines(content: bytes, file: str) -> tuple[list[tuple[int, list[str]]], list[Diagnostic]]:
    """Every line that says something, with its number in the file."""
    if len(content) > LARGEST:
        size = Text(f"the file is larger than {LARGEST:,} bytes", f"ファイルが {LARGEST:,} バイトを超えています")
        return [], [_said(file, 1, "file-too-large", size, Text("import it in parts", "分けて取り込んでください"))]
    try:
        sheet = content.decode("utf-8").removeprefix(BOM)
        reader = csv.reader(io.StringIO(sheet, newline=""), strict=True)
        return [(reader.line_num, cells) for cells in reader if any(cells)], []
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        said = Text("the file is not UTF-8 here", "ここが UTF-8 ではありません")
        mend = Text("save it as CSV UTF-8", "CSV UTF-8 形式で保存してください")
        return [], [_said(file, number, "not-utf8", said, mend)]
    except csv.Error:
        said = Text(
            "a quoted cell is not closed, or goes on after its quote", "引用符で囲まれたセルが正しく閉じていません"
        )
        return [], [_said(file, reader.line_num, "not-csv", said, Text('write " as ""', '" は "" と書いてください'))]


def _head_faults(head: Sequence[str], wanted: Sequence[str], file: str) -> list[Diagnostic]:
    found = []
    for name in head:
        if name not in wanted:
            near = nearest(name, wanted)
            said = Text(f"there is no column {quoted(name)}", f"{quoted(name)} という列はありません")
            mend = Text(f"did you mean `{near}`?", f"`{near}` のことですか") if near else _HEADER_HELP
            found.append(_said(file, 1, "unknown-column", said, mend))
    for name in dict.fromkeys(name for name in head if head.count(name) > 1):
        said = Text(f"the column {quoted(name)} stands twice", f"列 {quoted(name)} が重複しています")
        found.append(_said(file, 1, "duplicate-column", said, Text("keep it once", "一つだけ残してください")))
    for name in (name for name in wanted if name not in head):
        said = Text(f"the column {quoted(name)} is missing", f"列 {quoted(name)} がありません")
        found.append(_said(file, 1, "missing-column", said, _HEADER_HELP))
    return found


def _unguarded(cell: str) -> str:
    """The cell without the apostrophe that kept a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def _member(row: Mapping[str, str], register: Register, file: str, line: int, faults: list[Diagnostic]) -> Data:
    made: Data = {"id": row["id"]} if register.columns else {"item": row["item"]}
    if register.columns:
        made["values"] = {
            name: _list(row[name], column.items.type) if column.items else _typed(row[name], column.type)
            for name, column in register.columns.items()
            if row[name] != ""
        }
    first = _first_day(row)
    if row["from"] and (row["from_after"] or row["from_by"]):
        said = Text("a first day is known, or known by bounds, not both", "最初の日は、日付か範囲のどちらか一方です")
        mend = Text(
            "empty `from`, or `from_after` and `from_by`", "`from` か、`from_after` と `from_by` を空にしてください"
        )
        faults.append(_said(file, line, "two-first-days", said, mend))
    if first is not None:
        made["from"] = first
    made |= {key: _day(row[key]) for key in ("until", "published") if row[key]}
    return made | {"source": _sources(row["source"])}


def _first_day(row: Mapping[str, str]) -> Any:
    bounds = {name: _day(row[f"from_{name}"]) for name in ("after", "by") if row[f"from_{name}"]}
    return bounds or (_day(row["from"]) if row["from"] else None)


def _printed(rows: Iterable[tuple[int, Mapping[str, str]]]) -> tuple[tuple[Data, ...], tuple[int, ...]]:
    """Rows of one printed list stand under its day, in the order of the file."""
    lists: dict[tuple[str, str, str], tuple[int, list[str]]] = {}
    for number, row in rows:
        key = (row["printed_on"], row["evidenced_until"], row["source"])
        lists.setdefault(key, (number, []))[1].append(row["item"])
    members = tuple(
        {"on": _day(on), **({"until": _day(until)} if until not in ("", on) else {}), "items": items}
        | {"source": _sources(source)}
        for (on, until, source), (_, items) in lists.items()
    )
    return members, tuple(number for number, _ in lists.values())


def _list(cell: str, kind: str) -> Any:
    return None if cell == NULL else [_typed(member, kind) for member in cell.split(BETWEEN)]


def _typed(cell: str, kind: str) -> Any:
    """The cell as the YAML reader would give it. What does not fit stays text: the rules' own check says so."""
    if cell == NULL:
        return None
    if kind == "boolean" and cell in ("true", "false"):
        return cell == "true"
    if kind in ("number", "integer") and cell.isascii() and cell.removeprefix("-").replace(".", "", 1).isdecimal():
        return Decimal(cell)
    return _day(cell) if kind == "date" else cell


def _day(cell: str) -> Any:
    found = day(cell)[0] if DATE.fullmatch(cell) else None
    return found or cell


def _sources(cell: str) -> Any:
    references = cell.split()
    return references[0] if len(references) == 1 else references


_NO_HEADER = Text("the file has no head line", "見出しの行がありません")
_HEADER_HELP = Text(
    "`hantei register export` writes all columns", "`hantei register export` がすべての列を書き出します"
)
_CELLS_HELP = Text('put a cell with a comma in "…"', 'コンマを含むセルは "…" で囲んでください')


def _cells(found: int, wanted: int) -> Text:
    return Text(
        f"the line has {found} cells, the head line {wanted}", f"セルが {found} 個あります（見出しは {wanted} 個）"
    )


def _said(file: str, line: int, code: str, message: Text, mend: Text) -> Diagnostic:
    return Diagnostic(code, message, mend, Place(file, line, 1))
