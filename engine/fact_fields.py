"""Fields of facts that are records: how one is named (`chillers[2].cop`), and what it may be.

A fact of type `record` has fields; a fact of type `list` whose items are records has them in each row. A field that is
left out of a row is a place that people can be asked for, just as a fact is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.diagnostics import Text
from engine.plan import FactSpec
from engine.records import dataclass

_PLACE = re.compile(r"([^\[\]]+)\[([1-9][0-9]{0,5})\]\.([a-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """One field of one row: of the fact `fact`, the row (from 1; None for a record that is no list), the field."""

    fact: str
    row: int | None
    field: str


def fields_of(spec: FactSpec) -> Mapping[str, FactSpec]:
    """The fields of a record, or of each row of a list of records; none for all other facts."""
    return spec.items.fields if spec.items is not None else spec.fields


def row_name(fact: str, row: int | None) -> str:
    return fact if row is None else f"{fact}[{row}]"


def place_of(name: str, facts: Mapping[str, FactSpec]) -> FieldPlace | None:
    """The field that a name such as `chillers[2].cop` or `boiler.fuel` speaks of; None where it is none of `facts`."""
    found = _PLACE.fullmatch(name) if "[" in name else None
    if found is not None:
        place = FieldPlace(found[1], int(found[2]), found[3])
    else:
        fact, _, field = name.rpartition(".")
        place = FieldPlace(fact, None, field)
    spec = facts.get(place.fact)
    if spec is None or (spec.items is None) is not (place.row is None) or place.field not in fields_of(spec):
        return None
    return place


def holder_of(name: str, facts: Mapping[str, FactSpec]) -> str:
    """The fact that holds what is named: `chillers` for `chillers[2].cop`, and a fact for itself."""
    place = None if name in facts else place_of(name, facts)
    return name if place is None else place.fact


def spec_named(name: str, facts: Mapping[str, FactSpec]) -> FactSpec | None:
    """What may be said of a fact, or of a field of one: then called by its row, too."""
    if name in facts:
        return facts[name]
    place = place_of(name, facts)
    if place is None:
        return None
    holder = facts[place.fact]
    field = fields_of(holder)[place.field]
    return replace(field, name=name, label=_label(holder.label, place.row, field.label))


def _label(holder: Text, row: int | None, field: Text) -> Text:
    if row is None:
        return Text(f"{holder.en}: {field.en}", f"{holder.ja}の{field.ja}")
    return Text(f"{holder.en}, row {row}: {field.en}", f"{holder.ja}（{row}件目）の{field.ja}")


def laid_in(place: FieldPlace, value: Any, holder: Any) -> Any:
    """The value of a fact with one field of it given; what it held before is not changed."""
    if place.row is None:
        return {**(holder or {}), place.field: value}
    rows = list(holder)
    rows[place.row - 1] = {**rows[place.row - 1], place.field: value}
    return rows
