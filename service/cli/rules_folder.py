"""The rules that a command works on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from engine.diagnostics import Text
from service.cli.faults import refuse
from service.files import no_rules_folder

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from service.cli.terminal import Terminal

VARIABLE = "HANTEI_RULES"
_OR_NONE = Text(
    "name a folder that holds rule sets, or leave out `--rules` and HANTEI_RULES",
    "規則集のあるフォルダーを指定するか、`--rules` と HANTEI_RULES を外してください",
)


def open_rules(terminal: Terminal, rules: Path | None) -> Catalogue:
    """The catalogue of `--rules`, of HANTEI_RULES, or of the package. Ends the command where the folder is missing."""
    from engine.catalogue import open_catalogue  # noqa: PLC0415 - what only prints help does not need it

    named = os.environ.get(VARIABLE, "")
    root = rules or (Path(named) if named else None)
    if root is not None and not root.is_dir():
        raise refuse(terminal, [no_rules_folder(root, _OR_NONE)])
    return open_catalogue(root)
