"""Clauses taken out of a rule set so that it still loads: what they asked is not asked, what they gave is not known.

A criterion is met by everything, a figure or a list unknown, a row or a bound gone, a table blind to what it is asked,
a value not known, a reading without a difference, a conclusion never drawn.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import replace
from typing import Any

from engine.plan import Register

Data = dict[str, Any]
Path = tuple[str | int, ...]
DEFINITIONS = ("formula", "least_of", "greatest_of", "table", "by_reading")
NEVER = {"all": [{"outcome": "eligible"}, {"outcome": "ineligible"}]}
"""A premise that nothing meets."""
ASKED = ("requires", "by_reading", "applies_when", "figures")
"""The keys by which a criterion asks for something."""
EVER = "1900-01-01"
TAKEN_OUT = "taken_out"


def without_clauses(data: Data, pointers: Iterable[str], registers: Mapping[str, Register]) -> Data:
    """The data of a `ruleset.yaml` less the clauses at these RFC 6901 pointers; what is at no known place stays.

    `registers` by id: what a list that is taken out was a list of.
    """
    changed = copy.deepcopy(data)
    for path in sorted((_path(data, pointer) for pointer in pointers), key=_order, reverse=True):
        take_out = _TAKE_OUT.get(str(path[0]) if path else "covers")
        if take_out is not None:
            take_out(changed, path)
    _settle_lists(changed, registers)
    return changed


def without_citing(register: Register, reference: str) -> Register:
    """The register less the rows, lists and records that cite the passage."""
    return replace(
        register,
        rows=tuple(row for row in register.rows if reference not in row.source),
        printed=tuple(printed for printed in register.printed if reference not in printed.source),
        records=tuple(record for record in register.records if reference not in record.source),
    )


def _path(data: Any, pointer: str) -> Path:
    parts: list[str | int] = []
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        parts.append(int(name) if isinstance(data, list) else name)
        data = data[parts[-1]]
    return tuple(parts)


def _order(path: Path) -> tuple[str, ...]:
    """Taken from the end, so that what is deleted moves nothing that is still to come."""
    return tuple(f"{part:09d}" if isinstance(part, int) else part for part in path)


def _covers(data: Data, path: Path) -> None:
    data["covers"] = [period for at, period in enumerate(data["covers"]) if len(path) > 1 and at != path[1]]


def _criterion(data: Data, path: Path) -> None:
    criterion = data["criteria"][path[1]]
    by_reading = criterion.get("by_reading")
    for key in ASKED:
        criterion.pop(key, None)
    if by_reading is None:
        criterion["requires"] = True
    else:
        criterion["by_reading"] = {name: dict.fromkeys(sides, True) for name, sides in by_reading.items()}


def _conclusion(data: Data, path: Path) -> None:
    data["conclusions"][path[1]]["when"] = NEVER


def _dated(steps: MutableMapping[str, Any], day: str) -> None:
    """The step is unknown; what was unknown next to it says nothing more."""
    steps[day] = "unknown"
    before: Any = None
    for at in list(steps):
        if steps[at] == "unknown" == before:
            del steps[at]
        else:
            before = steps[at]


def _parameter(data: Data, path: Path) -> None:
    _dated(data["parameters"][str(path[1])]["values"], str(path[3]))


def _list(data: Data, path: Path) -> None:
    named = data["lists"][str(path[1])]
    if len(path) > 2:
        _dated(named["values"], str(path[3]))
    elif "register" in named:
        named["of"] = named.get("of", f"register:{named.pop('register')}")
        named["values"] = {EVER: "unknown"}
    else:
        named["values"] = {next(iter(named["values"])): "unknown"}


def _settle_lists(data: Data, registers: Mapping[str, Register]) -> None:
    """What a list was a list of; a list of records stays: records are taken out of their register."""
    for named in data.get("lists", {}).values():
        kind, _, register = str(named.get("of", "")).partition(":")
        if kind == "register" and registers[register].columns:
            named.update(register=register)
            del named["of"], named["values"]
        elif kind == "register":
            named["of"] = registers[register].of


def _table(data: Data, path: Path) -> None:
    table = data["tables"][str(path[1])]
    rows = table["rows"]
    if len(path) > 2 and len(rows) > 1:
        del rows[path[3]]
        return
    first = {**rows[0], "when": ["-"] * len(table["inputs"])}
    table["rows"] = [first]
    table.pop("otherwise", None)


def _value(data: Data, path: Path) -> None:
    """The definition that cites is not known; where it is one of several bounds, that bound is gone."""
    holder: Any = data
    for at, part in enumerate(path):
        if part in {"least_of", "greatest_of"}:
            if len(holder[part]) > 1:
                del holder[part][path[at + 1]]
                return
            break
        holder = holder[part]
    unit = data["values"][path[1]].get("unit")
    _make_unknown(holder, _not_known(data, unit or "1"), typed=unit is not None)


def _not_known(data: Data, unit: str) -> str:
    """The name of a parameter of that unit which is not known."""
    parameters = data.setdefault("parameters", {})
    units = [named["unit"] for name, named in parameters.items() if name.startswith(TAKEN_OUT)]
    name = f"{TAKEN_OUT}_{units.index(unit) if unit in units else len(units)}"
    title = {"en": "Taken out", "ja": "除いた値"}
    parameters[name] = {"title": title, "unit": unit, "values": {EVER: "unknown"}}
    return name


def _make_unknown(definition: Data, unknown: str, *, typed: bool) -> None:
    """The definition is the unknown parameter; where that would be of another type, a choice that hangs on it."""
    for step in definition.get("dated", {}).values():
        if isinstance(step, dict):
            _make_unknown(step, unknown, typed=typed)
    for sides in definition.get("by_reading", {}).values():
        for side in sides.values():
            _make_unknown(side, unknown, typed=typed)
    if not {"dated", "by_reading"} & definition.keys():
        kept = definition.get("formula", "null")
        for key in DEFINITIONS:
            definition.pop(key, None)
        definition["formula"] = unknown if typed else f"if {unknown} = 1 then ({kept}) else null"


def _reading(data: Data, path: Path) -> None:
    """Every side says what the default says."""
    name = str(path[1])
    _level(data, name, data["readings"][name]["default"])


def _level(data: Any, reading: str, default: str) -> None:
    if isinstance(data, dict):
        sides = data.get("by_reading", {}).get(reading) if isinstance(data.get("by_reading"), dict) else None
        if sides:
            for side in sides:
                sides[side] = copy.deepcopy(sides[default])
        for value in data.values():
            _level(value, reading, default)
    elif isinstance(data, list):
        for value in data:
            _level(value, reading, default)


_TAKE_OUT: Mapping[str, Callable[[Data, Path], None]] = {
    "covers": _covers,
    "criteria": _criterion,
    "conclusions": _conclusion,
    "parameters": _parameter,
    "lists": _list,
    "tables": _table,
    "values": _value,
    "readings": _reading,
}
