"""Every FEEL text can be read; a fault is shown at its place inside the text, however YAML quotes or folds it."""

from __future__ import annotations

from collections.abc import Iterable

from engine.compiler.sheet import Sheet
from engine.diagnostics import Diagnostic


def check_formulas(sheet: Sheet) -> Iterable[Diagnostic]:
    return sheet.parse_faults
