"""Values as text and back: frozen dataclasses of a closed list, enumerations, decimals, dates, tuples and mappings.

What is read is held against the declared types of the fields and refused where it does not fit: a stored file is never
trusted, and nothing in it is ever run.

The text is JSON: plain values, groups of values of one class (those that may be shared, then the others), and the cells
of all groups, column by column. A cell is the place of a value that came before, in hexadecimal digits: so what a class
allows is looked up once for a group, and there is no way to write a circle.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from itertools import chain, islice
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from engine.errors import HanteiError
from engine.records import made_by_columns

T = TypeVar("T")
Kinds = frozenset[type] | None
"""The classes that a value may be of; None for any."""
PLAIN = frozenset((str, bool, int, type(None)))
_HOLDING = frozenset((tuple, dict))
WIDTHS: dict[int, Literal["H", "I"]] = {2: "H", 4: "I"}
"""How a place is written: so many bytes in the order of the machine, as `memoryview.cast` names it."""
_Kind = tuple[str, int, bool]
"""A tag (`c` for instances of a class), the number of the class or enumeration, and whether they may be shared."""
_PLAIN_KIND: _Kind = ("p", 0, True)
_BAD_DATA = (KeyError, IndexError, TypeError, ValueError, InvalidOperation, RecursionError)


class CodecError(HanteiError):
    """A value or a text is not one that this codec knows."""


class Codec:
    """A codec over a closed list of classes, each with a field at least; their order and fields are part of what is
    written."""

    def __init__(self, classes: Sequence[type]) -> None:
        self._classes = tuple(kind for kind in classes if is_dataclass(kind))
        self._enums = tuple(kind for kind in classes if issubclass(kind, Enum))
        self._names = tuple(map(stored_fields, self._classes))
        self._readers: dict[int, tuple[list[tuple[Kinds, Kinds]], Callable[..., list[Any]]]] = {}
        self._hints: dict[str, dict[str, tuple[Kinds, Kinds]]] = {}

    @property
    def kinds(self) -> tuple[tuple[type, ...], tuple[type[Enum], ...]]:
        """The dataclasses and the enumerations, each in order."""
        return self._classes, self._enums

    @property
    def shape(self) -> str:
        """The classes and their fields as text: a value is read only by the shape that wrote it."""
        parts = [f"{kind.__name__}({','.join(names)})" for kind, names in zip(self._classes, self._names, strict=True)]
        return ";".join([f"columns {sys.byteorder}", *parts, *(kind.__name__ for kind in self._enums)])

    def dumps(self, value: Any) -> str:
        """`value` as text; equal values give equal texts. Raises CodecError for what is not of the closed list."""
        return json.dumps(_Writer(self).written(value), ensure_ascii=False, separators=(",", ":"))

    def loads(self, text: str, kind: type[T]) -> T:
        """The value of class `kind` that `text` was made of. Raises CodecError for any other text."""
        try:
            size, values, shared, own, digits = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
            if type(values) is not list or not PLAIN.issuperset(map(type, values)):
                raise TypeError
            places, plain = memoryview(bytes.fromhex(digits)).cast(WIDTHS[size]).tolist(), len(values)
            each = map(values.__getitem__, places)
            for tag, about, count in shared:
                values += _OF_ONE_SIZE[tag](self, about, _next(count, each))
            _no_growth(places, sum(count for *_, count in shared), plain, len(values))
            for tag, about, count in own:
                values += _MAKERS[tag](self, about, _next(count, each))
            if any(True for _ in each):
                raise ValueError
            value = values[-1]
        except _BAD_DATA as error:
            raise CodecError(f"not a text of this codec ({type(error).__name__})") from None
        if not isinstance(value, kind):
            raise CodecError(f"not of class {kind.__name__}")
        return value

    def _instances(self, number: int, cells: list[Any]) -> list[Any]:
        if number < 0:
            raise IndexError
        if number not in self._readers:
            kind, names = self._classes[number], self._names[number]
            self._readers[number] = self._checks_of(kind, names), made_by_columns(kind, names)
        checks, make = self._readers[number]
        columns = _columns(cells, len(checks))
        for column, (allowed, inner) in zip(columns, checks, strict=True):
            if allowed is not None and not allowed.issuperset(map(type, column)):
                raise TypeError
            if inner is not None and not inner.issuperset(map(type, _members(column))):
                raise TypeError
        return make(*columns)

    def _tuples(self, lengths: list[int], cells: list[Any]) -> list[Any]:
        each = iter(cells)
        made = [tuple(islice(each, length)) for length in lengths]
        _all_used(lengths, cells)
        return made

    def _mappings(self, lengths: list[int], cells: list[Any]) -> list[Any]:
        keys, members = _columns(cells, 2) if cells else ([], [])
        each = zip(_texts(keys), members, strict=True)
        made = [dict(islice(each, length)) for length in lengths]
        _all_used(lengths, members)
        return made

    def _decimals(self, _: Any, written: list[Any]) -> list[Any]:
        made = list(map(Decimal, _texts(written)))
        if not all(map(Decimal.is_finite, made)):
            raise ValueError
        return made

    def _dates(self, _: Any, written: list[Any]) -> list[Any]:
        return list(map(date.fromisoformat, _texts(written)))

    def _enumerated(self, number: int, written: list[Any]) -> list[Any]:
        if number < 0:
            raise IndexError
        return list(map(self._enums[number], written))

    def _checks_of(self, kind: type, names: Sequence[str]) -> list[tuple[Kinds, Kinds]]:
        texts = {field.name: str(field.type) for field in fields(kind)}
        hints = self._hints_of(kind.__module__)
        return [hints[texts[name]] for name in names]

    def _hints_of(self, module: str) -> dict[str, tuple[Kinds, Kinds]]:
        """What each annotation that is written in a module allows; each different one is looked up once."""
        if module not in self._hints:
            here = [kind for kind in self._classes if kind.__module__ == module]
            texts = sorted({str(field.type) for kind in here for field in fields(kind)})
            hints = eval(f"({','.join(texts)},)", vars(sys.modules[module]))  # noqa: S307 - as our own classes say it
            self._hints[module] = dict(zip(texts, map(self._kinds, hints), strict=True))
        return self._hints[module]

    def _kinds(self, hint: Any) -> tuple[Kinds, Kinds]:
        """The classes that a field may hold, and those that the members of its tuple or mapping may be of."""
        allowed: set[type] = set()
        inner: set[type] | None = None
        for part in get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,):
            if part is Any:
                return None, None
            held = get_origin(part)
            if held is None:
                allowed |= self._subclasses(part)
                continue
            allowed.add(tuple if held is tuple else dict)
            members, _ = self._kinds(get_args(part)[0 if held is tuple else 1])
            inner = None if members is None else (inner or set()) | members
        return frozenset(allowed), None if inner is None else frozenset(inner)

    def _subclasses(self, kind: type) -> set[type]:
        known = (*self._classes, *self._enums, str, bool, int, type(None), Decimal, date)
        return {other for other in known if other is kind or (issubclass(other, kind) and kind not in PLAIN)}


_MAKERS: dict[str, Callable[..., list[Any]]] = {
    "c": Codec._instances,
    "l": Codec._tuples,
    "m": Codec._mappings,
    "d": Codec._decimals,
    "t": Codec._dates,
    "e": Codec._enumerated,
}
"""By the tag of a group: from the number of a class or the lengths, and the cells, to what is made of them."""
_OF_ONE_SIZE = {tag: maker for tag, maker in _MAKERS.items() if tag not in "lm"}
"""What may be shared, where it is made of plain values."""


class _Writer:
    """Numbers the parts of one value, those that are equal once, and lays them out group by group.

    A group is of one kind and as large as can be: a part may stand in it once all that it is made of stands before.
    Only what is of one size and made of plain values is written once for all places that it is in: a text is never much
    smaller than what it stands for.
    """

    def __init__(self, codec: Codec) -> None:
        classes, enums = codec.kinds
        self._classes = {kind: (number, stored_fields(kind)) for number, kind in enumerate(classes)}
        self._enums = {kind: number for number, kind in enumerate(enums)}
        self._rows: list[Any] = []
        self._of_kind: dict[_Kind, list[int]] = {_PLAIN_KIND: []}
        self._plain: set[int] = set()
        self._known: dict[tuple[Any, ...], int] = {}

    def written(self, value: Any) -> list[Any]:
        self._part(value)
        size = 2 if len(self._rows) <= 1 << 16 else 4
        plain = self._of_kind.pop(_PLAIN_KIND)
        laid_out = [(kind, *_laid_out(kind, rows)) for kind, rows in self._groups(plain)]
        shared, own = ([group for kind, group, _ in laid_out if kind[2] is one] for one in (True, False))
        digits = b"".join(place.to_bytes(size, sys.byteorder) for *_, cells in laid_out for place in cells).hex()
        return [size, [self._rows[part] for part in plain], shared, own, digits]

    def _groups(self, plain: list[int]) -> Iterator[tuple[_Kind, list[list[int]]]]:
        """Kinds, each with rows that are made of what stands before; rows name that by its place."""
        place = {part: at for at, part in enumerate(plain)}
        left = dict(self._of_kind)
        while left:
            ready = {
                kind: [part for part in parts if place.keys() >= set(self._rows[part])] for kind, parts in left.items()
            }
            kind = max(ready, key=lambda one: (one[2], len(ready[one]) == len(left[one]), len(ready[one])))
            yield kind, [[place[part] for part in self._rows[number]] for number in ready[kind]]
            place.update((part, at) for at, part in enumerate(ready[kind], len(place)))
            left[kind] = [part for part in left[kind] if part not in place]
            if not left[kind]:
                del left[kind]

    def _part(self, value: Any) -> int:
        kind = type(value)
        if kind in PLAIN:
            return self._kept(_PLAIN_KIND, value, (kind, value))
        if kind is tuple:
            return self._made("l", 0, map(self._part, value), shared=False)
        if kind in self._classes:
            number, names = self._classes[kind]
            parts = [self._part(getattr(value, name)) for name in names]
            return self._made("c", number, parts, shared=len(names) == len(fields(kind)))
        if kind is Decimal:
            return self._made("d", 0, [self._part(str(value))])
        if kind is date:
            return self._made("t", 0, [self._part(value.isoformat())])
        if kind in self._enums:
            return self._made("e", self._enums[kind], [self._part(value.value)])
        if isinstance(value, Mapping):
            parts = [self._part(one) for item in value.items() for one in item]
            return self._made("m", 0, parts, shared=False)
        raise CodecError(f"no value of class {kind.__name__} can be stored")

    def _made(self, tag: str, number: int, parts: Iterable[int], *, shared: bool = True) -> int:
        row = tuple(parts)
        kind = (tag, number, shared and self._plain.issuperset(row))
        return self._kept(kind, row, (kind, row) if kind[2] else None)

    def _kept(self, kind: _Kind, row: Any, key: tuple[Any, ...] | None) -> int:
        """The number of the part with that row: of the one that is there, if it may stand in several places."""
        known = self._known.get(key) if key is not None else None
        if known is not None:
            return known
        number = len(self._rows)
        self._rows.append(row)
        self._of_kind.setdefault(kind, []).append(number)
        if kind is _PLAIN_KIND:
            self._plain.add(number)
        if key is not None:
            self._known[key] = number
        return number


def _laid_out(kind: _Kind, rows: list[list[int]]) -> tuple[list[Any], list[int]]:
    """A group: its tag, the number of its class or the lengths of its members, the number of its cells; and the cells
    column by column."""
    tag, number, _ = kind
    if tag in ("l", "m"):
        every = list(chain.from_iterable(rows))
        cells = every[::2] + every[1::2] if tag == "m" else every
        return [tag, [len(row) // (2 if tag == "m" else 1) for row in rows], len(cells)], cells
    cells = list(chain.from_iterable(zip(*rows, strict=True)))
    return [tag, number, len(cells)], cells


def stored_fields(kind: type) -> tuple[str, ...]:
    """The fields that are stored: those that begin with `_` hold what is worked out again."""
    return tuple(field.name for field in fields(kind) if not field.name.startswith("_"))


def _members(found: list[Any]) -> Any:
    """What is in the tuples and mappings of a column."""
    return chain.from_iterable(one.values() if type(one) is dict else one for one in found if type(one) in _HOLDING)


def _next(count: int, each: Iterator[Any]) -> list[Any]:
    found = list(islice(each, count))
    if len(found) != count:
        raise IndexError
    return found


def _no_growth(places: list[int], used: int, plain: int, once: int) -> None:
    """What is shared (the first `used` cells) is made of plain values; what comes after (from `once`) is used once."""
    own = [place for place in places[used:] if place >= once]
    if max(places[:used], default=0) >= max(plain, 1) or len(set(own)) != len(own):
        raise ValueError


def _columns(cells: list[Any], count: int) -> list[list[Any]]:
    """The cells of a group as so many columns of one length."""
    rows, over = divmod(len(cells), count)
    if over:
        raise IndexError
    return [cells[at : at + rows] for at in range(0, len(cells), rows)]


def _texts(written: list[Any]) -> list[str]:
    if not {str}.issuperset(map(type, written)):
        raise TypeError
    return written


def _all_used(lengths: list[int], members: list[Any]) -> None:
    if sum(lengths) != len(members):
        raise ValueError


def _refuse(text: str) -> Any:
    raise ValueError(text)
