"""The command `hantei`: its commands put together, and how it ends."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from service.cli.commands import (
    afterwards,
    beforehand,
    case,
    coverage,
    everyday,
    feel,
    key,
    new,
    publication,
    registers,
    session,
    storage,
)
from service.cli.exits import INTERNAL, PIPE_CLOSED
from service.cli.quick import QuickGroup

app = typer.Typer(
    name="hantei",
    cls=QuickGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from service.version import VERSION

        typer.echo(f"hantei {VERSION}")
        raise typer.Exit


@app.callback()
def hantei(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Whether a proposal meets the rules of Japan's low-carbon cooperation programmes, why, and for how much.

    The answer goes to stdout, everything else to stderr. Exit codes: 0 done; 1 found something (lint,
    test, replay, verify, audit); 2 misuse or refused input; 3 ineligible and 4 undetermined (check, only with
    --exit-code).

    \b
    Example:
      hantei check jcm/model-projects proposal.yaml --as-of 2019-06-01
    """


everyday.register(app)
beforehand.register(app)
afterwards.register(app)
coverage.register(app)
registers.register(app)
case.register(app)
new.register(app)
feel.register(app)
storage.register(app)
key.register(app)
session.register(app)
publication.register(app)


def _only(name: str) -> None:
    """Keeps only the command asked for: Typer makes ready all that it knows. An unknown name keeps them all."""
    named = [known for known in app.registered_commands if (known.name or _called(known.callback)) == name]
    if named:
        app.registered_commands, app.registered_groups = named, []


def _called(callback: object) -> str:
    return getattr(callback, "__name__", "").replace("_", "-")


def main() -> None:
    """Runs the command. A fault of Hantei's own has an exit code of its own, apart from what a command found."""
    try:
        if len(sys.argv) > 1:
            _only(sys.argv[1])
        if sys.argv[1:2] == ["check"]:
            gc.disable()  # it ends before what it leaves behind matters
        app()
    except BrokenPipeError:
        sys.exit(PIPE_CLOSED)
    except Exception:
        import traceback

        traceback.print_exc()
        sys.exit(INTERNAL)


if __name__ == "__main__":
    main()
