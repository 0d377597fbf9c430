"""Every register that differs from one in a single row: without it, or with one of its days moved by a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from engine.plan import PrintedList, Record, Register, RegisterRow
from engine.records import dataclass

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RegisterMutant:
    """A register with one change. `name`: what was done, for people and for lists of mutants."""

    name: str
    register: Register


def register_mutants(register: Register) -> Iterator[RegisterMutant]:
    """All mutants of a register, in the order of its file."""
    for at, row in enumerate(register.rows):
        for told, rows in _rows(register.rows, at, row, row.item):
            yield RegisterMutant(f"rows/{told}", replace(register, rows=rows))
    for at, record in enumerate(register.records):
        for told, records in _rows(register.records, at, record, record.id):
            yield RegisterMutant(f"records/{told}", replace(register, records=records))
    for at, printed in enumerate(register.printed):
        for told, changed in _printed(printed):
            lists = (*register.printed[:at], changed, *register.printed[at + 1 :])
            yield RegisterMutant(f"lists/{told}", replace(register, printed=lists))
    if register.complete_until is not None:
        for told, day in _moved(register.complete_until):
            yield RegisterMutant(f"complete_until: {told}", replace(register, complete_until=day))


def _rows(
    rows: tuple[Any, ...], at: int, row: RegisterRow | Record, name: str
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    yield f"{name}: without the row", (*rows[:at], *rows[at + 1 :])
    for told, changed in _days(row):
        yield f"{name}: {told}", (*rows[:at], changed, *rows[at + 1 :])


def _days(row: RegisterRow | Record) -> Iterator[tuple[str, RegisterRow | Record]]:
    """The row with one of its days moved; days that are one (`from: 2019-04-01`) move together."""
    if row.earliest == row.latest and row.earliest is not None:
        for told, day in _moved(row.earliest):
            yield f"from {told}", replace(row, earliest=day, latest=day)
    else:
        for word, end in (("earliest", row.earliest), ("latest", row.latest)):
            for told, day in _moved(end):
                changed = replace(row, earliest=day) if word == "earliest" else replace(row, latest=day)
                if changed.earliest is None or changed.latest is None or changed.earliest <= changed.latest:
                    yield f"{word} {told}", changed
    for told, day in _moved(row.until):
        yield f"until {told}", replace(row, until=day)


def _printed(printed: PrintedList) -> Iterator[tuple[str, PrintedList]]:
    for item in printed.items:
        less = tuple(other for other in printed.items if other != item)
        yield f"{printed.on}: without {item}", replace(printed, items=less)
    for told, day in _moved(printed.on):
        yield f"{printed.on}: on {told}", replace(printed, on=day, until=max(day, printed.until))
    if printed.until != printed.on:
        for told, day in _moved(printed.until):
            yield f"{printed.on}: until {told}", replace(printed, until=day)


def _moved(day: date | None) -> Iterator[tuple[str, date]]:
    if day is not None:
        for new in (day - _DAY, day + _DAY):
            yield f"{day} → {new}", new
