"""What a determination says besides its findings: what is not evidenced on the day, and what went wrong in a rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from engine.determination import Count, Figure, FindingEvidence
from engine.diagnostics import Diagnostic, Severity, Text
from engine.evaluator.dating import Day
from engine.plan import Bounds, Period, Plan

OTHER_DAY = Text(
    "nothing is carried over from other days; ask for a day that is evidenced, or wait for the source",
    "ほかの日の値は流用しません。根拠のある日を指定してください",
)


def _note(code: str, en: str, ja: str, help_: Text | None = None, severity: Severity = Severity.NOTE) -> Diagnostic:
    return Diagnostic(code, Text(en, ja), help_, severity=severity)


def not_covered(plan: Plan, day: Day) -> Diagnostic:
    """Why nothing is complete on the day: it lies outside, or its rules were published only later."""
    later = [one.published for one in plan.covers if day.as_of in one and one.published is not None]
    if not later or day.known_on is None:
        return no_rule_in_force(day.as_of, plan.covers, plan.title)
    return _note(
        "no-rule-in-force",
        f"the rules of `{plan.title.en}` for {day.as_of} were not known as a whole on {day.known_on}, "
        f"but from {min(later)} on",
        f"`{plan.title.ja}` の {day.as_of} の規則は {day.known_on} 時点ではそろって公表されておらず、"
        f"すべて確認できるのは {min(later)} からです",
        Text(
            f"ask by what was known later: `--known-on {min(later)}`, or leave it out",
            f"`--known-on {min(later)}` 以降を指定するか、指定せずに実行してください",
        ),
        Severity.WARNING,
    )


def no_rule_in_force(as_of: date, covers: Sequence[Period], title: Text) -> Diagnostic:
    """The day lies outside what the rule set covers: says what it covers, and how to ask for that."""
    periods_en = ", ".join(_period_en(period) for period in covers) or "no period"
    periods_ja = "、".join(_period_ja(period) for period in covers) or "（なし）"
    day = nearest_covered(as_of, covers)
    help_ = day and Text(
        f'ask for a day that is covered, such as {day} (command line: `--as-of {day}`; request: `"as_of": "{day}"`)',
        f'対象期間内の日（{day} など）を指定してください（コマンド：`--as-of {day}`、API：`"as_of": "{day}"`）',
    )
    return _note(
        "no-rule-in-force",
        f"the rules of `{title.en}` are not evidenced as a whole on {as_of}; they are for {periods_en}",
        f"`{title.ja}` の規則は {as_of} 時点では根拠がそろっていません。対象期間は {periods_ja} です",
        help_ or None,
        Severity.WARNING,
    )


def nearest_covered(as_of: date, covers: Sequence[Period]) -> date | None:
    """The covered day that is nearest to `as_of`."""
    ends = [day for period in covers for day in (period.start, period.end) if day is not None]
    return min(ends, key=lambda day: (abs((day - as_of).days), day), default=None)


def _period_en(period: Period) -> str:
    if period.start and period.end:
        return f"{period.start} to {period.end}"
    return f"{period.start} onwards" if period.start else f"the days until {period.end}"


def _period_ja(period: Period) -> str:
    return f"{period.start or ''}～{period.end or ''}"


SHOWN = {
    "documented": Text("shown by a document", "文書で裏付けられた"),
    "verified": Text("verified", "確認された"),
    "judged": Text("settled by an officer", "担当者が判断した"),
}


def evidence_below_minimum(title: Text, evidence: FindingEvidence) -> Diagnostic:
    """A finding left open because the request asks for better evidence; says which facts, and what would show them."""
    facts = ", ".join(f"`{name}`" for name in evidence.below)
    shown = SHOWN[evidence.minimum]
    documents_en = "; ".join(document.en for document in evidence.documents)
    documents_ja = "、".join(document.ja for document in evidence.documents)
    return _note(
        "evidence-below-minimum",
        f"`{title.en}` is left open: it rests on facts that are not {shown.en}: {facts}",
        f"`{title.ja}` は未確定です。次の事実は{shown.ja}ものではありません: {facts}",
        Text(f"what would show them: {documents_en}", f"示せる文書の例: {documents_ja}") if documents_en else None,
        Severity.WARNING,
    )


def no_criterion_applies(title: Text) -> Diagnostic:
    return _note(
        "no-criterion-applies",
        f"no criterion of `{title.en}` was met or applied, so nothing makes it eligible",
        f"`{title.ja}` には適用されて適合した基準がないため、適格とは判定できません",
        Text("check what was given about the proposal", "提案について入力した内容を確かめてください"),
        Severity.WARNING,
    )


def parameter_not_evidenced(name: str, title: Text, as_of: date) -> Diagnostic:
    return _note(
        "parameter-not-evidenced",
        f"`{name}` ({title.en}) is not evidenced on {as_of}",
        f"`{name}`（{title.ja}）は {as_of} 時点の値に根拠がありません",
        OTHER_DAY,
        Severity.WARNING,
    )


def parameter_in_bounds(name: str, title: Text, bounds: Bounds, unit: str | None) -> Diagnostic:
    """A figure of which the source gives only bounds."""
    unit = f" {unit}" if unit not in (None, "1") else ""
    en = [f"at least {bounds.at_least}{unit}"] if bounds.at_least is not None else []
    en += [f"at most {bounds.at_most}{unit}"] if bounds.at_most is not None else []
    ja = [f"`{bounds.at_least}{unit}` 以上"] if bounds.at_least is not None else []
    ja += [f"`{bounds.at_most}{unit}` 以下"] if bounds.at_most is not None else []
    return _note(
        "parameter-known-by-bounds",
        f"of `{name}` ({title.en}) only bounds are evidenced: {', '.join(en)}",
        f"`{name}`（{title.ja}）は範囲だけに根拠があります: {'、'.join(ja)}",
    )


def list_not_evidenced(name: str, title: Text, as_of: date, *, of_register: bool) -> Diagnostic:
    return _note(
        "register-not-evidenced" if of_register else "list-not-evidenced",
        f"what `{name}` ({title.en}) holds is not fully evidenced on {as_of}",
        f"`{name}`（{title.ja}）に何が含まれるかは、{as_of} 時点では根拠がそろっていません",
        OTHER_DAY,
        Severity.WARNING,
    )


MOST_NAMED = 12
"""Records of a count that are named; `counted` in the body of the answer has them all."""


def counted_from_register(count: Count) -> Diagnostic:
    """How many records of a register were counted for a fact, and which."""
    en, ja = _figure_words(count.figure)
    rows = ", ".join(count.records[:MOST_NAMED]) + (", …" if len(count.records) > MOST_NAMED else "")
    named = Text(f" ({rows})", f"（{rows}）") if rows else Text("", "")
    more = Text("", "")
    if count.open_records:
        number = len(count.open_records)
        more = Text(
            f", {number} of them not certain: their days or cells are not known",
            f"。うち{number}件は日付または内容が不明のため不確かです",
        )
    if not count.complete:
        more = Text(
            f"{more.en}; the register is not complete, so there may be more",
            f"{more.ja}。台帳は網羅的でないため、これより多い可能性があります",
        )
    return _note(
        "counted-from-register",
        f"`{count.fact}` by the register `{count.register}` ({count.title.en}): {en}{named.en}{more.en}",
        f"台帳 `{count.register}` から数えた `{count.fact}`（{count.title.ja}）：{ja}{named.ja}{more.ja}",
        _of_count(count),
    )


def _figure_words(figure: Figure) -> tuple[str, str]:
    if figure.value is not None:
        return f"{figure.value}", f"{figure.value}件"
    if figure.at_most is None:
        return f"at least {figure.at_least}", f"{figure.at_least}件以上"
    return f"{figure.at_least} to {figure.at_most}", f"{figure.at_least}～{figure.at_most}件"


def _of_count(count: Count) -> Text:
    if not count.used:
        return Text("the value that was given is used", "入力された値を使っています")
    if count.waits_for:
        names = ", ".join(f"`{name}`" for name in count.waits_for)
        return Text(f"give {names} to have more counted", f"{names} を入力すると、より正確に数えられます")
    return Text(
        "give the fact itself, as an officer with grade, person, day and reason, to overrule the count",
        "数え方と異なる判断をする場合は、担当者が事実そのものを根拠の区分・氏名・日付・理由を添えて入力してください",
    )


def count_differs(count: Count) -> Diagnostic:
    """The value that was given cannot be what the register counts."""
    en, ja = _figure_words(count.figure)
    return _note(
        "count-differs",
        f"`{count.fact}` is given as {count.given}, but the register `{count.register}` counts {en}",
        f"`{count.fact}` は {count.given}件と入力されていますが、台帳 `{count.register}` では{ja}です",
        Text(
            "check the value, and say with it who decided it, when and why",
            "値を確認し、誰がいつどのような理由で判断したかを添えてください",
        ),
        Severity.WARNING,
    )


def no_row_hit(name: str, title: Text) -> Diagnostic:
    return _fault(
        "no-row-hit",
        f"no row of table `{name}` ({title.en}) is hit",
        f"表 `{name}`（{title.ja}）に該当する行がありません",
    )


def bound_without_value(name: str, bound: str) -> Diagnostic:
    return _fault(
        "bound-without-value",
        f"the bound `{bound}` of `{name}` has no value",
        f"`{name}` の限度 `{bound}` の値が求まりません",
    )


def amount_without_value(name: str, title: Text) -> Diagnostic:
    return _fault(
        "amount-without-value",
        f"`{name}` ({title.en}) has no value",
        f"`{name}`（{title.ja}）の値が求まりません",
    )


def condition_without_truth(criterion: str, value: Any) -> Diagnostic:
    """A condition came out null, or as something that is neither true nor false."""
    code = "condition-is-null" if value is None else "condition-is-no-boolean"
    return _fault(
        code,
        f"the condition of `{criterion}` is neither true nor false",
        f"基準 `{criterion}` の条件が真とも偽とも決まりません",
    )


def _fault(code: str, en: str, ja: str) -> Diagnostic:
    help_ = Text(
        "this is a fault in the rule: report it to its authors", "規則の側の誤りです。規則の作成者に知らせてください"
    )
    return _note(code, en, ja, help_, Severity.ERROR)
