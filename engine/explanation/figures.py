"""Figures, dates and durations as people of each language write them; yen in 億 and 万 with the exact figure beside."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from engine.determination import Figure
from engine.diagnostics import Text
from engine.explanation import words
from engine.feel.values.calendar import MONTHS
from engine.feel.values.durations import DAY, HOUR, MINUTE, NANOSECONDS, DaysTime, YearsMonths
from engine.text import printable

NO_BREAK = "\u00a0"
"""The space inside a figure or a date: no line may end there."""
CURRENCIES = {"JPY": "円", "USD": "米ドル"}
UNITS = {
    "year": Text("year", "年"),
    "month": Text("month", "か月"),
    "day": Text("day", "日"),
    "h": Text("hour", "時間"),
    "min": Text("minute", "分"),
    "item": Text("item", "件"),
    "person": Text("person", "人"),
}
"""Units that are words; all others are symbols, in every language the same."""
_SYMBOL = re.compile(rf"\b(?:{'|'.join(UNITS)})\b")
_MYRIADS = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
MOST_DECIMALS = 12
_DAY = re.compile(r'( ?)(?<![\w"-])([0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w"-])( ?)')
"""A day as files have it, with the spaces around it."""
_YEAR, _MONTH = Text("year", "年"), Text("month", "か月")
_CLOCK = (
    (DAY, Text("day", "日")),
    (HOUR, Text("hour", "時間")),
    (MINUTE, Text("minute", "分")),
    (NANOSECONDS, Text("second", "秒")),
)


def number(value: Decimal) -> str:
    """With commas, without an exponent, and without a fraction that is zero: `1,000,000.50`, `5,000,000`.

    Of a third and the like, whose digits fill the line, the first ones: `33.333333333333…`; JSON has it whole.
    """
    whole, _, fraction = f"{value:,f}".partition(".")
    return _with_decimals(whole, fraction if fraction.strip("0") else "")


def _with_decimals(whole: str, fraction: str) -> str:
    if len(fraction) > MOST_DECIMALS:
        return f"{whole}.{fraction[:MOST_DECIMALS]}…"
    return f"{whole}.{fraction}" if fraction else whole


def quantity(value: Any, unit: str | None, lang: str, *, short: bool = False) -> str:
    """A number with its unit: `JPY 400,000,000`, `4億円（400,000,000円）` (short: `4億円`), `40%`, `12 tCO2`."""
    if not isinstance(value, Decimal):
        return scalar(value, lang)
    if unit in CURRENCIES:
        return (
            f"{unit}{NO_BREAK}{number(value)}" if lang == "en" else _in_japanese(value, CURRENCIES[unit], short=short)
        )
    if unit == "1":
        return percentage(value)
    return number(value) if unit is None else _measured(value, unit, lang)


def _measured(value: Decimal, unit: str, lang: str) -> str:
    """A number with a unit that is no currency: symbols as they are, words as each language has them."""
    if unit in UNITS:
        word = UNITS[unit].in_(lang)
        return f"{number(value)}{word}" if lang == "ja" else f"{number(value)}{NO_BREAK}{word}{_plural(value)}"
    named = _SYMBOL.sub(lambda found: UNITS[found.group()].ja, unit) if lang == "ja" else unit
    return f"{number(value)}{NO_BREAK}{named}"


def _plural(count: Decimal | int) -> str:
    return "" if count == 1 else "s"


def percentage(value: Decimal) -> str:
    """A fraction as a percentage, without idle zeros: `40%`, `12.5%`; with no more decimals than a number."""
    whole, _, fraction = f"{value * 100:,f}".partition(".")
    return f"{_with_decimals(whole, fraction.rstrip('0'))}%"


def figure(shown: Figure, lang: str, *, short: bool = False) -> str:
    """A figure that is settled, or the bounds it is known by; below zero in the words that the rule has for it."""
    if shown.below_zero is not None and (told := _below_zero(shown, shown.below_zero, lang, short=short)):
        return told
    if shown.value is not None:
        return quantity(shown.value, shown.unit, lang, short=short)
    ends = (shown.at_least, shown.at_most)
    if ends == (None, None):
        return words.NOT_KNOWN.in_(lang)
    told = _bounds(ends, shown.unit, lang)
    if lang == "en" or short or shown.unit not in CURRENCIES or not any(map(_myriads, filter(None, ends))):
        return told
    low, high = ("" if end is None else f"{number(end)}{CURRENCIES[shown.unit]}" for end in ends)
    return told + words.BRACKETS.ja.format(words=f"{low}〜{high}")


def _below_zero(shown: Figure, word: Text, lang: str, *, short: bool) -> str | None:
    """A figure that is, or may be, below zero: `over by JPY 5`, `at most JPY 9, or over by at most JPY 5`."""
    low, high = (shown.value, shown.value) if shown.value is not None else (shown.at_least, shown.at_most)
    if isinstance(high, Decimal) and high < 0:
        least, most = -high, None if low is None else -low
        apart = Figure(shown.unit, value=least) if least == most else Figure(shown.unit, at_least=least, at_most=most)
        told = words.BELOW_ZERO_BOUNDED if apart.value is None else words.BELOW_ZERO
        return told.in_(lang).format(word=word.in_(lang), figure=figure(apart, lang, short=short))
    if not (isinstance(low, Decimal) and low < 0):
        return None
    over = figure(Figure(shown.unit, at_most=-low), lang, short=short)
    below = words.BELOW_ZERO_BOUNDED.in_(lang).format(word=word.in_(lang), figure=over)
    if high is None:
        return below
    above = figure(Figure(shown.unit, at_most=high), lang, short=short)
    return words.EITHER_SIDE.in_(lang).format(above=above, below=below)


def day(value: date, lang: str) -> str:
    """A date: `1 June 2019`, `2019年6月1日`."""
    if lang == "ja":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day}{NO_BREAK}{MONTHS[value.month - 1]}{NO_BREAK}{value.year}"


def days_in_words(text: str, lang: str) -> str:
    """A sentence with its days as people write them; what is quoted, to be copied, is left."""
    parts = text.split("`")
    return "`".join(
        part if at % 2 else _DAY.sub(lambda found: _in_words(found, lang), part) for at, part in enumerate(parts)
    )


def _in_words(found: re.Match[str], lang: str) -> str:
    try:
        told = day(date.fromisoformat(found[2]), lang)
    except ValueError:
        return found[0]
    return told if lang == "ja" else f"{found[1]}{told}{found[3]}"


def scalar(value: Any, lang: str) -> str:
    """A value without a unit."""
    if value is None:
        return words.NOTHING.in_(lang)
    if isinstance(value, bool):
        return (words.YES if value else words.NO).in_(lang)
    if isinstance(value, date):
        return day(value, lang)
    if isinstance(value, YearsMonths):
        years, months = divmod(abs(value.months), 12)
        return _counted(((years, _YEAR), (months, _MONTH)), lang, negative=value.months < 0)
    if isinstance(value, DaysTime):
        return _clock(value, lang)
    return number(value) if isinstance(value, Decimal) else printable(str(value))


def _bounds(ends: tuple[Any, Any], unit: str | None, lang: str) -> str:
    low, high = (None if end is None else quantity(end, unit, lang, short=True) for end in ends)
    if low is not None and high is not None:
        return words.BETWEEN.in_(lang).format(low=low, high=high)
    return (words.AT_LEAST if high is None else words.AT_MOST).in_(lang).format(low=low, high=high)


def _in_japanese(value: Decimal, unit: str, *, short: bool) -> str:
    myriads = _myriads(value)
    exact = f"{number(value)}{unit}"
    if myriads is None:
        return exact
    return f"{myriads}{unit}" if short else f"{myriads}{unit}（{exact}）"


def _myriads(value: Decimal) -> str | None:
    """In 兆, 億 and 万; None for what these do not express exactly."""
    if value <= 0 or value % 10_000 or value >= 10**16:
        return None
    rest, text = int(value), ""
    for size, sign in _MYRIADS:
        count, rest = divmod(rest, size)
        text += f"{count:,}{sign}" if count else ""
    return text


def _clock(value: DaysTime, lang: str) -> str:
    rest = abs(value.nanoseconds)
    parts = []
    for size, unit in _CLOCK:
        count, rest = divmod(rest, size)
        parts.append((count, unit))
    return str(value) if rest else _counted(parts, lang, negative=value.nanoseconds < 0)


def _counted(parts: Any, lang: str, *, negative: bool) -> str:
    some = [(count, unit) for count, unit in parts if count] or [parts[-1]]
    if lang == "ja":
        text = "".join(f"{count}{unit.ja}" for count, unit in some)
    else:
        text = " ".join(f"{count} {unit.en}{_plural(count)}" for count, unit in some)
    return f"-{text}" if negative else text
