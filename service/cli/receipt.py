"""Receipts on the command line: written beside an answer, read for the commands that work on one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from engine.diagnostics import Diagnostic
from engine.receipt import seal
from engine.receipt.faults import altered
from service.cli.exits import FOUND
from service.cli.faults import refuse, say_faults
from service.clock import today
from service.determinations.receipts import receipt_in, receipt_of, write_receipt
from service.signing import SigningKey, configured_key

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.determination import Answer
    from engine.source import Document
    from service.checks.inquiry import Inquiry
    from service.cli.terminal import Terminal


def key_for_receipts(here: Terminal) -> SigningKey | None:
    """The key that the environment names. Ends the command where it names one that cannot be used."""
    key, faults = configured_key(os.environ)
    if faults:
        raise refuse(here, faults)
    return key


def keep(  # noqa: PLR0913, PLR0917 - an answer, all that it is an answer to, and where to
    here: Terminal, inquiry: Inquiry, given: Answer, catalogue: Catalogue, file: str, key: SigningKey | None
) -> None:
    """Writes the receipt of an answer. Ends the command where that cannot be done."""
    faults = write_receipt(Path(file), receipt_of(inquiry, given, catalogue, today(), key))
    if faults:
        raise refuse(here, faults)


def opened(here: Terminal, file: str) -> tuple[dict[str, Any], Document]:
    """The receipt in a file. Ends the command where there is none."""
    receipt, document, faults = receipt_in(Path(file))
    if receipt is None or document is None:
        raise refuse(here, faults, [document] if document else [])
    return receipt, document


def intact(here: Terminal, file: str) -> tuple[dict[str, Any], Document]:
    """The receipt in a file, as it was made. Ends the command, with 1, where it is another one by now."""
    receipt, document = opened(here, file)
    if seal(receipt) != receipt["hash"]:
        raise found(here, [altered()])
    return receipt, document


def found(here: Terminal, faults: list[Diagnostic]) -> typer.Exit:
    """Prints the faults of a receipt that was read well, and gives the exit to raise."""
    say_faults(here, faults)
    return typer.Exit(FOUND)
