"""A point of a source in words, for `hantei show SOURCE#POINT`: what it says, what became of it, who cites it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue import Catalogue
from engine.compiler.shared import Cited
from engine.coverage import KIND_NAMES, STATUSES, EntryCoverage, entry_coverage
from engine.diagnostics import Diagnostic, Text
from engine.explanation.layout import hanging
from engine.text import nearest_few, quoted
from service.checks.faults import one_of_these
from service.cli.faults import refuse
from service.cli.source_coverage import entry_json
from service.cli.terminal import Terminal
from service.json_body import encoded

STATUS = Text("status: {status}", "扱い：{status}")
PLACE = Text("{title}, {section} (text lines {lines})", "{title}、{section}（テキスト版の{lines}行目）")
BETWEEN = Text(", ", "・")
UNSETTLED = Text("not settled", "未定")
CITED = Text("cited by", "引用する条項")
CITED_BY_NONE = Text("no clause cites it", "引用する条項はありません")
ALL_POINTS = Text(
    "`hantei coverage sources --json` lists all points",
    "すべての項目は `hantei coverage sources --json` で確認できます",
)


def show_entry(here: Terminal, catalogue: Catalogue, reference: str, *, as_json: bool) -> None:
    """Prints one point. Raises typer.Exit where there is none of that name."""
    reference = reference.lower()
    if reference not in catalogue.cited().entries:
        raise refuse(here, [_unknown(catalogue, reference)])
    one = entry_coverage(catalogue, reference)
    here.answer(encoded(entry_json(one)) if as_json else "\n".join(_lines(here, catalogue, one)) + "\n")


def _unknown(catalogue: Catalogue, reference: str) -> Diagnostic:
    return Diagnostic(
        "unknown-entry",
        Text(f"no source has the point {quoted(reference)}", f"出典に項目 {quoted(reference)} はありません"),
        _likely(reference, catalogue.cited()),
    )


def _likely(reference: str, cited: Cited) -> Text:
    """The points whose ids are like the one that was asked for: of the same source, if any of it are."""
    source, _, point = reference.partition("#")
    own = {one.id: name for name, one in cited.entries.items() if one.source == source}
    near = [own[one] for one in nearest_few(point, own)]
    if not near:
        every = {one.id: name for name, one in cited.entries.items()}
        near = [every[one] for one in nearest_few(point, every)]
    return one_of_these(near, ALL_POINTS)


def _lines(here: Terminal, catalogue: Catalogue, one: EntryCoverage) -> Iterator[str]:
    lang, entry = here.lang, one.entry
    yield from hanging(f"{entry.id.upper()}  {entry.title.in_(lang)}", here.width)
    yield from hanging(_place(catalogue, one, lang), here.width)
    status = (STATUSES[entry.status] if entry.status else UNSETTLED).in_(lang)
    yield STATUS.in_(lang).format(status=status)
    for said in (entry.definition, entry.reason):
        if said is not None:
            yield from hanging(said.in_(lang), here.width, "  ")
    yield (CITED if one.cited_by else CITED_BY_NONE).in_(lang)
    for clause in one.cited_by:
        kind = KIND_NAMES[clause.kind].in_(lang)
        yield from hanging(f"{clause.owner}: {kind} {clause.name}", here.width, "- ", "  ")


def _place(catalogue: Catalogue, one: EntryCoverage, lang: str) -> str:
    title = catalogue.cited().sources[one.entry.source].title.in_(lang)
    lines = BETWEEN.in_(lang).join(f"{first}" if first == last else f"{first}–{last}" for first, last in one.ranges)
    return PLACE.in_(lang).format(title=title, section=one.passage.section.in_(lang), lines=lines)
