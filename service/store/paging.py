"""Pages of a list, newest entries first, by a cursor that says where the last page ended.

A cursor belongs to one list with its filters. It is no secret and grants nothing; one that was changed is refused.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Generic, TypeVar

from engine.records import dataclass
from service.store import faults

MOST = 100
"""Entries of a page."""
USUAL = 50
_BYTES, _CHECK = 8, 8
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some entries, and the cursor of the page after; None at the end of the list."""

    items: tuple[Item, ...]
    next: str | None


def checked_limit(limit: int) -> int:
    """The number of entries asked for. Raises PageLimitError."""
    if not 1 <= limit <= MOST:
        raise faults.no_such_limit(MOST)
    return limit


def cursor_after(listed: str, sequence: int) -> str:
    """The cursor of the page that goes on below `sequence` in the list that `listed` names with its filters."""
    place = sequence.to_bytes(_BYTES, "big")
    return base64.urlsafe_b64encode(place + _check(listed, place)).decode().rstrip("=")


def place_of(listed: str, cursor: str) -> int:
    """The sequence below which a page begins. Raises CursorError."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise faults.no_such_cursor() from None
    place = raw[:_BYTES]
    if len(raw) != _BYTES + _CHECK or raw[_BYTES:] != _check(listed, place) or place[0] > 127:
        raise faults.no_such_cursor()
    return int.from_bytes(place, "big")


def _check(listed: str, place: bytes) -> bytes:
    return hashlib.sha256(listed.encode() + b"\n" + place).digest()[:_CHECK]
