"""Published rule sets: each bundle by its digest, loadable for good, and when who published it and why."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select

from service.store import chain, tables
from service.store.idempotency import Claim, fulfil
from service.store.records import Record, Records


class Publications(Records):
    """The publications: the subject of each is the digest of its bundle. The last one is in force."""

    table = tables.publications
    open_fields = frozenset({"rulesets"})

    def publish(self, bundle: bytes, fields: Mapping[str, Any], caller: str, claim: Claim | None = None) -> Record:
        """Keeps a bundle and that it was published. `fields`: `rulesets` with their digests, by whom, why.

        A bundle that was published before can be published again: that takes the rules back. Raises StoreError.
        """
        digest = digest_of(bundle)
        with self._database.writing() as connection:
            chain.lock(connection, self.table)
            bundles = tables.bundles
            if connection.execute(select(bundles.c.digest).where(bundles.c.digest == digest)).first() is None:
                connection.execute(insert(bundles).values(digest=digest, content=bundle))
            made = self._insert(connection, digest, fields, self._said(caller))
            if claim is not None:
                fulfil(connection, claim, made.entry.id)
        return made

    def current(self) -> Record | None:
        """What was published last. Raises StoreError."""
        found = self.page(limit=1).items
        return found[0] if found else None

    def bundle(self, digest: str) -> bytes | None:
        """The bundle with that digest. Raises StoreError."""
        bundles = tables.bundles
        with self._database.reading() as connection:
            found = connection.execute(select(bundles.c.content).where(bundles.c.digest == digest)).scalar_one_or_none()
        return None if found is None else bytes(found)


def digest_of(bundle: bytes) -> str:
    """`sha256:` and the hash of the bytes of a bundle."""
    return f"sha256:{hashlib.sha256(bundle).hexdigest()}"
