"""No value or table rests on itself; a cycle names every member."""

from __future__ import annotations

from collections.abc import Iterator

from engine.compiler.fault import fault
from engine.compiler.order import needs, rings
from engine.compiler.sheet import Sheet
from engine.diagnostics import Diagnostic


def check_cycles(sheet: Sheet) -> Iterator[Diagnostic]:
    names = sheet.names()
    for ring in rings(needs(sheet)):
        members = ", ".join(f"`{name}`" for name in ring)
        alone = len(ring) == 1
        yield fault(
            "cycle",
            sheet.key(names[ring[0]]),
            (f"{members} rests on itself" if alone else f"{members} rest on each other", f"{members} が循環しています"),
            ("let one of them use something else", "どれか一つが別のものを使うようにしてください"),
        )
