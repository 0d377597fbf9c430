"""Words of an expression: one pass of one pattern over the text, so that reading is linear.

A name is read word by word here; which words make one name is decided by the parser with its scope.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD, SIGN, NUMBER, STRING, AT, _COMMENT, END, _STRAY = range(1, 9)
"""The kinds of words: the groups of the pattern below. A comment is as good as white space."""

_NAME_START = (
    "?A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u180d\u180f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U000effff"
)
_NAME_PART = _NAME_START + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'

_TOKEN = re.compile(
    r"\s*(?:([" + _NAME_START + "][" + _NAME_PART + "]*)"
    r"|(\*\*|\.\.|<=|>=|!=|->|/(?![/*])|[-+*=<>()\[\]{},:']|\.(?![0-9]))"
    r"|((?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(" + _STRING + ")"
    r"|(@\s*" + _STRING + ")"
    r"|(//[^\n]*|/\*.*?\*/|[\u180e\u200b\ufeff])"
    r"|(\Z)|(.+))",  # what begins no word takes all the rest: nothing behind it is looked at
    re.DOTALL,
)


@dataclass(slots=True)
class Words:
    """The words of a text as four columns of equal length; the last word is an END.

    `stray` is where the first character stands that begins no word of the language; the words are those before it.
    """

    kinds: list[int]
    texts: list[str]
    starts: list[int]
    ends: list[int]
    stray: int | None = None

    def __len__(self) -> int:
        return len(self.kinds)


def scan(text: str) -> Words:
    """The words of `text`, read in one pass."""
    hits = list(_TOKEN.finditer(text))
    groups = [hit.lastindex or 0 for hit in hits]
    if _COMMENT in groups:
        hits = [hit for hit in hits if hit.lastindex != _COMMENT]
        groups = [group for group in groups if group != _COMMENT]
    if groups[-2:] == [END, END]:  # white space at the end lets the end match twice
        del groups[-1], hits[-1]
    spans = [hit.span(group) for hit, group in zip(hits, groups, strict=True)]
    starts, ends = map(list, zip(*spans, strict=True))
    words = Words(groups, [text[start:end] for start, end in spans], starts, ends)
    if _STRAY in groups:
        _cut(words, groups.index(_STRAY))
    return words


def _cut(words: Words, at: int) -> None:
    """Leaves the words before the stray character at `at`."""
    words.stray = words.starts[at]
    for column in (words.kinds, words.texts, words.starts, words.ends):
        del column[at:]
