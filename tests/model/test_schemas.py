"""The JSON Schemas are those of the models, and both agree on what is a file of rules."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from engine.cache import Cache
from engine.catalogue import open_catalogue
from engine.model.json_schema import MODELS, schema_of
from engine.model.reading import read_model
from engine.resources import rules_root, schemas_root
from engine.schemas import schema_files, write_schemas
from engine.source import RULE_FILE, read_path

RULES = rules_root()
KINDS = {
    "ruleset": sorted(RULES.rglob("ruleset.yaml")),
    "examples": sorted(RULES.rglob("examples.yaml")),
    "vocabulary": sorted((RULES / "vocabulary").glob("*.yaml")),
    "source": sorted((RULES / "sources").glob("*.yaml")),
    "register": [path for path in sorted((RULES / "registers").glob("*.yaml")) if path.stem != "territories"],
    "territories": [RULES / "registers" / "territories.yaml"],
}
FILES = [(kind, path) for kind, paths in KINDS.items() for path in paths]


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return dict(schema_files(open_catalogue(store=Cache(None))))


def test_the_folder_of_schemas_is_not_stale(made: dict[str, str]) -> None:
    there = {path.relative_to(schemas_root()).as_posix(): path for path in schemas_root().rglob("*.json")}
    mend = "run `python -m engine.schemas`"
    assert set(there) == set(made), mend
    assert [name for name, text in made.items() if there[name].read_text(encoding="utf-8") != text] == [], mend


def test_writing_takes_away_what_is_no_longer_made(tmp_path: Path, made: dict[str, str]) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "gone.schema.json").write_text("{}")
    (tmp_path / "README.md").write_text("kept")
    write_schemas(open_catalogue(store=Cache(None)), tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")} == {*made, "README.md"}


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_each_schema_is_one_of_2020_12_and_says_what_its_keys_mean(kind: str) -> None:
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["additionalProperties"] is False
    assert schema["description"]
    assert "null" not in json.dumps(schema.get("properties")).replace('"const": "null"', "")


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[str(path.relative_to(RULES)) for _, path in FILES])
def test_model_and_schema_agree_on_every_file_that_comes_with_hantei(kind: str, path: Path) -> None:
    document, diagnostics = read_path(path, RULE_FILE)
    assert document is not None and diagnostics == []
    model, faults = read_model(document, MODELS[kind], strict=True)
    assert model is not None
    assert [(str(fault.place), fault.message.en) for fault in faults] == []


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[str(path.relative_to(RULES)) for _, path in FILES])
def test_a_file_names_its_schema_for_editors(kind: str, path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    if kind == "territories":
        return
    _, _, reference = first.partition("$schema=")
    assert (path.parent / reference).resolve() == schemas_root() / f"{kind}.schema.json"
