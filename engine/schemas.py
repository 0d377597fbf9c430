"""The folder schemas/: a JSON Schema for each kind of rule file, for explanations, and for the facts of each rule set.

`python -m engine.schemas` writes it anew; a test says when it is stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from engine.catalogue import Catalogue, open_catalogue
from engine.explanation.json_body import explanation_schema
from engine.facts_schema import facts_schema
from engine.model.json_schema import MODELS, schema_of
from engine.resources import schemas_root

NOTE = "generated from the models of the engine; do not edit"


def schema_files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every file of the folder: its path and its text. Rule sets with faults have none."""
    for kind in MODELS:
        yield f"{kind}.schema.json", _text(schema_of(kind))
    yield "explanation.schema.json", _text(explanation_schema())
    for ruleset in catalogue.ids():
        plan, _ = catalogue.plan(ruleset)
        if plan is not None:
            yield f"facts/{ruleset}.schema.json", _text(facts_schema(plan))


def write_schemas(catalogue: Catalogue, folder: Path) -> None:
    """Writes the folder anew; files that are no longer made are taken away."""
    made = dict(schema_files(catalogue))
    for path in folder.rglob("*.schema.json"):
        if path.relative_to(folder).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _text(schema: dict[str, object]) -> str:
    return json.dumps({"$comment": NOTE, **schema}, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write_schemas(open_catalogue(), schemas_root())
