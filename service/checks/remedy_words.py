"""What a remedy changes and what comes of it, in words: on a terminal and on a page alike."""

from __future__ import annotations

from engine.determination import Outcome
from engine.diagnostics import Text
from engine.explanation.figures import figure
from engine.explanation.lexicon import Lexicon
from engine.feel.values.unknown import Unknown
from engine.remedies import Change, Remedy

LEFT_OUT = Text("leave it out", "記載しない")
ONE_MORE = Text("one more entry", "もう一件")
PARTS = Text("; ", "；")
ELIGIBLE = Text("eligible", "適格")
IF_ANSWERED = Text("could be eligible, once these are answered: {names}", "次の事実に答えれば適格となりうる：{names}")
STILL = {
    Outcome.ELIGIBLE: ELIGIBLE,
    Outcome.INELIGIBLE: Text("still not eligible", "引き続き不適格"),
    Outcome.UNDETERMINED: Text("still not determined", "引き続き未確定"),
}


def new_value(change: Change, names: Lexicon) -> str:
    """What a fact is to become."""
    if change.new is None:
        return LEFT_OUT.in_(names.lang)
    if isinstance(change.new, list) and any(isinstance(item, Unknown) for item in change.new):
        known = [item for item in change.new if not isinstance(item, Unknown)]
        listed = [names.value(change.fact.name, known)] if known else []
        return names.listed([*listed, ONE_MORE.in_(names.lang)])
    return names.value(change.fact.name, change.new)


def then(one: Remedy, names: Lexicon) -> str:
    """The outcome and the amounts after the change; what is still to be answered, where something is."""
    amounts = [
        f"{amount.title.in_(names.lang)} {figure(amount.figure, names.lang, short=True)}"
        for amount in one.then.amounts.values()
    ]
    outcome = STILL[one.then.outcome].in_(names.lang)
    if one.unanswered:
        listed = names.listed(names.label(name) for name in one.unanswered)
        outcome = IF_ANSWERED.in_(names.lang).format(names=listed)
    return names.say(PARTS).join([outcome, *amounts])
