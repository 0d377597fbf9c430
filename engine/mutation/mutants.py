"""Every rule set that differs from one in a single bound, list, row, comparison, day, strength or clause.

A mutant is one value of the file replaced by another, so that it goes the same way as what an author writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.mutation.formulas import changed_texts
from engine.mutation.neighbours import days_beside, neighbours
from engine.mutation.removal import ASKED, NEVER, Data, Path
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule set with `value` in the place of what stands at `path`.

    `place`: the clause by ids (`criteria/within-range/requires`). `change`: what was done, for people.
    """

    place: str
    change: str
    path: Path
    value: Any

    @property
    def name(self) -> str:
        """What names it as long as the clause stays as it is."""
        return f"{self.place}: {self.change}"

    def of(self, data: Data) -> Data:
        """The data of the rule file with this change; `data` stays as it is."""
        changed: Data = _put(data, self.path, self.value)
        return changed


def mutants(data: Data) -> Iterator[Mutant]:
    """All mutants of the data of a `ruleset.yaml`, in the order of the file. Some of them do not load."""
    yield from _periods(data["covers"], ("covers",), data)
    for name, parameter in data.get("parameters", {}).items():
        yield from _series(parameter["values"], ("parameters", name, "values"), data)
    for name, named in data.get("lists", {}).items():
        yield from _series(named.get("values", {}), ("lists", name, "values"), data)
    for name, table in data.get("tables", {}).items():
        yield from _table(table, ("tables", name), data)
    for name, reading in data.get("readings", {}).items():
        yield from _other_default(reading, ("readings", name), data)
    for name, value in data.get("values", {}).items():
        yield from _value(value, ("values", name), data)
    for at, criterion in enumerate(data.get("criteria", ())):
        yield from _criterion(criterion, ("criteria", at), data)
    for at, conclusion in enumerate(data.get("conclusions", ())):
        yield from _conclusion(conclusion, ("conclusions", at), data)


def place_of(data: Any, path: Path) -> str:
    """A path with the members of lists by their ids, where they have one."""
    parts: list[str] = []
    for part in path:
        data = data[part]
        parts.append(str(data["id"]) if isinstance(data, dict) and "id" in data else str(part))
    return "/".join(parts)


def _mutant(data: Data, path: Path, change: str, value: Any) -> Mutant:
    return Mutant(place_of(data, path), change, path, value)


