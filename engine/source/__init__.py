"""Files and request bodies as plain data that remembers where each value stood.

`read_yaml` and `read_json` give a `Document` (None where the text could not be read to its end) and every fault found.
Where a document comes with faults, the value at a faulty place is the text as written; `Diagnostic.pointer` names it.
"""

from __future__ import annotations

from engine.source.document import FACTS_FILE, RULE_FILE, Document, Limits, escape, pointer_of
from engine.source.files import read_bytes, read_path
from engine.source.json_reader import read_json
from engine.source.yaml_reader import read_yaml

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
