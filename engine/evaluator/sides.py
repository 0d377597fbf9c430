"""Readings: which side is taken, and whether the sides differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.determination import Side
from engine.diagnostics import Diagnostic, Text
from engine.errors import MisuseError
from engine.plan import Plan
from engine.text import nearest


def chosen_sides(plan: Plan, readings: Mapping[str, str]) -> dict[str, str]:
    """The side of each reading of the plan: the caller's, else the default."""
    chosen = {reading.id: readings.get(reading.id, reading.default) for reading in plan.readings.values()}
    for name, side in chosen.items():
        if side not in plan.readings[name].sides:
            raise MisuseError(f"the reading {name} of {plan.id} has no side {side}")
    return chosen


def reading_faults(plans: Sequence[Plan], readings: Mapping[str, str]) -> list[Diagnostic]:
    """The choices that no rule set knows, or whose side does not exist; pointers begin at "/readings"."""
    known: dict[str, set[str]] = {}
    for plan in plans:
        for reading in plan.readings.values():
            known.setdefault(reading.id, set()).update(reading.sides)
    found = []
    for name, side in readings.items():
        if name not in known:
            found.append(_unknown("unknown-reading", name, f"/readings/{name}", list(known)))
        elif side not in known[name]:
            found.append(_unknown("unknown-side", side, f"/readings/{name}", sorted(known[name])))
    return found


def _unknown(code: str, said: str, pointer: str, known: list[str]) -> Diagnostic:
    what = Text("reading", "解釈") if code == "unknown-reading" else Text("side", "選択肢")
    every = ", ".join(f"`{one}`" for one in known)
    near = nearest(said, known)
    help_ = Text(f"there are {every}", f"選べるのは {every} です") if known else None
    if near:
        help_ = Text(f"did you mean `{near}`?", f"`{near}` のことですか")
    message = Text(f"there is no {what.en} `{said}`", f"`{said}` という{what.ja}はありません")
    return Diagnostic(code, message, help_, pointer=pointer)


def differs(sides: Iterable[Side]) -> bool:
    """Whether the outcome or an amount (how much, and whether it applies) is not the same at all sides."""
    shown = [_shown(side) for side in sides]
    return any(one != shown[0] for one in shown[1:])


def _shown(side: Side) -> Any:
    return side.outcome, {name: (amount.figure, amount.applies) for name, amount in side.amounts.items()}
