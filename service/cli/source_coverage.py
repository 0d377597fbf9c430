"""`hantei coverage sources`: a table by source and status, and the points that are open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from engine.coverage import STATUSES, EntryCoverage, SourceCoverage, source_coverage
from engine.determination_json import text_json
from engine.diagnostics import Text
from engine.explanation.layout import hanging, padded
from engine.text import width
from service.cli.exits import FOUND
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.json_body import encoded

SOURCE = Text("source", "出典")
ALL = Text("points", "項目")
NONE = Text("no status", "未定")
IN_EFFECT = Text("in effect", "反映済み")
TOGETHER = Text("together", "合計")
OPEN = Text("open points: {count}", "未了の項目：{count}件")
CLEAN = Text("no open points", "未了の項目はありません")


def run(*, as_json: bool, lang: str | None, rules: Path | None) -> None:
    """Prints the table and the open points to stdout: here they are the answer. Raises typer.Exit with 1 for any."""
    here = terminal(lang)
    found = source_coverage(open_rules(here, rules))
    here.answer(encoded(coverage_json(found)) if as_json else "\n".join(_lines(here, found)) + "\n")
    if any(source.faults() for source in found):
        raise typer.Exit(FOUND)


def coverage_json(found: Sequence[SourceCoverage]) -> dict[str, Any]:
    """Everything counted, for programs."""
    return {
        "sources": [
            {
                "id": source.source.id,
                "title": text_json(source.source.title),
                "in_effect": source.share()[0],
                "rule_bearing": source.share()[1],
                "entries": [entry_json(one) for one in source.entries],
            }
            for source in found
        ],
        "open": sum(len(source.faults()) for source in found),
    }


def entry_json(one: EntryCoverage) -> dict[str, Any]:
    """One point, for programs."""
    return {
        "reference": one.reference,
        "title": text_json(one.entry.title),
        "section": text_json(one.passage.section),
        "lines": [list(pair) for pair in one.ranges],
        "status": one.entry.status,
        **{name: text_json(said) for name, said in _said(one) if said is not None},
        "cited_by": [
            {"owner": clause.owner, "kind": clause.kind, "name": clause.name, "line": clause.place.line}
            for clause in one.cited_by
        ],
        "faults": [{"code": fault.code, **text_json(fault.message)} for fault in one.faults],
    }


def _said(one: EntryCoverage) -> tuple[tuple[str, Text | None], ...]:
    return ("definition", one.entry.definition), ("reason", one.entry.reason)


def table(found: Sequence[SourceCoverage], lang: str) -> list[list[str]]:
    """The counts by source and status: a row of headings, one for each source, one for all together."""
    unsettled = any(None in source.by_status() for source in found)
    statuses: list[str | None] = [*STATUSES, *([None] if unsettled else [])]
    names = [STATUSES[name].in_(lang) if name else NONE.in_(lang) for name in statuses]
    rows = [[SOURCE.in_(lang), ALL.in_(lang), *names, IN_EFFECT.in_(lang)]]
    for called, sources in [*((one.source.id, [one]) for one in found), (TOGETHER.in_(lang), found)]:
        counts = [sum(source.by_status().get(name, 0) for source in sources) for name in statuses]
        shares = [source.share() for source in sources]
        done, wanted = sum(share[0] for share in shares), sum(share[1] for share in shares)
        rows.append([called, str(sum(counts)), *map(str, counts), f"{done}/{wanted}"])
    return rows


def _lines(here: Terminal, found: Sequence[SourceCoverage]) -> Iterator[str]:
    rows = table(found, here.lang)
    widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        figures = "  ".join(" " * (wide - width(cell)) + cell for cell, wide in zip(row[1:], widths[1:], strict=True))
        yield f"{padded(row[0], widths[0])}  {figures}"
    yield ""
    faults = [(one, fault) for source in found for one in source.entries for fault in one.faults]
    yield OPEN.in_(here.lang).format(count=len(faults)) if faults else CLEAN.in_(here.lang)
    for one, fault in faults:
        where = f" [{Path(fault.place.file).name}:{fault.place.line}]" if fault.place else ""
        yield from hanging(f"{one.entry.id.upper()}: {fault.message.in_(here.lang)}{where}", here.width, "- ", "  ")
