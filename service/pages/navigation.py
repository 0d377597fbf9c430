"""What stands in the header of every page."""

from __future__ import annotations

from engine.diagnostics import Text
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the header. `path`: without the language; `role`: who sees it, None for everyone."""

    path: str
    title: Text
    role: str | None = None


NAVIGATION: tuple[Entry, ...] = (
    Entry("/check", Text("Check a proposal", "要件を確認する")),
    Entry("/rules", Text("Rules", "規則")),
    Entry("/officer", Text("Officer's desk", "担当者の作業"), "officer"),
    Entry("/workbench", Text("Workbench", "規則の作成"), "author"),
)
"""In the order of the header. Rooms add theirs."""
