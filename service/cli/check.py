"""`hantei check`: facts in, determinations out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from engine.chaining import durable_rules_is_here
from engine.determination import Answer, Outcome
from engine.diagnostics import Diagnostic, Severity, Text, has_errors, misuse
from engine.facts import FactsDocument
from engine.records import dataclass
from service.checks.inquiry import Asked, Inquiry, answer, read_inquiry, without_echoes
from service.cli.arguments import read_named, read_readings, standard_input_twice
from service.cli.exits import DONE, INELIGIBLE, UNDETERMINED
from service.cli.facts_files import read_documents
from service.cli.faults import refuse, say_faults
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.clock import today

if TYPE_CHECKING:
    from engine.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for, as written."""

    arguments: tuple[str, ...]
    more: tuple[str, ...]
    everything: bool
    as_of: str | None
    known_on: str | None
    readings: tuple[str, ...]
    as_json: bool
    exit_code: bool
    chainer: str
    receipt: str | None = None
    evidence: str | None = None
    documents: bool = False


def run(wish: Wish, *, lang: str | None, rules: Path | None) -> None:
    """Answers, or shows every fault of the command line, the files and the facts together. Raises typer.Exit."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    given = _answer(here, catalogue, wish)
    here.answer(_shown(here, given, catalogue, wish))
    if wish.exit_code:
        raise typer.Exit(gravest(given))


def gravest(given: Answer) -> int:
    """The exit code for `--exit-code`: ineligible before undetermined before eligible, of the rule sets asked."""
    asked = (one for one in given.determinations if one.ruleset not in given.companions)
    outcomes = {one.outcome for one in asked}
    if Outcome.INELIGIBLE in outcomes:
        return INELIGIBLE
    return UNDETERMINED if Outcome.UNDETERMINED in outcomes else DONE


def inquired(here: Terminal, catalogue: Catalogue, wish: Wish) -> Inquiry:
    """What is asked, read whole. Ends the command where anything of it is refused."""
    named, faults = read_named(wish.arguments, catalogue.ids() if wish.everything else None)
    files = (*named.files, *wish.more)
    readings, reading_faults = read_readings(wish.readings)
    documents, file_faults = read_documents(files)
    given = [FactsDocument.of(document) for document in documents]
    asked = Asked(named.rulesets, given, wish.as_of, wish.known_on, readings, wish.evidence)
    inquiry, asking_faults = read_inquiry(asked, catalogue, today())
    found = [*faults, *standard_input_twice(files), *reading_faults, *_chainer_faults(wish.chainer)]
    found += without_echoes(file_faults, asking_faults)
    if inquiry is None or has_errors(found):
        leaving = refuse(here, found, documents)
        here.talk(_counted(found).in_(here.lang))
        raise leaving
    say_faults(here, found, documents)
    return inquiry


def _answer(here: Terminal, catalogue: Catalogue, wish: Wish) -> Answer:
    inquiry = inquired(here, catalogue, wish)
    if wish.receipt is None:
        return answer(inquiry, catalogue, wish.chainer)
    from service.cli.receipt import keep, key_for_receipts  # noqa: PLC0415 - only where a receipt is asked for

    key = key_for_receipts(here)
    made = answer(inquiry, catalogue, wish.chainer)
    keep(here, inquiry, made, catalogue, wish.receipt, key)
    return made


def _counted(faults: Sequence[Diagnostic]) -> Text:
    count = sum(fault.severity is Severity.ERROR for fault in faults)
    en = "1 fault" if count == 1 else f"{count} faults"
    return Text(f"{en}, nothing was evaluated", f"誤り {count} 件。判定はしていません")


def _chainer_faults(chainer: str) -> list[Diagnostic]:
    if chainer != "durable-rules" or durable_rules_is_here():
        return []
    return [
        misuse(
            "chainer-not-installed",
            "durable-rules is not installed",
            "durable-rules がインストールされていません",
            "leave out `--chainer`: the reference chainer gives the same conclusions",
            "`--chainer` を外してください。参照実装が同じ結論を出します",
        )
    ]


def _shown(here: Terminal, given: Answer, catalogue: Catalogue, wish: Wish) -> str:
    if wish.as_json:
        from service.json_body import answer_body  # noqa: PLC0415 - one of two ways to show

        return answer_body(given)
    from engine.explanation import as_text, explain  # noqa: PLC0415 - one of two ways to show

    told = explain(given, here.lang, catalogue)
    return as_text(told, here.width, colour=here.colour, documents=wish.documents)
