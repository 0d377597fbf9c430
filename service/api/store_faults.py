"""The faults of the store as problems: what a caller can mend is told, what is ours is logged only."""

from __future__ import annotations

from collections.abc import Sequence

from engine.diagnostics import Diagnostic
from service.store import (
    ClaimLostError,
    ConflictError,
    CursorError,
    NameLengthError,
    PageLimitError,
    StoreError,
    StoreFullError,
)
from service.web.problems import (
    CONFLICT,
    IN_FLIGHT,
    REFUSED_PARAMETERS,
    STORE_FULL,
    STORE_UNAVAILABLE,
    ProblemType,
)

RETRY = {"Retry-After": "5"}


def problem_of(error: StoreError) -> tuple[ProblemType, Sequence[Diagnostic], dict[str, str]]:
    """The kind of problem, the faults that the caller is told, and headers. Nothing of the database is told."""
    if isinstance(error, CursorError | PageLimitError | NameLengthError):
        return REFUSED_PARAMETERS, [error.fault], {}
    if isinstance(error, ConflictError):
        return CONFLICT, [error.fault], {}
    if isinstance(error, ClaimLostError):
        return IN_FLIGHT, [error.fault], RETRY
    if isinstance(error, StoreFullError):
        return STORE_FULL, (), {}
    return STORE_UNAVAILABLE, (), RETRY
