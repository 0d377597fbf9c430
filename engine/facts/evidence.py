"""One entry read: the value by its type, and what stands around it (grade, person, day, reason, document)."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.diagnostics import Diagnostic, Text
from engine.facts import evidence_faults, faults
from engine.facts.entries import Entry
from engine.facts.given import Given, Grade
from engine.facts.numbers import unit_named
from engine.facts.scalars import read_scalar
from engine.facts.sink import Sink, under
from engine.plan import FactSpec
from engine.records import dataclass
from engine.territories import Territories

PARTS = ("value", "unit", "grade", "assumed", "by", "on", "reason", "document")
MOST_ITEMS = 1_000
LONGEST_PART = 2_000
_GRADES = {grade.value: grade for grade in Grade}
_WANTED = {
    bool: Text("`true` or `false`", "`true` か `false`"),
    date: Text("a date (YYYY-MM-DD)", "日付（YYYY-MM-DD）"),
    str: Text(f"a text of at most {LONGEST_PART} characters", f"{LONGEST_PART} 文字以内の文字列"),
}


@dataclass(frozen=True, slots=True)
class EntryReader:
    """Reads the entries of one document; faults go into its sink."""

    territories: Territories
    sink: Sink

    def read(self, entry: Entry) -> Given | None:
        """The fact as given, or None where anything about it was refused."""
        before = self.sink.count()
        given = self._graded(entry) if _says_more(entry) else Given(self._value(entry))
        return given if self.sink.count() == before else None

    def _graded(self, entry: Entry) -> Given:
        self._check_keys(entry)
        self._check_unit(entry)
        self._check_judged(entry)
        return Given(
            self._value_inside(entry),
            self._grade(entry),
            assumed=self._part(entry, "assumed", bool) or False,
            by=self._part(entry, "by", str),
            on=self._part(entry, "on", date),
            reason=self._part(entry, "reason", str),
            document=self._part(entry, "document", str),
        )

    def _check_keys(self, entry: Entry) -> None:
        for key in entry.raw:
            if key not in PARTS:
                near = self.sink.nearest(str(key), PARTS)
                self.sink.refuse(
                    under(entry.pointer, str(key)),
                    evidence_faults.unknown_key(entry.name, str(key), near, PARTS),
                    at_key=True,
                )

    def _check_unit(self, entry: Entry) -> None:
        unit = entry.raw.get("unit")
        if unit is not None and unit_named(str(unit)) != entry.spec.unit:
            fault = faults.wrong_unit(entry.name, entry.spec, entry.raw.get("value"), str(unit))
            self.sink.refuse(under(entry.pointer, "unit"), fault)

    def _check_judged(self, entry: Entry) -> None:
        """A judgement names who made it, when and why."""
        absent = [part for part in ("by", "on", "reason") if entry.raw.get(part) in (None, "")]
        if entry.raw.get("grade") == Grade.JUDGED and absent:
            self.sink.refuse(entry.pointer, evidence_faults.judged_without(entry.name, absent))

    def _value_inside(self, entry: Entry) -> Any:
        if "value" not in entry.raw:
            self.sink.refuse(entry.pointer, evidence_faults.value_missing(entry.name))
            return None
        return self._value(Entry(entry.name, entry.spec, entry.raw["value"], under(entry.pointer, "value")))

    def _grade(self, entry: Entry) -> Grade:
        raw = entry.raw.get("grade", Grade.DECLARED)
        if isinstance(raw, str) and raw in _GRADES:
            return _GRADES[raw]
        near = self.sink.nearest(str(raw), tuple(Grade))
        self.sink.refuse(under(entry.pointer, "grade"), evidence_faults.unknown_grade(entry.name, raw, near))
        return Grade.DECLARED

    def _part(self, entry: Entry, part: str, kind: type) -> Any:
        raw = entry.raw.get(part)
        read = _as_date(raw) if kind is date else raw
        if raw is None or (type(read) is kind and not (kind is str and len(raw) > LONGEST_PART)):
            return read
        self.sink.refuse(under(entry.pointer, part), evidence_faults.wrong_part(entry.name, part, raw, _WANTED[kind]))
        return None

    def _value(self, entry: Entry) -> Any:
        if entry.raw is None:
            if not entry.spec.nullable:
                self.sink.refuse(entry.pointer, faults.null_not_allowed(entry.name))
            return None
        if entry.spec.type == "list":
            return self._items(entry)
        if entry.spec.type == "record":
            return self._record(entry)
        value = read_scalar(entry.name, entry.spec, entry.raw, self.territories, self.sink.nearest)
        if isinstance(value, Diagnostic):
            self.sink.refuse(entry.pointer, value)
            return None
        return value

    def _items(self, entry: Entry) -> list[Any] | None:
        raw, items = entry.raw, entry.spec.items
        if not isinstance(raw, list | tuple):
            self.sink.refuse(entry.pointer, faults.list_wanted(entry.name, raw))
            return None
        if len(raw) > MOST_ITEMS:
            self.sink.refuse(entry.pointer, faults.too_long(entry.name, MOST_ITEMS, items=True))
            return None
        if not self._is_long_enough(entry):
            return None
        if items is None:
            return list(raw)
        return [
            self._value(Entry(f"{entry.name}[{index + 1}]", items, item, f"{entry.pointer}/{index}"))
            for index, item in enumerate(raw)
        ]

    def _is_long_enough(self, entry: Entry) -> bool:
        """Whether a list has as many members as the vocabulary wants."""
        spec, count = entry.spec, len(entry.raw)
        if spec.minimum_length <= count and (spec.maximum_length is None or count <= spec.maximum_length):
            return True
        self.sink.refuse(entry.pointer, faults.wrong_length(entry.name, spec, count))
        return False

    def _record(self, entry: Entry) -> dict[str, Any] | None:
        """The fields that are given; what is left out stays open."""
        raw, fields = entry.raw, entry.spec.fields
        if not isinstance(raw, dict):
            self.sink.refuse(entry.pointer, faults.record_wanted(entry.name, raw, list(fields)))
            return None
        record = {}
        for key, given in raw.items():
            name, here = f"{entry.name}.{key}", under(entry.pointer, str(key))
            if key in fields:
                record[key] = self._value(Entry(name, fields[key], given, here))
            else:
                near = self.sink.nearest(str(key), fields)
                self.sink.refuse(here, faults.unknown_field(entry.name, str(key), near, list(fields)), at_key=True)
        return record


def _says_more(entry: Entry) -> bool:
    """Whether a mapping says the value and what stands around it; a record without `value` is the value itself."""
    return isinstance(entry.raw, dict) and (entry.spec.type != "record" or "value" in entry.raw)


def _as_date(raw: Any) -> Any:
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) and len(raw) == 10 else raw
    except ValueError:
        return raw


def exemption_spec(criterion: str) -> FactSpec:
    """What `exemption.<criterion>` wants: a judgement."""
    question = Text(f"is the project exempted from `{criterion}`?", f"基準 `{criterion}` の適用除外を認めますか")
    return FactSpec(f"exemption.{criterion}", "boolean", question, question, judgement=True)
