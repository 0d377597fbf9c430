"""Publishing rules: a bundle is read, inspected and kept, or refused whole with every fault."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from engine.diagnostics import Diagnostic
from engine.records import dataclass
from service.publications import bundle_faults as faults
from service.publications.bundles import read_bundle
from service.publications.inspection import Inspected, inspect
from service.publications.rules import trusted_keys
from service.publications.unpacking import unpacked
from service.settings import Settings
from service.store import Claim, Record, Store

LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Wish:
    """Who publishes, and why. `caller`: under which name it is recorded."""

    by: str
    why: str
    caller: str
    must_be_signed: bool = False
    """Whether a bundle that is not signed is refused even where no key is named: from afar it must be."""
    claim: Claim | None = None
    """The right to answer a request that may be sent twice."""


def publish(
    content: bytes,
    wish: Wish,
    store: Store,
    settings: Settings,
    inspection: Callable[[Path, Mapping[str, str]], Inspected] = inspect,
) -> tuple[Record | None, list[Diagnostic]]:
    """The publication of a bundle, or why it is refused; then nothing changed. Raises StoreError."""
    wrong = _faults_of(wish)
    keys, key_faults = trusted_keys(settings)
    if not key_faults and keys is None and wish.must_be_signed:
        key_faults = [faults.no_publishers()]
    if wrong or key_faults:
        return None, [*wrong, *key_faults]
    bundle, wrong = read_bundle(content, settings.largest_bundle, keys)
    if bundle is None:
        return None, wrong
    current = store.publications.current()
    known = {} if current is None else current.fields["rulesets"]
    with tempfile.TemporaryDirectory(prefix="hantei-bundle-") as folder:
        found = inspection(unpacked(bundle, Path(folder) / "rules"), known)
    if found.faults:
        return None, list(found.faults)
    said = {"by": wish.by, "why": wish.why.strip(), **({} if bundle.signed_by is None else {"key": bundle.signed_by})}
    return store.publications.publish(content, {"rulesets": dict(found.rulesets), **said}, wish.caller, wish.claim), []


def publish_again(digest: str, wish: Wish, store: Store) -> tuple[Record | None, list[Diagnostic]]:
    """Puts rules in force that were published before: they passed then. Raises StoreError."""
    wrong = _faults_of(wish)
    if wrong:
        return None, wrong
    before = next((one for one in store.publications.of(digest) if one.fields.get("origin") == "bundle"), None)
    content = store.publications.bundle(digest)
    if before is None or content is None:
        return None, [faults.never_published(digest)]
    said = {"by": wish.by, "why": wish.why.strip(), "rulesets": before.fields["rulesets"]}
    return store.publications.publish(content, said, wish.caller, wish.claim), []


def _faults_of(wish: Wish) -> list[Diagnostic]:
    return [] if 0 < len(wish.why.strip()) <= LONGEST_REASON else [faults.no_reason()]


def publication_json(record: Record) -> dict[str, Any]:
    """Who published what, when and why. Fields that were taken out are null."""
    left = record.left()
    return {
        "id": record.entry.id,
        "published_at": record.entry.recorded_at,
        "recorded_by": record.entry.caller,
        "by": left.get("by"),
        "why": left.get("why"),
        "origin": record.fields.get("origin"),
        "digest": record.subject,
        "rulesets": dict(record.fields["rulesets"]),
        "signed_by": left.get("key"),
        "hash": record.entry.hash,
    }
