"""Names that nothing stands for, with the nearest name that exists."""

from __future__ import annotations

from engine.feel.functions import BUILTINS
from engine.feel.values.faults import FeelError
from engine.text import nearest


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
