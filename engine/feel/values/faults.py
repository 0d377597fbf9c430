"""The one exception inside FEEL: an operation that has no value. The evaluator turns it into null and a diagnostic."""

from __future__ import annotations

from engine.diagnostics import Text
from engine.errors import HanteiError


class FeelError(HanteiError):
    """An operation or a call has no value: a stable kebab-case code and the sentence in both languages."""

    def __init__(self, code: str, en: str, ja: str) -> None:
        super().__init__(en)
        self.code = code
        self.text = Text(en, ja)
