"""`hantei register`: what the registers say, as text and as CSV."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import Language, Rules
from service.cli.quick import QuickCommand, QuickGroup

registers = typer.Typer(
    name="register",
    cls=QuickGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What the registers say: countries, adopted projects and the like.",
)
Named = Annotated[str, typer.Argument(metavar="REGISTER", help="The id of the register.")]
ForExcel = Annotated[bool, typer.Option("--excel", help="With the mark that Excel needs to read UTF-8.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of standard output.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the app."""
    registers.command("list", cls=QuickCommand)(list_)
    registers.command(cls=QuickCommand)(show)
    registers.command(cls=QuickCommand)(export)
    app.add_typer(registers)


@registers.callback()
def _group() -> None:
    """What the registers say: countries, adopted projects and the like."""


def list_(lang: Language = None, rules: Rules = None) -> None:
    """List the registers: id, title, and how many rows each has.

    \b
    Example:
      hantei register list
    """
    from service.cli.register_text import list_registers

    list_registers(lang and lang.value, rules)


def show(register: Named, lang: Language = None, rules: Rules = None) -> None:
    """Show one register: its columns, its rows with their days, and until when it is complete.

    \b
    Example:
      hantei register show jcm-adoptions
    """
    from service.cli.register_text import show_register

    show_register(register, lang and lang.value, rules)


def export(
    register: Named, excel: ForExcel = False, output: Output = None, lang: Language = None, rules: Rules = None
) -> None:
    """Write a register as CSV (RFC 4180, UTF-8): one line a row.

    Texts that a spreadsheet would take for a formula begin with an apostrophe.

    \b
    Examples:
      hantei register export jcm-adoptions > adoptions.csv
      hantei register export jcm-adoptions --excel --output adoptions.csv
    """
    from service.cli.register_text import export_register

    export_register(register, lang and lang.value, rules, excel=excel, output=output)
