"""Numbers: decimals of 34 digits in one context, half-even; no binary float anywhere.

The operations are bound methods of the context, so both evaluators calculate alike and pay for one call only.
They raise `decimal.DecimalException` where there is no result (division by zero, overflow, an undefined power).
"""

from __future__ import annotations

import re
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

DIGITS = 34
HIGHEST_EXPONENT = 6144
LOWEST_EXPONENT = -6143

CONTEXT = Context(
    prec=DIGITS,
    rounding=ROUND_HALF_EVEN,
    Emin=LOWEST_EXPONENT,
    Emax=HIGHEST_EXPONENT,
    capitals=1,
    clamp=0,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""The arithmetic of IEEE 754 decimal128, which the standard asks for."""

NumberError = DecimalException
"""What an operation of this file raises when there is no result."""

ZERO = Decimal(0)
ONE = Decimal(1)
GREATEST = Decimal((0, (9,) * DIGITS, HIGHEST_EXPONENT - DIGITS + 1))
LEAST = GREATEST.copy_negate()

add = CONTEXT.add
subtract = CONTEXT.subtract
multiply = CONTEXT.multiply
divide = CONTEXT.divide
negate = CONTEXT.minus
absolute = CONTEXT.abs
plus = CONTEXT.plus
square_root = CONTEXT.sqrt
exponential = CONTEXT.exp
logarithm = CONTEXT.ln
compare = CONTEXT.compare

_LITERAL = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
_LONGEST_LITERAL = 8192


def power(base: Decimal, exponent: Decimal) -> Decimal:
    """`base` to the power of `exponent`; anything to the power of 0 is 1, also 0."""
    if not exponent:
        return ONE
    if not base and exponent < 0:
        raise DivisionByZero
    return CONTEXT.power(base, exponent)


def parse_number(text: str) -> Decimal | None:
    """The number a literal means, its exponent as written (`0.40` stays), rounded to 34 digits; None if malformed."""
    if len(text) > _LONGEST_LITERAL or not _LITERAL.fullmatch(text):
        return None
    try:
        value = CONTEXT.create_decimal(text)
    except DecimalException:
        return None
    return value if value.is_finite() else None


def whole(value: Decimal) -> int:
    """The integer part, towards zero (2.8 is 2), as the standard takes positions, lengths and scales."""
    return int(value)


def number_text(value: Decimal) -> str:
    """Plain digits, never an exponent: `0.00001`, `12300`, `0.40`; zero has no sign."""
    return f"{value or value.copy_abs():f}"
