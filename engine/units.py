"""Units of figures: which there are, how they multiply, and what is said where they do not fit.

A unit is a product of known symbols: `JPY`, `tCO2/MWh`, `JPY/tCO2`, `m2`, `1`. Two figures fit where their units are
the same product; nothing is converted silently, also not MWh and kWh. pint knows the factor for the help line; no check
needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic, Place, Text
from engine.text import nearest, quoted

if TYPE_CHECKING:
    import pint

CURRENCIES = (
    "JPY",
    "USD",
    "EUR",
    "GBP",
    "CNY",
    "KRW",
    "IDR",
    "VND",
    "THB",
    "PHP",
    "INR",
    "MNT",
    "KHR",
    "LAK",
    "MMK",
    "MYR",
    "BDT",
)
DEFINITIONS: dict[str, str] = {
    **{code: f"[money_{code}]" for code in CURRENCIES},
    "g": "[mass]", "kg": "1000 * g", "t": "1000 * kg", "kt": "1000 * t", "Mt": "1000 * kt",
    "gCO2": "[co2]", "kgCO2": "1000 * gCO2", "tCO2": "1000 * kgCO2", "ktCO2": "1000 * tCO2", "MtCO2": "1000 * ktCO2",
    "J": "[energy]", "kJ": "1000 * J", "MJ": "1000 * kJ", "GJ": "1000 * MJ", "TJ": "1000 * GJ",
    "Wh": "3600 * J", "kWh": "1000 * Wh", "MWh": "1000 * kWh", "GWh": "1000 * MWh",
    "W": "[power]", "kW": "1000 * W", "MW": "1000 * kW", "GW": "1000 * MW", "kWp": "kW", "MWp": "MW",
    "m": "[length]", "km": "1000 * m", "m2": "m * m", "ha": "10000 * m2", "m3": "m * m * m",
    "L": "0.001 * m3", "kL": "1000 * L", "Nm3": "[gas]",
    "s": "[time]", "min": "60 * s", "h": "60 * min", "day": "24 * h", "month": "[calendar]", "year": "12 * month",
    "K": "[temperature]", "lm": "[luminous_flux]", "item": "[item]", "person": "[person]", "percent": "0.01",
}  # fmt: skip
"""Every symbol with what it is made of (in pint's words): a dimension of its own, or a multiple of another."""

MOST_PARTS = 8
"""Factors that a unit may have."""
_PART = re.compile(r"([A-Za-z][A-Za-z0-9]*)(?:\^(-?[0-9]))?")

Powers = tuple[tuple[str, int], ...]
"""A unit as symbols with their powers, by symbol; empty for a pure number."""


def powers(unit: str) -> Powers | None:
    """The unit as a product of symbols, or None where it is not written as one. `1` is a pure number."""
    totals: dict[str, int] = {}
    sign = 1
    for index, factor in enumerate(unit.split("/")):
        sign = 1 if index == 0 else -1
        for part in factor.split("*"):
            if part.strip() == "1":
                continue
            found = _PART.fullmatch(part.strip())
            if found is None or found.group(1) not in DEFINITIONS:
                return None
            totals[found.group(1)] = totals.get(found.group(1), 0) + sign * int(found.group(2) or 1)
    if len(totals) > MOST_PARTS:
        return None
    return tuple(sorted((symbol, power) for symbol, power in totals.items() if power))


def written(unit: Powers) -> str:
    """The unit as text: `JPY/tCO2`, `1`."""
    over = [_power(symbol, power) for symbol, power in unit if power > 0]
    under = [_power(symbol, -power) for symbol, power in unit if power < 0]
    return "/".join([" * ".join(over) or "1", *under])


def _power(symbol: str, power: int) -> str:
    return symbol if power == 1 else f"{symbol}^{power}"


class Algebra:
    """What products and sums of units are, for the checker of FEEL. Texts that are no units are kept as texts."""

    def same(self, one: str, other: str) -> bool:
        """May figures of these units be added and compared as they are? What is no unit is said elsewhere."""
        left, right = powers(one), powers(other)
        return left == right or left is None or right is None

    def product(self, one: str, other: str) -> str:
        return _combined(one, other, 1) or f"{one} * {other}"

    def quotient(self, one: str, other: str) -> str:
        return _combined(one, other, -1) or f"{one} / {other}"

    def mismatch_help(self, found: str, wanted: str) -> Text:
        """How to mend a figure of `found` where one of `wanted` is due."""
        by = factor(found, wanted)
        if by is not None:
            times = f"{by:f} {self.quotient(wanted, found)}"
            if "*" not in found and "/" not in found:
                return Text(f"multiply it by {times}", f"{times} を掛けてください")
            return Text(
                f"multiply it by {times}, or mend the unit of a figure in it if it is not what the source says",
                f"{times} を掛けるか、式に含まれる数値の単位が出典と違う場合は単位を直してください",
            )
        return Text(f"use a figure in `{wanted}`", f"`{wanted}` の数値を使ってください")


ALGEBRA = Algebra()


def _combined(left: str, right: str, sign: int) -> str | None:
    first, second = powers(left), powers(right)
    if first is None or second is None:
        return None
    totals = dict(first)
    for symbol, power in second:
        totals[symbol] = totals.get(symbol, 0) + sign * power
    return written(tuple(sorted((symbol, power) for symbol, power in totals.items() if power)))


def factor(source: str, target: str) -> Decimal | None:
    """What a figure in `source` is multiplied by to be one in `target`; None where they measure different things."""
    registry = _registry()
    if registry is None or powers(source) is None or powers(target) is None:
        return None
    import pint  # noqa: PLC0415 - slow to import, and only for a help line

    try:
        return Decimal(str(registry.Quantity(Decimal(1), source).to(target).magnitude))
    except pint.DimensionalityError:
        return None


@cache
def _registry() -> pint.UnitRegistry[Decimal] | None:
    try:
        import pint  # noqa: PLC0415 - slow to import, and only for a help line
    except ImportError:
        return None
    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(None, non_int_type=Decimal)
    for symbol, definition in DEFINITIONS.items():
        registry.define(f"{symbol} = {definition}")
    return registry


def unit_faults(unit: str, place: Place) -> Iterator[Diagnostic]:
    """A unit that is not a product of known symbols."""
    if powers(unit) is not None:
        return
    near = nearest(unit, DEFINITIONS)
    mend = (
        Text(f"did you mean `{near}`?", f"`{near}` のことですか")
        if near
        else Text(
            "write known units, as in `JPY`, `tCO2/MWh`, or `1` for a fraction",
            "`JPY`、`tCO2/MWh` のような既知の単位か、割合なら `1` と書いてください",
        )
    )
    yield Diagnostic(
        "unknown-unit",
        Text(f"the unit {quoted(unit)} is not known", f"単位 {quoted(unit)} は定義されていません"),
        mend,
        place,
    )
