"""A file that is said to be a receipt, read: everything that is used later has its shape, whoever wrote the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from engine.determination import Demand
from engine.diagnostics import Diagnostic, Text
from engine.receipt import faults
from engine.receipt.making import FORMAT
from engine.receipt.sealing import DIGEST, REDACTED, SALT, Json, at, is_redacted, parts
from engine.source import Document, Limits, escape
from engine.source.scalars import DATE, day

RECEIPT_FILE = Limits(size=4_000_000, values=200_000)
"""How much of a file is read; a receipt of all rule sets with 2,000 facts stays below."""
MOST_PLACES = 50_000
MOST_RULESETS = 200
MOST_FAULTS = 50
_HEX = {64: re.compile(r"[0-9a-f]{64}"), 128: re.compile(r"[0-9a-f]{128}")}

Found = Iterator[Diagnostic]
Check = Callable[[Any, str, str], Found]
"""What is wrong with a value, given its name and its pointer."""


def read_receipt(document: Document) -> tuple[Json | None, list[Diagnostic]]:
    """The receipt in a document, or what is wrong with it (the first faults only). Its hash is not looked at here."""
    found: list[Diagnostic] = []
    for fault in _all(document.data):
        found.append(replace(fault, place=document.place(fault.pointer or "")))
        if len(found) >= MOST_FAULTS:
            break
    return (None, found) if found else (document.data, [])


def _all(data: Any) -> Found:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        yield faults.not_a_receipt("/format" if isinstance(data, dict) and "format" in data else "")
        return
    before = 0
    for fault in _numbers(data, ""):
        before += 1
        yield fault
    for fault in _RECEIPT(data, "receipt", ""):
        before += 1
        yield fault
    if not before:
        yield from _rulesets(data["request"]["rulesets"])
        yield from _places(data)


def _numbers(value: Any, pointer: str) -> Found:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _numbers(part, f"{pointer}/{escape(name)}")
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _numbers(part, f"{pointer}/{position}")
    elif not (value is None or isinstance(value, bool | str)):
        yield faults.number_in_receipt(pointer)


# --- shapes ----------------------------------------------------------------------------------------------------------


def _is(want: Text, holds: Callable[[Any], bool]) -> Check:
    def check(value: Any, name: str, pointer: str) -> Found:
        if not holds(value):
            yield faults.part_wrong(name, want, pointer)

    return check


def _members(optional: Mapping[str, Check], **wanted: Check) -> Check:
    """A mapping of exactly these members."""

    def check(value: Any, name: str, pointer: str) -> Found:
        if not isinstance(value, dict):
            yield faults.part_wrong(name, Text("a mapping", "マッピング"), pointer)
            return
        for key in wanted:
            if key not in value:
                yield faults.part_missing(key, pointer)
        for key, part in value.items():
            of_key = wanted.get(key) or optional.get(key)
            below = f"{pointer}/{escape(key)}"
            if of_key is None:
                yield faults.part_unknown(key, below)
            else:
                yield from of_key(part, key, below)

    return check


def _each(kind: type[dict[Any, Any]] | type[list[Any]], of_each: Check) -> Check:
    """A list or a mapping whose members are all alike."""
    want = Text("a list", "リスト") if kind is list else Text("a mapping", "マッピング")

    def check(value: Any, name: str, pointer: str) -> Found:
        if not isinstance(value, kind):
            yield faults.part_wrong(name, want, pointer)
            return
        items = value if isinstance(value, dict) else {str(position): part for position, part in enumerate(value)}
        for key, part in items.items():
            yield from of_each(part, key, f"{pointer}/{escape(key)}")

    return check


def _digits(count: int) -> Check:
    want = Text(f"{count} hexadecimal digits in lower case", f"16 進数の小文字 {count} 桁")
    return _is(want, lambda value: isinstance(value, str) and _HEX[count].fullmatch(value) is not None)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and DATE.fullmatch(value) is not None and day(value)[1] is None


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


_TEXT = _is(Text("a text", "文字列"), _is_text)
_DAY = _is(Text("a date (YYYY-MM-DD)", "日付（YYYY-MM-DD）"), _is_day)
_DAY_OR_NULL = _is(Text("a date or null", "日付または null"), lambda value: value is None or _is_day(value))
_DIGEST = _is(
    Text("`sha256:` and 64 hexadecimal digits in lower case", "`sha256:` と 16 進数の小文字 64 桁"),
    lambda value: isinstance(value, str) and DIGEST.fullmatch(value) is not None,
)
_SALT = _is(
    Text("32 hexadecimal digits in lower case", "16 進数の小文字 32 桁"),
    lambda value: isinstance(value, str) and SALT.fullmatch(value) is not None,
)
_DEMAND = _is(
    Text("one of " + ", ".join(f"`{one}`" for one in Demand), "、".join(f"`{one}`" for one in Demand) + " のいずれか"),
    lambda value: isinstance(value, str) and value in tuple(Demand),
)
_FACT = _is(
    Text(
        "a mapping with `value`, or with `redacted` and a hash",
        "`value` を持つか、`redacted` とハッシュだけのマッピング",
    ),
    lambda value: isinstance(value, dict) and ("value" in value or is_redacted(value)),
)


def _answer(value: Any, name: str, pointer: str) -> Found:
    """A mapping with determinations; what else an answer says is compared as it is."""
    if not isinstance(value, dict) or "determinations" not in value:
        yield faults.part_wrong(
            name, Text("a mapping with `determinations`", "`determinations` を持つマッピング"), pointer
        )
    else:
        yield from _DETERMINATIONS(value["determinations"], "determinations", f"{pointer}/determinations")


_DETERMINATIONS = _each(list, _is(Text("a mapping", "マッピング"), lambda value: isinstance(value, dict)))
_RECEIPT = _members(
    {
        "signature": _members(
            {},
            algorithm=_is(Text("`ed25519`", "`ed25519`"), lambda value: value == "ed25519"),
            key=_digits(64),
            value=_digits(128),
        )
    },
    format=_TEXT,
    engine=_members({}, version=_TEXT, language=_TEXT),
    made_on=_DAY,
    request=_members(
        {"evidence": _DEMAND},
        as_of=_DAY,
        known_on=_DAY_OR_NULL,
        readings=_each(dict, _TEXT),
        rulesets=_each(list, _members({}, id=_TEXT, version=_TEXT, digest=_TEXT)),
    ),
    facts=_each(dict, _FACT),
    answer=_answer,
    places=_each(list, _members({"salt": _SALT}, at=_TEXT, shows=_each(list, _TEXT))),
    hash=_DIGEST,
)


# --- places ----------------------------------------------------------------------------------------------------------


def _places(receipt: Json) -> Found:
    """Each place is there, lies in the facts or the answer and in no other place, and without a salt it is redacted."""
    places = receipt["places"]
    if len(places) > MOST_PLACES:
        yield faults.too_many_places(MOST_PLACES)
        return
    for number, place in enumerate(places):
        if not _stands(receipt, place):
            yield faults.place_wrong(place["at"], f"/places/{number}/at")
    ways = sorted((parts(place["at"]), number) for number, place in enumerate(places))
    for (way, _), (other, number) in pairwise(ways):
        if other[: len(way)] == way:
            yield faults.place_wrong(places[number]["at"], f"/places/{number}/at")


def _stands(receipt: Json, place: Json) -> bool:
    pointer = place["at"]
    if not pointer.startswith(("/facts/", "/answer/")):
        return False
    try:
        value = at(receipt, pointer)
    except (KeyError, IndexError, TypeError):
        return False
    return "salt" in place or is_redacted(value)


def _rulesets(named: list[Json]) -> Found:
    """Each rule set once, and no more of them than there may be."""
    seen: set[str] = set()
    for number, one in enumerate(named):
        if number >= MOST_RULESETS or one["id"] in seen:
            yield faults.ruleset_twice(one["id"], f"/request/rulesets/{number}")
            return
        seen.add(one["id"])


def redacted_facts(receipt: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the facts that were taken out."""
    return tuple(name for name, given in receipt["facts"].items() if list(given) == [REDACTED])


def redacted_places(receipt: Mapping[str, Any]) -> int:
    """How many places hold only a hash."""
    return sum("salt" not in place for place in receipt["places"])
