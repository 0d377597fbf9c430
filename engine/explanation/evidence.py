"""What stands behind an answer: the evidence of each fact, and how long the answer lasts, in words."""

from __future__ import annotations

from collections.abc import Iterator

from engine.determination import Determination
from engine.evaluator.keeping import Kept, sign_of
from engine.explanation import words
from engine.explanation.background import Ending, Lasting
from engine.explanation.figures import day
from engine.explanation.lexicon import EXEMPTION, Lexicon
from engine.explanation.parts import Evidence, Holds, Named, Turn
from engine.explanation.reasons import entry, given_values
from engine.facts import Facts, Given, Grade

OUTCOME = "outcome"
MOST_KEPT = 2_000
_KEPT: Kept[Evidence] = Kept(MOST_KEPT)


def evidence(determination: Determination, facts: Facts, lexicon: Lexicon) -> Iterator[Evidence]:
    """Of every fact that was used, as far as it was given, and of every exemption that was decided."""
    for name in given_values(determination):
        if name in facts.given:
            yield _evidence(name, facts.given[name], determination, lexicon)
    for finding in determination.findings:
        if finding.exempted is not None and finding.criterion in facts.exemptions:
            name = f"{EXEMPTION}{finding.criterion}"
            yield _evidence(name, facts.exemptions[finding.criterion], determination, lexicon)


def _evidence(name: str, given: Given, determination: Determination, lexicon: Lexicon) -> Evidence:
    """The evidence of a fact. Of one that is only declared, as most are, it is kept by what is declared."""
    if not lexicon.of or given != Given(given.value, assumed=given.assumed):
        return _told(name, given, determination, lexicon)
    judgement = name in determination.declared_judgements
    key = (lexicon.of, lexicon.lang, name, sign_of(given), given.assumed, name in determination.assumed, judgement)
    return _KEPT.get(key, lambda: _told(name, given, determination, lexicon))


def _told(name: str, given: Given, determination: Determination, lexicon: Lexicon) -> Evidence:
    spec = lexicon.specs.get(name)
    cited = lexicon.passages((given.document,)) if given.document else ()
    wanted = spec.documents if spec is not None and given.grade is Grade.DECLARED else ()
    return Evidence(
        entry(name, given.value, determination, lexicon),
        given.grade.value,
        lexicon.say(words.GRADES[given.grade.value]),
        given.assumed,
        given.by,
        given.on,
        given.reason,
        given.document,
        next((one for one in cited if one.number is not None), None),
        tuple(document.in_(lexicon.lang) for document in wanted),
    )


def holds(lasting: Lasting, lexicon: Lexicon) -> Holds:
    """Until when the answer stays the same, and what ends it then."""
    text = words.HOLDS_ON if lasting.until is None else words.HOLDS_UNTIL
    shown = "" if lasting.until is None else day(lasting.until, lexicon.lang)
    return Holds(lasting.until, lexicon.say(text, day=shown), tuple(_turn(one, lexicon) for one in lasting.because))


def _turn(ending: Ending, lexicon: Lexicon) -> Turn:
    outcome = Named(OUTCOME, lexicon.say(words.OUTCOME))
    affects = tuple(outcome if name == OUTCOME else Named(name, lexicon.label(name)) for name in ending.affects)
    return Turn(ending.sentence.in_(lexicon.lang), affects, lexicon.passages(ending.source))
