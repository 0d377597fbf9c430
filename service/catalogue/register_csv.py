"""Registers as CSV (RFC 4180): one line a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine.plan import Record, Register

BOM = "\ufeff"
"""What Excel needs to read UTF-8."""
DAYS = ("from", "from_after", "from_by", "until", "published", "source")
BETWEEN = "; "
"""Stands between the members of a list in one cell."""
NULL = "null"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def register_csv(register: Register, *, excel: bool = False) -> str:
    """The register with a head line, lines ended by CRLF. A cell that is not known is empty, one known to be absent
    says `null`; `from_after` and `from_by` stand where the first day is known by bounds only."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerows(map(_safe, _rows(register)))
    return (BOM if excel else "") + sheet.getvalue()


def _safe(row: Sequence[str]) -> list[str]:
    return [guarded(cell) for cell in row]


def guarded(cell: str) -> str:
    """The cell as a spreadsheet takes it for text; a plain number stays as it is."""
    if not cell.startswith(_STARTS_A_FORMULA) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal() and cell.isascii()


def _rows(register: Register) -> Iterator[list[str]]:
    if register.columns:
        yield ["id", *register.columns, *DAYS]
        for one in register.records:
            yield [one.id, *(_cell(one, name) for name in register.columns), *_days(one)]
    elif register.printed:
        yield ["item", "printed_on", "evidenced_until", "source"]
        for printed in register.printed:
            yield from ([item, str(printed.on), str(printed.until), " ".join(printed.source)] for item in printed.items)
    else:
        yield ["item", *DAYS]
        for row in register.rows:
            after, by = ("", "") if row.earliest == row.latest else (str(_before(row.earliest)), str(row.latest))
            first = str(row.earliest) if row.earliest == row.latest else ""
            yield [row.item, first, after, by, _day(row.until), "", " ".join(row.source)]


def _cell(one: Record, name: str) -> str:
    return plain_cell(one.values[name]) if name in one.values else ""


def plain_cell(value: Any) -> str:
    """One value as a cell says it."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple | list):
        return BETWEEN.join(plain_cell(member) for member in value)
    return str(value)


def _days(one: Record) -> list[str]:
    sure = one.earliest == one.latest
    after = "" if sure or one.earliest is None else str(_before(one.earliest))
    ends = [_day(one.earliest) if sure else "", after, "" if sure else _day(one.latest)]
    published = "" if one.published == one.latest else _day(one.published)
    return [*ends, _day(one.until), published, " ".join(one.source)]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
