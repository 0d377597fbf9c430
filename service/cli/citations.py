"""Passages and lines on a terminal: the document and the place in it; long lines broken below their beginning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.diagnostics import Text
from engine.explanation.layout import hanging
from engine.explanation.lexicon import Lexicon

PASSAGE = Text("{title}, {place}", "{title}、{place}")
BETWEEN = Text("; ", "；")


def cited(references: Iterable[str], names: Lexicon) -> str:
    """The passages, each as its document's title and the place in it; one that is not known as it is written."""
    return names.say(BETWEEN).join(_one(reference, names) for reference in references)


def _one(reference: str, names: Lexicon) -> str:
    passage = names.catalogue.passage(reference) if names.catalogue else None
    if passage is None:
        return reference
    (shown,) = names.passages((reference,))
    return names.say(PASSAGE, title=passage.title.in_(names.lang), place=shown.place)


def fitted(lines: Iterable[str], columns: int) -> Iterator[str]:
    """The lines broken to the columns, what goes on below standing a little further in."""
    for line in lines:
        text = line.lstrip()
        indent = line[: len(line) - len(text)]
        yield from hanging(text, columns, indent, f"{indent}  ") if text else [""]
