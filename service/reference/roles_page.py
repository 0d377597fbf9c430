"""The table of roles in docs/security.md: `python -m service.reference.roles_page` writes it."""

from __future__ import annotations

import sys
from pathlib import Path

from service.roles import PERMISSIONS, ROLES

FILE = Path(__file__).resolve().parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- roles -->\n", "<!-- end of roles -->\n"


def roles_table() -> str:
    """One row a permission, one column a role; then who has each role."""
    rows = [f"| permission | {' | '.join(ROLES)} | what it allows | 内容 |", f"|---|{'---|' * len(ROLES)}---|---|"]
    everyone = next(iter(ROLES.values())).may
    for name, told in PERMISSIONS.items():
        marks = " | ".join("●" if name in duties.may | everyone else "" for duties in ROLES.values())
        rows.append(f"| `{name}` | {marks} | {told.en} | {told.ja} |")
    who = [f"- **{role}**: {duties.who.en} · {duties.who.ja}" for role, duties in ROLES.items()]
    return "\n".join([*rows, "", *who]) + "\n"


def with_table(page: str) -> str:
    """The page with the table as it is now. Raises ValueError where its place is not marked."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(FILE.name)
    return f"{before}{BEGIN}{roles_table()}{END}{after}"


if __name__ == "__main__":
    FILE.write_text(with_table(FILE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{FILE.name}\n")
