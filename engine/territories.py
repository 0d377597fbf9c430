"""Countries and areas of ISO 3166-1: what a fact of type `country` may be, and the names taken at the edge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from engine.diagnostics import Text
from engine.records import dataclass
from engine.text import Nearest, folded, nearest

LONGEST_NAME = 80
_CODE = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Territory:
    """One country or area: its alpha-2 code, its name, other names it goes by, and its Japanese name in katakana."""

    code: str
    name: Text
    aliases: tuple[str, ...] = ()
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Territories:
    """All of them, by code. The index of names is made when the first name is looked up: codes need none."""

    by_code: Mapping[str, Territory]
    _index: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def code_of(self, text: str) -> str | None:
        """The alpha-2 code that a code (in any case), an English or a Japanese name means; None where it means none."""
        plain = text.strip()
        if _CODE.fullmatch(plain) and plain.upper() in self.by_code:
            return plain.upper()
        return self._names().get(_key(plain)) if len(plain) <= LONGEST_NAME else None

    def near(self, text: str, like: Nearest = nearest) -> Territory | None:
        """The territory whose name is most like `text`, if one is."""
        names = self._names()
        found = like(_key(text[: LONGEST_NAME + 1]), names)
        return self.by_code[names[found]] if found else None

    def _names(self) -> dict[str, str]:
        if not self._index:
            self._index.update((_key(name), code) for code, name in self._spellings())
        return self._index

    def _spellings(self) -> Iterator[tuple[str, str]]:
        for code, territory in self.by_code.items():
            for name in (territory.name.en, territory.name.ja, *territory.aliases):
                yield code, name


def _key(name: str) -> str:
    return folded(name).casefold()


def read_territories(data: Mapping[str, Any]) -> Territories:
    """The territories of the plain data of `rules/registers/territories.yaml`."""
    return Territories(
        {
            code: Territory(code, Text(row["en"], row["ja"]), tuple(row["aliases"]), row.get("reading") or row["ja"])
            for code, row in data["territories"].items()
        }
    )
