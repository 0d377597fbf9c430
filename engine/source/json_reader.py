"""JSON with exact decimals and places. Duplicate keys, `NaN` and `Infinity` are faults; no number becomes a float."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from json import JSONDecodeError, JSONDecoder
from typing import Any

from engine.diagnostics import Diagnostic, Place
from engine.source import faults
from engine.source.decoding import decoded
from engine.source.document import FACTS_FILE, Document, Limits, escape
from engine.source.scalars import number
from engine.source.syntax import not_json

_STRINGS = JSONDecoder()
"""Reads one string, with its escapes; never anything else."""
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_NOT_A_NUMBER = re.compile(r"-?(?:NaN|Infinity)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def read_json(text: str | bytes, file: str, limits: Limits = FACTS_FILE) -> tuple[Document | None, list[Diagnostic]]:
    """The value in `text`, with the place of every value; and all that is wrong with it."""
    content, diagnostics = decoded(text, file, limits)
    if content is None:
        return None, diagnostics
    if not content.strip():
        return None, [faults.empty(Place(file, 1, 1))]
    reader = _Reader(content, file, limits, diagnostics)
    try:
        data = reader.whole()
    except JSONDecodeError as error:
        return None, [*diagnostics, not_json(error, file)]
    except _StopReadingError:
        return None, diagnostics
    return Document(file, data, tuple(content.split("\n")), reader.places, reader.keys), diagnostics


class _StopReadingError(Exception):
    """A bound was reached."""


@dataclass(slots=True)
class _Reader:
    text: str
    file: str
    limits: Limits
    diagnostics: list[Diagnostic]
    places: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    line: int = 1
    line_start: int = 0
    seen: int = 0
    ended: int = 0
    """Where the member that was read last ended."""

    def whole(self) -> Any:
        value, end = self._value(self._skip(0), "", 0)
        end = self._skip(end)
        if end != len(self.text):
            raise JSONDecodeError("Extra data", self.text, end)
        return value

    def _value(self, at: int, pointer: str, depth: int) -> tuple[Any, int]:
        start = self._place(at)
        if len(self.places) >= self.limits.values:
            self.diagnostics.append(faults.too_many(start, pointer, self.limits))
            raise _StopReadingError
        self.places[pointer] = start
        if depth >= self.limits.depth and self.text[at : at + 1] in ("{", "["):
            self.diagnostics.append(faults.too_deep(start, pointer, self.limits))
            raise _StopReadingError
        value, end = self._any(at, pointer, depth)
        last = self._place(end)
        self.places[pointer] = Place(self.file, start.line, start.column, last.line, last.column)
        return value, end

    def _any(self, at: int, pointer: str, depth: int) -> tuple[Any, int]:
        character = self.text[at : at + 1]
        if character == "{":
            return self._object(at, pointer, depth)
        if character == "[":
            return self._array(at, pointer, depth)
        if character == '"':
            return self._string(at, pointer)
        for word, value in _WORDS.items():
            if self.text.startswith(word, at):
                return value, at + len(word)
        return self._number(at, pointer)

    def _object(self, at: int, pointer: str, depth: int) -> tuple[dict[str, Any], int]:
        held: dict[str, Any] = {}
        for position in self._members(at, "}"):
            if self.text[position : position + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", self.text, position)
            place = self._place(position)
            key, end = self._string(position, pointer)
            below = f"{pointer}/{escape(key)}"
            if key in held:
                self.diagnostics.append(faults.duplicate_key(key, self.keys[below], place, below))
            self.keys.setdefault(below, Place(self.file, place.line, place.column, place.line, self._place(end).column))
            end = self._skip(end)
            if self.text[end : end + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", self.text, end)
            held[key], self.ended = self._value(self._skip(end + 1), below, depth + 1)
        return held, self.ended

    def _array(self, at: int, pointer: str, depth: int) -> tuple[list[Any], int]:
        held: list[Any] = []
        for position in self._members(at, "]"):
            value, self.ended = self._value(position, f"{pointer}/{len(held)}", depth + 1)
            held.append(value)
        return held, self.ended

    def _members(self, at: int, closing: str) -> Iterator[int]:
        """Where each member starts; the reader of a member leaves its end in `ended`, and so does this at last."""
        position = self._skip(at + 1)
        if self.text[position : position + 1] == closing:
            self.ended = position + 1
            return
        while True:
            yield position
            position = self._skip(self.ended)
            sign = self.text[position : position + 1]
            if sign == closing:
                self.ended = position + 1
                return
            if sign != ",":
                raise JSONDecodeError("Expecting ',' delimiter", self.text, position)
            position = self._skip(position + 1)

    def _string(self, at: int, pointer: str) -> tuple[str, int]:
        value, end = _STRINGS.raw_decode(self.text, at)
        if _SURROGATE.search(value):
            self.diagnostics.append(faults.not_unicode(self._place(at), pointer))
            value = _SURROGATE.sub("\ufffd", value)
        return value, end

    def _number(self, at: int, pointer: str) -> tuple[Any, int]:
        if found := _NUMBER.match(self.text, at):
            value, code = number(found.group())
            if code:
                self.diagnostics.append(faults.bad_scalar(code, found.group(), self._place(at), pointer))
            return value, found.end()
        if found := _NOT_A_NUMBER.match(self.text, at):
            self.diagnostics.append(faults.not_a_number(found.group(), self._place(at), pointer))
            return found.group(), found.end()
        raise JSONDecodeError("Expecting value", self.text, at)

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def _place(self, at: int) -> Place:
        """The place of a position. Asked for in rising order, so that each character is looked at once."""
        if breaks := self.text.count("\n", self.seen, at):
            self.line += breaks
            self.line_start = self.text.rfind("\n", self.seen, at) + 1
        self.seen = at
        return Place(self.file, self.line, at - self.line_start + 1)
