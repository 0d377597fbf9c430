"""Files and request bodies as plain data that remembers where each value stood.

`read_yaml` and `read_json` give a `Document` (None where the text could not be read to its end) and every fault found.
Where a document comes with faults, the value at a faulty place is the text as written; `Diagnostic.pointer` names it.
The readers are imported when they are first asked for: a start of the program needs one of them at most.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from engine.source.document import FACTS_FILE, RULE_FILE, Document, Limits, escape, pointer_of

if TYPE_CHECKING:
    from engine.source.files import read_bytes, read_path
    from engine.source.json_reader import read_json
    from engine.source.yaml_reader import read_yaml

_LATER = {
    "read_bytes": "engine.source.files",
    "read_path": "engine.source.files",
    "read_json": "engine.source.json_reader",
    "read_yaml": "engine.source.yaml_reader",
}

__all__ = [
    "FACTS_FILE",
    "RULE_FILE",
    "Document",
    "Limits",
    "escape",
    "pointer_of",
    "read_bytes",
    "read_json",
    "read_path",
    "read_yaml",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
