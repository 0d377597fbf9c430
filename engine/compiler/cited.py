"""Sources and their passages: a document's passages carry lines and a hash, a page has its address and grade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from engine.compiler.fault import fault
from engine.compiler.shared import Entry, Found, Passage, Source
from engine.diagnostics import Diagnostic, Place, Text
from engine.model.base import Bilingual
from engine.model.cited import EntryModel, Lines, SourceModel
from engine.source import Document

_CLAUSE = re.compile(r"[0-9]+(\.[0-9]+)*(\([0-9a-z]+\))*[a-z]?")
"""The number of a clause, which is the same in every language: `3.2`, `2.2(2)d`."""


def add_source(model: SourceModel, document: Document, found: Found) -> None:
    """Adds a source and its passages to `found`, with all that is wrong with them."""
    found.diagnostics += [*_identity(model, document, found), *_kind(model, document), *_lines(model, document)]
    found.diagnostics += [*_entries(model, document), *_sections(model, document)]
    found.sources[model.id] = Source(
        model.id, text(model.title), text(model.publisher), model.date, model.kind, model.url, model.grade, model.sha256
    )
    found.places[f"source:{model.id}"] = document.place("/id")
    for name, passage in model.passages.items():
        reference = f"{model.id}#{name}"
        lines = (int(passage.lines[0]), int(passage.lines[1])) if passage.lines else None
        found.passages[reference] = Passage(model.id, name, _section(passage.section), lines, passage.sha256)
        found.places[f"passage:{reference}"] = document.key(f"/passages/{name}")
    for name, entry in model.entries.items():
        reference = f"{model.id}#{name}"
        first, *more = _lines_of(entry)
        section = _section(entry.section)
        found.passages[reference] = Passage(model.id, name, section, first, entry.sha256, tuple(more))
        found.entries[reference] = Entry(
            model.id, name, text(entry.title), entry.status, _said(entry.definition), _said(entry.reason)
        )
        found.places[f"passage:{reference}"] = document.key(f"/entries/{name}")


def _lines_of(entry: EntryModel) -> tuple[tuple[int, int], ...]:
    return tuple((int(first), int(last)) for first, last in (entry.lines, *entry.more))


def text(model: Bilingual) -> Text:
    """A sentence of a file as a plain value."""
    return Text(model.en, model.ja)


def _section(section: str | Bilingual) -> Text:
    return Text(section, section) if isinstance(section, str) else text(section)


def _said(model: Bilingual | None) -> Text | None:
    return text(model) if model else None


def _identity(model: SourceModel, document: Document, found: Found) -> Iterator[Diagnostic]:
    yield from id_is_file_name(model.id, document)
    if model.id in found.sources:
        yield fault(
            "duplicate-id",
            document.place("/id"),
            (f"the source `{model.id}` is there twice", f"出典 `{model.id}` が二つあります"),
            (
                f"the other is in {found.places[f'source:{model.id}']}",
                f"もう一つは {found.places[f'source:{model.id}']} です",
            ),
        )


def id_is_file_name(name: str, document: Document) -> Iterator[Diagnostic]:
    """A shared file is named for its id."""
    stem = PurePosixPath(document.file).stem
    if name != stem:
        yield fault(
            "id-is-not-file-name",
            document.place("/id"),
            (f"the id `{name}` is not the name of the file, `{stem}`", f"id `{name}` がファイル名 `{stem}` と違います"),
            ("rename the one or the other", "どちらかの名前を揃えてください"),
        )


def _kind(model: SourceModel, document: Document) -> Iterator[Diagnostic]:
    wanted = ("sha256",) if model.kind == "document" else ("url", "grade")
    for key in wanted:
        if getattr(model, key) is None:
            yield fault(
                "missing-key",
                document.place("/kind"),
                (
                    f"a source of kind `{model.kind}` has `{key}`",
                    f"種類が `{model.kind}` の出典には `{key}` が必要です",
                ),
                (f"add `{key}:`", f"`{key}:` を加えてください"),
            )


def _lines(model: SourceModel, document: Document) -> Iterator[Diagnostic]:
    for name, passage in model.passages.items():
        place = document.key(f"/passages/{name}")
        if (passage.lines is None) != (passage.sha256 is None) or (model.kind == "document" and passage.lines is None):
            yield fault(
                "passage-without-hash",
                place,
                (f"the passage `{name}` has no lines or no hash", f"箇所 `{name}` に行番号またはハッシュがありません"),
                ("give both `lines` and `sha256`", "`lines` と `sha256` の両方を書いてください"),
            )
        elif passage.lines and not (1 <= passage.lines[0] <= passage.lines[1] and _whole(passage.lines)):
            yield _bad_lines(document.place(f"/passages/{name}/lines"))


def _sections(model: SourceModel, document: Document) -> Iterator[Diagnostic]:
    for part, places in (("passages", model.passages), ("entries", model.entries)):
        for name, one in places.items():
            if isinstance(one.section, str) and not _CLAUSE.fullmatch(one.section):
                yield fault(
                    "section-in-one-language",
                    document.place(f"/{part}/{name}/section"),
                    (
                        f"the section of `{name}` is said in one language only",
                        f"箇所 `{name}` の `section` が一つの言語でしか書かれていません",
                    ),
                    (
                        "write `{en: …, ja: …}`; only the number of a clause (`2.2(2)d`) stands alone",
                        "`{en: …, ja: …}` と書いてください（`2.2(2)d` のような条項番号だけの場合を除く）",
                    ),
                )


def _entries(model: SourceModel, document: Document) -> Iterator[Diagnostic]:
    for name, entry in model.entries.items():
        if name in model.passages:
            yield fault(
                "duplicate-id",
                document.key(f"/entries/{name}"),
                (f"`{name}` is a passage and an entry", f"`{name}` が passages と entries の両方にあります"),
                ("leave one of them out", "どちらか一方を消してください"),
            )
        for pointer, (first, last) in _pointed(entry):
            if not (1 <= first <= last and _whole((first, last))):
                yield _bad_lines(document.place(f"/entries/{name}/{pointer}"))


def _pointed(entry: EntryModel) -> tuple[tuple[str, Lines], ...]:
    return ("lines", entry.lines), *((f"more/{index}", lines) for index, lines in enumerate(entry.more))


def _bad_lines(place: Place) -> Diagnostic:
    return fault(
        "bad-lines",
        place,
        ("the lines are not a first and a last line", "行番号が最初と最後の行になっていません"),
        ("write `[first, last]` in whole numbers, from 1", "1 から数えた整数で `[最初, 最後]` と書いてください"),
    )


def _whole(numbers: tuple[object, ...]) -> bool:
    return all(number == int(str(number).partition(".")[0]) for number in numbers)
