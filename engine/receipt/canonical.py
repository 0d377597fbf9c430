"""The one way to write a value as bytes, so that its hash can be compared: the canonical JSON of RFC 8785.

Members are sorted by the UTF-16 units of their names, nothing is written between tokens, only what must be escaped is.
Numbers do not occur: decimals are text in every body of Hantei, so the question how to write one never comes up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any

from engine.errors import HanteiError

MOST_KEPT, LONGEST_KEPT = 500, 300
"""Mappings whose order of names is kept, and the characters of all names of one."""
_KEPT: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
_WORDS = {None: "null", True: "true", False: "false"}


class CanonicalError(HanteiError):
    """A value that canonical JSON does not hold here: a number, a lone surrogate, a class of its own."""


def canonical(value: Any) -> str:
    """`value` (mappings, lists, text, true, false, null) as canonical JSON. Raises CanonicalError for all else."""
    return _bytes(value).decode()


def digest(value: Any) -> str:
    """`sha256:` and the hash of the canonical text, in 64 lower-case hexadecimal digits."""
    return f"sha256:{hashlib.sha256(_bytes(value)).hexdigest()}"


def _bytes(value: Any) -> bytes:
    written: list[str] = []
    _write(value, written.append)
    try:
        return "".join(written).encode()
    except UnicodeEncodeError:
        raise CanonicalError("a lone surrogate in a text") from None


def _write(value: Any, put: Callable[[str], None]) -> None:
    """Puts the pieces of the text one after the other: every page of a stored determination writes thousands."""
    kind = type(value)
    if kind is dict:
        for name, told in _ordered(value):
            one = value[name]
            if type(one) is str:
                put(told + _text(one))
            else:
                put(told)
                _write(one, put)
        put("}" if value else "{}")
    elif kind is list:
        sign = "["
        for one in value:
            put(sign)
            _write(one, put)
            sign = ","
        put("]" if value else "[]")
    elif isinstance(value, str):
        put(_text(value))
    elif value is None or kind is bool:
        put(_WORDS[value])
    elif isinstance(value, dict):
        _write(dict(value), put)
    elif isinstance(value, list | tuple):
        _write(list(value), put)
    else:
        raise CanonicalError(f"no canonical text for {kind.__name__}")


def _ordered(value: dict[Any, Any]) -> tuple[tuple[str, str], ...]:
    """The names in their order, each with what is written before its value. Bodies are made of a few kinds of mappings,
    so that of the first ones that are met this is kept; names that are long are not, as a receipt may come from
    anybody."""
    names = tuple(value)
    found = _KEPT.get(names)
    if found is None:
        told = enumerate(_sorted(names))
        found = tuple((name, f"{',' if before else '{'}{_text(name)}:") for before, name in told)
        if len(_KEPT) < MOST_KEPT and sum(map(len, names)) <= LONGEST_KEPT:
            _KEPT[names] = found
    return found


def _sorted(names: tuple[Any, ...]) -> list[str]:
    """By UTF-16 units; of names in ASCII that is the order of Python."""
    try:
        in_ascii = "".join(names).isascii()
    except TypeError:
        raise CanonicalError("a name is no text") from None
    return sorted(names) if in_ascii else sorted(names, key=lambda name: name.encode("utf-16-be", "surrogatepass"))


_text = encode_basestring
"""A string with the escapes of RFC 8785, which are those that `json` writes when it need not be ASCII."""
