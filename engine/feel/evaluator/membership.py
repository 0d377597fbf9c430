"""`in`: ranges, lists, comparisons and values as tests, with what is not known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.feel.evaluator import operators, partial
from engine.feel.values.domains import choices
from engine.feel.values.equality import contains, equal, only_texts
from engine.feel.values.faults import FeelError
from engine.feel.values.listed import maybe
from engine.feel.values.ranges import Range
from engine.feel.values.unknown import Listed, OneOf, Unknown, names_in


def by_choice(value: Any, test: Callable[[Any], Any]) -> Any:
    """`test(value)`; where the value is one of a few, asked for each of them, so that several tests together decide."""
    options = choices(value) if type(value) is Unknown else None
    if options is None:
        return test(value)
    answers = [test(option) for option in options]
    found = {truth for answer in answers for truth in partial.truths(answer)}
    return partial.verdict(names_in((value, *answers)), found)


def passes(value: Any, test: Any) -> Any:
    """Whether `value` passes a test: it is equal to it, one of the list, or inside the range."""
    if type(test) is list:
        return in_list(value, test)
    if type(test) is Range:
        return in_range(value, test)
    if type(test) is Unknown and type(test.domain) is Listed:
        return in_listed(value, test, test.domain)
    if type(value) is Unknown or type(test) is Unknown:
        return partial.equality(value, test)
    return equal_or_not(value, test)


def equal_or_not(value: Any, other: Any) -> Any:
    """Equality where values of two kinds are simply not equal."""
    found = partial.or_null(operators.equals, value, other)
    return False if found is None else found


def in_list(value: Any, items: list[Any]) -> Any:
    """Whether an item is equal to `value`, or is a range or list that holds it; or the whole list is equal to it."""
    if type(value) is str:
        if value in items:
            return True
        if only_texts(items):
            return False
    waiting = []
    for item in items:
        found = _passes_item(value, item)
        if found is True:
            return True
        if found is not False:
            waiting.append(found)
    if type(value) is list and equal(value, items):
        return True
    return partial.any_of(waiting) if waiting else False


def chosen_in(value: Unknown, held: Any) -> Any:
    """`value in held` for one of a few values."""
    options = choices(value) or ()
    if only_texts(options):
        if type(held) is list and only_texts(held):
            return partial.verdict(value.names, {option in held for option in options})
        if type(held) is Unknown and type(held.domain) is Listed and _may_hold_texts(held.domain):
            return in_listed(value, held, held.domain)
    return by_choice(value, lambda option: partial.or_null(cell_passes, option, held, False))


def _may_hold_texts(held: Listed) -> bool:
    """Whether a list may have members of one kind and no others: some texts, of which nobody knows which."""
    (part, *others) = held.parts or (None,)
    if part is None or others or part.least or type(part.item) is not Unknown:
        return False
    options = choices(part.item)
    return options is not None and only_texts(options)


def in_listed(value: Any, test: Unknown, held: Listed) -> Any:
    """The same of a list that is not all known. That the whole list is equal to `value` is left open."""
    if type(value) is list:
        return Unknown(names_in((value, test)), OneOf((True, False)))
    waiting = []
    for part in held.parts:
        found = _passes_item(value, part.item)
        if found is True and part.least:
            return True
        if found is not False:
            possible = partial.truths(found) | ({False} if not part.least else set())
            waiting.append(maybe(test.names | names_in((found, value)), possible))
    return partial.any_of(waiting) if waiting else False


def absent_from(value: str, items: list[Any]) -> Any:
    """`value in items` for a text that equals no item: false in a list of texts, else looked at item by item."""
    return False if only_texts(items) else in_list(value, items)


def _passes_item(value: Any, item: Any) -> Any:
    if type(item) is Range and type(value) is not Range:
        return partial.or_null(in_range, value, item) or False
    if type(item) is list and type(value) is not list:
        return in_list(value, item)
    return equal_or_not(value, item)


def in_range(value: Any, held: Range) -> Any:
    """Whether `value` lies in a range."""
    if type(value) is not Unknown and not names_in((held.low, held.high)):
        found = contains(held, value)
        if found is None:
            raise operators.wrong_operands("in", value, held)
        return found
    if held.sign in ("=", "!="):
        return (operators.equals if held.sign == "=" else operators.differs)(value, held.low)
    above = (
        True if held.low is None else (operators.not_after if held.low_closed else operators.before)(held.low, value)
    )
    if above is False:
        return False
    below = (
        True if held.high is None else (operators.not_after if held.high_closed else operators.before)(value, held.high)
    )
    return partial.both(above, below)


def cell_passes(value: Any, outcome: Any, about_input: bool) -> Any:
    """Whether the input passes a cell whose expression came to `outcome`.

    A cell that speaks of `?` says so itself; any other is a value, list or range to hold the input against, or a
    condition on something else that is true or false for every input that is no boolean.
    """
    if about_input:
        return outcome
    if type(outcome) is bool and type(value) is not bool and type(value) is not Unknown:
        return outcome
    return passes(value, outcome)


def range_of(low: Any, high: Any, low_closed: bool, high_closed: bool) -> Any:
    """The range value of `[low..high]`; ends of two kinds, or in the wrong order, make none."""
    names = names_in((low, high))
    if names:
        return Range(low, high, low_closed, high_closed)
    if low is not None and high is not None and operators.before(high, low):
        raise FeelError("empty-range", "the range ends before it starts", "範囲の終わりが始まりより前です")
    return Range(low, high, low_closed, high_closed)
