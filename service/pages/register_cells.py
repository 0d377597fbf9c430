"""What of a register's rows is shown in a language: its columns, and in which language a cell stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.plan import FactSpec, Register

JAPANESE = re.compile("[ぁ-ヿ一-鿿]")


def columns_of(register: Register, lang: str) -> list[FactSpec]:
    """The columns in their order; of two that say the same in each language (`name`, `name_ja`) the one to be read."""
    japanese = {name for name in register.columns if name.endswith("_ja") and name[:-3] in register.columns}
    twins = japanese if lang == "en" else {name[:-3] for name in japanese}
    return [column for name, column in register.columns.items() if name not in twins]


def language_of_cell(value: Any, column: FactSpec, lang: str) -> str:
    """The language of a cell: words stand as the source has them, all else is said in the language of the page."""
    if column.type != "text" or not isinstance(value, str):
        return lang
    return "ja" if JAPANESE.search(value) else "en"
