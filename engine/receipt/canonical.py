"""The one way to write a value as bytes, so that its hash can be compared: the canonical JSON of RFC 8785.

Members are sorted by the UTF-16 units of their names, nothing is written between tokens, only what must be escaped is.
Numbers do not occur: decimals are text in every body of Hantei, so the question how to write one never comes up.
"""

from __future__ import annotations

import hashlib
from json.encoder import encode_basestring
from typing import Any

from engine.errors import HanteiError


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
        return f"{{{','.join([f'{_text(name)}:{_written(value[name])}' for name in _sorted(value)])}}}"
    if isinstance(value, _LISTS):
        return f"[{','.join(map(_written, value))}]"
    if value is None or isinstance(value, bool):
        return "null" if value is None else ("true" if value else "false")
    raise CanonicalError(f"no canonical text for {type(value).__name__}")


def _sorted(names: dict[Any, Any]) -> list[str]:
    """By UTF-16 units; of names in ASCII that is the order of Python."""
    try:
        in_ascii = "".join(names).isascii()
    except TypeError:
        raise CanonicalError("a name is no text") from None
    return sorted(names) if in_ascii else sorted(names, key=lambda name: name.encode("utf-16-be", "surrogatepass"))


_LISTS = (list, tuple)
_text = encode_basestring
"""A string with the escapes of RFC 8785, which are those that `json` writes when it need not be ASCII."""
