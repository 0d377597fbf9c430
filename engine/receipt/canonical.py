"""The one way to write a value as bytes, so that its hash can be compared: the canonical JSON of RFC 8785.

Members are sorted by the UTF-16 units of their names, nothing is written between tokens, only what must be escaped is.
Numbers do not occur: decimals are text in every body of Hantei, so the question how to write one never comes up.
"""

from __future__ import annotations

import hashlib
from json.encoder import encode_basestring
from typing import Any

from engine.errors import HanteiError

MOST_KEPT, LONGEST_KEPT = 500, 300
"""Mappings whose order of names is kept, and the characters of all names of one."""
_KEPT: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
_LISTS = (list, tuple)


class CanonicalError(HanteiError):
    """A value that canonical JSON does not hold here: a number, a lone surrogate, a class of its own."""


def canonical(value: Any) -> str:
    """`value` (mappings, lists, text, true, false, null) as canonical JSON. Raises CanonicalError for all else."""
    text = _written(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise CanonicalError("a lone surrogate in a text") from None
    return text


def digest(value: Any) -> str:
    """`sha256:` and the hash of the canonical text, in 64 lower-case hexadecimal digits."""
    return f"sha256:{hashlib.sha256(canonical(value).encode()).hexdigest()}"


def _written(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return f"{{{','.join([told + _written(value[name]) for name, told in _ordered(value)])}}}"
    if isinstance(value, _LISTS):
        return f"[{','.join(map(_written, value))}]"
    if value is None or isinstance(value, bool):
        return "null" if value is None else ("true" if value else "false")
    raise CanonicalError(f"no canonical text for {type(value).__name__}")


def _ordered(value: dict[Any, Any]) -> tuple[tuple[str, str], ...]:
    """The names in their order, each with how it is written. Bodies are made of a few kinds of mappings, so that of
    the first ones that are met this is kept; names that are long are not, as a receipt may come from anybody."""
    names = tuple(value)
    found = _KEPT.get(names)
    if found is None:
        found = tuple((name, f"{_text(name)}:") for name in _sorted(names))
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
