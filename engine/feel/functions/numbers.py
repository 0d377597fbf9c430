"""Built-ins of numbers: rounding, remainders, roots and logarithms; exact decimals throughout."""

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

from engine.feel.functions.completions import absolute
from engine.feel.functions.registry import builtin
from engine.feel.values import numbers
from engine.feel.values.arithmetic import negated
from engine.feel.values.durations import DaysTime, YearsMonths, amount
from engine.feel.values.faults import FeelError
from engine.feel.values.unknown import Unknown

SMALLEST_SCALE = -6111
LARGEST_SCALE = 6176
_EXACT = Context(prec=13_000, Emin=-20_000, Emax=20_000)
"""Wide enough for the exact remainder of any two numbers of the language."""


def rounded(n: Decimal, scale: Decimal | None, mode: str) -> Decimal:
    """`n` with `scale` digits after the point (below 0: before it); unchanged if 34 digits cannot hold that."""
    digits = numbers.whole(scale) if scale is not None else 0
    if not SMALLEST_SCALE <= digits <= LARGEST_SCALE:
        raise FeelError(
            "scale-outside",
            f"scale {digits} is not between {SMALLEST_SCALE} and {LARGEST_SCALE}",
            f"桁数 {digits} は {SMALLEST_SCALE} から {LARGEST_SCALE} までの間にありません",
        )
    if n and n.adjusted() + 1 + digits > numbers.DIGITS:
        return n
    result = n.quantize(Decimal((0, (1,), -digits)), rounding=mode, context=_EXACT)
    return result or result.copy_abs()


@builtin("decimal", "n: number", "scale: number", result="number", unknowns="stepping")
def decimal(n: Decimal, scale: Decimal) -> Decimal:
    """Rounded to a scale, half to the even digit."""
    return rounded(n, scale, ROUND_HALF_EVEN)


@builtin("floor", "n: number", "scale?: number", result="number", unknowns="stepping")
def floor(n: Decimal, scale: Decimal | None = None) -> Decimal:
    """The next number down, whole or with a scale."""
    return rounded(n, scale, ROUND_FLOOR)


@builtin("ceiling", "n: number", "scale?: number", result="number", unknowns="stepping")
def ceiling(n: Decimal, scale: Decimal | None = None) -> Decimal:
    """The next number up, whole or with a scale."""
    return rounded(n, scale, ROUND_CEILING)


@builtin("round up", "n: number", "scale: number", result="number", unknowns="stepping")
def round_up(n: Decimal, scale: Decimal) -> Decimal:
    """Rounded away from zero."""
    return rounded(n, scale, ROUND_UP)


@builtin("round down", "n: number", "scale: number", result="number", unknowns="stepping")
def round_down(n: Decimal, scale: Decimal) -> Decimal:
    """Rounded towards zero."""
    return rounded(n, scale, ROUND_DOWN)


@builtin("round half up", "n: number", "scale: number", result="number", unknowns="stepping")
def round_half_up(n: Decimal, scale: Decimal) -> Decimal:
    """Rounded to the nearest, a half away from zero."""
    return rounded(n, scale, ROUND_HALF_UP)


@builtin("round half down", "n: number", "scale: number", result="number", unknowns="stepping")
def round_half_down(n: Decimal, scale: Decimal) -> Decimal:
    """Rounded to the nearest, a half towards zero."""
    return rounded(n, scale, ROUND_HALF_DOWN)


@builtin(
    "abs", "n: number | days and time duration | years and months duration", result="number | duration", unknowns="own"
)
def abs_(n: Any) -> Any:
    """Without its sign, of a number or a duration."""
    if type(n) is Unknown:
        return absolute(numbers.absolute, n)
    if isinstance(n, YearsMonths | DaysTime):
        return negated(n) if amount(n) < 0 else n
    return numbers.absolute(n)


@builtin("modulo", "dividend: number", "divisor: number", result="number")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The remainder with the sign of the divisor: dividend - divisor * floor(dividend / divisor)."""
    if not divisor:
        raise FeelError("division-by-zero", "`modulo` by zero", "`modulo` の除数がゼロです")
    rest = _EXACT.remainder(dividend, divisor)
    if rest and rest.is_signed() != divisor.is_signed():
        rest = _EXACT.add(rest, divisor)
    return numbers.plus(rest)


@builtin("sqrt", "number: number", result="number", unknowns="rising")
def sqrt(number: Decimal) -> Decimal:
    """The square root."""
    return numbers.square_root(number)


@builtin("log", "number: number", result="number", unknowns="rising")
def log(number: Decimal) -> Decimal:
    """The natural logarithm of a number above zero."""
    if number <= 0:
        raise FeelError("no-logarithm", "there is no logarithm of zero or below", "ゼロ以下の対数はありません")
    return numbers.logarithm(number)


@builtin("exp", "number: number", result="number", unknowns="rising")
def exp(number: Decimal) -> Decimal:
    """e to the power of a number."""
    return numbers.exponential(number)


@builtin("odd", "number: number", result="boolean")
def odd(number: Decimal) -> bool:
    """Whether it is a whole number that 2 does not divide."""
    return _EXACT.remainder(number, Decimal(2)).copy_abs() == 1


@builtin("even", "number: number", result="boolean")
def even(number: Decimal) -> bool:
    """Whether 2 divides it."""
    return not _EXACT.remainder(number, Decimal(2))
