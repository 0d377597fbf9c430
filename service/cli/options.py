"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Lang(StrEnum):
    JA = "ja"
    EN = "en"


class Evidence(StrEnum):
    AS_GIVEN = "as_given"
    REQUIRED = "required"
    DOCUMENTED = "documented"
    VERIFIED = "verified"
    JUDGED = "judged"


Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules", metavar="DIR", help="Another folder of rules; without it HANTEI_RULES.", show_default=False
    ),
]
Language = Annotated[
    Lang | None,
    typer.Option(
        "--lang", help="Language of what is printed. Without it the locale decides (LANG).", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, stable and for programs.")]
