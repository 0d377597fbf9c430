"""Receipts in files: made of an answer with salts and a date, written whole or not at all, read with their faults."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.diagnostics import Diagnostic, Place, Text
from engine.receipt import RECEIPT_FILE, Occasion, facts_again, make_receipt, read_receipt, receipt_text, signed
from engine.source import Document, read_bytes, read_json
from engine.text import quoted
from service.checks.inquiry import Asked, read_inquiry
from service.clock import today
from service.files import cannot_write, write_whole
from service.signing import SigningKey
from service.version import VERSION

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.determination import Answer
    from service.checks.inquiry import Inquiry

SALT_BYTES = 16


def receipt_of(
    inquiry: Inquiry, answer: Answer, catalogue: Catalogue, made_on: date, key: SigningKey | None = None
) -> dict[str, Any]:
    """The receipt of an answer to an inquiry, signed where there is a key. Salts are the operating system's."""
    plans = [plan for plan, _ in map(catalogue.plan, inquiry.determined) if plan is not None]
    occasion = Occasion(
        inquiry.facts, inquiry.as_of, inquiry.known_on, made_on, VERSION, inquiry.readings, inquiry.demand
    )
    receipt = make_receipt(occasion, answer, plans, lambda: secrets.token_hex(SALT_BYTES))
    return receipt if key is None else signed(receipt, key.public, key.sign)


def write_receipt(path: Path, receipt: Mapping[str, Any]) -> list[Diagnostic]:
    """Writes the file whole, or says why it cannot."""
    content = receipt_text(receipt)
    if len(content.encode()) > RECEIPT_FILE.size:
        return [_too_large(path)]
    try:
        write_whole(path, content)
    except OSError as error:
        return [cannot_write(path, error)]
    return []


def receipt_in(path: Path) -> tuple[dict[str, Any] | None, Document | None, list[Diagnostic]]:
    """The receipt in a file and the document it was read from, or what is wrong with it. Its hash is not looked at."""
    content, faults = read_bytes(path, str(path), RECEIPT_FILE)
    if content is None:
        return None, None, faults
    document, faults = read_json(content, str(path), RECEIPT_FILE)
    if document is None or faults:
        return None, document, faults
    receipt, faults = read_receipt(document)
    return receipt, document, faults


def read_again(
    receipt: Mapping[str, Any], catalogue: Catalogue, places: Mapping[str, Place] | None = None
) -> tuple[Inquiry | None, list[Diagnostic]]:
    """What a receipt asks, read as any request is; or what the rules of `catalogue` do not take of it.

    Facts that were taken out are not among its facts. `places`: where each value of the receipt stands in its file.
    """
    request = receipt["request"]
    asked = Asked(
        [one["id"] for one in request["rulesets"]],
        [facts_again(receipt, places)],
        request["as_of"],
        request["known_on"],
        request["readings"],
        request.get("evidence"),
    )
    return read_inquiry(asked, catalogue, today())


def _too_large(path: Path) -> Diagnostic:
    named = quoted(str(path))
    return Diagnostic(
        "receipt-too-large",
        Text(f"the receipt for {named} is larger than one that can be read", f"{named} の判定書が大きすぎます"),
        Text("ask fewer rule sets at once", "一度に判定する規則集を減らしてください"),
    )
