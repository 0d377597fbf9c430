"""Rounding as the rule writes it: to a multiple of a step, in a named mode; of a known value or of all it may be."""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from typing import Any

from engine.feel.values.domains import ends_by_steps, one_of, settled
from engine.feel.values.unknown import Between, OneOf, Unknown
from engine.plan import Rounding

MODES = {
    "down": ROUND_DOWN,
    "up": ROUND_UP,
    "half_up": ROUND_HALF_UP,
    "half_down": ROUND_HALF_DOWN,
    "half_even": ROUND_HALF_EVEN,
    "ceiling": ROUND_CEILING,
    "floor": ROUND_FLOOR,
}
_EXACT = Context(prec=120, Emin=-999_999, Emax=999_999)
"""Wide enough that a figure of 34 digits over a step is not rounded before it is rounded."""


def rounded(value: Any, rounding: Rounding | None) -> Any:
    """`value` rounded; every mode is monotone, so an interval is rounded at its ends."""
    if rounding is None:
        return value
    if isinstance(value, Decimal):
        return _rounded(value, rounding)
    if not isinstance(value, Unknown):
        return value
    domain = value.domain
    if isinstance(domain, OneOf):
        return settled(value.names, one_of(rounded(option, rounding) for option in domain.values))
    if isinstance(domain, Between):
        low, high = ends_by_steps(domain, rounding.to)
        return settled(value.names, Between(rounded(low, rounding), rounded(high, rounding)))
    return value


def _rounded(value: Decimal, rounding: Rounding) -> Decimal:
    count = _EXACT.divide(value, rounding.to).to_integral_value(MODES[rounding.mode], _EXACT)
    return _plain(_EXACT.multiply(count, rounding.to))


def _plain(value: Decimal) -> Decimal:
    """As people write a sum: 400, not 4E+2; 8000000, not 8000000.00; 0, not -0."""
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1), context=_EXACT)
    else:
        value = value.normalize(_EXACT)
    return value.copy_abs() if value.is_zero() else value
