"""What officers decide: judgements on determinations and cases, and overrides of registers. Later ones count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.store import tables
from service.store.idempotency import Claim
from service.store.records import Record, Records


class Judgements(Records):
    """Judgements: the subject is what was judged (`determinations/ID`, `cases/ID`), the fields fact and value, by whom,
    on which day and why."""

    table = tables.judgements
    open_fields = frozenset({"fact"})

    def append(self, subject: str, fields: Mapping[str, Any], caller: str, claim: Claim | None = None) -> Record:
        """Keeps a judgement. Raises StoreError."""
        return self._append(subject, fields, caller, claim)


class Overrides(Records):
    """Overrides of registers: the subject is the register, the fields its row as it should be, by whom and why."""

    table = tables.overrides

    def append(self, register: str, fields: Mapping[str, Any], caller: str, claim: Claim | None = None) -> Record:
        """Keeps an override. Raises StoreError."""
        return self._append(register, fields, caller, claim)
