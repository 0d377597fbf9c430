"""A document whose shape has faults, mended for reading on: so that what else is wrong is told at once.

What is mended is only looked at, never used: whoever reads on has the faults of the shape already.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from typing import Any

from engine.diagnostics import Diagnostic
from engine.source import Document

_WORDS = {"en": "to be written", "ja": "未記入"}


def mended(document: Document, faults: Iterable[Diagnostic]) -> Document:
    """The document with words for a language that is missing, and without keys that nothing knows."""
    rest = replace(document, data=deepcopy(document.data))
    for fault in faults:
        pointer = fault.pointer or ""
        if fault.code == "missing-key":
            _fill(rest.at(pointer))
        elif fault.code == "unknown-key":
            holder, _, key = pointer.rpartition("/")
            rest.at(holder).pop(key.replace("~1", "/").replace("~0", "~"), None)
    return rest


def _fill(sentence: Any) -> None:
    if isinstance(sentence, dict) and sentence.keys() & _WORDS.keys():
        for language, words in _WORDS.items():
            sentence.setdefault(language, words)
