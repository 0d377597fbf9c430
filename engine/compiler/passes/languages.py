"""Every sentence is there in English and Japanese, and neither stands in for the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.compiler.fault import fault
from engine.compiler.sheet import Sheet
from engine.diagnostics import Diagnostic, Severity
from engine.source import Document, escape

LONGEST_NAME_IN_BOTH = 24
"""A text this short may be a name that is the same in both languages."""


def check_languages(sheet: Sheet) -> Iterator[Diagnostic]:
    yield from sentence_faults(sheet.document)


def sentence_faults(document: Document) -> Iterator[Diagnostic]:
    """What is wrong with the sentences of any file of rules."""
    for pointer, sentence in _sentences(document.data, ""):
        for language in ("en", "ja"):
            if not sentence[language].strip():
                yield fault(
                    "empty-value",
                    document.place(f"{pointer}/{language}"),
                    (f"nothing is written in `{language}`", f"`{language}` に何も書かれていません"),
                    ("write the sentence in both languages", "文を両方の言語で書いてください"),
                )
        if sentence["en"] == sentence["ja"] and len(sentence["en"]) > LONGEST_NAME_IN_BOTH:
            yield fault(
                "not-translated",
                document.place(f"{pointer}/ja"),
                ("both languages say the same words", "両方の言語に同じ文が書かれています"),
                ("translate one of them", "どちらかを翻訳してください"),
                Severity.WARNING,
            )


def _sentences(value: Any, pointer: str) -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _sentences(inner, f"{pointer}/{index}")
    elif isinstance(value, dict):
        if isinstance(value.get("en"), str) and isinstance(value.get("ja"), str):
            yield pointer, value
        for key, inner in value.items():
            yield from _sentences(inner, f"{pointer}/{escape(key)}")
