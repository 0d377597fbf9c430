"""The table of settings in docs/operating.md: `python -m service.reference.settings_page` writes it."""

from __future__ import annotations

import sys
from pathlib import Path

from service.settings import Settings, variable

FILE = Path(__file__).resolve().parents[2] / "docs" / "operating.md"
BEGIN, END = "<!-- settings -->\n", "<!-- end of settings -->\n"


def settings_table() -> str:
    """One row a variable, in the order of the class."""
    rows = ["| variable | default | what it sets |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        rows.append(f"| `{variable(name)}` | {_shown(field.default)} | {field.description} |")
    return "\n".join(rows) + "\n"


def _shown(default: object) -> str:
    if default is None or default == ():
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def with_table(page: str) -> str:
    """The page with the table as it is now. Raises ValueError where its place is not marked."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(FILE.name)
    return f"{before}{BEGIN}{settings_table()}{END}{after}"


if __name__ == "__main__":
    FILE.write_text(with_table(FILE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{FILE.name}\n")
