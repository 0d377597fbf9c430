"""A quick reader for YAML in flow style on one line, as addresses hold it: what `read_yaml` reads, or nothing.

It takes words, numbers, days and quoted text without escapes, in brackets and braces with one space behind a comma or a
colon. All else (a fault, a bound, an odd sign) is for `read_yaml`. A property test holds the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from engine.source.document import Limits
from engine.source.scalars import meaning

_PIECE = re.compile(r'-?[A-Za-z0-9][A-Za-z0-9_.-]*|[{}\[\]]|[,:] |"[^"\\]*"')
_LONGEST_NAME = 200


class _OtherwiseError(Exception):
    """Not by this reader."""


def read_flow(content: bytes, limits: Limits) -> Any:
    """The value in `content`, of dict, list, str, Decimal, date and bool; None: to be read by `read_yaml`."""
    if len(content) > min(limits.size, limits.values):
        return None
    try:
        text = content.decode()
        pieces = _PIECE.findall(text)
        if sum(map(len, pieces)) < len(text) or not text.isprintable():
            return None
        rest = iter(pieces)
        value = _value(next(rest), rest, limits.depth)
    except (UnicodeDecodeError, _OtherwiseError, StopIteration):
        return None
    return value if next(rest, None) is None else None


def _value(piece: str, rest: Iterator[str], depth: int) -> Any:
    if piece in "{[":
        if not depth:
            raise _OtherwiseError
        return _mapping(rest, depth - 1) if piece == "{" else _list(rest, depth - 1)
    if piece[0] == '"':
        return piece[1:-1]
    value, fault = meaning(piece)
    if fault or piece[0] in "]},:":
        raise _OtherwiseError
    return value


def _mapping(rest: Iterator[str], depth: int) -> dict[str, Any]:
    held: dict[str, Any] = {}
    piece = next(rest)
    while piece != "}":
        name = piece[1:-1] if piece[0] == '"' else piece
        if piece[0] in "{[]},:" or not name or name in held or len(name) > _LONGEST_NAME or next(rest) != ": ":
            raise _OtherwiseError
        held[name] = _value(next(rest), rest, depth)
        piece = _after(next(rest), rest, "}")
    return held


def _list(rest: Iterator[str], depth: int) -> list[Any]:
    held: list[Any] = []
    piece = next(rest)
    while piece != "]":
        held.append(_value(piece, rest, depth))
        piece = _after(next(rest), rest, "]")
    return held


def _after(piece: str, rest: Iterator[str], closing: str) -> str:
    """What follows a member: the closing bracket, or behind a comma the next member."""
    if piece == ", ":
        piece = next(rest)
        if piece != closing:
            return piece
    elif piece == closing:
        return piece
    raise _OtherwiseError
