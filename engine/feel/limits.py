"""Bounds on the work of one evaluation, and the meter that counts it.

The bounds keep hostile or mistaken expressions (`for i in 1..10**9 return i`, a function that calls itself) from taking
the machine; a rule that a person wrote stays far below them. What is counted is the loops and calls: everything else is
bounded by the length of the text.
"""

from __future__ import annotations

from time import monotonic_ns

from engine.diagnostics import Text
from engine.errors import LimitError
from engine.records import dataclass

_LOOK_AT_THE_CLOCK = 512


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one evaluation."""

    steps: int = 1_000_000
    """Turns of loops and calls of functions."""
    depth: int = 48
    """Calls inside calls."""
    list_length: int = 100_000
    """Items of a list that an iteration, a filter or a built-in makes."""
    string_length: int = 1_000_000
    """Characters of a text that an operation or a built-in makes."""
    pattern_steps: int = 1_000_000
    """Steps of matching one pattern."""
    milliseconds: int = 5_000
    """Wall time."""


DEFAULT = Limits()


class BoundReached(LimitError):  # noqa: N818  (a LimitError with its sentence; the evaluators turn it into a value)
    """One of the bounds was reached; `code` is the diagnostic's code."""

    def __init__(self, what: str, en: str, ja: str) -> None:
        super().__init__(en)
        self.code = f"limit-{what}"
        self.text = Text(en, ja)


class Meter:
    """Counts the work of one evaluation and stops it at its bounds."""

    __slots__ = ("deadline", "depth", "left", "limits", "next_look")

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self.limits = limits
        self.left = limits.steps
        self.depth = 0
        self.deadline = monotonic_ns() + limits.milliseconds * 1_000_000
        self.next_look = self.left - _LOOK_AT_THE_CLOCK

    def step(self) -> None:
        """One turn of a loop, or one call."""
        self.left -= 1
        if self.left < self.next_look:
            self._look()

    def steps(self, count: int) -> None:
        """`count` turns at once."""
        self.left -= count
        if self.left < self.next_look:
            self._look()

    def _look(self) -> None:
        if self.left < 0:
            most = self.limits.steps
            raise BoundReached(
                "steps", f"the evaluation takes more than {most} steps", f"評価が {most} ステップを超えました"
            )
        self.next_look = self.left - _LOOK_AT_THE_CLOCK
        if monotonic_ns() > self.deadline:
            most = self.limits.milliseconds
            raise BoundReached("time", f"the evaluation takes more than {most} ms", f"評価が {most} ミリ秒を超えました")

    def enter(self) -> None:
        """A call begins, one step deeper; `leave` ends it."""
        self.depth += 1
        if self.depth > self.limits.depth:
            most = self.limits.depth
            raise BoundReached(
                "depth", f"functions call each other more than {most} deep", f"関数呼び出しが {most} 段を超えました"
            )

    def leave(self) -> None:
        self.depth -= 1

    def list_of(self, length: int) -> None:
        """A list of this length is about to be made."""
        if length > self.limits.list_length:
            most = self.limits.list_length
            raise BoundReached("list", f"a list would have more than {most} items", f"リストが {most} 件を超えます")

    def string_of(self, length: int) -> None:
        """A text of this length is about to be made."""
        if length > self.limits.string_length:
            most = self.limits.string_length
            raise BoundReached(
                "string", f"a text would have more than {most} characters", f"文字列が {most} 文字を超えます"
            )
