"""The one way to write a value as bytes, so that its hash can be compared: the canonical JSON of RFC 8785.

Members are sorted by the UTF-16 units of their names, nothing is written between tokens, only what must be escaped is.
Numbers do not occur: decimals are text in every body of Hantei, so the question how to write one never comes up.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from engine.errors import HanteiError


class CanonicalError(HanteiError):
    """A value that canonical JSON does not hold here: a number, a lone surrogate, a class of its own."""


def canonical(value: Any) -> str:
    """`value` (mappings, lists, text, true, false, null) as canonical JSON. Raises CanonicalError for all else."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else ("true" if value else "false")
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, dict):
        return f"{{{','.join(f'{_text(key)}:{canonical(value[key])}' for key in sorted(value, key=_units))}}}"
    raise CanonicalError(f"no canonical text for {type(value).__name__}")


def digest(value: Any) -> str:
    """`sha256:` and the hash of the canonical text, in 64 lower-case hexadecimal digits."""
    return f"sha256:{hashlib.sha256(canonical(value).encode()).hexdigest()}"


def _units(key: Any) -> bytes:
    try:
        return str(key).encode("utf-16-be")
    except UnicodeEncodeError:
        raise CanonicalError("a lone surrogate in a name") from None


def _text(value: Any) -> str:
    """A string with the escapes of RFC 8785, which are those that `json` writes when it need not be ASCII."""
    if not isinstance(value, str):
        raise CanonicalError(f"a name is no {type(value).__name__}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise CanonicalError("a lone surrogate in a text") from None
    return json.dumps(value, ensure_ascii=False)
