"""`hantei key`: the API keys of programs. (`hantei keys` is for signatures.)"""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.commands.storage import DatabaseUrl
from service.cli.options import AsJson, Language
from service.cli.quick import QuickCommand, QuickGroup

key = typer.Typer(
    name="key",
    cls=QuickGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="API keys: what programs show to be let in.",
)
By = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who does this. Without it: your name on this machine.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the app."""
    for command in (create, listed, revoke):
        key.command(name="list" if command is listed else None, cls=QuickCommand)(command)
    app.add_typer(key)


@key.callback()
def _group() -> None:
    """API keys: what programs show to be let in."""


def create(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose key it is, for people.", show_default=False)],
    role: Annotated[
        str, typer.Option(metavar="ROLE", help="officer, author, publisher, admin or applicant.", show_default=False)
    ],
    scope: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PERMISSION",
            help="Only this permission of the role; may be repeated. Without it: all that the role has today.",
            show_default=False,
        ),
    ] = None,
    days: Annotated[str, typer.Option(metavar="DAYS", help="How long it lasts.")] = "365",
    by: By = None,
    json: AsJson = False,
    database: DatabaseUrl = None,
    lang: Language = None,
) -> None:
    """Make an API key. It is shown this once; only its hash is kept.

    What each role may do is in docs/security.md.

    \b
    Examples:
      hantei key create intake --role officer --scope cases:write --days 90
      hantei key create prometheus --role admin --scope metrics:read
    """
    from service.cli.api_keys import Wish, create_key

    create_key(Wish(name, role, tuple(scope or ()), days, by), database, as_json=json, lang=lang and lang.value)


def listed(json: AsJson = False, database: DatabaseUrl = None, lang: Language = None) -> None:
    """List every API key that was made, those that ended too.

    \b
    Example:
      hantei key list
    """
    from service.cli.api_keys import list_keys

    list_keys(database, as_json=json, lang=lang and lang.value)


def revoke(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id, as `hantei key list` shows it.", show_default=False)],  # noqa: A002 - what the user sees it called
    by: By = None,
    database: DatabaseUrl = None,
    lang: Language = None,
) -> None:
    """End an API key at once and for good.

    \b
    Example:
      hantei key revoke 5a1f09c2d4e6b788
    """
    from service.cli.api_keys import revoke_key

    revoke_key(id, by, database, lang=lang and lang.value)
