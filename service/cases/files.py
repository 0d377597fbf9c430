"""The file of a case: of which type it is, and its events, one a line, which are added and never taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cases import CaseDefinition, CaseEvent, read_events
from engine.diagnostics import Diagnostic, Text, has_errors
from engine.facts import FactsDocument
from engine.records import dataclass
from engine.source import Document, Limits, read_path
from engine.text import nearest, quoted
from service.files import write_whole
from service.interview.saving import in_flow

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

CASE_FILE = Limits(size=5_000_000, values=200_000)
KEYS = ("case", "title", "events")
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file that was read whole. `raw`: its events as they are written."""

    document: Document
    definition: CaseDefinition
    events: tuple[CaseEvent, ...]
    raw: Sequence[Any]
    title: str | None = None


def read_case_file(path: Path, catalogue: Catalogue) -> tuple[CaseFile | None, list[Diagnostic], Document | None]:
    """The case in a file, or everything that is wrong with it; and the document, to show its lines."""
    document, found = read_path(path, CASE_FILE, shown=str(path))
    if document is None or has_errors(found):
        return None, found, document
    found += _keys(document)
    if has_errors(found):
        return None, found, document
    definition, faults = catalogue.case(str(document.data["case"]))
    if definition is None:
        return None, [*found, *(fault.at(fault.place or document.place("/case")) for fault in faults)], document
    raw = document.data.get("events") or []
    given = FactsDocument(raw, document.file, _below(document.places), _below(document.keys), "/events")
    events, faults = read_events(raw, definition, given)
    if faults:
        return None, [*found, *faults], document
    return CaseFile(document, definition, events, raw, document.data.get("title")), found, document


def new_case_text(case_id: str, title: str | None) -> str:
    """The text of a case without events."""
    named = f"title: {in_flow(title)}\n" if title else ""
    return f"case: {case_id}\n{named}events:\n"


def with_event(path: Path, event: Mapping[str, Any], catalogue: Catalogue) -> tuple[str | None, list[Diagnostic]]:
    """Adds an event to the file: all of it is written, or nothing. The text that was added, or what is wrong.

    Two that add at once come one after the other. Raises OSError where the file cannot be written.
    """
    with _alone(path):
        before, faults, _ = read_case_file(path, catalogue)
        if before is None:
            return None, faults
        if any(isinstance(one, Mapping) and str(one.get("id")) == event["id"] for one in before.raw):
            return None, [_id_taken(str(event["id"]))]
        _, faults = read_events([event], before.definition)
        if faults:
            return None, [replace(fault, pointer=None) for fault in faults]
        text = path.read_text(encoding="utf-8").rstrip()
        indents = [found.group(1) for found in _ITEM.finditer(text)]
        line = f"{indents[-1] if indents else '  '}- {in_flow(event)}"
        made = f"{text}\n{line}\n"
        if not _only_adds(made, path, before):
            return None, [_cannot_add()]
        write_whole(path, made)
    return line.strip(), []


def next_id(raw: Sequence[Any]) -> str:
    """An id that no event has: `e` and a number."""
    taken = {str(one.get("id")) for one in raw if isinstance(one, Mapping)}
    number = len(raw) + 1
    while f"e{number}" in taken:
        number += 1
    return f"e{number}"


def _only_adds(made: str, path: Path, before: CaseFile) -> bool:
    """Whether the text says what it said before, and one event more."""
    from engine.source import read_yaml  # noqa: PLC0415 - only where something is added

    document, faults = read_yaml(made.encode(), str(path), CASE_FILE)
    if document is None or has_errors(faults) or path.suffix.lower() == ".json":
        return False
    events = document.data.get("events") if isinstance(document.data, dict) else None
    rest = {key: value for key, value in before.document.data.items() if key != "events"}
    return document.data == {**rest, "events": [*before.raw, events[-1]]} if isinstance(events, list) else False


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Holds the folder of the file while it is changed, where the system can."""
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        yield
        return
    import os  # noqa: PLC0415 - as above

    handle = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _keys(document: Document) -> Iterator[Diagnostic]:
    if not isinstance(document.data, dict):
        yield _not_a_case(document)
        return
    for key in document.data:
        if key not in KEYS:
            near = nearest(str(key), KEYS)
            yield Diagnostic(
                "unknown-key",
                Text(f"a case has no {quoted(key)}", f"案件に {quoted(key)} という項目はありません"),
                Text(f"did you mean `{near}`?", f"`{near}` のことですか")
                if near
                else Text("there are `case`, `title` and `events`", "あるのは `case`、`title`、`events` です"),
                document.key(f"/{key}"),
            )
    if not isinstance(document.data.get("case"), str):
        yield _not_a_case(document)
    if not isinstance(document.data.get("title", ""), str):
        yield Diagnostic(
            "not-a-text",
            Text("the title is no text", "`title` が文字列ではありません"),
            Text("put it in quotes", "引用符で囲んでください"),
            document.place("/title"),
        )


def _not_a_case(document: Document) -> Diagnostic:
    return Diagnostic(
        "no-type-of-case",
        Text("the file does not say which type of case it is", "ファイルに案件の種類が書かれていません"),
        Text(
            "begin it with `case: jcm/project-cycle`, or make one by `hantei case new`",
            "`case: jcm/project-cycle` のように書き始めるか、`hantei case new` で作ってください",
        ),
        document.place(""),
    )


def _id_taken(name: str) -> Diagnostic:
    return Diagnostic(
        "event-id-used-twice",
        Text(f"the id {quoted(name)} is in the file already", f"id {quoted(name)} は既にファイルにあります"),
        Text("leave out `--id`, or give another one", "`--id` を外すか、別の id にしてください"),
    )


def _cannot_add() -> Diagnostic:
    return Diagnostic(
        "cannot-add",
        Text(
            "a line at the end of this file would not be an event",
            "このファイルの末尾に行を足しても出来事になりません",
        ),
        Text(
            "let `events:` be the last key of a YAML file, with one event a line",
            "YAMLファイルの最後の項目を `events:` とし、出来事を1行に一つずつ書いてください",
        ),
    )


def _below(places: Mapping[str, Any]) -> dict[str, Any]:
    """The places of what stands under `events`, by their pointers inside it."""
    head = "/events"
    return {name[len(head) :]: place for name, place in places.items() if name == head or name.startswith(f"{head}/")}
