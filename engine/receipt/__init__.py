"""Receipts: a determination that can be stored, verified, determined again, and shown with single facts taken out."""

from engine.receipt.canonical import canonical
from engine.receipt.differences import ABSENT, Difference
from engine.receipt.facts_again import facts_again
from engine.receipt.making import FORMAT, Occasion, make_receipt, receipt_text
from engine.receipt.reading import RECEIPT_FILE, read_receipt, redacted_facts, redacted_places
from engine.receipt.redaction import redact
from engine.receipt.replaying import OtherVersion, Replay, Verdict, as_told_now, replay
from engine.receipt.sealing import seal
from engine.receipt.signature import signed, signed_bytes

__all__ = [
    "ABSENT",
    "FORMAT",
    "RECEIPT_FILE",
    "Difference",
    "Occasion",
    "OtherVersion",
    "Replay",
    "Verdict",
    "as_told_now",
    "canonical",
    "facts_again",
    "make_receipt",
    "read_receipt",
    "receipt_text",
    "redact",
    "redacted_facts",
    "redacted_places",
    "replay",
    "seal",
    "signed",
    "signed_bytes",
]
