"""What is wrong, where, and what to do about it: one value for every fault, in English and Japanese.

A diagnostic is data. Passes and readers collect them; `service/` and `render` show them. Messages follow one grammar:
lower-case, no full stop, no line break, the user's own words in backticks, no Python names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages."""

    en: str
    ja: str

    def in_(self, lang: str) -> str:
        """The sentence in `lang` ("ja" or "en"; anything else is English)."""
        return self.ja if lang == "ja" else self.en


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: a stable kebab-case `code`, the sentence, where it is, and a help line.

    `pointer` is the RFC 6901 place inside a JSON document ("/facts/total_cost"), for faults in facts and requests;
    `place` is the place inside a text file. Either may be missing, both may be there.
    """

    code: str
    message: Text
    help: Text | None = None
    place: Place | None = None
    pointer: str | None = None
    severity: Severity = Severity.ERROR

    def at(self, place: Place | None) -> Diagnostic:
        """The same fault at `place`."""
        return replace(self, place=place)


def misuse(code: str, en: str, ja: str, help_en: str, help_ja: str) -> Diagnostic:
    """What somebody asked for that cannot be, outside any file: with the way to mend it, in both languages."""
    return Diagnostic(code, Text(en, ja), Text(help_en, help_ja))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by file, line and column; what has no place comes last, in the order it was found."""
    return sorted(
        diagnostics,
        key=lambda d: (0, d.place.file, d.place.line, d.place.column) if d.place else (1, "", 0, 0),
    )
