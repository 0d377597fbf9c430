"""`hantei new`: what an author begins with."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.options import Language, Rules
from service.cli.quick import QuickCommand, QuickGroup

new = typer.Typer(
    name="new",
    cls=QuickGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Begin a rule set: files that load, with comments that lead on.",
)


def register(app: typer.Typer) -> None:
    """Adds the commands to the app."""
    new.command(cls=QuickCommand)(methodology)
    app.add_typer(new)


@new.callback()
def _group() -> None:
    """Begin a rule set: files that load, with comments that lead on."""


def methodology(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help="The number of the methodology, as in MN_AM003.", show_default=False)
    ],
    country: Annotated[
        str | None,
        typer.Option(
            metavar="COUNTRY", help="The host country, where the number does not begin with it.", show_default=False
        ),
    ] = None,
    folder: Annotated[
        str, typer.Option("--dir", metavar="DIR", help="The folder under the rules that it goes to.")
    ] = "jcm/methodologies",
    day: Annotated[
        str | None,
        typer.Option(
            "--approved",
            metavar="DATE",
            help="The day of the approval. Without it: today in Tokyo.",
            show_default=False,
        ),
    ] = None,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Begin the rule set of a methodology: rules, worked examples, changes, a source and a vocabulary.

    The files pass lint and test as they are; what is still to be written is marked TODO. Nothing that exists is
    overwritten.

    \b
    Example:
      hantei new methodology MN_AM004 --approved 2026-04-01
    """
    from service.authoring.methodology import Wish
    from service.cli.new_methodology import run

    run(Wish(number, country, folder, day), lang=lang and lang.value, rules=rules)
