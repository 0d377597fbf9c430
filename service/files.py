"""Files that people name: written whole or not at all; and the faults of those that cannot be, or are there already."""

from __future__ import annotations

import os
import secrets
import stat
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
    """Writes a text to `path`: beside it first, then in its place, so that whoever looks sees the old file or the new.

    Who may read a file that was there stays as it was; a link still leads to it, and what is no file (`/dev/stdout`)
    is written into. Raises OSError where it cannot be written.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
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
