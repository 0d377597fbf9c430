"""The folder of rules as it stands on the disk: which rule sets there are, and the bytes of what they share."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.disk import read_at_most
from engine.source.document import RULE_FILE

RULESET = "ruleset.yaml"
EXAMPLES = "examples.yaml"
CASE = "case.yaml"
SHARED = ("registers", "sources", "vocabulary")
"""The folders that every rule set may use."""
LARGEST = RULE_FILE.size
DEEPEST = 12
"""Folders below each other in which rule sets are looked for."""


@dataclass(slots=True)
class RuleFiles:
    """The files under one root. Read once, when first asked for: a catalogue is a picture of one moment."""

    root: Path
    _read: dict[str, bytes | None] = field(default_factory=dict)
    _ids: tuple[str, ...] | None = None
    _shared: tuple[str, ...] | None = None
    _shared_hash: str | None = None

    def ids(self) -> tuple[str, ...]:
        """The ids of all rule sets, sorted: the folders that hold a `ruleset.yaml`."""
        if self._ids is None:
            self._ids = tuple(sorted(_folders(self.root, RULESET, "", 0)))
        return self._ids

    def case_ids(self) -> tuple[str, ...]:
        """The ids of all types of cases, sorted: the folders that hold a `case.yaml`."""
        return tuple(sorted(_folders(self.root, CASE, "", 0)))

    def shared(self) -> tuple[str, ...]:
        """The paths of all shared files, sorted."""
        if self._shared is None:
            self._shared = tuple(
                f"{folder}/{name}" for folder in SHARED for name in _names(self.root / folder) if name.endswith(".yaml")
            )
        return self._shared

    def shared_hash(self) -> str:
        """The hash of all shared files, worked out once: the key of every rule set holds it."""
        if self._shared_hash is None:
            self._shared_hash = self.hash(self.shared())
        return self._shared_hash

    def read(self, path: str) -> bytes | None:
        """The bytes of a file under the root (one too many, if it is too large); None where it cannot be read."""
        if path not in self._read:
            try:
                self._read[path], _ = read_at_most(f"{self.root}/{path}", LARGEST + 1)
            except OSError:
                self._read[path] = None
        return self._read[path]

    def with_changed(self, files: Mapping[str, bytes]) -> RuleFiles:
        """The same folder as if these files (by path under the root) held these bytes. No file comes or goes."""
        return RuleFiles(self.root, {**self._read, **files}, self._ids, self._shared)

    def with_ruleset(self, ruleset: str, files: Mapping[str, bytes]) -> RuleFiles:
        """The same folder as if it held that rule set, with these files (by name in its own folder) and no others."""
        named = {f"{ruleset}/{name}": files.get(name) for name in (RULESET, EXAMPLES)}
        return RuleFiles(self.root, {**self._read, **named}, tuple(sorted({*self.ids(), ruleset})), self._shared)

    def with_shared(self, files: Mapping[str, bytes]) -> RuleFiles:
        """The same folder as if these shared files (by path under the root) were there, or said something else."""
        return RuleFiles(self.root, {**self._read, **files}, self._ids, tuple(sorted({*self.shared(), *files})))

    def hash(self, paths: Iterable[str]) -> str:
        """The SHA-256 of the names and bytes of these files."""
        made = hashlib.sha256()
        for path in paths:
            content = self.read(path)
            made.update(f"{path}\0{-1 if content is None else len(content)}\0".encode())
            made.update(content or b"")
        return made.hexdigest()


def _folders(folder: Path, file: str, name: str, depth: int) -> Iterable[str]:
    if depth > DEEPEST:
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith((".", "_")):
            if depth or entry.name not in SHARED:
                yield from _folders(Path(entry.path), file, f"{name}/{entry.name}".lstrip("/"), depth + 1)
        elif entry.name == file and name:
            yield name


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
