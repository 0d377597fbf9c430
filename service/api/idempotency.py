"""A request that is sent twice is stored once: what any door does with an idempotency key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
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
    """A request with the same key is under way. Nothing was stored by this one; after `seconds` the key is free."""

    def __init__(self, seconds: int) -> None:
        super().__init__("a request with the same idempotency key is under way")
        self.seconds = seconds


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


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that may be sent twice: by whom, under which key (None: it is not to be known again), as what."""

    caller: str
    key: str | None
    request: str
    """Its fingerprint."""
    held: timedelta
    """How long any request takes at most."""


def key_among_strangers(address: str, key: str) -> str:
    """The key of a caller whom nothing but an address tells from others: their keys do not meet those of others, and
    the address is not kept."""
    return fingerprint(address.encode(), key.encode())


def once(store: Store, sent: Sent, work: Callable[[Claim | None], str]) -> Done:
    """Does the work, which stores something and gives its id, unless a request with this key did it before.

    Raises KeyReusedError, KeyInFlightError, StoreError, and what `work` raises: then the
    key is free again.
    """
    if sent.key is None:
        return Done(work(None))
    claimed = store.idempotency.claim(sent.caller, sent.key, sent.request, sent.held)
    if isinstance(claimed, OtherRequest):
        raise KeyReusedError
    if isinstance(claimed, InFlight):
        raise KeyInFlightError(claimed.seconds)
    if isinstance(claimed, Answered):
        return Done(claimed.reference, again=True)
    try:
        return Done(work(claimed))
    except BaseException:
        with suppress(StoreError):  # a key that cannot be given back now is free by itself after a while
            store.idempotency.release(claimed)
        raise
