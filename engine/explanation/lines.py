"""Lines that every rendering writes alike, made of the parts of an explanation."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Text
from engine.explanation import words
from engine.explanation.figures import day
from engine.explanation.parts import DeterminationExplained, Evidence
from engine.text import printable


def evidence_parts(shown: Evidence, lang: str) -> Iterator[tuple[str, str]]:
    """What is said of the evidence of a fact, each with its label. Words of the caller are made safe to print."""

    def part(label: Text, text: str) -> tuple[str, str]:
        return label.in_(lang), text

    if shown.by is not None:
        yield part(words.BY, printable(shown.by))
    if shown.on is not None:
        yield part(words.ON, day(shown.on, lang))
    if shown.reason is not None:
        yield part(words.REASON, printable(shown.reason))
    if shown.source is not None:
        yield part(words.DOCUMENT, f"[{shown.source.number}] {shown.source.place}")
    elif shown.document is not None:
        yield part(words.DOCUMENT, printable(shown.document))
    if shown.would_show:
        yield part(words.WOULD_SHOW, words.ITEMS.in_(lang).join(shown.would_show))


def record(shown: DeterminationExplained, lang: str) -> str:
    """Which rules were used: the rule set, its version and its digest."""
    named = {"ruleset": shown.ruleset, "version": shown.version, "digest": shown.digest}
    return words.RULES_NAMED.in_(lang).format(**named)
