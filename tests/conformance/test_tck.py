"""Every pure case of the DMN conformance kit (github.com/dmn-tck/tck) in the standard's own mode."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
FOLDER = Path(os.environ["DMN_TCK_CASES"])
KNOWN = {
    line for line in (HERE / "known_failures.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
}


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_{path.stem}", path)
    assert spec and spec.loader
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


def pure_cases() -> dict[str, list[dict[str, Any]]]:
    """The cases that are FEEL expressions and nothing else, by folder."""
    by_folder: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (FOLDER / "open.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["level"] and case["pure"] and len(case["pure"]) == len(case["results"]):
            by_folder[case["folder"]].append(case)
    return dict(by_folder)


CASES = pure_cases()
ADAPTERS = module(HERE / "tck_adapter.py")
SAME = module(FOLDER / "tck.py").same


def passes(adapter: Any, case: dict[str, Any]) -> bool:
    for part in case["pure"]:
        context = {name: adapter.decode(value) for name, value in part["context"].items()}
        if not SAME(part["expected"], adapter.encode(adapter.evaluate(part["expression"], context))):
            return False
    return True


@pytest.mark.parametrize("folder", CASES)
@pytest.mark.parametrize("adapter", ["Adapter", "GeneratedAdapter"])
def test_all_cases_pass_but_the_listed_ones_and_no_listed_one_passes(adapter: str, folder: str) -> None:
    engine = getattr(ADAPTERS, adapter)()
    failing = {case["id"] for case in CASES[folder] if not passes(engine, case)}
    listed = KNOWN & {case["id"] for case in CASES[folder]}
    assert failing == listed, f"new: {sorted(failing - listed)}; take off the list: {sorted(listed - failing)}"


def test_the_list_names_only_cases_there_are() -> None:
    assert not KNOWN - {case["id"] for cases in CASES.values() for case in cases}
