"""One function for a step in two languages. `docs/features.md` lists what is registered here, which a test holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
_PART = re.compile(r'"\{(\w+)\}"|\{(\w+)\}')
_FIGURE = r"-?[0-9][0-9,.兆億万]*(?:円|米ドル|件|%| \S+)?"
_KINDS = {
    **dict.fromkeys(("figure", "low", "high"), _FIGURE),
    **dict.fromkeys(("day", "first", "last"), r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "outcome": r"eligible|ineligible|undetermined|適格|不適格|未確定",
    "state": r"met|not met|undetermined|not applicable|適合|不適合|未確定|該当なし",
    "names": r'["「][^"」]*["」](?:(?:, |、)["「][^"」]*["」])*',
    "count": r"[0-9]+",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its kind (given, when, then), its pattern in both languages and its function."""

    kind: str
    en: str
    ja: str
    function: Callable[..., Any]


STEPS: list[Step] = []


def step(kind: str, en: str, ja: str) -> Callable[[Function], Function]:
    """Registers a function for both texts. `"{name}"` is something in quotes, `{name}` what stands between words."""

    def register(function: Function) -> Function:
        prefixed = kind == "then"
        english = ('(?:for "(?P<ruleset>[^"]+)" )?' if prefixed else "") + pattern(en)
        japanese = ("(?:「(?P<ruleset>[^」]+)」について、)?" if prefixed else "") + pattern(ja)
        STEPS.append(Step(kind, english, japanese, function))
        return function

    return register


def pattern(text: str) -> str:
    """The regular expression of a step's text. Either kind of quotes is taken in either language."""
    found, end = "", 0
    for part in _PART.finditer(text):
        quoted, bare = part.groups()
        found += _words(text[end : part.start()])
        found += rf'["「](?P<{quoted}>[^"」]*)["」]' if quoted else rf" ?(?P<{bare}>{_KINDS[bare]}) ?"
        end = part.end()
    return found + _words(text[end:])


def _words(text: str) -> str:
    return re.escape(text).replace(":", "[:：]")
