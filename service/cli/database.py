"""The database that a command works on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.diagnostics import Diagnostic, misuse
from service.cli.faults import refuse
from service.cli.terminal import Terminal
from service.store.connection import Database, database
from service.store.faults import StoreError

VARIABLE, SECRETS = "HANTEI_DATABASE", "HANTEI_SECRETS"


@contextmanager
def database_of(here: Terminal, named: str | None) -> Iterator[Database]:
    """The database that `--database` or the environment names. Ends the command where it fails, with what is wrong."""
    url = named or os.environ.get(VARIABLE, "") or _secret()
    if not url:
        raise refuse(here, [_none_named()])
    try:
        opened = database(url)
        try:
            yield opened
        finally:
            opened.close()
    except StoreError as error:
        raise refuse(here, [error.fault]) from None


def _secret() -> str:
    """The database that the folder of secrets names: as the settings of the service read it."""
    folder = os.environ.get(SECRETS, "")
    try:
        return (Path(folder) / VARIABLE.lower()).read_text(encoding="utf-8").strip() if folder else ""
    except OSError:
        return ""


def _none_named() -> Diagnostic:
    return misuse(
        "no-database-named",
        "no database is named",
        "データベースが指定されていません",
        "give `--database sqlite:///hantei.db`, or set HANTEI_DATABASE",
        "`--database sqlite:///hantei.db` のように指定するか、HANTEI_DATABASE を設定してください",
    )
