"""Answers as people write them, made what a facts file would say: full-width digits, commas, 億 and 万, dates in words.

Only how a value is written is loosened here. What it may be is checked by the reader of facts, with its faults.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

from engine.fact_fields import fields_of
from engine.facts.numbers import currency_in, plain_number, unit_named, without_separators
from engine.plan import FactSpec
from engine.source import read_yaml

YES = frozenset(("y", "yes", "true", "はい", "有", "あり"))
NO = frozenset(("n", "no", "false", "いいえ", "無", "なし"))
NONE = frozenset(("none", "null", "なし", "無し", "[]", "-"))
LONGEST = 2_000
"""Characters of an answer that are looked at; longer ones are passed on as they are, to be refused."""
_MYRIADS = {"兆": 10**12, "億": 10**8, "万": 10**4}
_WORDS = {"billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6, "thousand": 10**3}
_GROUP = re.compile(r"([0-9]+(?:\.[0-9]+)?)([兆億万])")
_SCALED = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([a-z]+)")
_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})年 ?(?P<month>[0-9]{1,2})月 ?(?P<day>[0-9]{1,2})日"),
    re.compile(r"(?P<year>[0-9]{4})[/.-](?P<month>[0-9]{1,2})[/.-](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2}) (?P<name>[a-z]{3,9}) (?P<year>[0-9]{4})"),
    re.compile(r"(?P<name>[a-z]{3,9}) (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})"),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LENGTH = re.compile(r"([0-9]{1,6}) ?(years?|year|年|months?|か月|ヶ月|カ月|ヵ月|days?|日間?)")
_PARTS = re.compile(r"[,、;；，]")


def read_answer(text: str, spec: FactSpec) -> Any:
    """The answer as it would stand in a facts file; what is not understood stays text, for the reader to refuse."""
    if len(text) > LONGEST:
        return text
    plain = unicodedata.normalize("NFKC", text).strip()
    if spec.nullable and plain.casefold() in NONE:
        return None
    if fields_of(spec):
        return _records(plain)
    if spec.type == "list" and spec.items is not None:
        return _members(plain, spec.items)
    return _READERS.get(spec.type, _as_written)(plain, spec)


def _members(plain: str, items: FactSpec) -> list[Any]:
    if plain.casefold() in NONE:
        return []
    inner = plain.removeprefix("[").removesuffix("]")
    return [read_answer(part, items) for part in _PARTS.split(inner) if part.strip()]


def _records(plain: str) -> Any:
    """Rows as a facts file has them: `[{electricity: 120, cop: 5.1}, …]`."""
    document, faults = read_yaml(f"rows: {plain}", "answer")
    known = document is not None and not faults and isinstance(document.data, dict)
    return document.data["rows"] if known and document is not None else plain


def _as_written(plain: str, _: FactSpec) -> Any:
    return plain


def _boolean(plain: str, _: FactSpec) -> Any:
    word = plain.casefold()
    return True if word in YES else False if word in NO else plain


def _choice(plain: str, spec: FactSpec) -> Any:
    """A choice by its name, its label in either language, or its number in the list."""
    names = list(spec.choices)
    if plain.isdecimal() and 1 <= int(plain) <= len(names):
        return names[int(plain) - 1]
    for name, label in spec.choices.items():
        if _folded(plain) in {_folded(name), _folded(label.en), _folded(label.ja)}:
            return name
    return plain


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("_", " ").replace("-", " ").strip()


def _number(plain: str, spec: FactSpec) -> Any:
    return read_figure(plain, spec.unit)


def read_figure(text: str, unit: str | None) -> Any:
    """Digits, with separators, words for large numbers, and the unit itself; what is not understood as written."""
    plain = unicodedata.normalize("NFKC", text).strip()
    bare = _without_unit(plain, unit)
    if bare is None:
        return plain
    known = plain_number(bare)
    if known is None:
        separated = without_separators(bare)
        known = Decimal(separated) if separated is not None else _in_words(bare.casefold().replace(",", ""))
    return plain if known is None else known


def _without_unit(plain: str, unit: str | None) -> str | None:
    """The figure without its unit; None where the unit is another one."""
    found = _currency(plain)
    if found is not None:
        return found[1] if found[0] == unit else None
    if unit == "1" and plain.endswith("%"):
        known = plain_number(plain[:-1].strip())
        return None if known is None else f"{known / 100:f}"
    if unit and unit != "1" and plain.endswith(unit):
        return plain.removesuffix(unit).strip()
    return plain


def _currency(plain: str) -> tuple[str, str] | None:
    """The currency that stands before or after a figure, and the figure as written."""
    found = re.fullmatch(r"(?P<before>[^0-9.+-]*)(?P<figure>[0-9.+-].*?)(?P<after>[^0-9.兆億万]*)", plain)
    if found is None:
        return None
    figure, after = found["figure"].strip(), found["after"].strip()
    word, _, rest = after.partition(" ")
    if word.casefold() in _WORDS:
        figure, after = f"{figure} {word}", rest.strip()
    for mark in (found["before"].strip(), after):
        if mark and (currency_in(f"1{mark}") or unit_named(mark) in {"JPY", "USD"}):
            return unit_named(mark), figure
    return None


def _in_words(text: str) -> Decimal | None:
    """`4億5000万`, `1.5億`, `500 million`."""
    scaled = _SCALED.fullmatch(text)
    if scaled and scaled[2] in _WORDS:
        return _plain(Decimal(scaled[1]) * _WORDS[scaled[2]])
    groups = list(_GROUP.finditer(text))
    if not groups or groups[0].start() != 0:
        return None
    sizes = [_MYRIADS[group[2]] for group in groups]
    rest = text[groups[-1].end() :]
    touching = all(one.end() == other.start() for one, other in pairwise(groups))
    if not touching or sizes != sorted(set(sizes), reverse=True) or (rest and not rest.isdecimal()):
        return None
    total = sum((Decimal(group[1]) * size for group, size in zip(groups, sizes, strict=True)), Decimal(0))
    return _plain(total + (Decimal(rest) if rest else 0))


def _plain(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value


def plain_day(text: str) -> str:
    """A day as files write it, `2019-06-01`, however people wrote it; what is not understood as it was written."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).strip()
    for written in _DAYS:
        found = written.fullmatch(plain.casefold())
        if found:
            parts = found.groupdict()
            month = _month(parts)
            return f"{parts['year']}-{month:02d}-{int(parts['day']):02d}" if month else plain
    return plain


def _date(plain: str, _: FactSpec) -> Any:
    return plain_day(plain)


def _month(parts: dict[str, Any]) -> int | None:
    if "month" in parts:
        return int(parts["month"])
    name = parts["name"][:3]
    return _MONTHS.index(name) + 1 if name in _MONTHS else None


def _duration(plain: str, _: FactSpec) -> Any:
    found = _LENGTH.fullmatch(plain.casefold())
    if not found:
        return plain.upper()
    letter = {"y": "Y", "年": "Y", "m": "M", "か": "M", "ヶ": "M", "カ": "M", "ヵ": "M", "d": "D", "日": "D"}[
        found[2][0]
    ]
    return f"P{int(found[1])}{letter}"


_READERS: dict[str, Callable[[str, FactSpec], Any]] = {
    "boolean": _boolean,
    "choice": _choice,
    "number": _number,
    "integer": _number,
    "date": _date,
    "duration": _duration,
}
