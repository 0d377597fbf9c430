"""The benches are run by hand: here only that what they import of the engine and the service is still there."""

from __future__ import annotations

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

BENCHES = sorted((Path(__file__).parents[2] / "bench").glob("*.py"))


@pytest.mark.parametrize("bench", BENCHES, ids=lambda bench: bench.stem)
def test_what_a_bench_imports_is_there(bench: Path) -> None:
    imports = (node for node in ast.walk(ast.parse(bench.read_text("utf-8"))) if isinstance(node, ast.ImportFrom))
    asked = [(one.module, name.name) for one in imports if one.module for name in one.names]
    ours = [(module, name) for module, name in asked if module.split(".")[0] in {"engine", "service"}]
    gone = [at for at in ours if not (hasattr(import_module(at[0]), at[1]) or find_spec(".".join(at)))]
    assert gone == []
