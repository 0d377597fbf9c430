"""Words of an expression: one pass of one pattern over the text, so that reading is linear.

A name is read word by word here; which words make one name is decided by the parser with its scope.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD, NUMBER, STRING, AT, SIGN, END = "word", "number", "string", "at", "sign", "end"

_NAME_START = (
    "?A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u180d\u180f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U000effff"
)
_NAME_PART = _NAME_START + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'

_TOKEN = re.compile(
    r"(?:[\s\u180e\u200b\ufeff]+|//[^\n]*|/\*.*?\*/)*"
    r"(?:(?P<word>[" + _NAME_START + "][" + _NAME_PART + "]*)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<sign>\*\*|\.\.|<=|>=|!=|->|/(?!\*)|[-+*=<>()\[\]{},:.'])"
    r"|(?P<string>" + _STRING + ")"
    r"|(?P<at>@\s*" + _STRING + ")"
    r"|(?P<end>\Z))",
    re.DOTALL,
)


@dataclass(slots=True)
class Words:
    """The words of a text as four columns of equal length; the last word is an END.

    `stray` is where the first character stands that begins no word of the language; the words are those before it.
    """

    kinds: list[str]
    texts: list[str]
    starts: list[int]
    ends: list[int]
    stray: int | None = None

    def __len__(self) -> int:
        return len(self.kinds)


def scan(text: str) -> Words:
    """The words of `text`, read in one pass."""
    words = Words([], [], [], [])
    kinds, texts, starts, ends = words.kinds, words.texts, words.starts, words.ends
    position = 0
    for hit in _TOKEN.finditer(text):
        if hit.start() != position:
            break
        kind = hit.lastgroup or END
        start, position = hit.span(kind)
        kinds.append(kind)
        texts.append(hit.group(kind))
        starts.append(start)
        ends.append(position)
        if kind == END:
            return words
    words.stray = _first_visible(text, position)
    return words


def _first_visible(text: str, position: int) -> int:
    while position < len(text) - 1 and text[position].isspace():
        position += 1
    return position
