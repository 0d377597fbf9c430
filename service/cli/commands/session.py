"""`hantei session`: who is signed in."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.commands.storage import DatabaseUrl
from service.cli.options import AsJson, Language
from service.cli.quick import QuickCommand, QuickGroup

session = typer.Typer(
    name="session",
    cls=QuickGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Sessions: who is signed in, and their end.",
)


def register(app: typer.Typer) -> None:
    """Adds the commands to the app."""
    for command in (listed, end):
        session.command(name="list" if command is listed else None, cls=QuickCommand)(command)
    app.add_typer(session)


@session.callback()
def _group() -> None:
    """Sessions: who is signed in, and their end."""


def listed(
    person: Annotated[
        str | None,
        typer.Option(metavar="PERSON", help="Only of this person, as the list shows it.", show_default=False),
    ] = None,
    json: AsJson = False,
    database: DatabaseUrl = None,
    lang: Language = None,
) -> None:
    """List who is signed in, oldest first.

    \b
    Examples:
      hantei session list
      hantei session list --person sign-in:olga --json
    """
    from service.cli.signed_in import list_sessions

    list_sessions(person, database, as_json=json, lang=lang and lang.value)


def end(
    id: Annotated[  # noqa: A002 - what the user sees it called
        str | None,
        typer.Argument(metavar="[ID]", help="The id, as `hantei session list` shows it.", show_default=False),
    ] = None,
    person: Annotated[
        str | None, typer.Option(metavar="PERSON", help="All sessions of this person.", show_default=False)
    ] = None,
    database: DatabaseUrl = None,
    lang: Language = None,
) -> None:
    """End a session, or all sessions of a person, at once.

    Who still has a role at the provider can sign in again: take the role away there first.

    \b
    Examples:
      hantei session end 0b1c2d3e4f5061728394a5b6c7d8e9f0
      hantei session end --person sign-in:olga
    """
    from service.cli.signed_in import end_sessions

    end_sessions(id, person, database, lang=lang and lang.value)
