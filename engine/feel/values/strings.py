"""String literals: escapes read and written. Strings are sequences of Unicode code points."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([nrt\"'\\]))")
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SPECIAL = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def unescaped(body: str) -> str:
    r"""The text between the quotes of a literal: `\n`, `\"`, `\\`, `\uXXXX` (surrogate pairs joined), `\UXXXXXX`.

    An escape that the standard does not know stands for itself, with its backslash (`"\s"` in a pattern).
    """
    if "\\" not in body:
        return body
    return _PAIR.sub(_joined, _ESCAPE.sub(_meant, body))


def _meant(found: re.Match[str]) -> str:
    short, long, simple = found.groups()
    if simple:
        return _SIMPLE[simple]
    code = int(short or long, 16)
    return chr(code) if code <= 0x10FFFF else found[0]


def _joined(found: re.Match[str]) -> str:
    return found[0].encode("utf-16", "surrogatepass").decode("utf-16")


def quoted(text: str) -> str:
    """The literal of a string, with quotes."""
    return '"' + "".join(_SPECIAL.get(c, c) for c in text) + '"'
