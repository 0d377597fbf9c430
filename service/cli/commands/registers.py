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
Table = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file with the columns that `export` writes.")]
Write = Annotated[bool, typer.Option("--write", help="Write the register's file; without it the difference is shown.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of standard output.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the app."""
    registers.command("list", cls=QuickCommand)(list_)
    registers.command(cls=QuickCommand)(show)
    registers.command(cls=QuickCommand)(export)
    registers.command("import", cls=QuickCommand)(import_)
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


def import_(register: Named, file: Table, write: Write = False, lang: Language = None, rules: Rules = None) -> None:
    """Take a register's rows from a CSV file: show what would change, and write it with `--write`.

    Every cell is held to the checks of rule files first; with one fault nothing is written. Exit code 1: there is a
    difference that was not written.

    \b
    Examples:
      hantei register import jcm-adoptions adoptions.csv
      hantei register import jcm-adoptions adoptions.csv --rules my-rules --write
    """
    from service.cli.register_import import import_register

    import_register(register, file, lang and lang.value, rules, write=write)
