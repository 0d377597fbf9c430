"""Rule sets that are being written, tried as their author types: a process that has read the rules in force waits.

It answers each request in a child of its own, bounded in time and memory, so nothing that an author writes can hold up
the service or reach its secrets. Nothing is run but the evaluation of rules, and nothing is stored.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from typing import TYPE_CHECKING, Any

from engine.records import dataclass
from service.authoring.linting import MEMORY, PASSED_ON, BusyError, Upload, gave_up, lint_upload

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

SECONDS = 10
"""How long the trying of one text may take, and who comes next waits for it."""
WARM_UP = 60
"""How long to wait for a process that is still reading the rules."""


@dataclass(frozen=True, slots=True)
class Work:
    """What an author has written. `shared`: own files of sources and vocabulary, by path under the rules.

    `facts` (YAML) and `as_of` (a day, or empty for today) are the proposal that is tried, where there is one.
    """

    id: str
    ruleset: str
    examples: str | None = None
    shared: Mapping[str, str] = field(default_factory=dict)
    facts: str = ""
    as_of: str = ""
    only_lint: bool = False


class Bench:
    """One waiting process, made when it is first needed and anew for other rules. For many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._catalogue: Catalogue | None = None

    def tried(self, catalogue: Catalogue, work: Work) -> dict[str, Any]:
        """What is wrong with the work, how its examples came out, and what came of the proposal. Raises BusyError."""
        if not hasattr(os, "fork"):
            return lint_upload(catalogue.root, Upload(work.ruleset, work.id, work.examples))
        if not self._lock.acquire(timeout=SECONDS if self.is_ready(catalogue) else WARM_UP):
            raise BusyError
        try:
            return self._asked(catalogue, work)
        finally:
            self._lock.release()

    def make_ready(self, catalogue: Catalogue) -> None:
        """Has the process read the rules in the background, so that the first text does not wait for it."""
        if hasattr(os, "fork") and self._catalogue is not catalogue:
            threading.Thread(target=self._make_ready, args=(catalogue,), daemon=True).start()

    def is_ready(self, catalogue: Catalogue) -> bool:
        """Whether the process waits with these rules read; else the first answer takes seconds."""
        return self._catalogue is catalogue and self._process is not None and self._process.poll() is None

    def _make_ready(self, catalogue: Catalogue) -> None:
        with self._lock, suppress(OSError):
            self._running(catalogue)

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            _end(self._process)
            self._process = None

    def _asked(self, catalogue: Catalogue, work: Work) -> dict[str, Any]:
        asked = {
            "root": str(catalogue.root.resolve()),
            "id": work.id,
            "ruleset": work.ruleset,
            "examples": work.examples,
            "shared": dict(work.shared),
            "trial": {"facts": work.facts, "as_of": work.as_of} if work.facts.strip() else None,
            "only_lint": work.only_lint,
            "seconds": SECONDS,
            "memory": MEMORY,
        }
        line = json.dumps(asked) + "\n"
        answer = self._answered(catalogue, line) or self._answered(catalogue, line)
        found: dict[str, Any] | None = json.loads(answer or "null")
        return gave_up(work.id) if found is None else found

    def _answered(self, catalogue: Catalogue, line: str) -> str:
        """A whole line of the process; empty where it ended before it answered, which is no fault of the work."""
        try:
            process = self._running(catalogue)
            if process.stdin is None or process.stdout is None:
                return ""
            process.stdin.write(line)
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        if not answer.endswith("\n"):
            self.close()
            return ""
        return answer

    def _running(self, catalogue: Catalogue) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None or self._catalogue is not catalogue:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", "service.authoring.lint_worker", "--warm", str(catalogue.root.resolve())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                env={name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"PYTHONUTF8": "1"},
            )
            weakref.finalize(self, _end, self._process)
            self._catalogue = None
            if self._process.stdout is not None:
                self._process.stdout.readline()
            self._catalogue = catalogue
        return self._process


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was still to be written to a process that has ended
                pipe.close()
