"""Runs the program of a pattern over a text, in bounded work.

It tries the ways through the pattern in order of preference and never the same instruction at the same place twice, so
the work is at most (length of the pattern x length of the text); only back-references need more. Every step is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.feel.functions.pattern_program import BACK, CHAR, END, JUMP, MATCH, SAVE, SPLIT, START, TEST, Program
from engine.feel.limits import BoundReached

Groups = tuple[int, ...]
"""Start and end of the whole match and of each group; -1 for a group that took no part."""


class Machine:
    """Matches of one program in one text, with a budget of steps for all of them."""

    def __init__(self, program: Program, text: str, most_steps: int) -> None:
        self.program, self.text = program, text
        self.left = self.most = most_steps

    def find(self, start: int) -> Groups | None:
        """The first match at or after a place; of the matches at one place the preferred one."""
        tried: set[object] = set()
        for at in range(start, len(self.text) + 1):
            found = self._match(at, tried)
            if found is not None:
                return found
        return None

    def find_all(self) -> Iterator[Groups]:
        """All matches that do not overlap, from left to right."""
        at = 0
        while (found := self.find(at)) is not None:
            yield found
            at = max(found[1], found[0] + 1)

    def _match(self, start: int, tried: set[object]) -> Groups | None:
        code = self.program.code
        whole_state = self.program.back_references
        none: Groups = (start, -1) + (-1, -1) * self.program.groups
        waiting: list[tuple[int, int, Groups]] = [(0, start, none)]
        while waiting:
            pc, at, groups = waiting.pop()
            while True:
                key = (pc, at, groups) if whole_state else (pc, at)
                if key in tried:
                    break
                tried.add(key)
                self._step()
                kind, one, other = code[pc]
                if kind == MATCH:
                    return (start, at, *groups[2:])
                if kind == SPLIT:
                    waiting.append((pc + other, at, groups))
                    pc += one
                elif kind == JUMP:
                    pc += one
                elif kind == SAVE:
                    groups = (*groups[:one], at, *groups[one + 1 :])
                    pc += 1
                else:
                    taken = self._taken(kind, one, other, at, groups)
                    if taken < 0:
                        break
                    at, pc = at + taken, pc + 1
        return None

    def _taken(self, kind: int, one: Any, other: Any, at: int, groups: Groups) -> int:
        """How many characters an instruction takes here; -1 if it does not fit."""
        text = self.text
        if kind == CHAR:
            return 1 if text[at : at + 1] == one else -1
        if kind == TEST:
            return 1 if at < len(text) and one(text[at]) else -1
        if kind == BACK:
            return self._repeated(groups[2 * one], groups[2 * one + 1], at, bool(other))
        multiline = self.program.multiline
        if kind == START:
            return 0 if at == 0 or (multiline and at < len(text) and text[at - 1] == "\n") else -1
        assert kind == END  # noqa: S101 - the last kind there is
        return 0 if at == len(text) or (multiline and text[at] == "\n") else -1

    def _repeated(self, start: int, end: int, at: int, fold: bool) -> int:
        """The length of a group's text if it comes again here; a group that took no part is empty."""
        wanted = self.text[start:end] if start >= 0 <= end else ""
        found = self.text[at : at + len(wanted)]
        same = found.casefold() == wanted.casefold() if fold else found == wanted
        return len(wanted) if same else -1

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise BoundReached(
                "pattern",
                f"matching a pattern takes more than {self.most} steps",
                f"パターンの照合が {self.most} ステップを超えました",
            )
