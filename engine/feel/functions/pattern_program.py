"""Patterns of XML Schema and XPath, read into a small program that a machine runs step by step.

elementpath checks the whole pattern and translates its character classes and escapes; groups, alternatives,
quantifiers, anchors and back-references are ours, so that the work of a match can be counted (see `pattern_machine`).
Python's own matcher would take exponential time for `(a+)+b`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from engine.feel.values.faults import FeelError
from engine.records import dataclass

LONGEST_PATTERN = 2_000
MOST_INSTRUCTIONS = 20_000
DEEPEST_GROUP = 100

CHAR, TEST, SPLIT, JUMP, SAVE, START, END, BACK, MATCH = range(9)
"""What an instruction does. SPLIT prefers its first target; targets are relative; START and END are `^` and `$`."""

Instruction = tuple[int, Any, Any]
Code = list[Instruction]

_QUANTIFIER = r"(?:([?*+])|\{([0-9]{1,5})(?:(,)([0-9]{1,5})?)?\})(\??)"
_SPACE = " \t\n\r"


@dataclass(frozen=True, slots=True)
class Program:
    """A pattern ready to run: its instructions and the number of its groups."""

    code: tuple[Instruction, ...]
    groups: int
    multiline: bool
    back_references: bool


def bad_pattern(pattern: str) -> FeelError:
    shown = pattern if len(pattern) <= 80 else pattern[:79] + "…"
    return FeelError("bad-pattern", f"`{shown}` is no valid pattern", f"`{shown}` は正しいパターンではありません")


@lru_cache(maxsize=256)
def program(pattern: str, flags: str) -> Program:
    """The program of a pattern under the flags s, m, i, x and q; raises `FeelError` where one of them is not valid."""
    if not set(flags) <= set("smixq"):
        raise FeelError(
            "bad-flags", f"`{flags}` are no flags of a pattern", f"`{flags}` はパターンのフラグではありません"
        )
    if len(pattern) > LONGEST_PATTERN:
        raise _too_large()
    python_flags = (re.DOTALL if "s" in flags else 0) | (re.IGNORECASE if "i" in flags else 0)
    if "q" in flags:
        code: Code = [_literal(char, python_flags) for char in pattern]
        return Program((*code, (MATCH, None, None)), 0, False, False)
    plain = _without_space(pattern) if "x" in flags else pattern
    _translated(plain, python_flags)
    reader = _Reader(plain, python_flags)
    code = reader.whole()
    return Program((*code, (MATCH, None, None)), reader.groups, "m" in flags, reader.back_references)


def _too_large() -> FeelError:
    return FeelError("pattern-too-large", "the pattern is too large", "パターンが大きすぎます")


def _without_space(pattern: str) -> str:
    """The pattern of flag x: white space goes, but not inside a character class."""
    kept, depth, escaped = [], 0, False
    for char in pattern:
        if char in _SPACE and not depth:
            continue
        kept.append(char)
        if not escaped:
            depth += (char == "[") - (char == "]")
        escaped = char == "\\" and not escaped
    return "".join(kept)


def _translated(pattern: str, flags: int) -> str:
    """The pattern in Python's notation; elementpath refuses what the standard does not allow."""
    from elementpath.regex import RegexError, translate_pattern  # noqa: PLC0415 - slow to import, seldom needed

    try:
        translated = translate_pattern(pattern, flags)
        re.compile(translated, flags)
    except (RegexError, re.error, IndexError, ValueError, OverflowError, RecursionError):
        raise bad_pattern(pattern) from None
    return str(translated)


@lru_cache(maxsize=1024)
def _test(atom: str, flags: int) -> Callable[[str], object]:
    """A test of one character, for a class or an escape."""
    return re.compile(_translated(atom, flags), flags).fullmatch


@lru_cache(maxsize=1024)
def _literal(char: str, flags: int) -> Instruction:
    if flags & re.IGNORECASE and char.lower() != char.upper():
        return TEST, re.compile(re.escape(char), re.IGNORECASE).fullmatch, None
    return CHAR, char, None


