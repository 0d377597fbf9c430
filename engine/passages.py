"""Cited passages against the documents themselves: what a hash in `rules/sources/` is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engine.compiler.shared import Passage, Source
from engine.diagnostics import Diagnostic, Place, Severity, Text
from engine.errors import MisuseError
from engine.text import passage_hash

if TYPE_CHECKING:
    from engine.catalogue import Catalogue


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


def hash_of_ranges(lines: list[str], ranges: Iterable[tuple[int, int]]) -> str:
    """The hash of a place in several pieces: of their lines one after the other."""
    return passage_hash("\n".join("\n".join(lines[first - 1 : last]) for first, last in ranges))


def verify_passages(catalogue: Catalogue, folder: Path) -> list[Diagnostic]:
    """What no longer stands in the documents as it was cited. `folder` holds the documents under any name.

    A document is found by the hash of its bytes; one that is not there is a note, a passage that differs is an error.
    """
    cited, places = catalogue.cited(), catalogue.places()
    documents = {hashlib.sha256(content).hexdigest(): content for content in _contents(folder)}
    found: list[Diagnostic] = []
    for source in cited.sources.values():
        if source.sha256 is None:
            continue
        if source.sha256 not in documents:
            found.append(_absent(source, places.get(f"source:{source.id}")))
            continue
        lines = documents[source.sha256].decode(errors="replace").split("\n")
        for reference, passage in cited.passages.items():
            if passage.source == source.id and passage.lines is not None and not _stands(passage, lines):
                found.append(_differs(passage, places.get(f"passage:{reference}")))
    return found


def _contents(folder: Path) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def _stands(passage: Passage, lines: list[str]) -> bool:
    ranges = [passage.lines or (0, 0), *passage.more]
    there = all(1 <= first <= last <= len(lines) for first, last in ranges)
    return there and hash_of_ranges(lines, ranges) == passage.sha256


def _absent(source: Source, place: Place | None) -> Diagnostic:
    return Diagnostic(
        "document-not-at-hand",
        Text(f"the document of `{source.id}` is not in the folder", f"`{source.id}` の文書がフォルダーにありません"),
        Text("put the very file there whose hash is given", "ハッシュが一致するファイルを置いてください"),
        place,
        severity=Severity.NOTE,
    )


def _differs(passage: Passage, place: Place | None) -> Diagnostic:
    return Diagnostic(
        "passage-differs",
        Text(
            f"the lines of `{passage.id}` are not those that were cited",
            f"`{passage.id}` の行が引用時の文と一致しません",
        ),
        Text(
            "read them again, then mend `lines` or `sha256`", "読み直してから `lines` または `sha256` を直してください"
        ),
        place,
    )
