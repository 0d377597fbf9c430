"""The history of a rule set: its CHANGES.md as headings, points and paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.records import dataclass

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

FILE = "CHANGES.md"
MOST = 200_000
"""Characters of the file that are read."""


@dataclass(frozen=True, slots=True)
class Version:
    """What is said under one heading: points, and paragraphs, in their order. `points`: whether they are points."""

    title: str
    said: tuple[tuple[bool, str], ...]


def history_of(catalogue: Catalogue, ruleset: str) -> tuple[Version, ...]:
    """The versions in the order of the file; nothing where there is no file."""
    try:
        text = (catalogue.root / ruleset / FILE).read_text(encoding="utf-8")[:MOST]
    except (OSError, UnicodeDecodeError):
        return ()
    found: list[tuple[str, list[tuple[bool, str]]]] = []
    fresh = True
    for line in text.splitlines():
        said = line.strip()
        if said.startswith("## "):
            found.append((said[3:], []))
            fresh = True
        elif said.startswith("# ") or not said:
            fresh = True
        else:
            if not found:
                found.append(("", []))
            _add(found[-1][1], said, fresh=fresh)
            fresh = False
    return tuple(Version(title, tuple(lines)) for title, lines in found)


def _add(lines: list[tuple[bool, str]], said: str, *, fresh: bool) -> None:
    """A new point or paragraph, or more words of the last."""
    if said.startswith(("- ", "* ")):
        lines.append((True, said[2:]))
    elif fresh or not lines:
        lines.append((False, said))
    else:
        is_point, before = lines[-1]
        lines[-1] = (is_point, f"{before} {said}")
