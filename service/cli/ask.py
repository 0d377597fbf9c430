"""`hantei ask`: the interview at the terminal. Questions go to stderr, the answer at the end to stdout."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from engine.determination import Outcome
from engine.diagnostics import Diagnostic, Text, has_errors, misuse
from engine.explanation import as_text, explain
from engine.explanation.lexicon import lexicon
from engine.facts import FactsDocument
from engine.remedies import remedies
from engine.text import quoted
from service.checks.inquiry import Asked, read_inquiry
from service.cli.arguments import read_readings
from service.cli.dialogue import Dialogue
from service.cli.exits import INTERRUPTED
from service.cli.facts_files import read_documents
from service.cli.faults import refuse
from service.cli.remedy_text import remedies_text
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.clock import today
from service.files import is_there_already
from service.interview import words
from service.interview.session import Session

if TYPE_CHECKING:
    from engine.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for, as written."""

    rulesets: tuple[str, ...]
    everything: bool
    resume: str | None
    save: str | None
    as_of: str | None
    known_on: str | None
    readings: tuple[str, ...]


def run(wish: Wish, *, lang: str | None, rules: Path | None) -> None:
    """The interview, then the explanation and what would change it. Raises typer.Exit."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    session = _session(here, catalogue, wish)
    named = wish.resume or wish.save
    names = lexicon(session.so_far(), here.lang, catalogue)
    interview = Dialogue(here, session, Path(named) if named else None, names)
    try:
        shown = interview.run()
    except KeyboardInterrupt:
        here.talk("")
        interview.where_saved()
        raise typer.Exit(INTERRUPTED) from None
    interview.where_saved()
    if shown:
        here.answer(_closing(session, here, catalogue))


def _closing(session: Session, here: Terminal, catalogue: Catalogue) -> str:
    """The explanation; for what is not eligible, what would change it; and what was put aside."""
    answered = session.so_far()
    text = as_text(explain(answered, here.lang, catalogue), here.width, colour=here.colour)
    names = lexicon(answered, here.lang, catalogue)
    for plan, one in zip(session.plans, answered.determinations, strict=True):
        if one.outcome is Outcome.ELIGIBLE:
            continue
        found = remedies(session.request(plan))
        if found != ():
            text += "\n" + remedies_text(found, plan.title, names, here.width)
    still = {name for one in answered.determinations for name in one.missing}
    aside = [names.label(name) for name in session.aside if name in still]
    if aside:
        text += "\n" + words.STILL_ASIDE.in_(here.lang).format(names=names.listed(aside)) + "\n"
    return text


def _session(here: Terminal, catalogue: Catalogue, wish: Wish) -> Session:
    """The session that the command line asks for, with the answers of `--resume`. Raises typer.Exit."""
    readings, faults = read_readings(wish.readings)
    documents, found = read_documents([wish.resume]) if wish.resume else ([], [])
    given = [FactsDocument.of(document) for document in documents]
    rulesets = catalogue.ids() if wish.everything else wish.rulesets
    inquiry, asking = read_inquiry(Asked(rulesets, given, wish.as_of, wish.known_on, readings), catalogue, today())
    faults = [*_of_names(wish), *faults, *found, *asking, *_of_files(wish)]
    if inquiry is None or has_errors(faults):
        raise refuse(here, faults, documents)
    plans = tuple(plan for plan, _ in map(catalogue.plan, inquiry.determined) if plan is not None)
    told = dict(documents[0].data) if documents else {}
    return Session(catalogue, plans, inquiry.as_of, inquiry.known_on, inquiry.readings, told)


def _of_names(wish: Wish) -> list[Diagnostic]:
    if bool(wish.rulesets) is not wish.everything:
        return []
    if wish.everything:
        said = quoted(wish.rulesets[0])
        return [
            misuse(
                "all-and-some",
                f"`--all` and the rule set {said} are both given",
                f"`--all` と規則集 {said} が両方指定されています",
                "leave out one of them",
                "どちらかを外してください",
            )
        ]
    return [
        misuse(
            "no-ruleset-named",
            "no rule set is named",
            "規則集が指定されていません",
            "name one, as `hantei ask jcm/model-projects`, or give `--all`",
            "`hantei ask jcm/model-projects` のように指定するか、`--all` を付けてください",
        )
    ]


def _of_files(wish: Wish) -> list[Diagnostic]:
    """`--save` never writes over a file that is there."""
    if wish.save is None or wish.save == wish.resume or not Path(wish.save).exists():
        return []
    mend = Text(
        "take it up with `--resume`, or name another file", "`--resume` で再開するか、別のファイルを指定してください"
    )
    return [is_there_already(wish.save, mend)]
