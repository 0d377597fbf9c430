"""The rules in force in this process, exchanged whole while it answers.

What was published last, if a database is named and anything was published; else the folder. A process looks again
every few seconds, so that all processes on all hosts answer by the same rules soon after a publication. Rules that do
not load are refused whole: those before stay in force.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path

from engine.cache import Cache, cache_of
from engine.catalogue import Catalogue, open_catalogue
from engine.diagnostics import Diagnostic
from engine.records import dataclass
from service.checks.short_answers import ShortAnswers
from service.publications import bundle_faults
from service.publications.bundles import folder_files, pack, read_bundle
from service.publications.inspection import digests_of
from service.publications.unpacking import unpacked
from service.settings import Settings
from service.signing import public_key
from service.store import Store, StoreUnavailableError

CALLER = "hantei-serve"
"""Who keeps the rules of a folder."""
MOST_OLD = 8
"""Bundles besides the one in force that are kept open for replay."""


class RulesUnavailableError(StoreUnavailableError):
    """Which rules are in force cannot be known now, or they do not load and none were in force before."""


@dataclass(frozen=True, slots=True)
class Held:
    """Rules in force: the digest of their bundle, None for a folder."""

    catalogue: Catalogue
    digest: str | None


class Rules:
    """The rules of an application. `store`: opens the database, None where none is named. For many threads."""

    def __init__(self, settings: Settings, store: Callable[[], Store] | None = None) -> None:
        self._settings = settings
        self._store = store
        self._held: Held | None = None
        self._short: ShortAnswers | None = None
        self._refused: dict[str, tuple[Diagnostic, ...]] = {}
        self._old: dict[str, Catalogue] = {}
        self._kept = False
        self._lock = threading.Lock()
        self._unpacked: Path | None = None
        if store is None:
            self._held = Held(self._folder(), None)

    @property
    def held(self) -> Held:
        """What is in force: take it once for a request, so that one answer comes of one set of rules.

        Raises StoreError where it is not known yet and the database does not answer.
        """
        if self._held is None:
            self.refresh()
        if self._held is None:
            raise RulesUnavailableError(next(iter(self._refused.values()))[0])
        return self._held

    @property
    def catalogue(self) -> Catalogue:
        """The rules in force. Raises as `held`."""
        return self.held.catalogue

    @property
    def short(self) -> ShortAnswers:
        """Short answers by the rules in force. Raises as `held`."""
        catalogue = self.held.catalogue
        if self._short is None or self._short.catalogue is not catalogue:
            self._short = ShortAnswers(catalogue)
        return self._short

    @property
    def refused(self) -> tuple[Diagnostic, ...]:
        """Why the rules that were published last are not in force here; nothing where they are."""
        return next(iter(self._refused.values()), ())

    def refresh(self) -> bool:
        """Takes what was published last, if it is not in force yet: whether the rules changed. Raises StoreError."""
        if self._store is None:
            return False
        with self._lock:
            record = self._store().publications.current()
            if record is None:
                return self._take_folder()
            if self._held is not None and self._held.digest == record.subject:
                self._refused.clear()
                return False
            if record.subject in self._refused:
                return False
            catalogue, faults = self._of_bundle(record.subject)
            if catalogue is None:
                self._refused = {record.subject: tuple(faults)}
                return False
            self._refused.clear()
            self._held = Held(catalogue, record.subject)
            return True

    def reread(self) -> list[Diagnostic]:
        """Takes the folder as it is now, where a folder is in force: nothing, or why the folder before stays."""
        with self._lock:
            self._refused.clear()
            if self._held is None or self._held.digest is not None:
                return []
            fresh = self._folder()
            broken = sorted(set(fresh.ids()) - set(digests_of(fresh)))
            if broken or not fresh.ids():
                return [bundle_faults.folder_does_not_load(", ".join(broken))]
            self._held, self._kept = Held(fresh, None), False
            return []

    def keep_folder(self) -> None:
        """Keeps the rules of the folder in the database, where a folder is in force. Raises StoreError."""
        held = self._held
        if self._store is None or self._kept or held is None or held.digest is not None:
            return
        files, faults = folder_files(held.catalogue.root)
        if not faults:
            self._store().publications.keep(pack(files), digests_of(held.catalogue), CALLER)
        self._kept = True

    def at(self, digest: str) -> Catalogue | None:
        """The rules of the bundle with that digest; None where none is kept or they do not load. Raises StoreError."""
        held = self.held
        if held.digest == digest:
            return held.catalogue
        with self._lock:
            found = self._old.pop(digest, None)
            if found is None:
                found, _ = self._of_bundle(digest, keys=None)
            if found is not None:
                self._old[digest] = found  # the last used is the last to go
                while len(self._old) > MOST_OLD:
                    self._old.pop(next(iter(self._old)))
            return found

    def holding(self, rulesets: Mapping[str, str]) -> Catalogue | None:
        """Rules that have these rule sets by id and digest, those in force first; None where no kept bundle has them
        all. Raises StoreError."""
        held = self.held
        if all(_digest(held.catalogue, name) == digest for name, digest in rulesets.items()):
            return held.catalogue
        record = None if self._store is None else self._store().publications.holding(rulesets)
        return None if record is None else self.at(record.subject)

    def _take_folder(self) -> bool:
        if self._held is not None and self._held.digest is None:
            return False
        self._held = Held(self._folder(), None)
        return True

    def _folder(self) -> Catalogue:
        return open_catalogue(self._settings.rules, store=self._cache())

    def _cache(self) -> Cache | None:
        return cache_of({"HANTEI_CACHE": self._settings.cache}) if self._settings.cache else None

    def _of_bundle(self, digest: str, keys: str | None = "publishers") -> tuple[Catalogue | None, list[Diagnostic]]:
        """The rules of a bundle, each of which loads; or why not. Raises StoreError."""
        content = None if self._store is None else self._store().publications.bundle(digest)
        if content is None:
            return None, [bundle_faults.never_published(digest)]
        trusted, faults = trusted_keys(self._settings) if keys else (None, [])
        if faults:
            return None, faults
        bundle, faults = read_bundle(content, len(content), trusted)
        if bundle is None or bundle.digest != digest:
            return None, faults or [bundle_faults.not_a_bundle()]
        if self._unpacked is None:
            self._unpacked = Path(tempfile.mkdtemp(prefix="hantei-rules-"))
            weakref.finalize(self, shutil.rmtree, self._unpacked, ignore_errors=True)
        root = self._unpacked / digest.removeprefix("sha256:")
        shutil.rmtree(root, ignore_errors=True)
        catalogue = open_catalogue(unpacked(bundle, root), store=self._cache())
        broken = sorted(set(catalogue.ids()) - set(digests_of(catalogue)))
        if broken:
            return None, [bundle_faults.does_not_load(digest, ", ".join(broken))]
        return catalogue, []


def trusted_keys(settings: Settings) -> tuple[list[bytes] | None, list[Diagnostic]]:
    """The public keys whose bundles are taken, None where none is named; or what is wrong with their files."""
    found = [public_key(path) for path in settings.publisher_keys]
    faults = [fault for _, wrong in found for fault in wrong]
    keys = [key for key, _ in found if key is not None]
    return (None, faults) if faults else (keys or None, [])


def _digest(catalogue: Catalogue, ruleset: str) -> str | None:
    plan = catalogue.plan(ruleset)[0] if ruleset in catalogue.ids() else None
    return None if plan is None else plan.digest
