"""`python -m service.authoring.lint_worker`: lints one rule set from outside, in a process that may be killed.

A line of JSON comes in (`Upload` in linting.py), one goes out. What is read, computed and kept in memory is
bounded by the system before anything of it is looked at.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from engine.cache import Cache
from engine.catalogue import Catalogue
from engine.compiler.shared import Found
from engine.compiler.shared_reading import read_shared
from engine.diagnostics import has_errors
from engine.examples import read_examples, run_example
from engine.linting import lint_ruleset, lint_shared
from engine.rule_files import EXAMPLES, RULESET, RuleFiles
from engine.source import RULE_FILE, read_yaml
from service.authoring.lint_results import example_json, fault_json
from service.authoring.trial import trial_json

UNNAMED = "uploaded"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
LARGEST_FILE = 5_000_000
"""Bytes of a file that this process may write: that of the examples."""


def main() -> None:
    """Reads what is asked, bounds itself, answers; with `--warm ROOT` as often as it is asked (workbench.py)."""
    if sys.argv[1:2] == ["--warm"]:
        serve(Path(sys.argv[2]))
        return
    asked = json.loads(sys.stdin.readline())
    _bound(asked["seconds"], asked["memory"])
    sys.stdout.write(json.dumps(linted(asked), ensure_ascii=False) + "\n")


def serve(root: Path) -> None:
    """Answers line by line, each in a child that has read all shared files already and is ended when its time is up."""
    files = RuleFiles(root)
    shared = read_shared({path: files.read(path) or b"" for path in files.shared()})
    for ruleset in files.ids()[:1]:
        lint_ruleset(files, ruleset, shared)  # what is imported late is imported now
    sys.stdout.write("\n")
    sys.stdout.flush()
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write((_in_child(asked, files, shared) or "null") + "\n")
        sys.stdout.flush()


def _in_child(asked: dict[str, Any], files: RuleFiles, shared: Found) -> str:
    """The answer of a child, as a line; empty where it was ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            _bound(asked["seconds"], asked["memory"])
            with os.fdopen(writing, "w", encoding="utf-8") as out:
                json.dump(linted(asked, files, shared), out, ensure_ascii=False)
        finally:
            os._exit(0)
    os.close(writing)
    timer = threading.Timer(asked["seconds"], os.kill, (child, signal.SIGKILL))
    timer.start()
    try:
        with os.fdopen(reading, encoding="utf-8") as answer:
            said = answer.read()
    finally:
        timer.cancel()
        os.waitpid(child, 0)
    return said if said.endswith("}") else ""


def linted(asked: dict[str, Any], files: RuleFiles | None = None, shared: Found | None = None) -> dict[str, Any]:
    """The faults of the rule set, its digest where it loads, and how its examples came out.

    `files` and `shared`: the folder and what its shared files say, where they were read before. With `shared` among
    what is asked, these files stand beside the others; a `trial` is judged; with `only_lint` no example is run.
    """
    content = asked["ruleset"].encode()
    ruleset = asked["id"] or _own_id(content)
    uploaded = {RULESET: content}
    if asked["examples"] is not None:
        uploaded[EXAMPLES] = asked["examples"].encode()
    files = (files or RuleFiles(Path(asked["root"]))).with_ruleset(ruleset, uploaded)
    own = {path: text.encode() for path, text in asked.get("shared", {}).items()}
    if own:
        files = files.with_shared(own)
        shared = read_shared({path: files.read(path) or b"" for path in files.shared()})
    faults = [*(lint_shared(files, own, shared) if shared and own else []), *lint_ruleset(files, ruleset, shared)]
    found: dict[str, Any] = {"ruleset": ruleset, "digest": None, "diagnostics": [fault_json(one) for one in faults]}
    if has_errors(faults):
        return found | {"examples": []}
    catalogue = Catalogue(files.root, Cache(None), files, _found=[shared] if shared else [])
    plan, _ = catalogue.plan(ruleset)
    wanted = None if asked.get("only_lint") else uploaded.get(EXAMPLES)
    results = [] if plan is None else _examples(catalogue, ruleset, wanted)
    tried = {"trial": trial_json(catalogue, plan, asked["trial"], content)} if plan and asked.get("trial") else {}
    return found | {"digest": plan.digest if plan else None, "examples": results} | tried


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
