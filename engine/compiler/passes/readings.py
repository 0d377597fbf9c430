"""Readings: the default is one of the sides, every use gives all sides and no other, and none is without use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.compiler.fault import did_you_mean, fault, listed
from engine.compiler.sheet import Sheet, definitions
from engine.diagnostics import Diagnostic
from engine.source import escape
from engine.text import quoted

Use = tuple[str, str, Mapping[str, Any]]
"""Where a reading is used (the pointer of its key), its name, and what is given for each side."""


def check_readings(sheet: Sheet) -> Iterator[Diagnostic]:
    uses = list(_uses(sheet))
    for use in uses:
        yield from _use(sheet, *use)
    used = {name for _, name, _ in uses}
    for name, reading in sheet.model.readings.items():
        if reading.default not in reading.sides:
            yield fault(
                "unknown-side",
                sheet.place(f"/readings/{escape(name)}/default"),
                (
                    f"{quoted(reading.default)} is no side of `{name}`",
                    f"{quoted(reading.default)} は `{name}` の解釈にありません",
                ),
                (f"write one of {listed(reading.sides)}", f"次のいずれかを書いてください：{listed(reading.sides)}"),
            )
        if name not in used:
            yield fault(
                "reading-not-used",
                sheet.key(f"/readings/{escape(name)}"),
                (f"no clause depends on the reading `{name}`", f"解釈 `{name}` はどの条項でも使われていません"),
                ("use it in a `by_reading`, or take it away", "`by_reading` で使うか、消してください"),
            )


def _uses(sheet: Sheet) -> Iterator[Use]:
    for name, value in sheet.model.values.items():
        for pointer, definition in definitions(value, f"/values/{name}"):
            yield from (
                (f"{pointer}/by_reading/{reading}", reading, sides)
                for reading, sides in (definition.by_reading or {}).items()
            )
    for index, criterion in enumerate(sheet.model.criteria):
        yield from (
            (f"/criteria/{index}/by_reading/{reading}", reading, sides)
            for reading, sides in (criterion.by_reading or {}).items()
        )


def _use(sheet: Sheet, pointer: str, name: str, sides: Mapping[str, Any]) -> Iterator[Diagnostic]:
    reading = sheet.model.readings.get(name)
    if reading is None:
        yield fault(
            "unknown-reading",
            sheet.key(pointer),
            (f"the reading {quoted(name)} is not known", f"解釈 {quoted(name)} がありません"),
            did_you_mean(name, sheet.model.readings, ("add it to `readings`", "`readings` に加えてください")),
        )
        return
    for side in sides:
        if side not in reading.sides:
            yield fault(
                "unknown-side",
                sheet.key(f"{pointer}/{side}"),
                (f"{quoted(side)} is no side of `{name}`", f"{quoted(side)} は `{name}` の解釈にありません"),
                (f"write one of {listed(reading.sides)}", f"次のいずれかを書いてください：{listed(reading.sides)}"),
            )
    for side in reading.sides:
        if side not in sides:
            yield fault(
                "side-missing",
                sheet.key(pointer),
                (f"nothing is said for the side `{side}`", f"`{side}` の場合が書かれていません"),
                (f"add `{side}:`", f"`{side}:` を加えてください"),
            )
