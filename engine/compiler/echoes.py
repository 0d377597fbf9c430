"""Faults that only echo a shared file that cannot be read: said once, as what they are."""

from __future__ import annotations

from collections.abc import Sequence

from engine.compiler.fault import fault
from engine.compiler.shared import Found
from engine.diagnostics import Diagnostic, Place

ECHOES: dict[str, frozenset[str]] = {
    "sources": frozenset({"unknown-source", "unknown-passage"}),
    "registers": frozenset({"unknown-register", "unknown-country"}),
    "vocabulary": frozenset({"unknown-name", "unknown-entry", "unknown-fact"}),
}
"""What is missing where files of a folder could not be read."""


def without_echoes(diagnostics: Sequence[Diagnostic], found: Found, file: str) -> list[Diagnostic]:
    """The diagnostics of one file without what an unreadable shared file explains; that is said in their place."""
    kept = list(diagnostics)
    for folder, unreadable in found.unreadable.items():
        echoes = [one for one in kept if one.code in ECHOES[folder]]
        if echoes:
            kept = [one for one in kept if one.code not in ECHOES[folder]]
            kept.append(_rests_on(unreadable, echoes[0].place or Place(file, 1, 1)))
    return kept


def _rests_on(unreadable: str, place: Place) -> Diagnostic:
    return fault(
        "shared-file-has-faults",
        place,
        (
            f"what is named here may be in `{unreadable}`, which has faults",
            f"ここで使うものは `{unreadable}` にある可能性がありますが、そのファイルに誤りがあります",
        ),
        ("mend that file first", "まずそのファイルを直してください"),
    )
