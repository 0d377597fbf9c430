"""Long tables page by page: `?page=2`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from starlette.requests import Request

from engine.records import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some of many: page `number` of `last`, from 1."""

    shown: Sequence[T]
    number: int
    last: int


def part_of(request: Request, rows: Sequence[T], size: int) -> Part[T]:
    """The page that the query asks for; the first where it asks for none, the last where it asks for more."""
    asked = request.query_params.get("page", "1")
    last = max(1, -(-len(rows) // size))
    number = min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return Part(rows[(number - 1) * size : number * size], number, last)
