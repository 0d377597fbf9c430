"""Names that nothing stands for, with the nearest name that exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from engine.feel.functions import BUILTINS
from engine.feel.values.faults import FeelError


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name among `names` that was most likely meant."""
    found = difflib.get_close_matches(name, list(names), 1, 0.7)
    return found[0] if found else None


def unknown_name(name: str) -> FeelError:
    """A variable that is not there."""
    return FeelError("unknown-name", f"`{name}` is not known here", f"`{name}` という名前はここにありません")


def unknown_function(name: str) -> FeelError:
    """A function that is not there."""
    near = nearest(name, BUILTINS)
    hint = (f"; did you mean `{near}`?", f"。`{near}` のことですか") if near else ("", "")
    return FeelError(
        "unknown-function", f"there is no function `{name}`{hint[0]}", f"関数 `{name}` はありません{hint[1]}"
    )
