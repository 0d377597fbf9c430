"""`hantei feel`, declared: an expression, or a session at the terminal with completion."""

# ruff: noqa: PLC0415 - a command imports its own work, so that no other pays for it

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.options import Language
from service.cli.quick import QuickCommand


def register(app: typer.Typer) -> None:
    """Adds the command to the app."""
    app.command(cls=QuickCommand)(feel)


def feel(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    expression: Annotated[
        str | None,
        typer.Argument(
            metavar="EXPRESSION", help="What to evaluate. Without it: a session, until :quit.", show_default=False
        ),
    ] = None,
    context: Annotated[
        str | None,
        typer.Option("--context", metavar="FILE", help="YAML or JSON: the names and their values.", show_default=False),
    ] = None,
    trace: Annotated[bool, typer.Option("--trace", help="Show every part with its value.")] = False,
    typed: Annotated[bool, typer.Option("--type", help="Show the type, and what would silently be null.")] = False,
    standard: Annotated[bool, typer.Option("--standard", help="The mode of the standard: absent is null.")] = False,
    lang: Language = None,
) -> None:
    """Evaluate FEEL, the language of conditions and formulas.

    What is not in the context is unknown, and the answer says what it waits for. Exit 1 if anything is wrong.

    \b
    Examples:
      hantei feel 'min(cost * 0.4, 2000000000)' --context facts.yaml
      hantei feel 'if n >= 4 then 0.30 else 0.40' --trace
    """
    from service.cli.feel_answer import run

    run(expression, context, trace=trace, typed=typed, standard=standard, lang=lang and lang.value)
