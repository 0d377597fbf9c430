"""How passes say what is wrong: a message and a way to mend it, in English and Japanese."""

from __future__ import annotations

from collections.abc import Iterable

from engine.diagnostics import Diagnostic, Place, Severity, Text
from engine.text import nearest

Pair = tuple[str, str]
"""The same sentence in English and Japanese."""


def fault(code: str, place: Place, message: Pair, mend: Pair, severity: Severity = Severity.ERROR) -> Diagnostic:
    """One diagnostic at `place`."""
    return Diagnostic(code, Text(*message), Text(*mend), place, severity=severity)


def did_you_mean(name: str, known: Iterable[str], otherwise: Pair) -> Pair:
    """The help line for an unknown name: the nearest known one, else `otherwise`."""
    near = nearest(name, known)
    return (f"did you mean `{near}`?", f"`{near}` のことですか") if near else otherwise


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names in backticks, shortened where there are many."""
    known = list(names)
    return ", ".join(f"`{name}`" for name in known[:most]) + (", …" if len(known) > most else "")
