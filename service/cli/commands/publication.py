"""The commands for rules in operation: into a bundle, in force, and what was in force."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.commands.key import By
from service.cli.commands.storage import DatabaseUrl
from service.cli.options import AsJson, Language
from service.cli.quick import QuickCommand


def register(app: typer.Typer) -> None:
    """Adds the commands to the app."""
    for command in (bundle, publish, publications):
        app.command(cls=QuickCommand)(command)


def bundle(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="A folder of rules.", show_default=False)],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The bundle; written over.", show_default=False)],
    key: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Sign with this private key, made by `hantei keys new`.", show_default=False),
    ] = None,
    lang: Language = None,
) -> None:
    """Put a folder of rules into one file, to be signed, sent and published.

    The same files always make the same bytes. Without a key the bundle is not signed, and only `hantei publish` at the
    machine takes it.

    \b
    Example:
      hantei bundle rules rules.tar --key publisher.pem
    """
    from service.cli.publishing import write_bundle

    write_bundle(Path(folder), Path(file), Path(key) if key else None, lang=lang and lang.value)


def publish(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    bundle: Annotated[
        str,
        typer.Argument(metavar="BUNDLE", help="A bundle, or the digest of one published before.", show_default=False),
    ],
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why; kept with the publication.", show_default=False)],
    by: By = None,
    json: AsJson = False,
    database: DatabaseUrl = None,
    lang: Language = None,
) -> None:
    """Put the rules of a bundle in force on every host of the service.

    The bundle is linted, and the worked examples of what is new or changed must hold; else it is refused whole. Rules
    that were published before can be put in force again by their digest.

    \b
    Examples:
      hantei publish rules.tar --why "rates of fiscal 2020" --by Hana
      hantei publish sha256:3931c3733c72f78d1e58468d1b284d97a804a75984a669707d549bf2bb9222d6 --why "taken back"
    """
    from service.cli.publishing import publish_rules

    publish_rules(bundle, why, by, database, as_json=json, lang=lang and lang.value)


def publications(json: AsJson = False, database: DatabaseUrl = None, lang: Language = None) -> None:
    """List what was published, newest first: when, by whom, why, and which rule sets.

    \b
    Example:
      hantei publications
    """
    from service.cli.publishing import list_publications

    list_publications(database, as_json=json, lang=lang and lang.value)
