"""What the service keeps: determinations, cases and what officers decide, in SQLite or PostgreSQL.

A row that leaves is a frozen value. Everything here may raise `StoreError`, whose `fault` says in both languages what
is wrong; a service that cannot reach its database answers 503 to StoreUnavailableError and goes on when it is back.
"""

from service.store.batches import LOG, SHEET, Batch
from service.store.chain import Entry
from service.store.determinations import Filter, StoredDetermination
from service.store.drafts import Draft, Overtaken, Typed
from service.store.facets import Outcome
from service.store.faults import (
    ClaimLostError,
    ConflictError,
    CursorError,
    DatabaseNameError,
    DraftLimitError,
    NameLengthError,
    PageLimitError,
    SchemaError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
)
from service.store.idempotency import Answered, Claim, InFlight, OtherRequest
from service.store.keys import ApiKey
from service.store.opening import Store, open_store
from service.store.paging import Page
from service.store.records import Record
from service.store.sessions import Session

__all__ = [
    "LOG",
    "SHEET",
    "Answered",
    "ApiKey",
    "Batch",
    "Claim",
    "ClaimLostError",
    "ConflictError",
    "CursorError",
    "DatabaseNameError",
    "Draft",
    "DraftLimitError",
    "Entry",
    "Filter",
    "InFlight",
    "NameLengthError",
    "OtherRequest",
    "Outcome",
    "Overtaken",
    "Page",
    "PageLimitError",
    "Record",
    "SchemaError",
    "Session",
    "Store",
    "StoreError",
    "StoreFullError",
    "StoreUnavailableError",
    "StoredDetermination",
    "Typed",
    "open_store",
]
