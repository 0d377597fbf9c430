"""Which names a text may use, so that names of several words and with signs inside are read as one.

FEEL lets a name hold spaces and `. / - ' + *`; only the declared names tell `profit - loss` from `profit-loss`. The
longest declared name wins. One-word names need no declaration to be read; whether they exist is the checker's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.feel.syntax.tokens import END, Words, scan

BUILTIN_NAMES = (
    "date and time", "years and months duration", "days and time duration", "string length", "upper case",
    "lower case", "substring before", "substring after", "starts with", "ends with", "string join", "list contains",
    "insert before", "index of", "distinct values", "list replace", "round up", "round down", "round half up",
    "round half down", "day of year", "day of week", "month of year", "week of year", "get value", "get entries",
    "context put", "context merge", "met by", "overlaps before", "overlaps after", "finished by", "started by",
)  # fmt: skip
"""The names of more than one word that the language itself declares."""

MEMBER_NAMES = ("time offset", "start included", "end included")
"""The properties of values whose names have more than one word."""

Pattern = tuple[tuple[str, bool], ...]
"""The words of a name; each with whether white space stands before it."""


@dataclass(slots=True)
class Scope:
    """Declared names of more than one word: of variables, and of members (behind a dot or inside a filter)."""

    names: dict[str, list[Pattern]] = field(default_factory=dict)
    members: dict[str, list[Pattern]] = field(default_factory=dict)

    def declare(self, name: str) -> None:
        """A variable of this name may be used from here on."""
        _add(self.names, name)

    def declare_member(self, name: str) -> None:
        """Some context has an entry of this name."""
        _add(self.members, name)


def _add(table: dict[str, list[Pattern]], name: str) -> None:
    pattern = _pattern(name)
    if len(pattern) < 2:
        return
    known = table.get(pattern[0][0], [])
    if pattern not in known:
        table[pattern[0][0]] = sorted([*known, pattern], key=len, reverse=True)


def first_word(name: str) -> str:
    """The word under which a scope files a name; empty for what is no name."""
    return next(iter(scan(name).texts), "")


def _pattern(name: str) -> Pattern:
    words = scan(name)
    if words.stray is not None:
        return ()
    count = len(words) - (words.kinds[-1:] == [END])
    return tuple((words.texts[i], i > 0 and words.ends[i - 1] < words.starts[i]) for i in range(count))


def spelled(words: Words, first: int, after: int) -> str:
    """The one spelling of the name made of the words from `first` to before `after`: white space is one space."""
    text = words.texts[first]
    for i in range(first + 1, after):
        text += (" " if words.ends[i - 1] < words.starts[i] else "") + words.texts[i]
    return text


def longest(patterns: Iterable[Pattern], words: Words, at: int) -> int:
    """How many words from `at` on make the longest of the declared names; 0 when none does."""
    for pattern in patterns:
        if _matches(pattern, words, at):
            return len(pattern)
    return 0


def _matches(pattern: Pattern, words: Words, at: int) -> bool:
    if at + len(pattern) > len(words):
        return False
    for i, (text, gap) in enumerate(pattern, at):
        if words.texts[i] != text or (i > at and (words.ends[i - 1] < words.starts[i]) is not gap):
            return False
    return True


_BUILTIN = Scope()
for _name in BUILTIN_NAMES:
    _BUILTIN.declare(_name)
for _name in MEMBER_NAMES:
    _BUILTIN.declare_member(_name)


def scope_of(names: Iterable[str] = ()) -> Scope:
    """The scope of dotted names (`applicant.country`)."""
    scope = _outermost()
    for name in names:
        first, *rest = name.split(".")
        scope.declare(first)
        for member in rest:
            scope.declare_member(member)
    return scope


def scope_of_context(context: Mapping[str, object]) -> Scope:
    """The scope of a context of values: its keys, and those of the contexts in it. Its names may hold dots."""
    scope = _outermost()
    for name, value in context.items():
        scope.declare(name)
        _declare_members(scope, value, 8)
    return scope


def _outermost() -> Scope:
    """What the language itself declares, to be added to."""
    return Scope(dict(_BUILTIN.names), dict(_BUILTIN.members))


def _declare_members(scope: Scope, value: object, depth: int) -> None:
    if depth == 0:
        return
    if isinstance(value, Mapping):
        for name, inner in value.items():
            scope.declare_member(str(name))
            _declare_members(scope, inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _declare_members(scope, inner, depth - 1)
