"""`hantei redact`: a receipt without single facts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.receipt import receipt_text, redact
from service.cli.faults import refuse
from service.cli.receipt import intact
from service.cli.terminal import terminal
from service.determinations.receipts import write_receipt


def run(file: str, named: Sequence[str], out: str | None, *, lang: str | None) -> None:
    """Writes the receipt without the facts. Raises typer.Exit where it cannot, or where the receipt was altered."""
    here = terminal(lang)
    receipt, _ = intact(here, file)
    made, faults = redact(receipt, named)
    if faults:
        raise refuse(here, faults)
    if out is None:
        here.answer(receipt_text(made))
        return
    faults = write_receipt(Path(out), made)
    if faults:
        raise refuse(here, faults)
