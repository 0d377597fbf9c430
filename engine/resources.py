"""Where the data that comes with Hantei is: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def rules_root() -> Path:
    """The folder of the rule sets that come with Hantei."""
    return _folder("rules")


def schemas_root() -> Path:
    """The folder of the JSON Schemas."""
    return _folder("schemas")


def _folder(name: str) -> Path:
    packaged = _HERE / "_data" / name
    return packaged if packaged.is_dir() else _HERE.parent / name
