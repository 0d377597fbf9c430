"""The tables in docs/coverage.md: `python -m service.reference.coverage_page` writes them, a test compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.catalogue import open_catalogue
from engine.coverage import STATUSES, EntryCoverage, SourceCoverage, source_coverage
from engine.diagnostics import Text
from service.cli.source_coverage import table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "coverage.md"
MARK = "<!-- coverage -->\n"
"""What stands after this line is written by this module; what stands before it is written by hand."""


def page(found: Sequence[SourceCoverage] | None = None) -> str:
    """The whole page."""
    sources = source_coverage(open_catalogue()) if found is None else found
    head, mark, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    return head + mark + "\n" + "\n".join(_parts(sources)) + "\n"


def _parts(sources: Sequence[SourceCoverage]) -> Iterator[str]:
    heading, *rows = table(sources, "en")
    yield _row(heading)
    yield _row(["---", *["---:"] * (len(heading) - 1)])
    yield from map(_row, rows)
    for source in sources:
        yield f"\n## {source.source.id}\n\n{source.source.title.en} / {source.source.title.ja}\n"
        yield _row(["point", "what it is about", "項目の内容", "place", "became", "in"])
        yield _row(["---"] * 6)
        yield from (_row(_entry(one)) for one in source.entries)


def _entry(one: EntryCoverage) -> list[str]:
    entry = one.entry
    status = STATUSES[entry.status].en if entry.status else "**open**"
    owners = dict.fromkeys(clause.owner for clause in one.cited_by)
    held = ", ".join(f"`{owner}`" for owner in owners) or ("**open**" if one.faults else "—")
    said = entry.definition or entry.reason
    about = [f"{entry.title.in_(lang)}" + (f"<br>*{said.in_(lang)}*" if said else "") for lang in ("en", "ja")]
    return [entry.id.upper(), *about, _place(one.passage.section), status, held]


def _place(section: Text) -> str:
    return section.en if section.en == section.ja else f"{section.en}<br>{section.ja}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}\n")
