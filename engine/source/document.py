"""A document: plain data and the place of every value and key in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from engine.diagnostics import Place
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a document is read before it is refused."""

    size: int
    """bytes of UTF-8"""
    values: int
    depth: int = 40


RULE_FILE = Limits(size=2_000_000, values=200_000)
FACTS_FILE = Limits(size=1_000_000, values=50_000)


Stretch = tuple[int, int, int, int]
"""Line and column of the start and of the end, from 1; zeros for an end that is not told."""


class Places(Mapping[str, Place]):
    """Places by pointer, each made when it is asked for: of thousands in a file, hardly any ever is."""

    __slots__ = ("_file", "_stretches")

    def __init__(self, file: str, stretches: Mapping[str, Stretch]) -> None:
        self._file, self._stretches = file, stretches

    def __getitem__(self, pointer: str) -> Place:
        return Place(self._file, *self._stretches[pointer])

    def __contains__(self, pointer: object) -> bool:
        return pointer in self._stretches

    def __iter__(self) -> Iterator[str]:
        return iter(self._stretches)

    def __len__(self) -> int:
        return len(self._stretches)


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data with places by RFC 6901 pointer.

    The data is of dict, list, str, Decimal, date, bool and None; keys are text as written.
    """

    file: str
    data: Any
    lines: tuple[str, ...]
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each value starts (and ends, for what is written on a line of its own or in brackets)."""
    keys: Mapping[str, Place] = field(default_factory=dict)
    """Where the key of each member of a mapping stands."""

    def place(self, pointer: str) -> Place:
        """Where the value at `pointer` stands; of what is not there: where its nearest holder stands."""
        while pointer:
            if pointer in self.places:
                return self.places[pointer]
            pointer = pointer.rpartition("/")[0]
        return self.places.get("", Place(self.file, 1, 1))

    def key(self, pointer: str) -> Place:
        """Where the key of the member at `pointer` stands; of what has no key: where the value stands."""
        return self.keys.get(pointer) or self.place(pointer)

    def inside(self, pointer: str, offset: int) -> Place:
        """Where the character at `offset` of the text at `pointer` stands, however the text is quoted or folded."""
        start = self.place(pointer)
        value = self.at(pointer)
        if not isinstance(value, str) or not start.end_line:
            return start
        if value and offset >= len(value):
            last = _aligned(self.lines, start, value, len(value) - 1)
            return Place(last.file, last.line, last.column + 1, last.line, last.column + 2)
        return _aligned(self.lines, start, value, offset)

    def at(self, pointer: str) -> Any:
        """The value at `pointer`. Raises KeyError or IndexError where there is none."""
        value = self.data
        for part in pointer.split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            value = value[int(name)] if isinstance(value, list) else value[name]
        return value


def escape(name: str) -> str:
    """A name as one part of an RFC 6901 pointer."""
    return name.replace("~", "~0").replace("/", "~1") if "~" in name or "/" in name else name


def pointer_of(parts: Iterable[str | int]) -> str:
    """The RFC 6901 pointer of a path of names and positions."""
    return "".join(f"/{escape(str(part))}" for part in parts)


def _aligned(lines: tuple[str, ...], start: Place, value: str, offset: int) -> Place:
    """Walks the text as written beside the text as read: they differ in quotes, escapes and white space."""
    line, column = start.line, start.column
    opening = lines[line - 1][column - 1 : column]
    if opening in "|>" and start.end_line > line:
        line, column = line + 1, 1
    elif opening in "\"'":
        column += 1
    for character in value[: offset + 1]:
        if character.isspace() and character != "\u3000":
            continue
        found = _next(lines, line, column, character, start.end_line)
        if found is None:
            return start
        line, column = found[0], found[1] + 1
    return Place(start.file, line, max(column - 1, 1), line, max(column, 2))


def _next(lines: tuple[str, ...], line: int, column: int, character: str, last: int) -> tuple[int, int] | None:
    while line <= min(last, len(lines)):
        found = lines[line - 1].find(character, column - 1)
        if found >= 0:
            return line, found + 1
        line, column = line + 1, 1
    return None
