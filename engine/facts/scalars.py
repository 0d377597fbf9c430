"""One fact's value, read by its type: the value as rules use it, or the fault with the way to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from engine.diagnostics import Diagnostic
from engine.facts import faults, numbers
from engine.feel.values.durations import parse_duration
from engine.plan import FactSpec
from engine.territories import Territories
from engine.text import Nearest, nearest

LONGEST_TEXT = 10_000
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SAYS_YES_OR_NO = {
    **dict.fromkeys(("yes", "y", "on", "1", "はい", "true"), "true"),
    **dict.fromkeys(("no", "n", "off", "0", "いいえ", "false"), "false"),
}

Reader = Callable[[str, FactSpec, Any], Any]
"""From the fact's name, its spec and what was given to the value, or to a `Diagnostic`."""


def read_scalar(name: str, spec: FactSpec, raw: Any, territories: Territories, like: Nearest = nearest) -> Any:
    """The value of a fact that is no list, or a `Diagnostic`. Null is dealt with before.

    `like`: what finds the choice or the country that was probably meant.
    """
    if isinstance(raw, list | tuple):
        return faults.one_value_wanted(name, spec)
    if isinstance(raw, dict):
        return faults.wrong_type(name, spec, raw)
    if spec.type == "country":
        return _country(name, spec, raw, territories, like)
    if spec.type == "choice":
        return _choice(name, spec, raw, like)
    value = _READERS[spec.type](name, spec, raw)
    return value if isinstance(value, Diagnostic) else _within(name, spec, value)


def _within(name: str, spec: FactSpec, value: Any) -> Any:
    low, high = spec.minimum, spec.maximum
    if low is not None and (value < low or (spec.minimum_excluded and value == low)):
        return faults.out_of_bounds(name, value, spec, below=True)
    if high is not None and (value > high or (spec.maximum_excluded and value == high)):
        return faults.out_of_bounds(name, value, spec, below=False)
    return value


def _boolean(name: str, spec: FactSpec, raw: Any) -> bool | Diagnostic:
    if isinstance(raw, bool):
        return raw
    meant = _SAYS_YES_OR_NO.get(str(raw).strip().casefold()) if isinstance(raw, str | Decimal | int) else None
    if meant is None:
        return faults.wrong_type(name, spec, raw)
    return faults.wrong_type(
        name, spec, raw, (f"write `{meant}`, without quotes", f"引用符を付けずに `{meant}` と書いてください")
    )


def _text(name: str, spec: FactSpec, raw: Any) -> str | Diagnostic:
    if not isinstance(raw, str):
        return faults.wrong_type(name, spec, raw, ("put it in quotes", "引用符で囲んでください"))
    return raw if len(raw) <= LONGEST_TEXT else faults.too_long(name, LONGEST_TEXT, items=False)


def _number(name: str, spec: FactSpec, raw: Any) -> Decimal | Diagnostic:
    if numbers.is_not_finite(raw):
        return faults.not_finite(name, raw)
    number = numbers.plain_number(raw)
    if number is None:
        return _no_number(name, spec, raw)
    if numbers.digits_in(number) > numbers.MOST_DIGITS:
        return faults.too_many_digits(name)
    return number


def _no_number(name: str, spec: FactSpec, raw: Any) -> Diagnostic:
    plain = numbers.without_separators(raw)
    if plain is not None:
        return faults.number_with_separators(name, raw, plain)
    currency = numbers.currency_in(raw)
    if currency is None or not currency[1]:
        return faults.wrong_type(name, spec, raw, faults.PLAIN_NUMBER)
    if currency[0] != spec.unit:
        return faults.wrong_unit(name, spec, raw, currency[0])
    return faults.unit_in_number(name, spec, raw, currency[1])


def _integer(name: str, spec: FactSpec, raw: Any) -> Decimal | Diagnostic:
    number = _number(name, spec, raw)
    if isinstance(number, Diagnostic):
        return number
    if number != number.to_integral_value():
        return faults.wrong_type(name, spec, raw, faults.NO_FRACTION)
    return number.to_integral_value()


def _date(name: str, spec: FactSpec, raw: Any) -> date | Diagnostic:
    if type(raw) is date:
        return raw
    text = unicodedata.normalize("NFKC", raw).strip() if isinstance(raw, str) and len(raw) <= 40 else ""
    if not _DATE.fullmatch(text):
        return faults.wrong_type(name, spec, raw)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return faults.no_such_date(name, raw)


def _duration(name: str, spec: FactSpec, raw: Any) -> Any:
    value = parse_duration(raw.strip()) if isinstance(raw, str) and len(raw) <= 100 else None
    return faults.wrong_type(name, spec, raw, faults.DURATIONS) if value is None else value


def _choice(name: str, spec: FactSpec, raw: Any, like: Nearest) -> str | Diagnostic:
    if isinstance(raw, str) and raw in spec.choices:
        return raw
    return faults.not_a_choice(name, spec, raw, _near_choice(spec, raw, like) if isinstance(raw, str) else None)


def _near_choice(spec: FactSpec, raw: str, like: Nearest) -> str | None:
    spelled = {key: key for key in spec.choices}
    for key, label in spec.choices.items():
        spelled.setdefault(label.en, key)
        spelled.setdefault(label.ja, key)
    near = like(raw, spelled)
    return spelled[near] if near else None


def _country(name: str, spec: FactSpec, raw: Any, territories: Territories, like: Nearest) -> str | Diagnostic:
    if not isinstance(raw, str):
        return faults.wrong_type(name, spec, raw, faults.COUNTRY_CODE)
    code = territories.code_of(raw)
    if code is not None:
        return code
    near = territories.near(raw, like)
    return faults.unknown_country(name, raw, (near.code, near.name) if near else None)


_READERS: dict[str, Reader] = {
    "boolean": _boolean,
    "text": _text,
    "number": _number,
    "integer": _integer,
    "date": _date,
    "duration": _duration,
}
