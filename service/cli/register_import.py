"""`hantei register import`: a CSV becomes the register's YAML file, held to all checks, shown before it is written."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

from engine.compiler.shared_reading import read_shared
from engine.diagnostics import Diagnostic, Place, Severity, Text, misuse
from engine.mutation.documents import rule_bytes
from engine.plan import Register
from engine.source import RULE_FILE, Document, pointer_of, read_yaml
from engine.text import printable, quoted
from service.cli.exits import FOUND
from service.cli.faults import refuse
from service.cli.register_cells import Sheet, read_sheet, section_of
from service.cli.register_text import register_of
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.files import OWN_RULES, cannot_write, write_whole

_WORD = re.compile("[A-Za-z][A-Za-z0-9_./-]*(#[A-Za-z0-9_-]+)?")
SAME = Text("nothing would change", "変更はありません")
WROTE = Text("{file} written", "{file} を書き込みました")
NOT_WRITTEN = Text("not written yet; `--write` writes it", "まだ書き込んでいません。`--write` を付けると書き込みます")


def import_register(name: str, path: Path, lang: str | None, rules: Path | None, *, write: bool = False) -> None:
    """Shows what the CSV would change in the register's file, and writes it where asked to. Nothing is written
    where any cell is at fault."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    register = register_of(name, here, catalogue)
    sheet, faults = read_sheet(_content(path, here), str(path), register)
    if sheet is None or faults:
        raise refuse(here, faults)
    shared = {file: catalogue.files.read(file) or b"" for file in catalogue.files.shared()}
    file = next(one for one in shared if one == f"registers/{register.id}.yaml")
    old, _ = read_yaml(shared[file], file, RULE_FILE)
    if old is None:
        raise refuse(here, [misuse("file-not-found", f"`{file}` cannot be read", f"`{file}` を読めません", *_LINT)])
    new = written(old, register, sheet)
    found = _faults(shared, file, new, str(path), sheet)
    if found:
        raise refuse(here, found)
    _tell(here, old, new, catalogue.root / file, write=write)


def written(old: Document, register: Register, sheet: Sheet) -> str:
    """The file with the rows of the sheet. A row that is as it was keeps its lines and the remarks above them."""
    section = section_of(register)
    kept = {_key(member): (member, lines) for member, lines in _blocks(old, section)}
    first, last = _extent(old, section)
    rows: list[str] = []
    for member in sheet.members:
        was, lines = kept.get(_key(member), (None, []))
        rows += lines if was and _bare(was) == _bare(member) else [*_remarks(lines), f"  - {_flow(member)}"]
    return "\n".join([*old.lines[:first], *rows, *old.lines[last:]]).rstrip("\n") + "\n"


def _key(member: dict[str, Any]) -> str:
    return str(member.get("id") or member.get("item") or member.get("on"))


def _bare(member: dict[str, Any]) -> dict[str, Any]:
    """Without a day of publication that is the default anyway: the day by which the row holds."""
    first = member.get("from")
    latest = first.get("by") if isinstance(first, dict) else first
    return {key: value for key, value in member.items() if key != "published" or value != latest}


def _flow(data: Any) -> str:
    """`data` as an author writes it on one line: a word that stays a word without quotes has none."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(_flow, data)) + "]"
    bare = isinstance(data, str) and _WORD.fullmatch(data) and data not in ("true", "false", "null")
    return str(data) if bare else rule_bytes(data).decode().rstrip()


def _blocks(document: Document, section: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Each row with the lines it stands on, the remarks above it among them."""
    first, last = _extent(document, section)
    members = document.data[section]
    ends = [_start(document, section, index) for index in range(1, len(members))] + [last]
    start = first
    for member, end in zip(members, ends, strict=True):
        yield member, list(document.lines[start:end])
        start = end


def _start(document: Document, section: str, index: int) -> int:
    """The first line (from 0) of a row: that of the remarks above it."""
    line = document.place(pointer_of([section, index])).line - 1
    while document.lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def _extent(document: Document, section: str) -> tuple[int, int]:
    """The lines (from 0, the end not included) between the key of the section and the next key of the file."""
    here = document.key(pointer_of([section])).line
    later = [document.key(pointer_of([key])).line - 1 for key in document.data]
    return here, min((line for line in later if line >= here), default=len(document.lines))


def _remarks(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.lstrip().startswith("#")]


def _faults(shared: dict[str, bytes], file: str, new: str, csv_file: str, sheet: Sheet) -> list[Diagnostic]:
    """All that the checks of rule files say of the new file, each told of the row and the cell it is about."""
    document, unreadable = read_yaml(new.encode(), file, RULE_FILE)
    if document is None:
        return unreadable
    found = read_shared({**shared, file: new.encode()}, strict=True)
    own = [one for one in found.diagnostics if one.severity is Severity.ERROR and one.place and one.place.file == file]
    return [_at_cell(one, document, csv_file, sheet) for one in own]


def _at_cell(fault: Diagnostic, document: Document, csv_file: str, sheet: Sheet) -> Diagnostic:
    place = fault.place or Place(document.file, 1, 1)
    at = (place.line, place.column)
    everywhere = {**document.keys, **document.places}
    near = [name for name, one in everywhere.items() if (one.line, one.column) == at]
    pointer = max(near, key=len, default="")
    parts = pointer.split("/")[1:]
    if len(parts) < 2 or parts[0] != sheet.section:
        return fault
    cell = (
        parts[3]
        if parts[2:3] == ["values"] and len(parts) > 3
        else "_".join(parts[2:4] if parts[2:3] == ["from"] else parts[2:3])
    )
    said = fault.message
    message = Text(f"column `{cell}`: {said.en}", f"列 `{cell}`：{said.ja}") if cell else said
    return replace(fault, message=message, place=Place(csv_file, sheet.lines[int(parts[1])], 1))


def _tell(here: Terminal, old: Document, new: str, path: Path, *, write: bool) -> None:
    was = "\n".join(old.lines).rstrip("\n") + "\n"
    if was == new:
        here.talk(SAME.in_(here.lang))
        return
    names = (f"a/{old.file}", f"b/{old.file}")
    differing = difflib.unified_diff(was.splitlines(), new.splitlines(), *names, n=1, lineterm="")
    here.answer("".join(f"{printable(line)}\n" for line in differing))
    if not write:
        here.talk(NOT_WRITTEN.in_(here.lang))
        raise typer.Exit(FOUND)
    try:
        write_whole(path, new)
    except OSError as error:
        raise refuse(here, [cannot_write(path, error, OWN_RULES)]) from None
    here.talk(WROTE.in_(here.lang).format(file=path))


def _content(path: Path, here: Terminal) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        said, why = quoted(str(path)), error.strerror or ""
        en, ja = f"{said} cannot be read: {why}", f"{said} を読めません：{why}"
        raise refuse(here, [misuse("file-not-found", en, ja, "check the path", "パスを確かめてください")]) from None


_LINT = ("`hantei lint` says why", "`hantei lint` で理由を確認できます")
