"""The commands of every day: check, and for rule sets lint, test and show; and the service."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import AsJson, AsOf, Demanded, Evidence, KnownOn, Language, More, Readings, Rules
from service.cli.quick import QuickCommand


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Chainer(StrEnum):
    AUTO = "auto"
    DURABLE_RULES = "durable-rules"
    REFERENCE = "reference"


def check(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    arguments: Annotated[
        list[str],
        typer.Argument(
            metavar="RULESET... FACTS",
            help="The rule sets, then a file of facts: YAML, JSON (its name ends in .json), or - for standard input.",
            show_default=False,
        ),
    ],
    more: More = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Check against every rule set; the only argument is FACTS.")
    ] = False,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    reading: Readings = None,
    evidence: Demanded = Evidence.AS_GIVEN,
    documents: Annotated[
        bool, typer.Option("--documents", help="List the documents that would show what is only declared.")
    ] = False,
    json: AsJson = False,
    lang: Language = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 3 if ineligible, 4 if undetermined (the gravest of several).")
    ] = False,
    chainer: Annotated[
        Chainer, typer.Option(help="What draws the conclusions; the answer is the same.")
    ] = Chainer.AUTO,
    receipt: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Keep the answer as a receipt, signed if HANTEI_SIGNING_KEY names a key."),
    ] = None,
    rules: Rules = None,
) -> None:
    """Check a proposal: outcome, reasons, amounts, and what is missing.

    Facts that are left out are unknown, never false: the answer says which of them can still change it.
    If the facts or the options have faults, all of them are shown and nothing is evaluated (exit 2).

    \b
    Examples:
      hantei check jcm/model-projects proposal.yaml --as-of 2019-06-01
      hantei check jcm/model-projects jcm/fund proposal.yaml --with finance.yaml --json
      hantei check --all - --lang ja --reading jf-08=b < proposal.yaml
    """
    from service.cli.check import Wish, run

    wish = Wish(
        arguments=tuple(arguments),
        more=tuple(more or ()),
        everything=everything,
        as_of=as_of,
        known_on=known_on,
        readings=tuple(reading or ()),
        as_json=json,
        exit_code=exit_code,
        chainer=chainer.value,
        receipt=receipt,
        evidence=evidence.value,
        documents=documents,
    )
    run(wish, lang=lang and lang.value, rules=rules)


def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders of rules. Without any: all.", show_default=False),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="For people, for programs, or as annotations of a GitHub workflow.")
    ] = Format.TEXT,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Show every fault in rule files with its line and column.

    Names, types, units, dates, cycles, citations and both languages are checked. Exit 1 if there is any fault.

    \b
    Examples:
      hantei lint
      hantei lint rules/jcm/model-projects --format github
    """
    from service.cli.lint import run

    run(tuple(paths or ()), form=form.value, lang=lang and lang.value, rules=rules)


def test(
    named: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|RULESET", help="Rule sets or their folders. Without any: all.", show_default=False
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("-k", metavar="NAME", help="Only examples with NAME in their id.", show_default=False)
    ] = None,
    json: AsJson = False,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Run the worked examples beside the rules.

    Each is checked as `check` does, and compared in everything it expects. Exit 1 if one does not hold.

    \b
    Examples:
      hantei test
      hantei test jcm/model-projects -k three-precedents
    """
    from service.cli.worked_examples import run

    run(tuple(named or ()), name=name, as_json=json, lang=lang and lang.value, rules=rules)


def show(
    ruleset: Annotated[
        str,
        typer.Argument(metavar="RULESET", help="The id of a rule set, or of a point of a source.", show_default=False),
    ],
    criterion: Annotated[
        str | None, typer.Argument(metavar="CRITERION", help="Only this criterion.", show_default=False)
    ] = None,
    json: AsJson = False,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Show a rule set in words.

    What it asks and computes, its figures with their dates, and the passages they come from. Of a point of a source
    (SOURCE#POINT): what became of it, and the clauses that cite it.

    \b
    Examples:
      hantei show jcm/model-projects
      hantei show jcm/fund host-country-on-list --lang ja
      hantei show c2c-2020#mp-16
    """
    from service.cli.show import run

    run(ruleset, criterion, as_json=json, lang=lang and lang.value, rules=rules)


def serve(
    host: Annotated[str, typer.Option(metavar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    workers: Annotated[
        str | None,
        typer.Option(
            metavar="COUNT", help="Processes that answer; without it HANTEI_WORKERS, or 1.", show_default=False
        ),
    ] = None,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Serve the HTTP API until SIGTERM or Ctrl-C.

    It is ready when /readyz answers 200; /docs shows what it takes. What else can be set is in docs/operating.md. On
    SIGTERM requests under way are answered first; on SIGHUP the rules are read again.

    \b
    Example:
      hantei serve --port 8000
    """
    from service.cli.serve import run

    run(host, port, lang=lang and lang.value, rules=rules, workers=workers)


def register(app: typer.Typer) -> None:
    """Adds the commands to `hantei`."""
    for command in (check, lint, test, show, serve):
        app.command(cls=QuickCommand)(command)
