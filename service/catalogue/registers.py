"""Registers for programs: what each holds, and its rows, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.determination_json import plain, text_json
from engine.diagnostics import Diagnostic, Text
from engine.facts.faults import null_not_allowed
from engine.facts.scalars import read_scalar
from engine.receipt import canonical
from engine.receipt.canonical import digest
from engine.text import quoted
from service.catalogue.description import field_json
from service.checks.faults import MOST_FAULTS, did_you_mean
from service.store.paging import Page, cursor_after, place_of

if TYPE_CHECKING:
    from engine.plan import Register
    from engine.territories import Territories

Json = dict[str, Any]


def listed_json(register: Register) -> Json:
    """A register as one line: how many rows it has, and until when none is missing."""
    return {
        "id": register.id,
        "title": text_json(register.title),
        "of": register.of,
        "rows": str(len(rows(register))),
        "complete_until": _day(register.complete_until),
        "digest": tag_of(register),
    }


def columns_json(register: Register) -> list[Json]:
    """What each row of a table says; empty where a row is only an item."""
    return [field_json(column) for column in register.columns.values()]


def rows(register: Register) -> list[Json]:
    """All rows, in the order of the file. Of a list printed on several days each item is there once a day."""
    return list(_rows(register))


def tag_of(register: Register) -> str:
    """What changes with anything that the register says."""
    return digest({"id": register.id, "rows": rows(register)})


def page(register: Register, cursor: str | None, limit: int) -> Page[Json]:
    """Some rows. A cursor belongs to the register as it was: raises CursorError where it has changed since."""
    named, found = canonical(["register", register.id, tag_of(register)]), rows(register)
    start = 0 if cursor is None else place_of(named, cursor)
    chosen = tuple(found[start : start + limit])
    end = start + len(chosen)
    return Page(chosen, cursor_after(named, end) if end < len(found) else None)


def _rows(register: Register) -> Iterator[Json]:
    for one in register.records:
        values = {name: plain(value) for name, value in one.values.items()}
        days = {"earliest": _day(one.earliest), "latest": _day(one.latest), "until": _day(one.until)}
        yield {"id": one.id, "values": values, **days, "published": _day(one.published), "source": list(one.source)}
    for row in register.rows:
        days = {"earliest": _day(row.earliest), "latest": _day(row.latest), "until": _day(row.until)}
        yield {"id": row.item, "values": {}, **days, "published": None, "source": list(row.source)}
    for printed in register.printed:
        days = {"earliest": _day(printed.on), "latest": _day(printed.on), "until": _day(printed.until)}
        for item in printed.items:
            yield {"id": item, "values": {}, **days, "published": _day(printed.on), "source": list(printed.source)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


# --- overrides -------------------------------------------------------------------------------------------------------


def values_of(register: Register, values: Mapping[str, Any], territories: Territories) -> tuple[Json, list[Diagnostic]]:
    """The values of a row as it should be, read by the register's columns; pointers begin with `/values`."""
    read: Json = {}
    faults: list[Diagnostic] = []
    for name, value in values.items():
        if len(faults) == MOST_FAULTS:
            break
        pointer = f"/values/{name}"
        spec = register.columns.get(name)
        if spec is None:
            faults.append(_no_such_column(name, tuple(register.columns), pointer))
            continue
        label = f"{register.id}.{name}"
        if value is None:
            found = None if spec.nullable else null_not_allowed(label)
        else:
            found = read_scalar(label, spec, value, territories)
        if isinstance(found, Diagnostic):
            faults.append(_at(found, pointer))
        else:
            read[name] = plain(found)
    return read, faults


def _at(fault: Diagnostic, pointer: str) -> Diagnostic:
    return Diagnostic(fault.code, fault.message, fault.help, pointer=pointer)


def _no_such_column(name: str, known: Sequence[str], pointer: str) -> Diagnostic:
    message = Text(f"the register has no column {quoted(name)}", f"台帳に列 {quoted(name)} はありません")
    return Diagnostic("unknown-column", message, did_you_mean(name, known), pointer=pointer)
