"""The text of bytes: bounded, UTF-8, with one kind of line end; and what is wrong where they are not."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, Place
from engine.source import faults
from engine.source.document import Limits


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
