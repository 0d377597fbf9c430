"""`hantei timeline`: the answer over time, and what ends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from engine.diagnostics import Diagnostic, Text, has_errors, misuse
from engine.explanation.figures import figure
from engine.explanation.layout import hanging
from engine.facts import FactsDocument
from engine.plan import Plan
from engine.timeline import OUTCOME, Change, Span, sentence, timeline_json
from service.checks.inquiry import Asked, read_day, read_inquiry, without_echoes
from service.checks.prospects import spans_of, window_of
from service.cli.arguments import read_readings, standard_input_twice
from service.cli.facts_files import read_documents
from service.cli.faults import refuse, say_faults
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.clock import today
from service.json_body import encoded

_OUTCOMES = {
    "eligible": Text("eligible", "適格"),
    "ineligible": Text("ineligible", "不適格"),
    "undetermined": Text("undetermined", "未確定"),
}
_OUTCOME = Text("outcome", "判定")
_COLON = Text(": ", "：")
_COMMA = Text(", ", "、")
_UNTIL = Text("until {day}", "{day} まで")
_IF_AT_ALL = Text(" (if it applies)", "（適用される場合）")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for, as written."""

    ruleset: str
    files: tuple[str, ...]
    start: str | None
    end: str | None
    known_on: str | None
    as_known: bool = field(kw_only=True)
    readings: tuple[str, ...] = ()


def run(wish: Wish, *, as_json: bool, lang: str | None, rules: Path | None) -> None:
    """Shows the spans, or every fault of the command line, the files and the facts together. Raises typer.Exit."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    documents, file_faults = read_documents(wish.files)
    given = [FactsDocument.of(document) for document in documents]
    readings, reading_faults = read_readings(wish.readings)
    asked = Asked((wish.ruleset,), given, None, wish.known_on, readings)
    inquiry, asking_faults = read_inquiry(asked, catalogue, today())
    start, start_faults = read_day(wish.start, "/from", default=None)
    end, end_faults = read_day(wish.end, "/to", default=None)
    faults = [*start_faults, *end_faults, *_wish_faults(wish, start, end), *reading_faults]
    faults += [*standard_input_twice(wish.files), *without_echoes(file_faults, asking_faults)]
    plan = catalogue.plan(wish.ruleset)[0]
    if inquiry is None or plan is None or has_errors(faults):
        raise refuse(here, faults, documents)
    say_faults(here, faults, documents)
    spans = spans_of(plan, inquiry, window_of(plan, start, end), as_known=wish.as_known)
    if as_json:
        here.answer(encoded(timeline_json(plan, spans, readings, inquiry.known_on, as_known=wish.as_known)))
    else:
        here.answer("\n".join(_lines(here, plan, spans)) + "\n")


def _wish_faults(wish: Wish, start: date | None, end: date | None) -> Iterator[Diagnostic]:
    if start is not None and end is not None and end < start:
        yield misuse(
            "days-turned",
            f"`--from` {start} lies after `--to` {end}",
            f"`--from` の {start} が `--to` の {end} より後になっています",
            "exchange the two",
            "二つを入れ替えてください",
        )
    if wish.as_known and wish.known_on is not None:
        yield misuse(
            "known-on-twice",
            "`--known-on` and `--as-known` are both given",
            "`--known-on` と `--as-known` が両方指定されています",
            "`--known-on` asks by one day for all, `--as-known` for each day by itself; choose one",
            "`--known-on` はすべての日を同じ日までの公表内容で、`--as-known` は各日をその日までの公表内容で判定します。"
            "一方を選んでください",
        )


def _lines(here: Terminal, plan: Plan, spans: Sequence[Span]) -> Iterator[str]:
    lang, columns = here.lang, here.width
    yield from hanging(f"{plan.title.in_(lang)} ({plan.id})", columns)
    for span in spans:
        yield ""
        yield f"{span.start} – {span.end}  {_OUTCOMES[span.outcome.value].in_(lang)}"
        for amount in span.amounts.values():
            condition = "" if amount.applies.value == "met" else _IF_AT_ALL.in_(lang)
            told = f"{amount.title.in_(lang)}{_COLON.in_(lang)}{figure(amount.figure, lang)}{condition}"
            yield from hanging(told, columns, "  ", "    ")
        if span.because:
            yield f"  {_UNTIL.in_(lang).format(day=span.end)}{_COLON.in_(lang)}".rstrip()
        for change in span.because:
            yield from hanging(_because(plan, change, lang), columns, "    - ", "      ")


def _because(plan: Plan, change: Change, lang: str) -> str:
    """What happens, its passages, and what is another one by it."""
    sources = f" [{', '.join(change.event.source)}]" if change.event.source else ""
    amounts = [plan.values[name].title.in_(lang) for name in change.affects if name != OUTCOME]
    outcome = [_OUTCOME.in_(lang)] if OUTCOME in change.affects else []
    return f"{sentence(change.event).in_(lang)}{sources} → {_COMMA.in_(lang).join([*outcome, *amounts])}"
