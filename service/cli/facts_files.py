"""Facts from files and standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic

if TYPE_CHECKING:
    from engine.source import Document

STDIN = "-"
_JSON = re.compile(rb'\s*\{\s*["}]')
"""How a JSON object begins. YAML with braces begins with a bare word."""


def read_documents(names: Sequence[str]) -> tuple[list[Document], list[Diagnostic]]:
    """All documents named, in order, and what is wrong with any of them."""
    documents: list[Document] = []
    faults: list[Diagnostic] = []
    for name in names:
        document, found = _standard_input() if name == STDIN else _file(name)
        faults += found
        if document is not None:
            documents.append(document)
    return documents, faults


def _file(name: str) -> tuple[Document | None, list[Diagnostic]]:
    from engine.source import FACTS_FILE, read_path  # noqa: PLC0415 - only `check` reads facts

    return read_path(Path(name), FACTS_FILE, shown=name)


def _standard_input() -> tuple[Document | None, list[Diagnostic]]:
    """What stands on stdin, never more than a facts file may hold: JSON where it begins as JSON does, else YAML."""
    from engine.source import FACTS_FILE, read_json, read_yaml  # noqa: PLC0415 - only `check` reads facts

    content = sys.stdin.buffer.read(FACTS_FILE.size + 1)
    reader = read_json if _JSON.match(content) else read_yaml
    return reader(content, "<stdin>", FACTS_FILE)
