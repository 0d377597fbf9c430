"""Findings in words: which decided, what each clause asks, what was given; and what is missing, as questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.determination import Determination, Figure, Finding, Outcome, State
from engine.determination_json import plain
from engine.evaluator.keeping import Kept
from engine.explanation import words
from engine.explanation.figures import figure
from engine.explanation.lexicon import EXEMPTION, Lexicon
from engine.explanation.parts import Cited, Entry, Question, Reason

MOST_TOLD = 2_000
_TOLD: Kept[tuple[Finding, Reason]] = Kept(MOST_TOLD)
"""Reasons by the findings themselves, each of which stays as long as its reason does."""


def split(determination: Determination) -> tuple[list[Finding], list[Finding]]:
    """The findings that decided the outcome, gravest first, and all others."""
    decisive: list[Finding] = []
    others: list[Finding] = []
    for finding in determination.findings:
        (decisive if _decides(finding, determination) else others).append(finding)
    return sorted(decisive, key=_gravity), others


def _decides(finding: Finding, determination: Determination) -> bool:
    outcome = determination.outcome
    if finding.strength == "advisory" or outcome is Outcome.ELIGIBLE:
        return False
    if outcome is Outcome.INELIGIBLE:
        return finding.state is State.NOT_MET or finding.criterion in determination.conflicting
    return finding.state in {State.NOT_MET, State.UNDETERMINED}


def _gravity(finding: Finding) -> tuple[bool, bool]:
    return finding.state is not State.NOT_MET, finding.strength != "hard"


def reason(finding: Finding, determination: Determination, lexicon: Lexicon) -> Reason:
    """One criterion as it is told. A finding that the evaluator kept is told once by the names of the same plans."""
    cited = lexicon.passages(finding.source)
    if not lexicon.of:
        return _reason(finding, determination, lexicon, cited)
    marked = (tuple(filter(finding.facts.__contains__, of)) for of in _beside(determination))
    key = (lexicon.of, lexicon.lang, id(finding), cited, *marked)
    return _TOLD.get(key, lambda: (finding, _reason(finding, determination, lexicon, cited)))[1]


def _beside(determination: Determination) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts beside whose values something must be said."""
    return determination.assumed, determination.declared_judgements


def _reason(finding: Finding, determination: Determination, lexicon: Lexicon, cited: tuple[Cited, ...]) -> Reason:
    return Reason(
        finding.criterion,
        finding.title.in_(lexicon.lang),
        finding.state,
        words.STATES[finding.state].in_(lexicon.lang),
        finding.strength,
        finding.statement.in_(lexicon.lang),
        tuple(entry(name, value, determination, lexicon) for name, value in finding.facts.items()),
        tuple(_figure(name, shown, lexicon) for name, shown in finding.figures.items()),
        lexicon.named(finding.missing),
        tuple(map(lexicon.mark, _marks(finding))),
        cited,
    )


def entry(name: str, value: Any, determination: Determination, lexicon: Lexicon) -> Entry:
    """A fact as given, with what must be said beside it."""
    said = zip((words.ASSUMED, words.DECLARED), _beside(determination), strict=True)
    marks = [lexicon.say(word) for word, names in said if name in names]
    return fact_entry(name, value, lexicon, lexicon.listed(marks) or None)


def fact_entry(name: str, value: Any, lexicon: Lexicon, mark: str | None = None) -> Entry:
    """A fact with its value, in words and as data."""
    spec = lexicon.specs.get(name)
    unit = spec.unit if spec else None
    return Entry(name, lexicon.label(name), lexicon.value(name, value), plain(value), unit, mark)


def figure_entry(name: str, label: str, shown: Figure, lexicon: Lexicon) -> Entry:
    """A figure: settled, or with the bounds that it is known by."""
    bounds = {"at_least": plain(shown.at_least), "at_most": plain(shown.at_most)}
    known = plain(shown.value) if shown.value is not None else {k: v for k, v in bounds.items() if v is not None}
    return Entry(name, label, figure(shown, lexicon.lang), known, shown.unit)


def _figure(name: str, shown: Figure, lexicon: Lexicon) -> Entry:
    return figure_entry(name, shown.title.in_(lexicon.lang) if shown.title else f"`{name}`", shown, lexicon)


def given_values(determination: Determination) -> Mapping[str, Any]:
    """Every fact that was used, with its value."""
    values: dict[str, Any] = {}
    for finding in determination.findings:
        values |= finding.facts
    for amount in (*determination.amounts.values(), *determination.illustrations.values()):
        for step in amount.steps:
            values |= {name: value for name, value in step.inputs.items() if name not in values}
    return values


def questions(determination: Determination, lexicon: Lexicon) -> Iterator[Question]:
    """What is missing, best first, as questions with what each can still change."""
    for name in determination.missing:
        spec = lexicon.specs.get(name)
        why = lexicon.say(words.CHANGES, names=lexicon.listed(_can_change(name, determination, lexicon)))
        if name.startswith(EXEMPTION):
            title = lexicon.criterion(determination.ruleset, name.removeprefix(EXEMPTION))
            yield Question(name, lexicon.say(words.EXEMPTION, title=title), why)
        elif spec is None:
            yield Question(name, lexicon.label(name), why)
        else:
            choices = tuple(label.in_(lexicon.lang) for label in spec.choices.values())
            hint = spec.hint.in_(lexicon.lang) if spec.hint else None
            yield Question(name, spec.question.in_(lexicon.lang), why, choices, hint)


def _can_change(name: str, determination: Determination, lexicon: Lexicon) -> list[str]:
    findings = [
        finding.title.in_(lexicon.lang)
        for finding in determination.findings
        if name in finding.missing and finding.strength != "advisory"
    ]
    amounts = [one.title.in_(lexicon.lang) for one in determination.amounts.values() if name in one.missing]
    return list(dict.fromkeys(findings + amounts)) or [lexicon.say(words.CHANGES_OUTCOME)]


def _marks(finding: Finding) -> Iterator[str]:
    settled = finding.state in {State.MET, State.NOT_APPLICABLE}
    if finding.strength == "advisory":
        yield "advisory"
    if finding.strength == "in_principle" and not settled and finding.exempted is None:
        yield "in_principle"
    if finding.exempted is not None:
        yield "exempted" if finding.exempted else "not_exempted"
    if finding.provisional:
        yield "provisional"
    if finding.derived:
        yield "derived"
