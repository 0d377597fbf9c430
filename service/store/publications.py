"""Published rule sets: each bundle by its digest, loadable for good, and when who published it and why.

A record whose `origin` is `folder` is no publication: it keeps the rules of a folder that a service answered by, so
that its determinations can be replayed when the folder has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from service.store import chain, tables
from service.store.idempotency import Claim, fulfil
from service.store.paging import MOST
from service.store.records import Record, Records

BUNDLE, FOLDER = "bundle", "folder"
"""Where published rules come from."""


class Publications(Records):
    """The publications: the subject of each is the digest of its bundle. The last that is of no folder is in force."""

    table = tables.publications
    open_fields = frozenset({"rulesets", "origin"})

    def publish(self, bundle: bytes, fields: Mapping[str, Any], caller: str, claim: Claim | None = None) -> Record:
        """Keeps a bundle and that it was published. `fields`: `rulesets` with their digests, by whom, why.

        A bundle that was published before can be published again: that takes the rules back. Raises StoreError.
        """
        with self._database.writing() as connection:
            chain.lock(connection, self.table)
            digest = self._kept(connection, bundle)
            made = self._insert(connection, digest, {**fields, "origin": BUNDLE}, self._said(caller))
            if claim is not None:
                fulfil(connection, claim, made.entry.id)
        return made

    def keep(self, bundle: bytes, rulesets: Mapping[str, str], caller: str) -> Record | None:
        """Keeps the rules of a folder, unless they are kept already. `rulesets`: their digests. Raises StoreError."""
        digest, table = digest_of(bundle), self.table
        if self.bundle(digest) is not None:
            return None
        with self._database.writing() as connection:
            chain.lock(connection, table)
            if connection.execute(select(table.c.id).where(table.c.subject == digest)).first() is not None:
                return None
            fields = {"rulesets": dict(rulesets), "origin": FOLDER}
            return self._insert(connection, self._kept(connection, bundle), fields, self._said(caller))

    def current(self) -> Record | None:
        """What was published last. Raises StoreError."""
        return next((one for one in self.newest_first() if one.fields.get("origin") != FOLDER), None)

    def holding(self, rulesets: Mapping[str, str]) -> Record | None:
        """The newest record whose bundle has these rule sets, by id and digest. Raises StoreError."""
        wanted = set(rulesets.items())
        return next((one for one in self.newest_first() if wanted <= set(one.fields["rulesets"].items())), None)

    def newest_first(self) -> Iterator[Record]:
        """Every record, page by page. Raises StoreError."""
        cursor = None
        while True:
            page = self.page(cursor=cursor, limit=MOST)
            yield from page.items
            cursor = page.next
            if cursor is None:
                return

    @staticmethod
    def _kept(connection: Connection, bundle: bytes) -> str:
        digest, bundles = digest_of(bundle), tables.bundles
        if connection.execute(select(bundles.c.digest).where(bundles.c.digest == digest)).first() is None:
            connection.execute(insert(bundles).values(digest=digest, content=bundle))
        return digest

    def bundle(self, digest: str) -> bytes | None:
        """The bundle with that digest. Raises StoreError."""
        bundles = tables.bundles
        with self._database.reading() as connection:
            found = connection.execute(select(bundles.c.content).where(bundles.c.digest == digest)).scalar_one_or_none()
        return None if found is None else bytes(found)


def digest_of(bundle: bytes) -> str:
    """`sha256:` and the hash of the bytes of a bundle."""
    return f"sha256:{hashlib.sha256(bundle).hexdigest()}"
