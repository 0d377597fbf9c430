"""Each dated figure is of its parameter's type, known or bounded, and each member of a list is of the list's kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from engine.compiler.fault import did_you_mean, fault
from engine.compiler.register_faults import country_faults
from engine.compiler.sheet import Sheet
from engine.diagnostics import Diagnostic
from engine.feel.values.durations import parse_duration
from engine.model.definitions import ListModel, ParameterModel, ParameterStep
from engine.text import quoted

KINDS: dict[str, tuple[type[object], str, str]] = {
    "number": (Decimal, "a number", "数値"),
    "date": (date, "a date", "日付"),
    "text": (str, "text", "文字列"),
    "duration": (str, "a duration such as `P6M`", "`P6M` のような期間"),
    "country": (str, "a country", "国"),
}
"""For each type: what it is read as, and what it is called."""


def check_parameters(sheet: Sheet) -> Iterator[Diagnostic]:
    for name, parameter in sheet.model.parameters.items():
        yield from _parameter(sheet, f"/parameters/{name}", parameter)
    for name, named in sheet.model.lists.items():
        yield from _list(sheet, f"/lists/{name}", named)


def _parameter(sheet: Sheet, pointer: str, parameter: ParameterModel) -> Iterator[Diagnostic]:
    if (parameter.type == "number") != (parameter.unit is not None):
        wants = parameter.type == "number"
        yield fault(
            "missing-key" if wants else "key-does-not-fit-type",
            sheet.key(pointer if wants else f"{pointer}/unit"),
            ("a number has a unit", "数値には単位が必要です")
            if wants
            else (f"a {parameter.type} has no unit", f"型 `{parameter.type}` に単位はありません"),
            ('add `unit:`, `"1"` for a fraction', '`unit:` を加えてください（割合なら `"1"`）')
            if wants
            else ("take it away", "消してください"),
        )
    for day, step in parameter.values.items():
        if isinstance(step, ParameterStep):
            yield from _step(sheet, f"{pointer}/values/{day}", step, parameter.type)


def _step(sheet: Sheet, pointer: str, step: ParameterStep, type_name: str) -> Iterator[Diagnostic]:
    given = {key: getattr(step, key) for key in ("value", "at_least", "at_most") if getattr(step, key) is not None}
    if not given or ("value" in given and len(given) > 1):
        yield fault(
            "one-of-keys",
            sheet.key(pointer),
            ("either `value` or bounds are wanted", "`value` か限度のどちらかが必要です"),
            ("write `value`, or `at_least` and `at_most`", "`value`、または `at_least` と `at_most` を書いてください"),
        )
    wrong = False
    for key, value in given.items():
        if not _fits(value, type_name):
            wrong = True
            yield _wrong_type(sheet, f"{pointer}/{key}", value, type_name)
    low, high = given.get("at_least"), given.get("at_most")
    if not wrong and low is not None and high is not None and type_name in {"number", "date"} and low > high:
        yield fault(
            "bounds-out-of-order",
            sheet.place(f"{pointer}/at_most"),
            (f"at most {high} is below at least {low}", f"上限 {high} が下限 {low} を下回っています"),
            ("exchange them", "入れ替えてください"),
        )


def _list(sheet: Sheet, pointer: str, named: ListModel) -> Iterator[Diagnostic]:
    if named.register_id is not None and named.register_id not in sheet.found.registers:
        yield fault(
            "unknown-register",
            sheet.place(f"{pointer}/register"),
            (
                f"the register {quoted(named.register_id)} is not known",
                f"台帳 {quoted(named.register_id)} がありません",
            ),
            did_you_mean(
                named.register_id,
                sheet.found.registers,
                ("add it to rules/registers/", "rules/registers/ に加えてください"),
            ),
        )
    for day, step in (named.values or {}).items():
        if not isinstance(step, str):
            yield from _members(sheet, f"{pointer}/values/{day}/items", step.items, named.of or "text")


def _members(sheet: Sheet, pointer: str, items: tuple[Any, ...], of: str) -> Iterator[Diagnostic]:
    for index, item in enumerate(items):
        if not _fits(item, of):
            yield _wrong_type(sheet, f"{pointer}/{index}", item, of)
        elif of == "country":
            yield from country_faults(item, sheet.place(f"{pointer}/{index}"), sheet.found)
        elif item in items[:index]:
            yield fault(
                "duplicate-item",
                sheet.place(f"{pointer}/{index}"),
                (f"{quoted(item)} stands twice", f"{quoted(item)} が重複しています"),
                ("keep it once", "一つだけ残してください"),
            )


def _fits(value: Any, type_name: str) -> bool:
    if not isinstance(value, KINDS[type_name][0]):
        return False
    return type_name != "duration" or parse_duration(str(value)) is not None


def _wrong_type(sheet: Sheet, pointer: str, value: Any, type_name: str) -> Diagnostic:
    _, en, ja = KINDS[type_name]
    return fault(
        "wrong-type",
        sheet.place(pointer),
        (f"{en} is wanted, not {quoted(value)}", f"{ja}が必要ですが、{quoted(value)} が書かれています"),
        (f"write {en}", f"{ja}を書いてください"),
    )
