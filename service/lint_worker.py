"""`python -m service.lint_worker`: lints one rule set that came from outside, in a process that may be killed.

A line of JSON comes in (`Upload` in service.linting), one goes out. What is read, computed and kept in memory is
bounded by the system before anything of it is looked at.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from engine.cache import Cache
from engine.catalogue import Catalogue
from engine.diagnostics import has_errors
from engine.examples import read_examples, run_example
from engine.linting import lint_ruleset
from engine.rule_files import EXAMPLES, RULESET, RuleFiles
from engine.source import RULE_FILE, read_yaml
from service.lint_results import example_json, fault_json

UNNAMED = "uploaded"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
LARGEST_FILE = 5_000_000
"""Bytes of a file that this process may write: that of the examples."""


def main() -> None:
    """Reads what is asked, bounds itself, answers."""
    asked = json.loads(sys.stdin.readline())
    _bound(asked["seconds"], asked["memory"])
    sys.stdout.write(json.dumps(linted(asked), ensure_ascii=False) + "\n")


def linted(asked: dict[str, Any]) -> dict[str, Any]:
    """The faults of the rule set, its digest where it loads, and how its examples came out."""
    content = asked["ruleset"].encode()
    ruleset = asked["id"] or _own_id(content)
    uploaded = {RULESET: content}
    if asked["examples"] is not None:
        uploaded[EXAMPLES] = asked["examples"].encode()
    files = RuleFiles(Path(asked["root"])).with_ruleset(ruleset, uploaded)
    faults = lint_ruleset(files, ruleset)
    found: dict[str, Any] = {"ruleset": ruleset, "digest": None, "diagnostics": [fault_json(one) for one in faults]}
    if has_errors(faults):
        return found | {"examples": []}
    catalogue = Catalogue(files.root, Cache(None), files)
    plan, _ = catalogue.plan(ruleset)
    results = [] if plan is None else _examples(catalogue, ruleset, uploaded.get(EXAMPLES))
    return found | {"digest": plan.digest if plan else None, "examples": results}


def _examples(catalogue: Catalogue, ruleset: str, content: bytes | None) -> list[dict[str, Any]]:
    if content is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / EXAMPLES
        path.write_bytes(content)
        examples, _ = read_examples(path, f"{ruleset}/{EXAMPLES}")
    return [example_json(run_example(catalogue, ruleset, one, chainer="reference", weighed=False)) for one in examples]


def _own_id(content: bytes) -> str:
    """The id that the file gives itself, if it is one."""
    document, _ = read_yaml(content, RULESET, RULE_FILE)
    named = document.data.get("id") if document is not None and isinstance(document.data, dict) else None
    return named if isinstance(named, str) and len(named) <= 200 and _ID.fullmatch(named) else UNNAMED


def _bound(seconds: int, memory: int) -> None:
    """Ends this process where it computes too long, takes too much memory or writes too much."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows: there the caller's clock alone ends it
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
