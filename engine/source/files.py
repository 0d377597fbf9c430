"""Documents and bytes from the disk, bounded; and what is wrong where a file cannot be read."""

from __future__ import annotations

from pathlib import Path

from engine.diagnostics import Diagnostic
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
        from engine.source.json_reader import read_json  # noqa: PLC0415 - a file needs one of them

        return read_json(content, name, limits)
    from engine.source.yaml_reader import read_yaml  # noqa: PLC0415 - a file needs one of them

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
