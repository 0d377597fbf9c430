"""`RULESET… FACTS` with dates and readings, read whole: for the commands that ask what facts could still do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from engine.checking import check
from engine.diagnostics import has_errors
from engine.explanation.lexicon import Lexicon, lexicon
from engine.facts import Facts, FactsDocument
from engine.possibilities import Request
from service.checks.inquiry import Asked, read_inquiry, without_echoes
from service.cli.arguments import read_named, read_readings
from service.cli.facts_files import read_documents
from service.cli.faults import refuse, say_faults
from service.clock import today

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.plan import Plan
    from service.cli.terminal import Terminal


@dataclass(frozen=True, slots=True)
class AskedFacts:
    """What was asked, without faults."""

    plans: tuple[Plan, ...]
    companions: tuple[Plan, ...]
    """What is determined with them."""
    facts: Facts
    as_of: date
    known_on: date | None
    readings: Mapping[str, str]

    def request(self, plan: Plan) -> Request:
        """What is asked of one rule set."""
        return Request(plan, self.facts, self.as_of, self.known_on, self.sides(plan))

    def sides(self, plan: Plan) -> dict[str, str]:
        """The readings that this rule set has."""
        return {name: side for name, side in self.readings.items() if name in plan.readings}


def read_asked(  # noqa: PLR0913, PLR0917 - a command line has these parts
    here: Terminal,
    catalogue: Catalogue,
    arguments: Sequence[str],
    everything: bool,
    dates: tuple[str | None, str | None],
    written_readings: Sequence[str],
) -> AskedFacts:
    """The request of a command line. Shows every fault and raises typer.Exit where it has any."""
    named, faults = read_named(arguments, catalogue.ids() if everything else None)
    readings, reading_faults = read_readings(written_readings)
    documents, file_faults = read_documents(named.files)
    given = [FactsDocument.of(document) for document in documents]
    inquiry, asking = read_inquiry(Asked(named.rulesets, given, *dates, readings), catalogue, today())
    found = [*faults, *reading_faults, *without_echoes(file_faults, asking)]
    if inquiry is None or has_errors(found):
        raise refuse(here, found, documents)
    say_faults(here, found, documents)
    plans, companions = (
        tuple(plan for plan, _ in map(catalogue.plan, ids) if plan is not None)
        for ids in (inquiry.rulesets, inquiry.companions)
    )
    return AskedFacts(plans, companions, inquiry.facts, inquiry.as_of, inquiry.known_on, inquiry.readings)


def names_for(asked: AskedFacts, catalogue: Catalogue, lang: str) -> Lexicon:
    """What things are called in the answer to what was asked."""
    ids = [plan.id for plan in asked.plans]
    answered = check(
        catalogue, ids, asked.facts, asked.as_of, known_on=asked.known_on, readings=asked.readings, chainer="reference"
    )
    return lexicon(answered, lang, catalogue)
