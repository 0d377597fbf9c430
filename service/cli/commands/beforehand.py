"""The commands for a proposal in the making: ask for its facts, what to ask next, what would change a refusal."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.options import AsJson, AsOf, Everything, KnownOn, Language, Readings, Rules, RulesetsAndFacts
from service.cli.quick import QuickCommand


def ask(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    rulesets: Annotated[
        list[str] | None,
        typer.Argument(metavar="RULESET...", help="The rule sets to be asked about.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Ask about every rule set.")] = False,
    resume: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Go on with the answers in FILE, and save there.", show_default=False),
    ] = None,
    save: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Save the answers to a new FILE after each one.", show_default=False),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    reading: Readings = None,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Ask question after question, the most telling first, and answer.

    Each question says why it is asked, and after each answer stands what holds so far. What is not known yet
    is put aside with `?`. At the end: the explanation, and what would change a refusal.

    \b
    Examples:
      hantei ask jcm/model-projects --as-of 2019-06-01 --save answers.yaml
      hantei ask jcm/model-projects --as-of 2019-06-01 --resume answers.yaml
    """
    from service.cli.ask import Wish, run

    wish = Wish(tuple(rulesets or ()), everything, resume, save, as_of, known_on, tuple(reading or ()))
    run(wish, lang=lang and lang.value, rules=rules)


def next_(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    arguments: RulesetsAndFacts,
    everything: Everything = False,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    reading: Readings = None,
    json: AsJson = False,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Show which facts can still change the answer, the most telling first.

    Only facts that were not given and on which an outcome or an amount can turn.

    \b
    Examples:
      hantei next jcm/model-projects proposal.yaml --as-of 2019-06-01
      hantei next --all proposal.yaml --json
    """
    from service.cli.next_questions import Wish, run

    wish = Wish(tuple(arguments), everything, as_of, known_on, tuple(reading or ()), json)
    run(wish, lang=lang and lang.value, rules=rules)


def remedy(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    arguments: RulesetsAndFacts,
    everything: Everything = False,
    amount: Annotated[
        str | None,
        typer.Option(
            metavar="NAME[=FIGURE]",
            help="More of that amount instead; with a figure: at least that much.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    reading: Readings = None,
    json: AsJson = False,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Show the smallest changes that would make a proposal eligible.

    Only what was given and the proposer can change is changed; each remedy was checked before it is shown. Where
    nothing helps, the clauses that stand in the way are named.

    \b
    Examples:
      hantei remedy jcm/model-projects proposal.yaml --as-of 2019-06-01
      hantei remedy jcm/model-projects proposal.yaml --amount maximum_subsidy=5億円
    """
    from service.cli.remedy import Wish, run

    wish = Wish(tuple(arguments), everything, amount, as_of, known_on, tuple(reading or ()), json)
    run(wish, lang=lang and lang.value, rules=rules)


def register(app: typer.Typer) -> None:
    """Adds the commands to `hantei`."""
    app.command(cls=QuickCommand)(ask)
    app.command("next", cls=QuickCommand)(next_)
    app.command(cls=QuickCommand)(remedy)
