"""Files that people name: written whole or not at all; and the faults of those that cannot be, or are there already."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from engine.diagnostics import Diagnostic, Text
from engine.text import quoted

RIGHTS = Text("check the folder and its rights", "フォルダーとその権限を確認してください")
OWN_RULES = Text(
    "name a folder of rules that you may write to with `--rules`",
    "`--rules` で書き込める規則のフォルダーを指定してください",
)
RULE_SETS = Text("name a folder that holds rule sets", "規則集のあるフォルダーを指定してください")
LONGEST = 200


def write_whole(path: Path, text: str) -> None:
    """Writes a text to `path`: beside it first, then in its place. Raises OSError where that fails."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def cannot_write(path: Path | str, error: OSError, mend: Text = RIGHTS) -> Diagnostic:
    """What the system said of writing `path`, and what to do about it."""
    named, why = quoted(str(path), LONGEST), error.strerror or type(error).__name__
    return Diagnostic(
        "cannot-write",
        Text(f"{named} cannot be written: {why}", f"{named} に書き込めません：{why}"),
        mend,
    )


def is_there_already(path: Path | str, mend: Text) -> Diagnostic:
    """Nothing is ever written over; `mend` says what else can be done."""
    named = quoted(str(path), LONGEST)
    return Diagnostic("file-exists", Text(f"{named} is there already", f"{named} は既にあります"), mend)


def no_rules_folder(folder: Path, mend: Text = RULE_SETS) -> Diagnostic:
    named = quoted(str(folder), LONGEST)
    return Diagnostic(
        "rules-folder-not-found", Text(f"there is no folder {named}", f"フォルダー {named} がありません"), mend
    )
