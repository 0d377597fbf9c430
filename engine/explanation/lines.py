"""Lines that every rendering writes alike, made of the parts of an explanation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.determination import Outcome, State
from engine.diagnostics import Text
from engine.explanation import words
from engine.explanation.figures import day, days_in_words
from engine.explanation.parts import Cited, DeterminationExplained, Entry, Evidence, Mark, Named, Part, Traced, Turn
from engine.text import printable

SIGNS = {State.MET: "✓", State.NOT_MET: "✗", State.UNDETERMINED: "?", State.NOT_APPLICABLE: "–"}
OUTCOME_SIGNS = {Outcome.ELIGIBLE: "✓", Outcome.INELIGIBLE: "✗", Outcome.UNDETERMINED: "?"}
DEEPEST = 12
"""Levels by which the parts of an expression are moved in; what lies deeper stands there, too."""


def labelled(label: str, text: str, lang: str) -> str:
    return f"{label}{words.COLON.in_(lang)}{text}"


def in_brackets(text: str, lang: str) -> str:
    return words.BRACKETS.in_(lang).format(words=text)


def entry(shown: Entry, lang: str, beside: str = "") -> str:
    """A fact and its value; the value alone where what it is called stands `beside` it already."""
    text = shown.text if shown.label == beside else labelled(shown.label, shown.text, lang)
    return text + (in_brackets(shown.mark, lang) if shown.mark else "")


def named(shown: Sequence[Named], lang: str) -> list[str]:
    """The names in one text; none where nothing is named."""
    return [words.LIST.in_(lang).join(one.label for one in shown)] if shown else []


def mark(shown: Mark, lang: str) -> str:
    return labelled(shown.word, shown.meaning, lang)


def cited(shown: Sequence[Cited], lang: str) -> list[str]:
    """Each source once, by its number, with all places in it."""
    places: dict[int | str, dict[str, None]] = {}
    for passage in shown:
        places.setdefault(passage.number or passage.place, {})[passage.place] = None
    between = words.ITEMS.in_(lang)
    return [
        f"[{number}] {between.join(found)}".rstrip() if isinstance(number, int) else number
        for number, found in places.items()
    ]


def numbers(shown: Sequence[Cited]) -> str:
    """The numbers of the sources alone."""
    return "".join(f" [{number}]" for number in sorted({one.number for one in shown if one.number}))


def turn(shown: Turn, lang: str) -> str:
    """What happens, what it makes another one, and the passage that says it."""
    changed = named(shown.affects, lang)
    change = days_in_words(shown.text, lang)
    text = words.AFFECTS.in_(lang).format(change=change, names=changed[0]) if changed else change
    return words.DASH.in_(lang).join((text, *cited(shown.sources, lang)))


def evidence(shown: Evidence, lang: str) -> str:
    """A fact with its value and its grade."""
    assumed = in_brackets(words.ASSUMED.in_(lang), lang) if shown.assumed else ""
    fact = labelled(shown.entry.label, shown.entry.text, lang)
    return f"{fact}{words.DASH.in_(lang)}{shown.grade_word}{assumed}"


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
    parts = {"ruleset": shown.ruleset, "version": shown.version, "digest": shown.digest}
    return words.RULES_NAMED.in_(lang).format(**parts)


def trace_title(shown: Traced, lang: str) -> str:
    return labelled(shown.role_word, shown.of, lang)


def tree(root: Part, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Each part of an expression with its value, and how deep it stands."""
    yield min(depth, DEEPEST), printable(f"{root.expression} → {root.text}")
    for part in root.parts:
        yield from tree(part, depth + 1)
