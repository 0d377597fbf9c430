"""Two bodies of JSON, compared field by field. Items of lists are matched by what names them, not by position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NAMING = ("criterion", "reading", "id", "label", "code")
"""Members by which the items of a list are told apart, the first that all have and that no two share."""


class Absent:
    """Stands where one of the two has nothing."""

    def __repr__(self) -> str:
        return "absent"


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not the same. `at`: the names on the way to it."""

    at: tuple[str, ...]
    was: Any
    now: Any


def differences(was: Any, now: Any, where: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Every field in which `now` is not what `was` is; what is only in one of them is one difference."""
    if isinstance(was, dict) and isinstance(now, dict):
        yield from _of_members(was, now, where)
    elif isinstance(was, list) and isinstance(now, list):
        yield from _of_members(*_named(was, now), where)
    elif type(was) is not type(now) or was != now:
        yield Difference(where, was, now)


def _of_members(was: Mapping[str, Any], now: Mapping[str, Any], where: tuple[str, ...]) -> Iterator[Difference]:
    for name in dict.fromkeys((*now, *was)):
        one, other = was.get(name, ABSENT), now.get(name, ABSENT)
        if not (type(one) is type(other) is str and one == other):  # what most are, without a call
            yield from differences(one, other, (*where, name))


def _named(was: Sequence[Any], now: Sequence[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    for naming in NAMING:
        one, other = _by(naming, was), _by(naming, now)
        if one is not None and other is not None:
            return one, other
    return _numbered(was), _numbered(now)


def _by(naming: str, items: Sequence[Any]) -> dict[str, Any] | None:
    names = [_name(item, naming) for item in items]
    if None in names or len(set(names)) < len(names):
        return None
    return {str(name): item for name, item in zip(names, items, strict=True)}


def _name(item: Any, naming: str) -> str | None:
    """The name of an item. A determination is named by its rule set, a conclusion by that and its own id."""
    if not isinstance(item, dict):
        return None
    ruleset, own = item.get("ruleset"), item.get(naming)
    if isinstance(ruleset, dict):
        own = ruleset.get(naming)
    elif isinstance(ruleset, str) and isinstance(own, str):
        own = f"{ruleset}#{own}"
    return own if isinstance(own, str) else None


def _numbered(items: Sequence[Any]) -> dict[str, Any]:
    return {str(number): item for number, item in enumerate(items)}
