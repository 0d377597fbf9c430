"""The rows of each register as its sources print them, written down apart from the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from engine.plan import PrintedList, Record, Register, RegisterRow
from engine.source import RULE_FILE, read_yaml

FILE = Path(__file__).with_name("printed.yaml")


@cache
def printed() -> dict[str, Any]:
    document, faults = read_yaml(FILE.read_bytes(), FILE.name, RULE_FILE)
    assert document is not None and faults == []
    data: dict[str, Any] = document.data
    return data


def rows_of(register: Register) -> list[str]:
    """Its rows in the words of `printed.yaml`, in order, whatever their order in the register."""
    columns = printed()[register.id].get("columns", ())
    return sorted(
        (
            *map(_row, register.rows),
            *(_record(one, columns) for one in register.records),
            *map(_list, register.printed),
            *([] if register.complete_until is None else [f"complete until {register.complete_until}"]),
        )
    )


def rows_printed(register: str) -> list[str]:
    return sorted(printed()[register]["rows"])


def _row(row: RegisterRow) -> str:
    return " ".join((row.item, *_days(row.earliest, row.latest, row.until)))


def _record(record: Record, columns: list[str]) -> str:
    values = {**record.values, "id": record.id}
    told = ("-" if (value := values.get(name)) is None else _word(value) for name in columns)
    return " ".join((*told, *_days(record.earliest, record.latest, record.until)))


def _list(one: PrintedList) -> str:
    return " ".join((*sorted(one.items), *_days(one.on, one.on, one.until)))


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "+".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _days(earliest: date | None, latest: date | None, until: date | None) -> Iterator[str]:
    """`2013-01-08`, `2013-01-09..2013-12-08` for some day between, `2010-04-01 to 2015-03-31`; nothing: always."""
    if earliest is not None or latest is not None:
        yield str(earliest) if earliest == latest else f"{earliest or ''}..{latest or ''}"
    if until is not None:
        yield f"to {until}"
