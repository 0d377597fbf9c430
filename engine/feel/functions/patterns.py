"""Built-ins that match patterns of XML Schema and XPath, with the flags s, m, i, x and q."""

from __future__ import annotations

import re
from itertools import islice

from engine.feel.functions.pattern_machine import Groups, Machine
from engine.feel.functions.pattern_program import Program, program
from engine.feel.functions.registry import Host, builtin
from engine.feel.functions.strings import check_length
from engine.feel.limits import DEFAULT
from engine.feel.values.faults import FeelError

_MARK = r"\$([0-9]+)|\\([\\$])|([$\\])"


def _matches(host: Host | None, pattern: Program, text: str, *, first: bool = False) -> list[Groups]:
    """The matches in a text, or only the first one; the work is counted by the host."""
    machine = Machine(pattern, text, host.pattern_steps if host else DEFAULT.pattern_steps)
    found = list(islice(machine.find_all(), 1 if first else None))
    if host:
        host.spend(machine.most - machine.left)
    return found


def _never_empty(pattern: str, flags: str) -> Program:
    """The program of a pattern that takes one character at least, as replacing and splitting want it."""
    found = program(pattern, flags)
    if Machine(found, "", DEFAULT.pattern_steps).find(0) is not None:
        raise FeelError(
            "empty-match",
            f"the pattern `{pattern}` matches the empty text",
            f"パターン `{pattern}` は空の文字列に一致します",
        )
    return found


@builtin("matches", "input: string", "pattern: string", "flags?: string | null", result="boolean", host=True)
def matches(host: Host | None, text: str, pattern: str, flags: str | None = None) -> bool:
    """Whether the pattern matches somewhere in the text."""
    return bool(_matches(host, program(pattern, flags or ""), text, first=True))


@builtin(
    "replace",
    "input: string",
    "pattern: string",
    "replacement: string",
    "flags?: string | null",
    result="string",
    host=True,
)
def replace(host: Host | None, text: str, pattern: str, replacement: str, flags: str | None = None) -> str:
    """The text with every match replaced; `$1` in the replacement is the first group, `$0` the whole match."""
    found = _never_empty(pattern, flags or "")
    parts = [replacement] if "q" in (flags or "") else _parts(replacement, found.groups)
    made, at, length = [], 0, len(text)
    for groups in _matches(host, found, text):
        shown = "".join(part if isinstance(part, str) else _group(text, groups, part) for part in parts)
        made += [text[at : groups[0]], shown]
        at, length = groups[1], length + len(shown)
        check_length(length)
    return "".join((*made, text[at:]))


def _group(text: str, groups: Groups, number: int) -> str:
    start, end = groups[2 * number : 2 * number + 2] if 2 * number < len(groups) else (-1, -1)
    return text[start:end] if start >= 0 <= end else ""


def _parts(replacement: str, groups: int) -> list[str | int]:
    """The replacement as texts and numbers of groups."""
    parts: list[str | int] = []
    at = 0
    for found in re.finditer(_MARK, replacement):
        digits, escaped, stray = found.groups()
        if stray:
            raise FeelError(
                "bad-replacement",
                f"`{replacement}` has a `{stray}` without meaning",
                f"`{replacement}` に意味のない `{stray}` があります",
            )
        parts += [replacement[at : found.start()], *(_reference(digits, groups) if digits else [escaped])]
        at = found.end()
    return [*parts, replacement[at:]]


def _reference(digits: str, groups: int) -> list[str | int]:
    """The group that the most digits name, and the digits that are left as text."""
    length = len(digits)
    while length > 1 and int(digits[:length]) > groups:
        length -= 1
    return [int(digits[:length]), digits[length:]]


@builtin("split", "string: string", "delimiter: string", result="list<string>", host=True)
def split(host: Host | None, text: str, delimiter: str) -> list[str]:
    """The parts between the matches of a pattern."""
    parts, at = [], 0
    for groups in _matches(host, _never_empty(delimiter, ""), text):
        parts.append(text[at : groups[0]])
        at = groups[1]
    return [*parts, text[at:]]
