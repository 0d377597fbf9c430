"""A folder of texts by key, for what takes time to work out. Never needed: what cannot be read or written is skipped.

Each file begins with the hash of the rest; a file that is damaged, or that others could have written, counts as absent.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from engine.disk import read_at_most
from engine.records import dataclass

LARGEST = 20_000_000
"""Bytes of an entry that is read."""
MOST = 400
"""Entries that are kept; the oldest make room."""
OFF = "off"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder, or None for a cache that keeps nothing."""

    folder: Path | None

    def get(self, key: str) -> str | None:
        """What was put under `key`, or None."""
        if self.folder is None:
            return None
        try:
            content, status = read_at_most(f"{self.folder}/{key}", LARGEST)
            if not _is_ours(status):
                return None
            head, _, body = content.partition(b"\n")
            return body.decode() if head == _digest(body) else None
        except (OSError, ValueError):
            return None

    def put(self, key: str, text: str) -> None:
        """Keeps `text` under `key`, in one step: a reader sees all of it or nothing."""
        if self.folder is None:
            return
        import tempfile  # noqa: PLC0415 - a warm cache only reads

        body = text.encode()
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_digest(body) + b"\n" + body)
                Path(name).replace(self.folder / key)
                self._make_room(self.folder)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    @staticmethod
    def _make_room(folder: Path) -> None:
        with os.scandir(folder) as found:  # closed where another process takes an entry away meanwhile
            entries = [(entry.stat().st_mtime_ns, entry.path) for entry in found]
        for _, path in sorted(entries)[:-MOST]:
            Path(path).unlink(missing_ok=True)


def cache_of(environment: Mapping[str, str]) -> Cache:
    """The cache that the environment asks for: HANTEI_CACHE (a folder, or `off`), else the user's cache folder."""
    named = environment.get("HANTEI_CACHE", "")
    if named == OFF:
        return Cache(None)
    if named:
        return Cache(Path(named))
    base = environment.get("XDG_CACHE_HOME", "")
    if base:
        return Cache(Path(base) / "hantei")
    home = environment.get("HOME") or environment.get("USERPROFILE")
    return Cache(Path(home) / ".cache" / "hantei" if home else None)


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _is_ours(status: os.stat_result) -> bool:
    """A plain file that nobody else may write (where the system knows owners)."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
