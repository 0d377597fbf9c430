"""`hantei keys new`: a key for receipts."""

from __future__ import annotations

from pathlib import Path

from engine.diagnostics import Text
from engine.text import quoted
from service.cli.faults import refuse
from service.cli.terminal import terminal
from service.signing import VARIABLE, new_key, public_half


def run(path: Path, *, lang: str | None) -> None:
    """Writes the two files and says what each is for. Raises typer.Exit where it cannot."""
    here = terminal(lang)
    faults = new_key(path)
    if faults:
        raise refuse(here, faults)
    said = Text(
        f"{quoted(str(path))} is private: keep it; {VARIABLE} names it for receipts, `hantei bundle --key` for rules\n"
        f"{quoted(str(public_half(path)))} is public: give it to those who verify",
        f"{quoted(str(path))} は秘密鍵です。安全に保管してください。"
        f"判定書には {VARIABLE}、規則には `hantei bundle --key` で指定します\n"
        f"{quoted(str(public_half(path)))} は公開鍵です。検証する人に渡してください",
    )
    here.answer(said.in_(here.lang) + "\n")
