"""A rule set in words, for `hantei show`: what it asks, what it computes, since when, and where that is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.determination_json import plain
from engine.diagnostics import Text
from engine.explanation.layout import wrapped
from engine.plan import Bounds, Criterion, FactSpec, Gone, Parameter, Period, Plan, Reading, Value
from service.catalogue.description import condition_json, definition_json

WORDS = {
    "covers": Text("covers", "対象期間"),
    "criteria": Text("Criteria", "基準"),
    "amounts": Text("Amounts", "額"),
    "illustrations": Text("Illustrations, never amounts", "試算（額ではありません）"),
    "figures": Text("Figures by date", "日付ごとの数値"),
    "readings": Text("Readings", "解釈"),
    "facts": Text("Facts it asks for", "必要な事実"),
    "source": Text("source", "出典"),
    "requires": Text("requires", "条件"),
    "applies_when": Text("applies when", "適用条件"),
    "in_force": Text("in force", "有効期間"),
    "evidence": Text("facts at least", "求める裏付け"),
    "documented": Text("shown by a document", "書類あり"),
    "verified": Text("verified", "確認済み"),
    "judged": Text("judged by an officer", "担当者の判断"),
    "default": Text("default", "既定"),
    "hard": Text("hard", "必須"),
    "in_principle": Text("in principle", "原則"),
    "advisory": Text("advisory", "参考"),
    "provisional": Text("provisional", "暫定"),
    "derived": Text("our inference", "当方の推論"),
    "judgement": Text("judgement", "判断"),
    "optional": Text("optional", "任意"),
    "unknown": Text("not evidenced from here on", "これ以降は根拠なし"),
    "ended": Text("the clause is gone", "条項は終了"),
    "by_reading": Text("by reading", "解釈による"),
}


class Sheet:
    """Lines in one language, folded to a width that counts full-width characters as two."""

    def __init__(self, lang: str, columns: int) -> None:
        self.lang = lang
        self.columns = columns
        self.lines: list[str] = []

    def word(self, name: str) -> str:
        return WORDS[name].in_(self.lang)

    def add(self, text: str, indent: int = 0, hanging: int = 0) -> None:
        """A paragraph; `hanging`: further columns for all lines but the first."""
        for number, line in enumerate(wrapped(text, self.columns - indent - hanging)):
            self.lines.append(" " * (indent + (hanging if number else 0)) + line)

    def labelled(self, name: str, text: str, indent: int) -> None:
        label = f"{self.word(name)}: " if self.lang == "en" else f"{self.word(name)}："
        self.add(label + text, indent, 2)

    def heading(self, name: str) -> None:
        self.lines += ["", self.word(name)]

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def ruleset_text(plan: Plan, lang: str, columns: int) -> str:
    """The whole rule set."""
    sheet = Sheet(lang, columns)
    sheet.add(f"{plan.title.in_(lang)}  ({plan.id}, {plan.version})")
    if plan.summary is not None:
        sheet.add(plan.summary.in_(lang))
    sheet.labelled("covers", f"{_periods(plan.covers)}  [{', '.join(plan.covers_source)}]", 0)
    sheet.heading("criteria")
    for criterion in plan.criteria:
        _criterion(sheet, criterion)
    _values(sheet, "amounts", [value for value in plan.values.values() if value.amount])
    _values(sheet, "illustrations", [value for value in plan.values.values() if value.illustration])
    _section(sheet, "figures", _parameter, tuple(plan.parameters.values()))
    _section(sheet, "readings", _reading, tuple(plan.readings.values()))
    _section(sheet, "facts", _fact, tuple(plan.facts.values()))
    return sheet.text()


def criterion_text(criterion: Criterion, plan: Plan, lang: str, columns: int) -> str:
    """One criterion, with the readings that its condition depends on."""
    sheet = Sheet(lang, columns)
    _criterion(sheet, criterion)
    reading = getattr(criterion.requires, "reading", None)
    if reading is not None:
        _section(sheet, "readings", _reading, (plan.readings[reading],))
    return sheet.text()


def _section(sheet: Sheet, heading: str, show: Any, items: Sequence[Any]) -> None:
    if items:
        sheet.heading(heading)
    for item in items:
        show(sheet, item)


def _criterion(sheet: Sheet, criterion: Criterion) -> None:
    flags = [criterion.strength.value, *(flag for flag in ("provisional", "derived") if getattr(criterion, flag))]
    marks = ", ".join(sheet.word(flag) for flag in flags)
    sheet.add(f"{criterion.id}: {criterion.title.in_(sheet.lang)} ({marks})", 2, 2)
    sheet.add(criterion.statement.in_(sheet.lang), 4)
    sheet.labelled("requires", _condition(sheet, condition_json(criterion.requires)), 4)
    if criterion.applies_when is not None:
        sheet.labelled("applies_when", criterion.applies_when.text, 4)
    if criterion.in_force:
        sheet.labelled("in_force", _periods(criterion.in_force), 4)
    if criterion.evidence is not None:
        sheet.labelled("evidence", sheet.word(criterion.evidence), 4)
    sheet.labelled("source", ", ".join(criterion.source), 4)


def _condition(sheet: Sheet, condition: Any) -> str:
    """FEEL, or one line of a few for what is not plain FEEL."""
    if isinstance(condition, str):
        return condition
    if "reading" in condition:
        sides = "; ".join(f"{name}: {_condition(sheet, side)}" for name, side in condition["sides"].items())
        return f"{sheet.word('by_reading')} {condition['reading']}: {sides}"
    if "table" in condition:
        return str(condition["table"])
    (how, bounds), *_ = condition.items()
    listed = ", ".join(f"{name}: {formula}" for name, formula in bounds.items())
    return f"{'min' if how == 'least_of' else 'max'}({listed})"


def _values(sheet: Sheet, heading: str, values: Sequence[Value]) -> None:
    if values:
        sheet.heading(heading)
    for value in values:
        mark = f" ({sheet.word('derived')})" if value.derived else ""
        sheet.add(f"{value.name}: {value.title.in_(sheet.lang)}{_unit(value.unit)}{mark}", 2, 2)
        if value.applies_when is not None:
            sheet.labelled("applies_when", value.applies_when.text, 4)
        for step in value.steps:
            since = "" if step.start.year == 1 else f"{step.start.isoformat()} …  "
            gone = isinstance(step.value, Gone)
            sheet.add(
                since + (sheet.word(step.value.value) if gone else _condition(sheet, definition_json(step.value))), 4, 2
            )


def _parameter(sheet: Sheet, parameter: Parameter) -> None:
    sheet.add(f"{parameter.name}: {parameter.title.in_(sheet.lang)}{_unit(parameter.unit)}", 2, 2)
    for step in parameter.steps:
        sources = f"  [{', '.join(step.source)}]" if step.source else ""
        sheet.add(f"{step.start.isoformat()} …  {_step(sheet, step.value)}{sources}", 4, 2)


def _step(sheet: Sheet, value: Any) -> str:
    if isinstance(value, Gone):
        return sheet.word(value.value)
    if isinstance(value, Bounds):
        low, high = plain(value.at_least), plain(value.at_most)
        return f"{'' if low is None else low + ' '}≤ … ≤{'' if high is None else ' ' + high}"
    return str(plain(value))


def _reading(sheet: Sheet, reading: Reading) -> None:
    sheet.add(f"{reading.id}: {reading.question.in_(sheet.lang)}", 2, 2)
    for name, side in reading.sides.items():
        mark = f" ({sheet.word('default')})" if name == reading.default else ""
        sheet.add(f"{name}{mark}: {side.in_(sheet.lang)}", 4, 2)
    sheet.add(reading.reason.in_(sheet.lang), 4)
    sheet.labelled("source", ", ".join(reading.source), 4)


def _fact(sheet: Sheet, fact: FactSpec) -> None:
    flags = [name for name, holds in (("judgement", fact.judgement), ("optional", fact.null_when_absent)) if holds]
    marks = f" ({', '.join(sheet.word(flag) for flag in flags)})" if flags else ""
    choices = f" [{' | '.join(fact.choices)}]" if fact.choices else ""
    sheet.add(f"{fact.name}: {fact.type}{_unit(fact.unit)}{choices}{marks}", 2, 2)
    sheet.add(fact.question.in_(sheet.lang), 4)


def _unit(unit: str | None) -> str:
    return "" if unit in (None, "1") else f" [{unit}]"


def _periods(periods: Sequence[Period]) -> str:
    return ", ".join(f"{_day(period.start)} … {_day(period.end)}" for period in periods)


def _day(day: Any) -> str:
    return "" if day is None else str(day.isoformat())
