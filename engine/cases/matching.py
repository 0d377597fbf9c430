"""Which events belong together: those that agree in some fields, found without comparing each with each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.cases.history import Happened
from engine.feel import Unknown


class Matching:
    """Events of one kind, by what they say in the fields `same`. What is not known in one of them may belong to any."""

    def __init__(self, happened: Iterable[Happened], same: Sequence[str]) -> None:
        self.same = same
        self.groups: dict[tuple[str, ...], list[Happened]] = {}
        self.loose: list[Happened] = []
        for one in happened:
            self.add(one)

    def add(self, one: Happened) -> None:
        key = self._key(one)
        if key is None:
            self.loose.append(one)
        else:
            self.groups.setdefault(key, []).append(one)

    def surely(self, one: Happened) -> Sequence[Happened]:
        """Those that belong to `one`."""
        key = self._key(one)
        return () if key is None else self.groups.get(key, ())

    def may(self, one: Happened) -> bool:
        """Whether others, of which it is not known, may belong to `one`."""
        return bool(self.loose) or (self._key(one) is None and bool(self.groups))

    def _key(self, one: Happened) -> tuple[str, ...] | None:
        values = [one.context[name] for name in self.same]
        return None if any(isinstance(value, Unknown) for value in values) else tuple(map(repr, values))
