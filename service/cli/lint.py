"""`hantei lint`: every fault of the rule files, like a compiler's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from engine.catalogue import lint
from engine.diagnostics import Diagnostic, Severity, Text, in_order
from service.authoring.lint_results import fault_json
from service.cli.exits import FOUND
from service.cli.faults import rendered
from service.cli.rules_folder import open_rules
from service.cli.terminal import terminal
from service.json_body import encoded


def run(paths: Sequence[Path], *, form: str, lang: str | None, rules: Path | None) -> None:
    """Prints the faults to stdout: here they are the answer. Raises typer.Exit with 1 where there is an error."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    faults = in_order(lint(catalogue.root, paths))
    if form == "json":
        here.answer(encoded({"diagnostics": [fault_json(fault) for fault in faults]}))
    elif form == "github":
        here.answer("".join(_annotation(fault, here.lang) for fault in faults))
    else:
        here.answer("".join(rendered(fault, here.lang, colour=here.colour) for fault in faults))
        here.talk(_summary(faults).in_(here.lang))
    if any(fault.severity is not Severity.NOTE for fault in faults):
        raise typer.Exit(FOUND)


def _summary(faults: Sequence[Diagnostic]) -> Text:
    if not faults:
        return Text("no faults", "誤りはありません")
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return Text(count, f"誤り {len(faults)} 件")


def _annotation(fault: Diagnostic, lang: str) -> str:
    """A workflow command of GitHub Actions; data and properties are escaped as it asks."""
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}[fault.severity]
    where = (
        f"file={_property(fault.place.file)},line={fault.place.line},col={fault.place.column}," if fault.place else ""
    )
    mend = f" ({fault.help.in_(lang)})" if fault.help else ""
    return f"::{level} {where}title={_property(fault.code)}::{_data(fault.message.in_(lang) + mend)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
