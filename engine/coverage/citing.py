"""Which clauses of the rule files cite which passage: every `source:` of rule sets, registers, facts and examples."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from engine.diagnostics import Place, Text
from engine.model.base import REFERENCE
from engine.records import dataclass
from engine.rule_files import EXAMPLES, RULESET, RuleFiles
from engine.source import RULE_FILE, Document, read_yaml
from engine.source.document import pointer_of

KINDS = {
    "criteria": "criterion",
    "parameters": "parameter",
    "lists": "list",
    "tables": "table",
    "values": "value",
    "readings": "reading",
    "conclusions": "conclusion",
    "covers": "period",
    "facts": "fact",
    "examples": "example",
    "rows": "row",
    "records": "row",
}
"""What a clause is, by the part of its file that it stands in."""
KIND_NAMES = {
    "criterion": Text("criterion", "基準"),
    "parameter": Text("parameter", "パラメーター"),
    "list": Text("list", "一覧"),
    "table": Text("table", "表"),
    "row": Text("row", "行"),
    "value": Text("value", "値"),
    "reading": Text("reading", "解釈"),
    "conclusion": Text("conclusion", "結論"),
    "period": Text("covered period", "対象期間"),
    "fact": Text("fact", "事実"),
    "example": Text("worked example", "例題"),
    "clause": Text("clause", "条項"),
}
"""What each kind is called."""
CITING = ("registers", "vocabulary")
"""The shared folders whose files cite."""
_REFERENCE = re.compile(REFERENCE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause that cites: `kind` is a value of KINDS, `name` what people call it, `pointer` where it stands."""

    file: str
    kind: str
    name: str
    pointer: str
    place: Place

    @property
    def owner(self) -> str:
        """The id of its rule set; of a shared file: its path without the ending."""
        return self.file.removesuffix(f"/{RULESET}").removesuffix(f"/{EXAMPLES}").removesuffix(".yaml")


def citing_clauses(files: RuleFiles) -> dict[str, tuple[Clause, ...]]:
    """The clauses that cite each reference (`source-id#passage-id`), in the order of the files."""
    found: dict[str, list[Clause]] = defaultdict(list)
    for path in _paths(files):
        document, _ = read_yaml(files.read(path) or b"", path, RULE_FILE)
        if document is not None:
            for reference, clause in clauses_in(document):
                found[reference].append(clause)
    return {reference: tuple(clauses) for reference, clauses in found.items()}


def clauses_in(document: Document) -> Iterator[tuple[str, Clause]]:
    """Every reference of a document with the clause that cites it."""
    for path, references in _cited(document.data, ()):
        pointer = pointer_of(path)
        clause = Clause(document.file, *_named(document.data, path), pointer, document.place(f"{pointer}/source"))
        yield from ((reference, clause) for reference in references)


def _paths(files: RuleFiles) -> Iterator[str]:
    yield from (path for path in files.shared() if path.startswith(CITING))
    for ruleset in files.ids():
        yield f"{ruleset}/{RULESET}"
        if files.read(f"{ruleset}/{EXAMPLES}") is not None:
            yield f"{ruleset}/{EXAMPLES}"


def _cited(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    """Each mapping with a `source`, by its path. The facts of an example are answers: what is in them cites nothing."""
    if isinstance(data, Mapping):
        if references := _references(data.get("source")):
            yield path, references
        inside = [(key, value) for key, value in data.items() if not (path[:1] == ("examples",) and key == "facts")]
    else:
        inside = list(enumerate(data)) if isinstance(data, list) else []
    for key, value in inside:
        yield from _cited(value, (*path, key))


def _references(source: Any) -> tuple[str, ...]:
    written = source if isinstance(source, list) else [source]
    return tuple(one for one in written if isinstance(one, str) and _REFERENCE.fullmatch(one))


def _named(data: Any, path: tuple[str | int, ...]) -> tuple[str, str]:
    """The kind of clause at `path`, and its name: the names and ids on the way, the dated step or the row last."""
    if not path:
        return "period", "covers"
    kind = "row" if "rows" in path else KINDS.get(str(path[0]), "clause")
    return kind, " ".join(_words(data, path)) or str(path[0])


def _words(data: Any, path: tuple[str | int, ...]) -> Iterator[str]:
    for part in path:
        data = data[part]
        if isinstance(part, int):
            called = data.get("id") or data.get("item") or data.get("on") if isinstance(data, Mapping) else None
            yield str(called or part + 1)
        elif part not in {*KINDS, "dated", "least_of", "greatest_of", "by_reading"}:
            yield part
