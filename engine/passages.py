"""Cited passages against the documents themselves: what a hash in `rules/sources/` is made of."""

from __future__ import annotations

from pathlib import Path

from engine.errors import MisuseError
from engine.text import passage_hash


def hash_lines(path: Path | str, first: int, last: int) -> str:
    """The hash of lines `first` to `last` (both inside, from 1) of a UTF-8 document, for `passages:` in a source file.

    Lines end at a line feed only: a page break inside a line does not make a new one. Raises MisuseError for lines
    that are not there.
    """
    lines = Path(path).read_bytes().decode().split("\n")
    return hash_of(lines, first, last)


def hash_of(lines: list[str], first: int, last: int) -> str:
    """As `hash_lines`, of a document already read."""
    if not 1 <= first <= last <= len(lines):
        raise MisuseError(f"lines {first} to {last} are not in a document of {len(lines)} lines")
    return passage_hash("\n".join(lines[first - 1 : last]))
