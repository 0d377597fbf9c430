"""What an outcome rests on, in words: the decisive facts by what shows them, and the documents that would."""

from __future__ import annotations

from collections.abc import Iterator

from engine.determination import Demand, Determination, Evidence
from engine.explanation import words
from engine.explanation.lexicon import EXEMPTION, Lexicon
from engine.explanation.parts import DocumentShown, Named, Rests


def rests(determination: Determination, evidence: Evidence, lexicon: Lexicon) -> Rests:
    """The evidence of a determination as it is told."""
    documents = tuple(
        DocumentShown(
            one.title.in_(lexicon.lang),
            tuple(_named(name, determination, lexicon) for name in one.facts),
            tuple(Named(name, lexicon.criterion(determination.ruleset, name)) for name in one.criteria),
        )
        for one in evidence.documents
    )
    strict = evidence.demand is not Demand.AS_GIVEN
    return Rests(
        _counted(evidence, lexicon),
        lexicon.say(words.STRICT[evidence.demand.value]) if strict else None,
        () if strict else tuple(_below(determination, lexicon)),
        documents,
    )


def _counted(evidence: Evidence, lexicon: Lexicon) -> str:
    """`9 decisive facts: 3 shown by a document, 6 declared (2 of them assumed)`."""
    count = len(evidence.decisive_facts)
    if not count:
        return lexicon.say(words.NO_DECISIVE)
    assumed = sum(fact.assumed for fact in evidence.decisive_facts)
    shown = []
    for grade, number in reversed(evidence.by_grade().items()):
        if number:
            text = lexicon.say(words.OF_GRADE, grade=lexicon.say(words.GRADES[grade]), count=number)
            supposed = assumed if grade == "declared" else 0
            shown.append(text + (lexicon.say(words.OF_THEM_ASSUMED, count=supposed) if supposed else ""))
    wording = words.ONE_DECISIVE if count == 1 else words.DECISIVE
    return lexicon.say(wording, count=count, grades=lexicon.listed(shown))


def _below(determination: Determination, lexicon: Lexicon) -> Iterator[str]:
    for finding in determination.findings:
        if finding.evidence is not None and finding.evidence.below:
            names = [_named(name, determination, lexicon).label for name in finding.evidence.below]
            grade = lexicon.say(words.GRADES[finding.evidence.minimum])
            title = finding.title.in_(lexicon.lang)
            yield lexicon.say(words.BELOW, title=title, grade=grade, names=lexicon.listed(names))


def _named(name: str, determination: Determination, lexicon: Lexicon) -> Named:
    if name.startswith(EXEMPTION):
        title = lexicon.criterion(determination.ruleset, name.removeprefix(EXEMPTION))
        return Named(name, lexicon.say(words.EXEMPTION_LABEL, title=title))
    return Named(name, lexicon.label(name))
