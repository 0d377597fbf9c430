"""Bytes from the disk: bounded, UTF-8, and what is wrong where they are not."""

from __future__ import annotations

from pathlib import Path

from engine.diagnostics import Diagnostic, Place
from engine.source import faults
from engine.source.document import FACTS_FILE, Document, Limits


def read_path(
    path: Path, limits: Limits = FACTS_FILE, *, shown: str | None = None
) -> tuple[Document | None, list[Diagnostic]]:
    """The document in a file: JSON where its name ends in `.json`, else YAML. `shown`: the name for messages."""
    name = shown or str(path)
    content, diagnostics = read_bytes(path, name, limits)
    if content is None:
        return None, diagnostics
    if path.suffix.lower() == ".json":
        from engine.source.json_reader import read_json  # noqa: PLC0415 - the readers stand on this module

        return read_json(content, name, limits)
    from engine.source.yaml_reader import read_yaml  # noqa: PLC0415 - the readers stand on this module

    return read_yaml(content, name, limits)


def read_bytes(path: Path, shown: str, limits: Limits) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file, never more than the limit (one byte over it is enough to refuse)."""
    try:
        with path.open("rb") as file:
            return file.read(limits.size + 1), []
    except FileNotFoundError:
        return None, [faults.not_found(shown)]
    except (OSError, ValueError):
        return None, [faults.not_readable(shown)]


def decoded(text: str | bytes, file: str, limits: Limits) -> tuple[str | None, list[Diagnostic]]:
    """The text of a document, without a byte order mark; None where it is too large or not UTF-8."""
    if len(text) > limits.size:
        return None, [faults.too_large(Place(file, 1, 1), limits)]
    if isinstance(text, str):
        return _plain(text), []
    try:
        return _plain(text.decode("utf-8")), []
    except UnicodeDecodeError as error:
        before = text[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return None, [faults.not_utf8(Place(file, line, column))]


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
