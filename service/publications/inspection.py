"""What must hold of rules before they are published: no fault anywhere, and the worked examples of what is new."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from engine.catalogue import Catalogue, lint, open_catalogue
from engine.diagnostics import Diagnostic, Severity
from engine.examples import run_examples
from engine.plan_store import STORED, Warnings
from engine.records import dataclass
from engine.rule_files import EXAMPLES
from service.publications import bundle_faults as faults

SECONDS = 240
"""How long an inspection in a process of its own may take."""
MEMORY = 2 * 1024**3
"""Bytes of memory that it may have."""
MOST_TOLD = 200
"""Faults that are told of one bundle."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """The digests of the rule sets in a folder by id, and every fault of the folder."""

    rulesets: Mapping[str, str]
    faults: tuple[Diagnostic, ...]


def inspect(root: Path, known: Mapping[str, str]) -> Inspected:
    """Reads, checks and tries the rules under `root`. `known`: rule sets by id and digest, whose worked examples ran
    before. What only warns is no fault."""
    found = [fault for fault in lint(root) if fault.severity is Severity.ERROR]
    catalogue = open_catalogue(root)
    if not catalogue.ids():
        found = [faults.no_rules(root.name)]
    if found:
        return Inspected({}, tuple(_relative(fault, root) for fault in found))
    digests = digests_of(catalogue)
    fresh = [name for name, digest in digests.items() if known.get(name) != digest]
    failing = [
        faults.example_fails(name, result.id)
        for name in fresh
        if (root / name / EXAMPLES).is_file()
        for result in run_examples(catalogue, name)
        if not result.passed
    ]
    return Inspected(digests, tuple(failing))


def digests_of(catalogue: Catalogue) -> dict[str, str]:
    """The digest of every rule set that loads."""
    plans = (catalogue.plan(name)[0] for name in catalogue.ids())
    return {plan.id: plan.digest for plan in plans if plan is not None}


def inspect_apart(root: Path, known: Mapping[str, str]) -> Inspected:
    """The same in a process of its own, bounded in time and memory, so that requests are answered meanwhile."""
    asked = json.dumps({"root": str(root), "known": dict(known)}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "service.publications.inspection"],
            input=asked,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return Inspected({}, (faults.cannot_inspect(),))
    digests, _, told = done.stdout.decode().partition("\n")
    return Inspected(json.loads(digests), STORED.loads(told, Warnings).found)


def main() -> None:
    """Inspects what stdin asks for, within bounds; the digests and the faults to stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    asked = json.load(sys.stdin)
    found = inspect(Path(asked["root"]), asked["known"])
    told = STORED.dumps(Warnings(found.faults[:MOST_TOLD]))
    sys.stdout.write(f"{json.dumps(dict(found.rulesets))}\n{told}")


def _relative(fault: Diagnostic, root: Path) -> Diagnostic:
    """The fault with its file as the bundle names it: where it was unpacked is nobody's business."""
    if fault.place is None or not Path(fault.place.file).is_relative_to(root):
        return fault
    return fault.at(replace(fault.place, file=Path(fault.place.file).relative_to(root).as_posix()))


if __name__ == "__main__":
    main()
