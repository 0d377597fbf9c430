"""Figures as they are spoken of: `400,000,000 JPY`, `4億円`, `500万米ドル`, `40%`, `12 tCO2`."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.determination import Figure

_FIGURE = re.compile(r"(?P<sign>-?)(?P<digits>[0-9兆億万,.]+)\s*(?P<unit>\S*)")
_MYRIADS = (("兆", 10**12), ("億", 10**8), ("万", 10**4))
_UNITS = {"円": "JPY", "米ドル": "USD", "件": "item", "": "1"}
Spoken = tuple[Decimal, str]


def spoken(text: str) -> Spoken:
    """The number and the unit of a figure."""
    found = _FIGURE.fullmatch(text.strip())
    assert found, f"{text} is not a figure"
    value = _digits(found["digits"].replace(",", "")) * (-1 if found["sign"] else 1)
    if found["unit"] == "%":
        return value / 100, "1"
    return value, _UNITS.get(found["unit"], found["unit"])


def same(spoken_of: Spoken, value: Decimal | None, unit: str | None) -> bool:
    return value is not None and spoken_of == (value, unit or "1")


def told(figure: Figure) -> str:
    """A figure as it came out, for the message of an assertion."""
    if figure.value is not None:
        return f"it is {figure.value} {figure.unit or ''}"
    return f"it is between {figure.at_least} and {figure.at_most} {figure.unit or ''}"


def _digits(text: str) -> Decimal:
    total, rest = Decimal(0), text
    for sign, size in _MYRIADS:
        if sign in rest:
            count, rest = rest.split(sign, 1)
            total += Decimal(count) * size
    return total + Decimal(rest or 0)
