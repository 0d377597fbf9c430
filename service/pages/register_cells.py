"""What of a register's rows is shown in a language: its columns, and in which language a cell stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from engine.diagnostics import Text
from engine.explanation.figures import day

if TYPE_CHECKING:
    from datetime import date

    from engine.plan import FactSpec, Register

BETWEEN = Text("some day between {earliest} and {latest}", "{earliest}から{latest}までの間")
FROM = Text("some day from {earliest} on", "{earliest}以降（日は不明）")
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


def first_day(earliest: date | None, latest: date | None, lang: str) -> str:
    """From which day a row holds: a day, the days between which it lies, or the one from which on; empty: always."""
    if earliest is None:
        return ""
    first = day(earliest, lang)
    if latest is None:
        return FROM.in_(lang).format(earliest=first)
    return first if latest == earliest else BETWEEN.in_(lang).format(earliest=first, latest=day(latest, lang))
