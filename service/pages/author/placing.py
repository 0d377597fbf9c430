"""Which pieces of a draft a page holds, and where a line stands: in a field of the page, or elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.records import dataclass
from service.pages.author.pieces import Piece, weight

if TYPE_CHECKING:
    from service.pages.forms import Sent

LIGHT = 20_000
"""Bytes of files that a page holds at once; of more it shows a piece."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where lines stand: in a field of the page, or elsewhere."""

    held: Sequence[Piece]
    shown: Sequence[Piece]

    def field(self, path: str, line: int | None) -> tuple[str, int] | None:
        """The field of the page that holds a line, and its number in it; None where the page does not hold it."""
        found = self._piece(path, line)
        return (found.field, (line or 1) - found.first + 1) if found in self.shown and found is not None else None

    def known(self, path: str, line: int | None) -> bool:
        """Whether any piece holds it."""
        return self._piece(path, line) is not None

    def _piece(self, path: str, line: int | None) -> Piece | None:
        own = [one for one in self.held if one.path == path]
        return next((one for one in own if one.first <= (line or 1) <= one.last), own[-1] if own else None)


def shown_of(held: Sequence[Piece], sent: Sent | None, at: str) -> list[Piece]:
    """The pieces that the page holds: all where they are light; else what was sent, or what holds a place."""
    if sum(weight(one.text) for one in held) <= LIGHT:
        return list(held)
    back = [one for one in held if sent is not None and one.field in sent]
    if back:
        return back[:1]
    path, _, line = at.rpartition(":")
    number = int(line) if line.isascii() and line.isdecimal() and len(line) < 7 else 1
    return [one for one in held if one.path == path and one.first <= number <= one.last][:1] or list(held[:1])


def by_file(held: Sequence[Piece]) -> list[tuple[str, list[Piece]]]:
    """The pieces by their files."""
    return [(path, [one for one in held if one.path == path]) for path in dict.fromkeys(one.path for one in held)]
