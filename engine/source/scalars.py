"""What an unquoted word of a file means: a number, a date, true, false, null, else text."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_DIGITS = 34
"""Digits that a number may have: as many as are computed with."""
MOST_MAGNITUDE = 100
"""Powers of ten that a number may reach, up or down."""
WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}


def meaning(word: str) -> tuple[Any, str | None]:
    """The value of an unquoted word, and the code of what is wrong with it (no such date, too many digits)."""
    if word in WORDS:
        return WORDS[word], None
    if word[0] not in "-0123456789":
        return word, None
    if NUMBER.fullmatch(word):
        return number(word)
    if DATE.fullmatch(word):
        return day(word)
    return word, None


def number(word: str) -> tuple[Any, str | None]:
    """A decimal as written, unless it has more digits than are computed with."""
    if len(word) > 2 * MOST_MAGNITUDE:
        return word, "number-too-long"
    value = Decimal(word)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or len(value.as_tuple().digits) > MOST_DIGITS:
        return word, "number-too-long"
    if value.adjusted() > MOST_MAGNITUDE or exponent < -MOST_MAGNITUDE:
        return word, "number-too-long"
    return value, None


def day(word: str) -> tuple[Any, str | None]:
    try:
        return date.fromisoformat(word), None
    except ValueError:
        return word, "date-does-not-exist"
