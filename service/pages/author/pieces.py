"""Files as a page holds them: a long one in pieces of whole lines, so that no page grows with what is written.

A piece is a field of the form: `file:PATH`, of a file in pieces `file:PATH@1`, `file:PATH@2` ….
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from engine.records import dataclass

FIELD = "file:"
LARGEST = 16_000
"""Bytes of a piece as it stands in a page."""
_NAME = re.compile(rf"{FIELD}(?P<path>[^@]+)(?:@(?P<number>[1-9][0-9]{{0,2}}))?")
_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_INSIDE = re.compile(r"  [-a-z]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a file: its field, its text, its first and last line in the file, the keys of the file that it has."""

    field: str
    path: str
    text: str
    first: int
    last: int
    keys: tuple[str, ...]
    whole: bool

    @property
    def lines(self) -> int:
        return self.last - self.first + 1


def path_of(field: str) -> str:
    """The file of a field; empty where it is none of a file."""
    found = _NAME.fullmatch(field)
    return found["path"] if found else ""


def cut(path: str, text: str) -> dict[str, str]:
    """The fields of a file."""
    parts = list(_parts(_LINES.findall(text)))
    if len(parts) <= 1:
        return {f"{FIELD}{path}": text}
    return {f"{FIELD}{path}@{number}": "".join(lines) for number, lines in enumerate(parts, 1)}


def cut_again(fields: Mapping[str, str]) -> dict[str, str]:
    """The same fields, with files of which a piece has grown too large cut anew."""
    found: dict[str, str] = {}
    texts = joined(fields)
    grown = {path_of(name) for name, text in fields.items() if weight(text) > LARGEST and text.count("\n") > 1}
    for name, text in fields.items():
        path = path_of(name)
        if path not in grown:
            found[name] = text
        elif not any(path_of(other) == path for other in found):
            found |= cut(path, texts[path])
    return found


def joined(fields: Mapping[str, str]) -> dict[str, str]:
    """The files of fields, by their paths; every piece but the last ends its line."""
    found: dict[str, str] = {}
    for name, text in fields.items():
        path = path_of(name)
        if path:
            before = found.get(path, "")
            found[path] = before + ("\n" if before and not before.endswith("\n") else "") + text
    return found


def pieces(fields: Mapping[str, str]) -> list[Piece]:
    """The pieces of all files with the lines that they hold."""
    found: list[Piece] = []
    names = [name for name in fields if path_of(name)]
    for name in names:
        path, text = path_of(name), fields[name]
        before = found[-1].last if found and found[-1].path == path else 0
        count = max(text.count("\n") + (not text.endswith("\n")), 1)
        whole = sum(path_of(other) == path for other in names) == 1
        keys = () if whole else tuple(dict.fromkeys(_KEY.findall(text)))
        found.append(Piece(name, path, text, before + 1, before + count, keys, whole))
    return found


def weight(text: str) -> int:
    """Bytes of a text in a page."""
    return len(escape(text).encode())


def _parts(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    start, size = 0, 0
    for at, line in enumerate(lines):
        size += weight(line)
        if size > LARGEST and at > start:
            end = _end(lines, start, at)
            yield lines[start:end]
            start, size = end, sum(map(weight, lines[end : at + 1]))
    if start < len(lines):
        yield lines[start:]


def _end(lines: Sequence[str], start: int, at: int) -> int:
    """Where a piece best ends: before a key of the file, else before one of its parts, in the second half."""
    half = range(at, start + (at - start) // 2, -1)
    for begins in (lambda line: line[:1].isalpha(), lambda line: _INSIDE.match(line) is not None):
        found = next((number for number in half if begins(lines[number])), None)
        if found is not None:
            return found
    return at
