"""Facts of the vocabulary: from what the files say to the specification that readers and evaluators use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engine.compiler.cited import text
from engine.compiler.fault import did_you_mean, fault
from engine.compiler.register_faults import citation_faults
from engine.compiler.shared import Counting, Found
from engine.diagnostics import Diagnostic, Text
from engine.feel.values.durations import parse_duration
from engine.model.vocabulary import FactModel, FieldModel, Kind, VocabularyModel
from engine.plan import FactSpec
from engine.source import Document
from engine.text import quoted
from engine.units import unit_faults

RESERVED = {"value", "grade", "assumed", "by", "on", "reason", "document", "exemption"}
"""Words that say something about a fact: no fact, and no part of its name, is called so."""
NUMBERS = {"number", "integer"}
BOUNDS = ("minimum", "maximum", "exclusive_minimum", "exclusive_maximum")
BOUND_KINDS: dict[str, type[object] | tuple[type[object], ...]] = {
    "number": Decimal,
    "integer": Decimal,
    "date": date,
    "duration": str,
}


def add_facts(model: VocabularyModel, document: Document, found: Found) -> None:
    """Adds the facts of a subject to `found`, with all that is wrong with them."""
    for name, fact in model.facts.items():
        pointer = f"/facts/{name}"
        found.diagnostics += [*_named(name, pointer, document, found), *type_faults(fact, pointer, document)]
        found.diagnostics += _lengths(fact, pointer, document)
        found.diagnostics += citation_faults(f"{pointer}/source", fact.source, document, found)
        if fact.items is not None:
            found.diagnostics += type_faults(fact.items, f"{pointer}/items", document)
        for inside, held in _fields_in(fact, pointer):
            found.diagnostics += [*_field_named(inside, document), *type_faults(held, inside, document)]
        found.facts[name] = _spec(name, fact)
        found.places[f"fact:{name}"] = document.key(pointer)
        if fact.from_register is not None:
            found.counts[name] = Counting(fact.from_register, document, f"{pointer}/from_register")
        if fact.asked_after:
            found.places[f"asked_after:{name}"] = document.place(f"{pointer}/asked_after")


def _spec(name: str, fact: FactModel) -> FactSpec:
    label = text(fact.label)
    return FactSpec(
        name=name,
        type=fact.type,
        label=label,
        question=text(fact.question),
        hint=text(fact.hint) if fact.hint else None,
        items=_member(name, label, fact) if fact.items else None,
        judgement=fact.kind == "judgement",
        nullable=fact.nullable,
        null_when_absent=fact.when_absent is not None,
        changeable=fact.changeable,
        asked_after=fact.asked_after,
        documents=tuple(text(item) for item in fact.documents),
        fields=field_specs(fact.fields),
        minimum_length=int(fact.minimum_length or 0),
        maximum_length=None if fact.maximum_length is None else int(fact.maximum_length),
        **limits(fact, fact.type),
    )


def _member(name: str, label: Text, fact: FactModel) -> FactSpec | None:
    items = fact.items
    if items is None:
        return None
    return FactSpec(
        name=name,
        type=items.type,
        label=label,
        question=text(fact.question),
        fields=field_specs(items.fields),
        **limits(items, items.type),
    )


def field_specs(models: Mapping[str, FieldModel] | None) -> dict[str, FactSpec]:
    """The fields of a record by name."""
    return {name: _field(name, model) for name, model in (models or {}).items()}


def _field(name: str, model: FieldModel) -> FactSpec:
    return FactSpec(
        name=name,
        type=model.type,
        label=text(model.label),
        question=text(model.question or model.label),
        hint=text(model.hint) if model.hint else None,
        nullable=model.nullable,
        null_when_absent=model.when_absent is not None,
        **limits(model, model.type),
    )


def limits(kind: Kind, type_name: str) -> dict[str, Any]:
    low, high = _first(kind.exclusive_minimum, kind.minimum), _first(kind.exclusive_maximum, kind.maximum)
    return {
        "unit": kind.unit,
        "minimum": _bound(low, type_name),
        "maximum": _bound(high, type_name),
        "minimum_excluded": kind.exclusive_minimum is not None,
        "maximum_excluded": kind.exclusive_maximum is not None,
        "choices": {word: text(label) for word, label in (kind.choices or {}).items()},
    }


def _first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _bound(value: Any, type_name: str) -> Any:
    return parse_duration(value) if type_name == "duration" and isinstance(value, str) else value


def _named(name: str, pointer: str, document: Document, found: Found) -> Iterator[Diagnostic]:
    parts = name.split(".")
    if RESERVED & set(parts):
        yield fault(
            "reserved-name",
            document.key(pointer),
            (f"`{name}` holds a word that says something about a fact", f"`{name}` は事実の属性を表す語を含みます"),
            ("choose another name", "別の名前にしてください"),
        )
    if name in found.facts:
        yield fault(
            "duplicate-fact",
            document.key(pointer),
            (f"the fact `{name}` is there twice", f"事実 `{name}` が二つあります"),
            (f"the other is in {found.places[f'fact:{name}']}", f"もう一つは {found.places[f'fact:{name}']} です"),
        )


def _fields_in(fact: FactModel, pointer: str) -> Iterator[tuple[str, FieldModel]]:
    """The fields of a record, or of the rows of a list of records, with their pointers."""
    for name, held in (fact.fields or {}).items():
        yield f"{pointer}/fields/{name}", held
    for name, held in (fact.items.fields if fact.items and fact.items.fields else {}).items():
        yield f"{pointer}/items/fields/{name}", held


def _field_named(pointer: str, document: Document) -> Iterator[Diagnostic]:
    name = pointer.rpartition("/")[2]
    if name in RESERVED:
        yield fault(
            "reserved-name",
            document.key(pointer),
            (f"`{name}` is a word that says something about a fact", f"`{name}` は事実の属性を表す語です"),
            ("choose another name", "別の名前にしてください"),
        )


def _lengths(fact: FactModel, pointer: str, document: Document) -> Iterator[Diagnostic]:
    least, most = fact.minimum_length, fact.maximum_length
    if least is not None and most is not None and least > most:
        yield fault(
            "bounds-out-of-order",
            document.key(f"{pointer}/minimum_length"),
            (f"the minimum {least} is above the maximum {most}", f"下限 {least} が上限 {most} を超えています"),
            ("exchange them", "入れ替えてください"),
        )


def type_faults(kind: Any, pointer: str, document: Document) -> Iterator[Diagnostic]:
    """Each type has what it needs (choices, items, unit, bounds of its kind) and nothing that is for another."""
    place = document.key(pointer)
    for key, types in (
        ("choices", {"choice"}),
        ("items", {"list"}),
        ("fields", {"record"}),
        ("from_register", {"integer"}),
        ("minimum_length", {"list"}),
        ("maximum_length", {"list"}),
        ("unit", NUMBERS),
        *((b, {*BOUND_KINDS}) for b in BOUNDS),
    ):
        there = getattr(kind, key, None) is not None
        if there and kind.type not in types:
            yield fault(
                "key-does-not-fit-type",
                document.key(f"{pointer}/{key}"),
                (f"a fact of type `{kind.type}` has no `{key}`", f"型 `{kind.type}` の事実に `{key}` は書けません"),
                ("take it away, or change the type", "消すか、型を変えてください"),
            )
        if (
            not there
            and kind.type in types
            and (key in {"choices", "items", "fields"} or (key == "unit" and kind.type == "number"))
        ):
            yield fault(
                "missing-key",
                place,
                (f"a fact of type `{kind.type}` has `{key}`", f"型 `{kind.type}` の事実には `{key}` が必要です"),
                (f"add `{key}:`", f"`{key}:` を加えてください"),
            )
    if kind.unit is not None:
        yield from unit_faults(kind.unit, document.place(f"{pointer}/unit"))
    yield from _bounds(kind, pointer, document)


def _bounds(kind: Any, pointer: str, document: Document) -> Iterator[Diagnostic]:
    wanted = BOUND_KINDS.get(kind.type)
    fitting = True
    for key in BOUNDS:
        value = getattr(kind, key)
        if value is None or wanted is None:
            continue
        if not isinstance(value, wanted) or (kind.type == "duration" and parse_duration(str(value)) is None):
            fitting = False
            yield fault(
                "bound-of-another-type",
                document.place(f"{pointer}/{key}"),
                (
                    f"{quoted(value)} is no bound of a `{kind.type}`",
                    f"{quoted(value)} は型 `{kind.type}` の限度になりません",
                ),
                ("write it as a value of the fact is written", "その事実の値と同じ書き方にしてください"),
            )
    low, high = _first(kind.exclusive_minimum, kind.minimum), _first(kind.exclusive_maximum, kind.maximum)
    if fitting and low is not None and high is not None and kind.type != "duration" and low > high:
        yield fault(
            "bounds-out-of-order",
            document.key(pointer),
            (f"the minimum {low} is above the maximum {high}", f"下限 {low} が上限 {high} を超えています"),
            ("exchange them", "入れ替えてください"),
        )


def check_links(found: Found) -> None:
    """What facts say of each other: names that are also the first part of others, and `asked_after`."""
    for name, fact in list(found.facts.items()):
        parts = name.split(".")
        holders = [".".join(parts[:depth]) for depth in range(1, len(parts))]
        for holder in (holder for holder in holders if holder in found.facts):
            found.diagnostics.append(_inside(name, holder, found))
            found.facts.pop(name, None)
        if fact.asked_after is not None and fact.asked_after not in found.facts:
            found.diagnostics.append(_not_asked(name, fact.asked_after, found))


def _inside(name: str, holder: str, found: Found) -> Diagnostic:
    return fault(
        "fact-inside-fact",
        found.places[f"fact:{name}"],
        (
            f"`{holder}` is a fact itself and cannot hold `{name}`",
            f"`{holder}` はそれ自体が事実なので `{name}` を含められません",
        ),
        ("rename one of them", "どちらかの名前を変えてください"),
    )


def _not_asked(name: str, before: str, found: Found) -> Diagnostic:
    return fault(
        "unknown-fact",
        found.places[f"asked_after:{name}"],
        (f"the fact {quoted(before)} is not known", f"事実 {quoted(before)} がありません"),
        did_you_mean(before, found.facts, ("name a fact of the vocabulary", "用語にある事実を書いてください")),
    )
