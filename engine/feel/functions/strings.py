"""Built-ins of strings. Positions and lengths count Unicode code points, from 1."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.feel.functions.registry import builtin
from engine.feel.limits import DEFAULT, BoundReached
from engine.feel.values.equality import kind
from engine.feel.values.faults import FeelError
from engine.feel.values.numbers import whole


def check_length(length: int) -> None:
    """Refuse to make a string that is longer than any evaluation may have."""
    most = DEFAULT.string_length
    if length > most:
        raise BoundReached(
            "string", f"a text would have more than {most} characters", f"文字列が {most} 文字を超えます"
        )


@builtin("substring", "string: string", "start position: number", "length?: number | null", result="string")
def substring(string: str, start_position: Decimal, length: Decimal | None = None) -> str:
    """The part from a position (negative: from the end), of a length or to the end."""
    start = whole(start_position)
    if start == 0 or abs(start) > len(string):
        raise FeelError(
            "position-outside",
            f"position {start} is outside a string of length {len(string)}",
            f"位置 {start} は長さ {len(string)} の文字列の外にあります",
        )
    if length is not None and whole(length) < 1:
        raise FeelError("length-too-small", f"length {whole(length)} is below 1", f"長さ {whole(length)} は 1 未満です")
    first = start - 1 if start > 0 else len(string) + start
    return string[first:] if length is None else string[first : first + whole(length)]


@builtin("string length", "string: string", result="number")
def string_length(string: str) -> Decimal:
    """How many code points it has."""
    return Decimal(len(string))


@builtin("upper case", "string: string", result="string")
def upper_case(string: str) -> str:
    """In capital letters."""
    return string.upper()


@builtin("lower case", "string: string", result="string")
def lower_case(string: str) -> str:
    """In small letters."""
    return string.lower()


@builtin("substring before", "string: string", "match: string", result="string")
def substring_before(string: str, match: str) -> str:
    """What comes before the first `match`; empty if there is none."""
    head, found, _ = string.partition(match) if match else ("", "", "")
    return head if found else ""


@builtin("substring after", "string: string", "match: string", result="string")
def substring_after(string: str, match: str) -> str:
    """What comes after the first `match`; empty if there is none, all of it if `match` is empty."""
    return string.partition(match)[2] if match else string


@builtin("contains", "string: string", "match: string", result="boolean")
def contains(string: str, match: str) -> bool:
    """Whether `match` is somewhere in it."""
    return match in string


@builtin("starts with", "string: string", "match: string", result="boolean")
def starts_with(string: str, match: str) -> bool:
    """Whether it begins with `match`."""
    return string.startswith(match)


@builtin("ends with", "string: string", "match: string", result="boolean")
def ends_with(string: str, match: str) -> bool:
    """Whether it ends with `match`."""
    return string.endswith(match)


@builtin("string join", "list: list", "delimiter?: string | null", result="string")
def string_join(items: list[Any], delimiter: str | None = None) -> str:
    """The strings of a list in a row, the delimiter between them; null elements are left out."""
    for item in items:
        if item is not None and not isinstance(item, str):
            raise FeelError(
                "wrong-type",
                f"`string join` takes a list of strings, not of {kind(item)}",
                f"`string join` は文字列のリストを取り、{kind(item)} は取りません",
            )
    given = [item for item in items if item is not None]
    check_length(sum(map(len, given)) + len(delimiter or "") * len(given))
    return (delimiter or "").join(given)
