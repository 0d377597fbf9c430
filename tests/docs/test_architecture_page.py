"""docs/architecture.md is the map: what it names is there, and every package of the service stands on it, in order."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PATH = re.compile(r"(?<![\w/.])(?:engine|service|bench|tests)/[\w/]*(?:\.py)?")


def test_every_path_that_it_names_is_there() -> None:
    assert [named for named in PATH.findall(PAGE) if not (ROOT / named).exists()] == []


def test_the_table_of_the_service_has_the_layers_of_the_import_contract_in_their_order() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(one["layers"] for one in contracts["contracts"] if one.get("containers") == ["service"])
    section = PAGE.split("## The service\n")[1].split("\n## ")[0]
    rows = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
    told = [set(re.findall(r"service/(\w+)", row)) for row in rows]
    assert told == [set(layer.split(" | ")) for layer in layers]
