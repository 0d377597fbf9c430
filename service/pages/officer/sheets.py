"""Sheets as people send them, CSV or XLSX, as text in cells: formulas are never evaluated, floods are refused.

A cell becomes text as it would be typed into a form; what it means is read elsewhere (`service.interview.answers`).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from engine.diagnostics import Diagnostic, Text
from engine.records import dataclass

MOST_ROWS = 5_000
MOST_COLUMNS = 200
LONGEST_CELL = 2_000
LARGEST_UNPACKED = 40_000_000
"""Bytes of an XLSX file once it is unpacked."""
MOST_PARTS = 500
FORMULA = "\ue000formula"
"""Stands for a cell that holds a formula: what it would come to is not known here."""
_REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(>\s*<(?:\w+:)?f\b)?')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first line of a sheet, and each line below with its number in the sheet. Rows are as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How files begin that are taken for a sheet by mistake: PDF, pictures, workbooks of before 2007, texts of Word."""


def read_sheet(content: bytes) -> tuple[Sheet | None, list[Diagnostic]]:
    """The sheet of a file, the first one of a workbook; or what is wrong with the file."""
    lines, faults = _workbook(content) if content.startswith(b"PK") else _csv(content)
    if faults:
        return None, faults
    kept = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if len(kept) < 2:
        return None, [_empty()]
    (_, head), *rows = kept
    width = max((at for at, cell in enumerate(head, 1) if cell.strip()), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        return None, [_too_many()]
    told = tuple(
        (number, tuple(cell[:LONGEST_CELL] for cell in (*cells, *[""] * width)[:width])) for number, cells in rows
    )
    return Sheet(tuple(cell.strip() for cell in head[:width]), told), []


# --- CSV -------------------------------------------------------------------------------------------------------------


def _csv(content: bytes) -> tuple[list[tuple[int, Sequence[str]]], list[Diagnostic]]:
    """UTF-8, or what Excel in Japan writes; with commas, semicolons or tabs between the cells."""
    if content.startswith(OTHER_FILES) or b"\0" in content:
        return [], [_no_text()]
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        return [], [_no_text()]
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    found: list[tuple[int, Sequence[str]]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
        for number, cells in enumerate(reader, 1):
            if number > MOST_ROWS + MOST_COLUMNS or len(cells) > MOST_COLUMNS * 5:
                return [], [_too_many()]
            found.append((number, [_unguarded(cell) for cell in cells]))
    except csv.Error:
        return [], [_no_text()]
    return found, []


def _unguarded(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it; a formula stays one."""
    if cell.startswith("'"):
        return cell[1:]
    return FORMULA if cell.startswith("=") else cell


# --- XLSX ------------------------------------------------------------------------------------------------------------


def _workbook(content: bytes) -> tuple[list[tuple[int, Sequence[str]]], list[Diagnostic]]:
    formulas, fault = _looked_over(content)
    if fault is not None:
        return [], [fault]
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError, IndexError):
        return [], [_no_workbook()]
    return [
        (number, [FORMULA if (number, at) in formulas else _text(cell) for at, cell in enumerate(cells, 1)])
        for number, cells in enumerate(rows, 1)
    ], []


def _looked_over(content: bytes) -> tuple[set[tuple[int, int]], Diagnostic | None]:
    """The cells with formulas, by row and column; or why the file is not opened: before anything is unpacked whole."""
    formulas: set[tuple[int, int]] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                return formulas, _too_many()
            for part in parts:
                if _SHEET.fullmatch(part.filename):
                    with packed.open(part) as opened:
                        text = opened.read(LARGEST_UNPACKED + 1)
                    for row, column, formula in _cells(text):
                        if row > MOST_ROWS + MOST_COLUMNS or column > MOST_COLUMNS:
                            return formulas, _too_many()
                        if formula:
                            formulas.add((row, column))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        return formulas, _no_workbook()
    return formulas, None


def _cells(text: bytes) -> Iterator[tuple[int, int, bool]]:
    """Row, column and whether a formula stands in it, of every cell that is written."""
    for found in _REFERENCE.finditer(text):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        yield int(found[2]), column, found[3] is not None


def _text(cell: Any) -> str:
    """A cell as it would be typed: numbers in full, days as `2019-06-01`."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | int):
        value = Decimal(repr(cell))
        return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value:f}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if not isinstance(cell, timedelta) else f"{cell.days}日"


# --- faults ----------------------------------------------------------------------------------------------------------


def _empty() -> Diagnostic:
    return Diagnostic(
        "sheet-empty",
        Text("the sheet has no line below its head", "表に見出しの下の行がありません"),
        Text("fill in the template, one proposal a line", "ひな形に1行1件で記入してください"),
    )


def _too_many() -> Diagnostic:
    return Diagnostic(
        "sheet-too-large",
        Text(
            f"the sheet is larger than {MOST_ROWS:,} lines and {MOST_COLUMNS} columns",
            f"表が {MOST_ROWS:,} 行・{MOST_COLUMNS} 列を超えています",
        ),
        Text("send it in parts, without empty cells far out", "離れた位置の空セルを除き、分けて送ってください"),
    )


def _no_text() -> Diagnostic:
    return Diagnostic(
        "sheet-not-text",
        Text("the file is no CSV in UTF-8 or Shift_JIS", "ファイルが UTF-8 か Shift_JIS の CSV ではありません"),
        Text("save it as CSV UTF-8 or as XLSX", "CSV UTF-8 か XLSX で保存してください"),
    )


def _no_workbook() -> Diagnostic:
    return Diagnostic(
        "workbook-not-read",
        Text("the workbook cannot be read", "ブックを読み取れません"),
        Text("save it as XLSX without a password", "パスワードなしの XLSX で保存してください"),
    )
