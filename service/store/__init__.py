"""What the service keeps: determinations, cases and what officers decide, in SQLite or PostgreSQL.

A row that leaves is a frozen value. Everything here may raise `StoreError`, whose `fault` says in both languages what
is wrong; a service that cannot reach its database answers 503 to StoreUnavailableError and goes on when it is back.
"""

from service.store.chain import Entry
from service.store.determinations import Filter, StoredDetermination
from service.store.facets import Outcome
from service.store.faults import (
    ClaimLostError,
    ConflictError,
    CursorError,
    DatabaseNameError,
    PageLimitError,
    SchemaError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
)
from service.store.idempotency import Answered, Claim, InFlight, OtherRequest
from service.store.opening import Store, open_store
from service.store.paging import Page

__all__ = [
    "Answered",
    "Claim",
    "ClaimLostError",
    "ConflictError",
    "CursorError",
    "DatabaseNameError",
    "Entry",
    "Filter",
    "InFlight",
    "OtherRequest",
    "Outcome",
    "Page",
    "PageLimitError",
    "SchemaError",
    "Store",
    "StoreError",
    "StoreFullError",
    "StoreUnavailableError",
    "StoredDetermination",
    "open_store",
]