def _put(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    changed: Any = dict(data) if isinstance(data, Mapping) else list(data)
    changed[path[0]] = _put(data[path[0]], path[1:], value)
    return changed


def _less(members: Any, at: int) -> list[Any]:
    return [member for position, member in enumerate(members) if position != at]


def _beside(data: Data, path: Path, value: Any) -> Iterator[Mutant]:
    for new in neighbours(value):
        yield _mutant(data, path, f"{value} → {new}", new)


def _periods(periods: Any, path: Path, data: Data) -> Iterator[Mutant]:
    for at, period in enumerate(periods):
        for end in ("from", "until"):
            if end in period:
                yield from _beside(data, (*path, at, end), period[end])


def _series(steps: Mapping[str, Any], path: Path, data: Data) -> Iterator[Mutant]:
    """The day of each step, its last day, its figure or bounds, each of its members."""
    for day, step in steps.items():
        for new in days_beside(day):
            if new not in steps:
                moved = {new if key == day else key: value for key, value in steps.items()}
                yield _mutant(data, path, f"{day} → {new}", moved)
        if isinstance(step, Mapping):
            for key in ("value", "at_least", "at_most", "until"):
                if key in step:
                    yield from _beside(data, (*path, day, key), step[key])
            for at, item in enumerate(step.get("items", ())):
                yield _mutant(data, (*path, day, "items"), f"without {item}", _less(step["items"], at))


def _formula(text: Any, path: Path, data: Data, *, cell: bool = False) -> Iterator[Mutant]:
    if not isinstance(text, str):
        yield from _beside(data, path, text)
        return
    for change, new in changed_texts(text, cell=cell):
        yield _mutant(data, path, change, new)


def _table(table: Data, path: Path, data: Data) -> Iterator[Mutant]:
    rows = table["rows"]
    for at, text in enumerate(table["inputs"]):
        yield from _formula(text, (*path, "inputs", at), data)
    for at, row in enumerate(rows):
        here = (*path, "rows", at)
        if len(rows) > 1:
            yield Mutant(place_of(data, here), "without the row", (*path, "rows"), _less(rows, at))
        for position, text in enumerate(row["when"]):
            yield from _formula(text, (*here, "when", position), data, cell=True)
        yield from _output(row["then"], rows, (*here, "then"), data)
    if "otherwise" in table:
        yield from _output(table["otherwise"], rows, (*path, "otherwise"), data)


def _output(output: Any, rows: Any, path: Path, data: Data) -> Iterator[Mutant]:
    """An output one unit away; one that has no such neighbour: that of another row."""
    changed = list(_formula(output, path, data))
    others = [row["then"] for row in rows if row["then"] != output]
    if not changed and others:
        changed = [_mutant(data, path, f"{output} → {others[0]}", others[0])]
    yield from changed


def _other_default(reading: Data, path: Path, data: Data) -> Iterator[Mutant]:
    others = [side for side in reading["sides"] if side != reading["default"]]
    yield _mutant(data, (*path, "default"), f"{reading['default']} → {others[0]}", others[0])


_MODES = {"down": "up", "up": "down", "half_up": "down", "half_down": "up", "half_even": "half_up"}


def _value(value: Data, path: Path, data: Data) -> Iterator[Mutant]:
    yield from _definition(value, path, data)
    if "applies_when" in value:
        yield from _formula(value["applies_when"], (*path, "applies_when"), data)
        yield _always(value, path, data)
    if "dated" in value:
        yield from _series(value["dated"], (*path, "dated"), data)
        for day, step in value["dated"].items():
            if isinstance(step, dict):
                yield from _definition(step, (*path, "dated", day), data)
    if "rounding" in value:
        here = (*path, "rounding")
        yield from _beside(data, (*here, "to"), value["rounding"]["to"])
        mode = value["rounding"]["mode"]
        other = _MODES.get(mode, "ceiling" if mode == "floor" else "floor")
        yield _mutant(data, (*here, "mode"), f"{mode} → {other}", other)


def _always(clause: Data, path: Path, data: Data) -> Mutant:
    return _mutant(
        data, path, "without `applies_when`", {key: said for key, said in clause.items() if key != "applies_when"}
    )


def _definition(definition: Data, path: Path, data: Data) -> Iterator[Mutant]:
    if "formula" in definition:
        yield from _formula(definition["formula"], (*path, "formula"), data)
    for key in ("least_of", "greatest_of"):
        bounds = definition.get(key, ())
        for at, bound in enumerate(bounds):
            here = (*path, key, at)
            if len(bounds) > 1:
                yield Mutant(place_of(data, here), "without the bound", (*path, key), _less(bounds, at))
            yield from _formula(bound["formula"], (*here, "formula"), data)
    for name, sides in definition.get("by_reading", {}).items():
        for side, inner in sides.items():
            yield from _definition(inner, (*path, "by_reading", name, side), data)


STRENGTHS = ("hard", "in_principle", "advisory")


def _criterion(criterion: Data, path: Path, data: Data) -> Iterator[Mutant]:
    yield _mutant(data, path, "met by everything", _met_by_everything(criterion))
    if "requires" in criterion:
        yield from _formula(criterion["requires"], (*path, "requires"), data)
    for name, sides in criterion.get("by_reading", {}).items():
        for side, text in sides.items():
            yield from _formula(text, (*path, "by_reading", name, side), data)
    if "applies_when" in criterion:
        yield from _formula(criterion["applies_when"], (*path, "applies_when"), data)
        yield _always(criterion, path, data)
    strength = criterion.get("strength", "hard")
    for other in STRENGTHS:
        if other != strength:
            yield _mutant(data, path, f"{strength} → {other}", {**criterion, "strength": other})
    yield from _periods(criterion.get("in_force", ()), (*path, "in_force"), data)
    for name, figure in criterion.get("figures", {}).items():
        yield from _formula(figure["formula"], (*path, "figures", name, "formula"), data)


def _met_by_everything(criterion: Data) -> Data:
    kept = {key: said for key, said in criterion.items() if key not in ASKED}
    if "by_reading" not in criterion:
        return {**kept, "requires": True}
    every = {name: dict.fromkeys(sides, True) for name, sides in criterion["by_reading"].items()}
    return {**kept, "by_reading": every}


def _conclusion(conclusion: Data, path: Path, data: Data) -> Iterator[Mutant]:
    yield _mutant(data, (*path, "when"), "never", NEVER)
    yield from _premise(conclusion["when"], (*path, "when"), data)


def _premise(premise: Data, path: Path, data: Data) -> Iterator[Mutant]:
    for key, other in (("all", "any"), ("any", "all"), ("none", "any")):
        parts = premise.get(key, ())
        if parts and (len(parts) > 1 or key == "none"):
            yield _mutant(data, path, f"{key} → {other}", {other: parts})
        for at, part in enumerate(parts):
            if len(parts) > 1:
                told = f"without part {at + 1} of `{key}`"
                yield _mutant(data, (*path, key), told, _less(parts, at))
            yield from _premise(part, (*path, key, at), data)
    for key in ("outcome", "state"):
        said = premise.get(key, ())
        if not isinstance(said, str) and len(said) > 1:
            for at, word in enumerate(said):
                yield _mutant(data, (*path, key), f"without {word}", _less(said, at))
