"""From an answer to its explanation in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from engine.determination import (
    Answer,
    Because,
    Conclusion,
    Determination,
    Finding,
    Outcome,
    ReadingDependence,
    State,
)
from engine.diagnostics import Diagnostic
from engine.explanation import words
from engine.explanation.background import Background
from engine.explanation.evidence import evidence, holds
from engine.explanation.figures import day
from engine.explanation.lexicon import Lexicon, lexicon
from engine.explanation.parts import (
    ConclusionExplained,
    DeterminationExplained,
    Entry,
    Explanation,
    Notice,
    ReadingShown,
    Side,
)
from engine.explanation.reasons import fact_entry, figure_entry, given_values, questions, reason, split
from engine.explanation.resting import rests
from engine.explanation.sums import sum_of
from engine.text import printable

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

NO_RULE = "no-rule-in-force"
MOST_NAMED = 4
"""Requirements named in the sentence under the headline; all of them follow below it."""


def explain(
    answer: Answer, lang: str, catalogue: Catalogue | None = None, background: Background | None = None
) -> Explanation:
    """The answer in words, in "en" or "ja" (anything else is English).

    The catalogue lends its names: without it facts and passages are called as in rule files. The background adds what
    an answer does not hold: the evidence of the facts, how long it lasts, and the trace of every expression, for which
    a catalogue is needed (else MisuseError).
    """
    language = "ja" if lang == "ja" else "en"
    names = lexicon(answer, language, catalogue)
    explained = tuple(
        _determination(determination, names, background, companion=determination.ruleset in answer.companions)
        for determination in answer.determinations
    )
    if background is not None and background.trace:
        from engine.explanation.tracing import traced  # noqa: PLC0415 - nothing of it where nobody asks

        explained = tuple(
            traced(told, determination, background.facts, names)
            for told, determination in zip(explained, answer.determinations, strict=True)
        )
    return Explanation(
        language,
        explained,
        tuple(_conclusion(conclusion, answer, names) for conclusion in answer.conclusions),
        tuple(_notices(answer.notes, names)),
        tuple(names.cited.values()),
        names.say(words.CLOSING),
    )


def lead(determination: Determination, lang: str) -> str:
    """In a sentence or two, what decided: the same as in the whole explanation."""
    decisive, _ = split(determination)
    return _lead(determination, decisive, Lexicon("ja" if lang == "ja" else "en"))


def _determination(
    determination: Determination, names: Lexicon, background: Background | None, *, companion: bool
) -> DeterminationExplained:
    decisive, others = split(determination)
    values = given_values(determination)
    lasting = background.lasting.get(determination.ruleset) if background is not None else None
    return DeterminationExplained(
        ruleset=determination.ruleset,
        version=determination.version,
        digest=determination.digest,
        title=determination.title.in_(names.lang),
        as_of=determination.as_of,
        known_on=determination.known_on,
        dated=_dated(determination, names),
        outcome=determination.outcome,
        headline=names.say(words.HEADLINES[determination.outcome]),
        lead=_lead(determination, decisive, names),
        amounts=tuple(sum_of(amount, names) for amount in determination.amounts.values()),
        decisive=tuple(reason(finding, determination, names) for finding in decisive),
        notices=tuple(_notices(determination.diagnostics, names)),
        questions=tuple(questions(determination, names)),
        readings=tuple(_reading(dependence, names) for dependence in determination.depends_on_readings),
        holds=None if lasting is None else holds(lasting, names),
        illustrations=tuple(sum_of(amount, names) for amount in determination.illustrations.values()),
        others=tuple(reason(finding, determination, names) for finding in others),
        assumed=_entries(determination.assumed, values, names),
        judgements=_entries(determination.declared_judgements, values, names),
        evidence=() if background is None else tuple(evidence(determination, background.facts, names)),
        companion=companion,
        rests=None if determination.evidence is None else rests(determination, determination.evidence, names),
    )


def _entries(used: Iterable[str], values: Mapping[str, Any], names: Lexicon) -> tuple[Entry, ...]:
    return tuple(fact_entry(name, values[name], names) for name in used if name in values)


def _dated(determination: Determination, names: Lexicon) -> str:
    text = names.say(words.DATED, day=day(determination.as_of, names.lang))
    if determination.known_on is None:
        return text
    known = names.say(words.KNOWN_ON, day=day(determination.known_on, names.lang))
    return text + names.say(words.BRACKETS, words=known)


def _lead(determination: Determination, decisive: list[Finding], names: Lexicon) -> str:
    """In a sentence or two, what decided."""
    if determination.outcome is Outcome.ELIGIBLE:
        count = sum(finding.state is State.MET for finding in _requirements(determination))
        return names.say(words.LEAD["one_met" if count == 1 else "all_met"], count=count)
    sentences = list(_lead_sentences(determination, decisive, names))
    if any(diagnostic.code == NO_RULE for diagnostic in determination.diagnostics):
        sentences.insert(0, names.say(words.LEAD["not_evidenced"]))
    return (" " if names.lang == "en" else "").join(sentences) or names.say(words.LEAD["nothing_applies"])


def _requirements(determination: Determination) -> list[Finding]:
    """What is required: advice is not among it."""
    return [finding for finding in determination.findings if finding.strength != "advisory"]


def _lead_sentences(determination: Determination, decisive: list[Finding], names: Lexicon) -> Iterator[str]:
    failed = [finding for finding in decisive if finding.state is State.NOT_MET]
    stops = [finding for finding in failed if finding.strength == "hard" or finding.exempted is False]
    waits = [finding for finding in failed if finding not in stops]
    undecided = [finding for finding in decisive if finding.state is State.UNDETERMINED]
    if stops:
        yield names.say(words.LEAD["not_met"], names=_titles(stops, names))
    if waits:
        yield names.say(words.LEAD["principle"], names=_titles(waits, names))
    if undecided and determination.conflicting:
        yield names.say(words.LEAD["conflict"], names=_titles(undecided, names))
    elif undecided:
        everything = len(_requirements(determination))
        said = words.LEAD["one_open" if everything == 1 else "open"]
        yield names.say(said, count=len(undecided), all=everything, names=_titles(undecided, names))


def _titles(findings: list[Finding], names: Lexicon) -> str:
    listed = names.listed(finding.title.in_(names.lang) for finding in findings[:MOST_NAMED])
    rest = len(findings) - MOST_NAMED
    return names.say(words.MORE, names=listed, count=rest) if rest > 0 else listed


def _reading(dependence: ReadingDependence, names: Lexicon) -> ReadingShown:
    shown = list(dict.fromkeys(name for side in dependence.sides.values() for name in side.amounts))
    return ReadingShown(
        dependence.reading,
        dependence.question.in_(names.lang),
        tuple(_side(name, dependence, shown, names) for name in dependence.sides),
        names.passages(dependence.source),
    )


def _side(name: str, dependence: ReadingDependence, shown: list[str], names: Lexicon) -> Side:
    side = dependence.sides[name]
    marks = [names.say(words.USED)] if name == dependence.chosen else []
    if name == dependence.default:
        marks.append(names.say(words.DEFAULT))
    amounts = (
        figure_entry(amount, names.label(amount), side.amounts[amount].figure, names)
        if amount in side.amounts
        else Entry(amount, names.label(amount), names.say(words.NO_AMOUNT), None)
        for amount in shown
    )
    statement = dependence.statements[name].in_(names.lang)
    outcome = words.OUTCOMES[side.outcome].in_(names.lang)
    return Side(name, statement, side.outcome, outcome, tuple(amounts), names.listed(marks) or None)


def _notices(diagnostics: Iterable[Diagnostic], names: Lexicon) -> Iterator[Notice]:
    """Each sentence once, wherever it was found."""
    said = {(one.code, one.message, one.help): one for one in diagnostics}
    yield from (_notice(one, names) for one in said.values())


def _notice(diagnostic: Diagnostic, names: Lexicon) -> Notice:
    mend = _with_labels(diagnostic.help.in_(names.lang), names) if diagnostic.help else None
    return Notice(diagnostic.code, printable(diagnostic.message.in_(names.lang)), mend)


def _with_labels(text: str, names: Lexicon) -> str:
    """A sentence in which each fact that is named in backticks is called by its label, too."""
    parts = text.split("`")
    for at in range(1, len(parts) - 1, 2):
        label = names.label(parts[at])
        if not label.startswith("`"):
            parts[at + 1] = f"{names.say(words.BRACKETS, words=label)}{parts[at + 1]}"
    return "`".join(parts)


def _conclusion(conclusion: Conclusion, answer: Answer, names: Lexicon) -> ConclusionExplained:
    return ConclusionExplained(
        conclusion.ruleset,
        conclusion.id,
        conclusion.kind,
        names.say(words.KINDS[conclusion.kind]),
        conclusion.statement.in_(names.lang),
        tuple(_because(because, answer, names) for because in dict.fromkeys(conclusion.because)),
        names.passages(conclusion.source),
        conclusion.ruleset in answer.companions,
    )


def _because(because: Because, answer: Answer, names: Lexicon) -> str:
    ruleset = names.ruleset(because.ruleset)
    if because.conclusion is not None:
        text = words.BECAUSE["does_not_follow" if because.state else "conclusion"]
        return names.say(text, title=_statement(because, answer, names))
    if because.outcome is not None:
        return names.say(words.BECAUSE["outcome"], title=ruleset, word=_outcome_word(because.outcome, names))
    if because.state in {"not_checked", "not_in_force"}:
        return names.say(words.BECAUSE[because.state], title=ruleset)
    title = names.criterion(because.ruleset, because.criterion or "")
    word = words.STATES[State(because.state or State.UNDETERMINED)].in_(names.lang)
    return names.say(words.BECAUSE["finding"], title=title, word=word)


def _outcome_word(outcome: str, names: Lexicon) -> str:
    return words.OUTCOMES[Outcome(outcome)].in_(names.lang)


def _statement(because: Because, answer: Answer, names: Lexicon) -> str:
    """The words of another conclusion; one that does not follow has its words in its rule set."""
    for conclusion in answer.conclusions:
        if (conclusion.ruleset, conclusion.id) == (because.ruleset, because.conclusion):
            return conclusion.statement.in_(names.lang)
    plan = names.catalogue.plan(because.ruleset)[0] if names.catalogue else None
    rules = [rule for rule in plan.conclusions if rule.id == because.conclusion] if plan else []
    return rules[0].statement.in_(names.lang) if rules else f"`{because.conclusion}`"
