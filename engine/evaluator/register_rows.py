"""The records of a register on a day, as contexts of FEEL: those that surely hold, those that may, and any others."""

from __future__ import annotations

from typing import Any

from engine.evaluator.dating import Day
from engine.evaluator.domains import domain_of_fact
from engine.feel.values.listed import listed
from engine.feel.values.unknown import Listed, Some, Unknown
from engine.plan import FactSpec, Record, Register

ID = "id"
MOST_KEPT = 32
_KEPT: dict[tuple[int, Day, str], tuple[Register, Any]] = {}


def records_on(register: Register, day: Day, name: str) -> Any:
    """The list of the records of the day. What is not known of it waits for `name`.

    The last days that were asked for are kept: the list is only read.
    """
    key = (id(register), day, name)
    kept = _KEPT.get(key)
    if kept is None or kept[0] is not register:
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        kept = _KEPT[key] = (register, _records(register, day, name))
    return kept[1]


def _records(register: Register, day: Day, name: str) -> Any:
    names = frozenset((name,))
    parts = [
        Some(_row(one, register, names), least) for one in register.records if (least := _holds(one, day)) is not None
    ]
    if is_complete(register, day):
        return listed(names, parts)
    parts.append(Some({key: _cell(spec, names) for key, spec in _columns(register)}, 0, None))
    return Unknown(names, Listed(tuple(parts), register.unique_by))


def is_complete(register: Register, day: Day) -> bool:
    """Whether no record of the day is missing."""
    return register.complete is None or any(day.as_of in period for period in register.complete)


def _holds(one: Record, day: Day) -> int | None:
    """1: it holds on the day; 0: it may; None: it does not."""
    if one.until is not None and one.until < day.as_of:
        return None
    if one.earliest is not None and (day.as_of < one.earliest or not day.knows(one.earliest)):
        return None
    if one.published is not None and not day.knows(one.published):
        return None if one.latest == one.earliest else 0
    always = one.earliest is None
    return 1 if always or (one.latest is not None and one.latest <= day.as_of) else 0


def _row(one: Record, register: Register, names: frozenset[str]) -> dict[str, Any]:
    row: dict[str, Any] = {ID: one.id}
    for key, spec in register.columns.items():
        value = one.values[key] if key in one.values else _cell(spec, names)
        row[key] = list(value) if isinstance(value, tuple) else value
    return row


def _columns(register: Register) -> list[tuple[str, FactSpec | None]]:
    return [(ID, None), *register.columns.items()]


def _cell(spec: FactSpec | None, names: frozenset[str]) -> Unknown:
    """A cell that is not known: anything that its column may hold."""
    if spec is None:
        return Unknown(names)
    if spec.items is not None and not spec.nullable:
        return Unknown(names, Listed((Some(Unknown(names, domain_of_fact(spec.items)), 0, None),)))
    return Unknown(names, domain_of_fact(spec))
