"""The commands for what the service keeps: its tables, its chains, and how long personal facts stay."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.options import AsJson, Language
from service.cli.quick import QuickCommand

DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="sqlite:///FILE or postgresql://USER@HOST/NAME; without it HANTEI_DATABASE.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the app."""
    for command in (migrate, audit, retain):
        app.command(cls=QuickCommand)(command)


def migrate(database: DatabaseUrl = None, lang: Language = None) -> None:
    """Bring the tables of a database to this version.

    All of it is done or nothing. A database of a newer version is refused. Make a backup first.

    \b
    Examples:
      hantei migrate --database sqlite:////var/lib/hantei/hantei.db
      HANTEI_DATABASE=postgresql://hantei@db/hantei hantei migrate
    """
    from service.cli.migrate import run

    run(database, lang=lang and lang.value)


def audit(
    database: DatabaseUrl = None,
    known: Annotated[
        list[str] | None,
        typer.Option(metavar="HASH", help="A head that an earlier audit printed; may be repeated.", show_default=False),
    ] = None,
    json: AsJson = False,
    lang: Language = None,
) -> None:
    """Verify that nothing stored was changed or taken away.

    Determinations, events and all else that is kept for good are chained, each entry with the hash of the one before.
    Keep the heads that are printed elsewhere, and name them the next time. Exit 1 if anything does not hold.

    \b
    Example:
      hantei audit --known sha256:3931c3733c72f78d1e58468d1b284d97a804a75984a669707d549bf2bb9222d6
    """
    from service.cli.audit import run

    run(database, tuple(known or ()), as_json=json, lang=lang and lang.value)


def retain(
    fact: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN",
            help="Personal facts, as applicant.*; may be repeated; without it HANTEI_PERSONAL_FACTS.",
            show_default=False,
        ),
    ] = None,
    days: Annotated[
        str | None,
        typer.Option(
            metavar="DAYS", help="How long they are kept; without it HANTEI_RETENTION_DAYS.", show_default=False
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count; take nothing out.")] = False,
    database: DatabaseUrl = None,
    lang: Language = None,
) -> None:
    """Take personal facts out of what was stored long ago.

    Outcomes stay, and so do the chains: receipts and audits still verify. What is taken out is gone for good.

    \b
    Example:
      hantei retain --fact 'applicant.*' --days 1825 --dry-run
    """
    from service.cli.retain import Wish, run

    run(Wish(database, tuple(fact or ()), days, dry_run), lang=lang and lang.value)
