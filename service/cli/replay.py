"""`hantei replay`: a receipt determined again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from engine.diagnostics import Text
from engine.receipt import ABSENT, Replay, Verdict, replay
from engine.text import printable
from service.cli.exits import FOUND
from service.cli.faults import say_faults
from service.cli.receipt import intact
from service.cli.rules_folder import open_rules
from service.cli.terminal import terminal
from service.determinations.replays import replay_json
from service.json_body import encoded
from service.version import VERSION

MOST_SHOWN = 100
"""Differences printed as text; `--json` has all."""
LONGEST_VALUE = 120

_VERDICTS = {
    Verdict.IDENTICAL: Text("identical: every field is the same", "一致：すべての項目が同じです"),
    Verdict.DIFFERENT: Text("different; fields that are not the same: {count}", "相違：{count} 項目が異なります"),
    Verdict.PARTIAL: Text(
        "cannot be replayed whole, because {facts} was taken out; "
        "findings and amounts that do not rest on it: {compared}; fields of these that are not the same: {count}",
        "全体の再判定はできません：{facts} が伏せられています。"
        "それによらない所見と額 {compared} 件のうち、異なる項目は {count} 件です",
    ),
    Verdict.REFUSED: Text(
        "cannot be replayed: the rules that are loaded now do not take what the receipt says",
        "再判定できません：現在の規則では、判定書の内容を受け付けられません",
    ),
}
_OTHER_RULES = Text(
    "the rules of `{name}` are not those of the receipt: {was} then, {now} now",
    "`{name}` の規則が判定書のものと異なります：当時 {was}、現在 {now}",
)
_OTHER_ENGINE = Text(
    "the engine is not that of the receipt ({name}): {was} then, {now} now",
    "エンジン（{name}）が判定書のものと異なります：当時 {was}、現在 {now}",
)
_WAS_AND_IS = Text("was {was}, is {now}", "当時 {was}、現在 {now}")
_MORE = Text("… and {count} more; `--json` has all", "… ほかに {count} 件（`--json` ですべて見られます）")
_NOTHING = Text("nothing", "なし")


def run(file: str, *, as_json: bool, lang: str | None, rules: Path | None) -> None:
    """Says identical, or what differs. Raises typer.Exit: 1 where it is not identical, 2 where there is no receipt."""
    here = terminal(lang)
    receipt, document = intact(here, file)
    found = replay(receipt, open_rules(here, rules), VERSION, document.places)
    here.answer(encoded(replay_json(found)) if as_json else "\n".join(_lines(found, here.lang)) + "\n")
    if not as_json:
        say_faults(here, found.refused, [document])
    if found.verdict is not Verdict.IDENTICAL:
        raise typer.Exit(FOUND)


def _lines(found: Replay, lang: str) -> Iterator[str]:
    facts = ", ".join(f"`{printable(name)}`" for name in found.redacted)
    count = len(found.differences)
    yield _VERDICTS[found.verdict].in_(lang).format(count=count, facts=facts, compared=found.compared)
    for text, others in ((_OTHER_RULES, found.rulesets), (_OTHER_ENGINE, found.engine)):
        for other in others:
            yield text.in_(lang).format(name=other.name, was=printable(other.was), now=other.now)
    for one in found.differences[:MOST_SHOWN]:
        said = _WAS_AND_IS.in_(lang).format(was=_shown(one.was, lang), now=_shown(one.now, lang))
        yield f"  {printable(' › '.join(one.at))}: {said}"
    if count > MOST_SHOWN:
        yield "  " + _MORE.in_(lang).format(count=count - MOST_SHOWN)


def _shown(value: Any, lang: str) -> str:
    if value is ABSENT:
        return _NOTHING.in_(lang)
    text = printable(json.dumps(value, ensure_ascii=False))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
