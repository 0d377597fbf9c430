"""Numbers as people give them: JSON and YAML numbers, or plain decimal text. Never through a binary float."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal
from typing import Any

MOST_DIGITS = 34
"""Digits that a figure may have: those of the one decimal context that rules are run in."""

_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[,'_  ][0-9]{3})+(?:\.[0-9]+)?|[+-]?[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?")
_NOT_FINITE = frozenset(("nan", ".nan", "snan", "inf", ".inf", "infinity", "∞"))
_CURRENCIES = {
    "JPY": ("jpy", "円", "yen", "¥"),
    "USD": ("us$", "usd", "米ドル", "ドル", "dollars", "dollar", "$"),
}


def plain_number(raw: Any) -> Decimal | None:
    """The number that `raw` is or plainly writes ("400000000", "0.5", full-width digits too); None for all else.

    Nothing is below zero that is zero: `-0` is 0.
    """
    if isinstance(raw, Decimal):
        return raw.copy_abs() if raw.is_zero() else raw
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Decimal(raw)
    if isinstance(raw, str) and len(raw) <= 4 * MOST_DIGITS:
        text = unicodedata.normalize("NFKC", raw).strip()
        return plain_number(Decimal(text)) if _PLAIN.fullmatch(text) else None
    return None


def digits_in(number: Decimal) -> int:
    """The digits that `number` takes when it is written out."""
    _, digits, exponent = number.as_tuple()
    return max(len(digits), len(digits) + exponent, -exponent) if isinstance(exponent, int) else 0


def is_not_finite(raw: Any) -> bool:
    """Whether `raw` is, or writes, no number or an infinite one."""
    if isinstance(raw, Decimal):
        return not raw.is_finite()
    if isinstance(raw, float):
        return not math.isfinite(raw)
    return isinstance(raw, str) and raw.strip().lstrip("+-").casefold() in _NOT_FINITE


def without_separators(raw: Any) -> str | None:
    """The plain number that a text with separators means ("400,000,000" → "400000000"); None for other text."""
    if not isinstance(raw, str) or len(raw) > 4 * MOST_DIGITS:
        return None
    text = unicodedata.normalize("NFKC", raw).strip()
    return re.sub(r"[,'_ ]", "", text) if _GROUPED.fullmatch(text) else None


def currency_in(raw: Any) -> tuple[str, str] | None:
    """The currency written with a number, and that number in plain digits ("5,000,000円" → JPY, "5000000")."""
    if not isinstance(raw, str) or len(raw) > 4 * MOST_DIGITS:
        return None
    text = unicodedata.normalize("NFKC", raw).strip().casefold()
    for unit, marks in _CURRENCIES.items():
        for mark in marks:
            rest = text.removeprefix(mark) if text.startswith(mark) else text.removesuffix(mark)
            if rest != text:
                return unit, _plain_text(rest.strip())
    return None


def _plain_text(text: str) -> str:
    return without_separators(text) or (text if _PLAIN.fullmatch(text) else "")


def unit_named(text: str) -> str:
    """The unit that `text` names: a currency by any of its marks, any other unit as it is written."""
    folded = unicodedata.normalize("NFKC", text).strip()
    for unit, marks in _CURRENCIES.items():
        if folded.casefold() in marks:
            return unit
    return folded
