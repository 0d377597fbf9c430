"""A request that is sent twice is stored once: what any door does with an idempotency key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic, Text
from engine.errors import HanteiError
from engine.records import dataclass
from service.store import Answered, Claim, InFlight, OtherRequest, StoreError

if TYPE_CHECKING:
    from service.store import Store


class KeyReusedError(HanteiError):
    """The key belongs to a request that asked for something else. Nothing was stored."""

    fault = Diagnostic(
        "idempotency-key-reused",
        Text(
            "the idempotency key was sent with another request before",
            "この冪等キーは、別の内容の要求ですでに使われています",
        ),
        Text("send another key, or the same request again", "別のキーを使うか、同じ要求を送ってください"),
        pointer="/Idempotency-Key",
    )


class KeyInFlightError(HanteiError):
    """A request with the same key is under way. Nothing was stored by this one."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a request was answered with: the id of what is stored, and whether it had been stored before."""

    reference: str
    again: bool = False


def fingerprint(*parts: bytes) -> str:
    """The digest by which two requests are told apart: of where they went, and of their bodies as sent."""
    made = hashlib.sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return f"sha256:{made.hexdigest()}"


def once(store: Store, caller: str, key: str | None, request: str, work: Callable[[Claim | None], str]) -> Done:
    """Does the work, which stores something and gives its id, unless a request with this key did it before.

    `request`: its fingerprint. Raises KeyReusedError, KeyInFlightError, StoreError, and what `work` raises: then the
    key is free again.
    """
    if key is None:
        return Done(work(None))
    claimed = store.idempotency.claim(caller, key, request)
    if isinstance(claimed, OtherRequest):
        raise KeyReusedError
    if isinstance(claimed, InFlight):
        raise KeyInFlightError
    if isinstance(claimed, Answered):
        return Done(claimed.reference, again=True)
    try:
        return Done(work(claimed))
    except BaseException:
        with suppress(StoreError):  # a key that cannot be given back now is free in a minute by itself
            store.idempotency.release(claimed)
        raise
