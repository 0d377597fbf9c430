"""Text as people write it: folding for comparison, hashes of passages, width on a screen, and near names.

Used by readers of files, by FEEL and by everything that speaks to people. Knows nothing of rules.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable

Nearest = Callable[[str, Iterable[str]], "str | None"]
"""From a name to the known one that was probably meant; None where nothing is like it, or none is looked for."""
NEAR_ENOUGH = 0.6
"""How alike two names must be (0 to 1) before one is offered for the other."""
FEW, BARELY = 3, 0.1
"""Names that are offered at once, and by how much the others may be less like than the likest."""
LONGEST_NAME = 80
"""Longer texts are not compared for likeness: hostile input must not cost time."""


def folded(text: str) -> str:
    """`text` in NFKC, every run of white space one space, none at the ends: what hashes of passages are made of."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def passage_hash(text: str) -> str:
    """The SHA-256 of the folded text, as 64 hexadecimal digits."""
    return hashlib.sha256(folded(text).encode()).hexdigest()


def quoted(text: object, longest: int = 60) -> str:
    """The user's own words in backticks: on one line, shortened, without control characters."""
    words = printable(str(text)).replace("`", "'")
    return f"`{words if len(words) <= longest else words[: longest - 1] + '…'}`"


def printable(text: str) -> str:
    """`text` with line breaks and control characters made spaces, so that no input can command a terminal."""
    if text.isprintable() or text.replace("\u00a0", " ").replace("\u3000", " ").isprintable():
        return text
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Cs"} else c for c in text)


def width(text: str) -> int:
    """Columns that `text` takes in a terminal: full-width characters two, combining marks none."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was probably meant to be, or None where nothing is like it."""
    return next(iter(nearest_few(name, known, 1)), None)


def nearest_few(name: str, known: Iterable[str], most: int = FEW) -> list[str]:
    """The known names that `name` was probably meant to be, the likest first; none where nothing is like it."""
    if not name or len(name) > LONGEST_NAME:
        return []
    from difflib import SequenceMatcher  # noqa: PLC0415 - only when there is a fault to explain

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_comparable(name))
    best: list[tuple[float, str]] = []
    enough = NEAR_ENOUGH
    for candidate in known:
        matcher.set_seq1(_comparable(candidate))
        if matcher.real_quick_ratio() > enough and matcher.quick_ratio() > enough and matcher.ratio() > enough:
            best = sorted([*best, (matcher.ratio(), candidate)], key=_likeness, reverse=True)[:most]
            enough = best[-1][0] if len(best) == most else NEAR_ENOUGH
    return [candidate for ratio, candidate in best if ratio >= best[0][0] - BARELY]


def _likeness(found: tuple[float, str]) -> float:
    return found[0]


def _comparable(name: str) -> str:
    return folded(name).casefold().replace("-", "_").replace(" ", "_")
