"""Arguments and options that several commands share."""

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
RulesetsAndFacts = Annotated[
    list[str],
    typer.Argument(metavar="RULESET... FACTS", help="The rule sets, then a file of facts, or -.", show_default=False),
]
Everything = Annotated[bool, typer.Option("--all", help="Every rule set; the only argument is FACTS.")]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day whose rules are asked. Without it: today in Tokyo.", show_default=False),
]
KnownOn = Annotated[
    str | None, typer.Option(metavar="DATE", help="Leave out what was published after that day.", show_default=False)
]
Readings = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=SIDE", help="How an ambiguous sentence is understood; may be repeated.", show_default=False
    ),
]
More = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="FACTS", help="One more file of facts; may be repeated.", show_default=False),
]
Demanded = Annotated[
    Evidence,
    typer.Option(help="Count a criterion as met only if its facts are shown: as the rules ask, or at least this well."),
]
