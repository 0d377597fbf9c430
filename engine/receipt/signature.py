"""What is signed of a receipt, and where the signature stands. Keys and the signing itself are the service's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.receipt.making import FORMAT
from engine.receipt.sealing import Json

ALGORITHM = "ed25519"


def signed_bytes(receipt: Mapping[str, Any]) -> bytes:
    """What a signature is made over: the format and the hash, which taking out a fact does not change."""
    return f"{FORMAT}\n{receipt['hash']}".encode()


def signed(receipt: Mapping[str, Any], public: bytes, sign: Callable[[bytes], bytes]) -> Json:
    """The receipt with a signature by the key whose public half is `public` (32 bytes)."""
    signature = {"algorithm": ALGORITHM, "key": public.hex(), "value": sign(signed_bytes(receipt)).hex()}
    return {**receipt, "signature": signature}
