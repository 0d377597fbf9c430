"""What was worked out is kept by all that it was worked out from, so that to ask again is to look it up.

A search, the weighing of evidence and the pages of a service ask for the same criteria with the same facts over and
over: most answers are yes, no or one of a few choices. What is kept is a function of the rules and of the facts that it
rests on alone, whoever told them, and it is bounded.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar

from engine.facts import Facts, Given, Grade
from engine.facts.given import EXEMPTED
from engine.feel.values.unknown import Between, Unknown

K = TypeVar("K")
T = TypeVar("T")
LONGEST_SIGN = 200
MOST_TOLD = 64
WITHHELD = "withheld"
"""The sign of a fact that is withheld; no value has it, as texts stand in quotation marks."""
_EVERY: list[Kept[object]] = []


class OfEach(Generic[K, T]):
    """What is made once of an object that never changes, kept by the object itself: to compare it by value is dear.

    `most` of them: what was made first goes first. For many threads.
    """

    def __init__(self, most: int, make: Callable[[K], T]) -> None:
        self._most, self._make = most, make
        self._held: dict[int, tuple[K, T]] = {}

    def __call__(self, one: K) -> T:
        held = self._held.get(id(one))
        if held is None or held[0] is not one:
            while len(self._held) >= self._most:
                self._held.pop(next(iter(self._held)), None)
            held = self._held[id(one)] = (one, self._make(one))
        return held[1]


class Kept(Generic[T]):
    """Results by what they were made from. `most` of them: what was used longest ago goes first. For many threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        _EVERY.append(self)  # type: ignore[arg-type]  # only to let go of them

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under the key, else what `make` gives."""
        try:
            found = self._held[key]
            self._held.move_to_end(key)
        except KeyError:
            found = self._held[key] = make()
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return found

    def forget(self) -> None:
        self._held.clear()


def forget() -> None:
    """Lets go of all that is kept: for benches, which are to measure the work."""
    for one in _EVERY:
        one.forget()


def _signs_of(facts: Facts) -> Mapping[str, Hashable]:
    exempted = {f"{EXEMPTED}{name}": sign_of(one) for name, one in facts.exemptions.items()}
    return {name: sign_of(one) for name, one in facts.given.items()} | exempted


signs_of: OfEach[Facts, Mapping[str, Hashable]] = OfEach(MOST_TOLD, _signs_of)
"""The sign of each fact by its name (`exemption.…` among them); what is not told has none."""


def sign_of(given: Given) -> Hashable:
    """What tells a fact as given from all others, as far as rules can: value and grade; of a long value its digest."""
    sign = sign_of_value(given.value)
    return sign if given.shown_by is Grade.DECLARED else (sign, given.shown_by)


def sign_of_value(value: object) -> Hashable:
    """The sign of a fact that is only declared to have the value."""
    if value is True or value is False:
        return value
    if isinstance(value, Unknown) and isinstance(value.domain, Between):
        part = value.domain
        return value.names, repr(part.low), repr(part.high), part.low_closed, part.high_closed, part.whole
    text = repr(value)
    return text if len(text) <= LONGEST_SIGN else hashlib.sha256(text.encode()).digest()
