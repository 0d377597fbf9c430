"""`hantei case`: a project followed over years, in a file of events."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import AsJson, Language, Readings, Rules
from service.cli.quick import QuickCommand, QuickGroup

cases = typer.Typer(
    name="case",
    cls=QuickGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Follow a project over years: what is due, late and blocked.",
)
File = Annotated[Path, typer.Argument(metavar="FILE", help="The file of the case, in YAML.")]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day that is asked about. Without it: today in Tokyo.", show_default=False),
]
KnownOn = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Leave out what was recorded, or published, after that day.", show_default=False),
]
Day = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day on which it happened.")]
Told = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day on which it was told. Without it: today in Tokyo.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the app."""
    cases.command(cls=QuickCommand)(new)
    cases.command(cls=QuickCommand)(add)
    cases.command(cls=QuickCommand)(show)
    app.add_typer(cases)


@cases.callback()
def _group() -> None:
    """Follow a project over years: what is due, late and blocked."""


def new(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The type of the case.")],
    file: File,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="What the case is called.")] = None,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Begin a case in a new file.

    \b
    Example:
      hantei case new jcm/project-cycle darkhan.yaml --title "Solar power in Darkhan"
    """
    from service.cli.case_work import begin

    begin(case, file, title, lang=lang and lang.value, rules=rules)


def add(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    file: File,
    event: Annotated[
        list[str] | None,
        typer.Argument(metavar="EVENT [FIELD=VALUE...]", help="What happened, and what is told of it."),
    ] = None,
    on: Day = None,
    recorded_on: Told = None,
    name: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id. Without it: the next number.")] = None,
    corrects: Annotated[str | None, typer.Option(metavar="ID", help="The event that it puts right.")] = None,
    withdraws: Annotated[
        str | None, typer.Option(metavar="ID", help="Take an event back; no EVENT is given then.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="A remark.")] = None,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Add an event to a case. Nothing is ever changed or taken away: a later event corrects or withdraws.

    The file is written whole or not at all. What is wrong with the event is refused, and nothing is written (exit 2).

    \b
    Examples:
      hantei case add darkhan.yaml registered --on 2017-05-26
      hantei case add darkhan.yaml issued --on 2017-10-24 period=2 tonnes=8947
      hantei case add darkhan.yaml --withdraws e3 --note "entered twice"
    """
    from service.cli.case_work import Told as Telling
    from service.cli.case_work import append

    told = Telling(tuple(event or ()), on, recorded_on, name, corrects, withdraws, note)
    append(file, told, lang=lang and lang.value, rules=rules)


def show(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    file: File,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    reading: Readings = None,
    json: AsJson = False,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Show where a case stands: its stage, what is due when and by whom, what is late, what is blocked and why.

    \b
    Examples:
      hantei case show darkhan.yaml
      hantei case show darkhan.yaml --as-of 2018-06-01 --known-on 2018-01-31 --json
    """
    from service.cli.case_work import tell

    tell(file, as_of, known_on, tuple(reading or ()), as_json=json, lang=lang and lang.value, rules=rules)
