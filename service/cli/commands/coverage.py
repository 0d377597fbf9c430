"""`hantei coverage`: what the rules cover of the documents that they come from."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

import typer

from service.cli.options import AsJson, Language, Rules
from service.cli.quick import QuickCommand, QuickGroup

coverage = typer.Typer(
    name="coverage",
    cls=QuickGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What the rules cover of the documents that they come from.",
)


def register(app: typer.Typer) -> None:
    """Adds the commands to the app."""
    coverage.command(cls=QuickCommand)(sources)
    app.add_typer(coverage)


@coverage.callback()
def _group() -> None:
    """What the rules cover of the documents that they come from."""


def sources(json: AsJson = False, lang: Language = None, rules: Rules = None) -> None:
    """Count the points of every source by what became of them, and list those that are open.

    A point is open without a status, as a rule that no clause cites, as a definition without words, as no rule
    without a reason, or as no rule that a clause cites all the same. Exit 1 if there is any.

    \b
    Examples:
      hantei coverage sources
      hantei coverage sources --json
    """
    from service.cli.source_coverage import run

    run(as_json=json, lang=lang and lang.value, rules=rules)