class _Reader:
    """Reads a pattern that is known to be valid into instructions with relative targets."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags
        self.at = self.groups = self.depth = 0
        self.closed: set[int] = set()
        self.back_references = False

    def whole(self) -> Code:
        code = self.alternatives()
        if self.at < len(self.pattern):
            raise bad_pattern(self.pattern)
        return code

    def alternatives(self) -> Code:
        code = self.branch()
        while self.pattern.startswith("|", self.at):
            self.at += 1
            other = self.branch()
            code = [(SPLIT, 1, len(code) + 2), *code, (JUMP, len(other) + 1, None), *other]
        return code

    def branch(self) -> Code:
        code: Code = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            code += self.piece()
            if len(code) > MOST_INSTRUCTIONS:
                raise _too_large()
        return code

    def piece(self) -> Code:
        atom = self.atom()
        found = re.compile(_QUANTIFIER).match(self.pattern, self.at)
        if not found:
            return atom
        self.at = found.end()
        sign, least, comma, most, lazy = found.groups()
        if sign:
            low, high = {"?": (0, 1), "*": (0, None), "+": (1, None)}[sign]
        else:
            low = int(least)
            high = low if not comma else int(most) if most else None
        return _repeated(atom, low, high, lazy=bool(lazy))

    def atom(self) -> Code:
        char = self.pattern[self.at]
        if char == "(":
            return self.group()
        if char in "^$":
            self.at += 1
            return [(START if char == "^" else END, None, None)]
        if char == "\\" and self.pattern[self.at + 1].isdigit():
            return self.back_reference()
        start = self.at
        self.at = self.end_of_atom()
        source = self.pattern[start : self.at]
        return [
            _literal(char, self.flags) if len(source) == 1 and char != "." else (TEST, _test(source, self.flags), None)
        ]

    def group(self) -> Code:
        self.depth += 1
        if self.depth > DEEPEST_GROUP:
            raise _too_large()
        captures = not self.pattern.startswith("(?:", self.at)
        self.at += 1 if captures else 3
        self.groups += captures
        number = self.groups
        code = self.alternatives()
        if not self.pattern.startswith(")", self.at):
            raise bad_pattern(self.pattern)
        self.at += 1
        self.depth -= 1
        if not captures:
            return code
        self.closed.add(number)
        return [(SAVE, 2 * number, None), *code, (SAVE, 2 * number + 1, None)]

    def back_reference(self) -> Code:
        """As many digits as make the number of a group that is closed by now."""
        self.at += 2
        number = int(self.pattern[self.at - 1])
        while self.at < len(self.pattern) and self.pattern[self.at].isdigit():
            longer = number * 10 + int(self.pattern[self.at])
            if longer not in self.closed:
                break
            number = longer
            self.at += 1
        if number not in self.closed:
            raise bad_pattern(self.pattern)
        self.back_references = True
        return [(BACK, number, bool(self.flags & re.IGNORECASE))]

    def end_of_atom(self) -> int:
        """Where the character, escape or class that starts here ends."""
        char = self.pattern[self.at]
        if char == "\\":
            if self.pattern[self.at + 1] in "pP":
                return self.pattern.index("}", self.at) + 1
            return self.at + 2
        if char != "[":
            return self.at + 1
        depth, at = 0, self.at
        while True:
            depth += (self.pattern[at] == "[") - (self.pattern[at] == "]")
            at += 2 if self.pattern[at] == "\\" else 1
            if not depth:
                return at


def _repeated(atom: Code, low: int, high: int | None, *, lazy: bool) -> Code:
    """The atom `low` to `high` times; as often as can be where `high` is None."""
    if (len(atom) + 1) * max(low, high or 0) > MOST_INSTRUCTIONS or (high is not None and high < low):
        raise _too_large()
    code = atom * low
    if high is None:
        return [*code, _split(1, len(atom) + 2, lazy), *atom, (JUMP, -(len(atom) + 1), None)]
    rest = high - low
    for left in range(rest, 0, -1):
        code = [*code, _split(1, left * (len(atom) + 1), lazy), *atom]
    return code


def _split(inside: int, after: int, lazy: bool) -> Instruction:
    return (SPLIT, after, inside) if lazy else (SPLIT, inside, after)
