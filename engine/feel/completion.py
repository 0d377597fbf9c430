"""What may come next while an expression is written: names in scope, entries after a dot, built-ins, keywords.

Names hold spaces (`string length`), so what is being written may start several words back: the furthest start counts
from which some candidate goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.feel.functions import BUILTINS
from engine.feel.functions.binding import signature
from engine.feel.types import Type
from engine.feel.values import ranges, temporal
from engine.feel.values.equality import kind

KEYWORDS = (
    "and", "between", "else", "every", "false", "for", "function", "if", "in", "instance of", "null", "or", "return",
    "satisfies", "some", "then", "true",
)  # fmt: skip
_STARTS = re.compile(r"(?<![\w.])(?=[^\W\d])")
_OPEN_STRING = re.compile(r'(?:[^"]|"(?:[^"\\]|\\.)*")*"(?:[^"\\]|\\.)*')
_MOST_ITEMS = 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to go on: `text` takes the place of what stands from `start` (a count of characters) to the end.

    `what` is "name", "entry", "function" or "keyword"; `detail` the type of a name or the signature of a function.
    """

    text: str
    start: int
    what: str
    detail: str = ""


def complete(text: str, scope: Mapping[str, Any]) -> tuple[Candidate, ...]:
    """The ways to go on after `text`, names first; none in a string. `scope` gives each name a value or a `Type`."""
    if _OPEN_STRING.fullmatch(text):
        return ()
    before, dot, written = text.rpartition(".")
    if dot and not before[-1:].isdigit() and re.fullmatch(r"[\w ]*", written):
        return _after_dot(before, written.lstrip(), len(text), scope)
    for start in [found.start() for found in _STARTS.finditer(text)]:
        found = tuple(candidate for candidate in _all(start, scope) if _goes_on(candidate.text, text[start:]))
        if found:
            return found
    return tuple(_all(len(text), scope)) if not text or text[-1] in " (,[{" else ()


def _goes_on(candidate: str, written: str) -> bool:
    return candidate.casefold().startswith(written.casefold()) and candidate != written


def _all(start: int, scope: Mapping[str, Any]) -> Iterator[Candidate]:
    for name in sorted(scope):
        yield Candidate(name, start, "name", type_text(scope[name]))
    for name, function in BUILTINS.items():
        yield Candidate(name, start, "function", f"{name}({signature(function.overloads[0])})")
    for keyword in KEYWORDS:
        yield Candidate(keyword, start, "keyword")


def _after_dot(before: str, written: str, end: int, scope: Mapping[str, Any]) -> tuple[Candidate, ...]:
    owner = _owner(before.rstrip(), scope)
    start = end - len(written)
    return tuple(
        Candidate(name, start, "entry", type_text(thing))
        for name, thing in _entries(owner)
        if _goes_on(name, written)
    )  # fmt: skip


def _owner(text: str, scope: Mapping[str, Any]) -> Any:
    """What the path at the end of the text names: the longest name in scope that ends there, or an entry of a path."""
    for name in sorted(scope, key=len, reverse=True):
        if text.endswith(name) and not re.match(r"[\w.]", text[: -len(name)][-1:]):
            return scope[name]
    before, dot, member = text.rpartition(".")
    if not dot:
        return None
    return dict(_entries(_owner(before.rstrip(), scope))).get(member.strip())


def _entries(owner: Any) -> Iterable[tuple[str, Any]]:
    """The entries of a value or a type, with the value or type of each; those of a list are those of its items."""
    if isinstance(owner, Type):
        return _entries_of_type(owner)
    if isinstance(owner, dict):
        return owner.items()
    if isinstance(owner, list):
        return {name: thing for item in owner[:_MOST_ITEMS] for name, thing in _entries(item)}.items()
    of = kind(owner)
    names = ranges.PROPERTIES if of == "range" else temporal.PROPERTIES.get(of, ())
    return [(name, None) for name in names]


def _entries_of_type(of: Type) -> Iterable[tuple[str, Any]]:
    if of.entries is not None:
        return of.entries
    if of.kind == "list" and of.item is not None:
        return _entries_of_type(of.item)
    names = ranges.PROPERTIES if of.kind == "range" else temporal.PROPERTIES.get(of.kind, ())
    return [(name, None) for name in names]


def type_text(thing: Any) -> str:
    """The type of a value or the text of a type; empty where it is not known."""
    if isinstance(thing, Type):
        return str(thing)
    return "" if thing is None else kind(thing)
