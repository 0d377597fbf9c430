"""What is wrong with events of a case, and where they contradict each other: message and help in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from engine.cases.definition import EventKind
from engine.diagnostics import Diagnostic, Severity, Text
from engine.facts.faults import shown
from engine.plan import FactSpec, Period
from engine.text import Nearest, nearest

Pair = tuple[str, str]
DAY: Pair = ("write a date as `2020-04-01`", "`2020-04-01` のように日付を書いてください")


def _fault(code: str, en: str, ja: str, mend: Pair, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(code, Text(en, ja), Text(*mend), severity=severity)


def _meant(name: Any, known: Iterable[str], like: Nearest = nearest) -> Pair:
    names = list(known)
    near = like(str(name), names)
    if near:
        return _did_you_mean(near)
    every = ", ".join(f"`{one}`" for one in names[:40]) or "none"
    return f"there are {every}", f"あるのは {every} です"


def _did_you_mean(near: str) -> Pair:
    return f"did you mean `{near}`?", f"`{near}` のことですか"


def unknown_case(name: str, known: Sequence[str]) -> Diagnostic:
    return _fault(
        "unknown-case",
        f"there is no type of case `{shown(name)}`",
        f"`{shown(name)}` という種類の案件はありません",
        _meant(name, known),
    )


def events_wanted(raw: Any) -> Diagnostic:
    return _fault(
        "events-expected",
        f"events are a list, not `{shown(raw)}`",
        f"出来事は一覧で書きます（`{shown(raw)}` が書かれています）",
        ("write one event a line, each beginning with `- `", "`- ` で始め、1行に一つずつ書いてください"),
    )


def too_many_events(most: int) -> Diagnostic:
    return _fault(
        "too-many-events",
        f"a case has at most {most} events",
        f"一つの案件の出来事は {most} 件までです",
        ("split the case", "案件を分けてください"),
    )


def event_wanted(raw: Any) -> Diagnostic:
    return _fault(
        "event-expected",
        f"an event is a mapping, not `{shown(raw)}`",
        f"出来事は項目と値の組で書きます（`{shown(raw)}` が書かれています）",
        ("write `{id: e1, event: …, on: 2020-04-01}`", "`{id: e1, event: …, on: 2020-04-01}` のように書いてください"),
    )


def unknown_part(key: Any, near: str | None) -> Diagnostic:
    return _fault(
        "unknown-key",
        f"an event has no `{shown(key)}`",
        f"出来事に `{shown(key)}` という項目はありません",
        ("what is told of an event goes into `fields`", "出来事の内容は `fields` の中に書いてください")
        if near is None
        else _did_you_mean(near),
    )


def missing(key: str) -> Diagnostic:
    mends = {
        "id": ("give it an id of its own, such as `e1`", "`e1` のような固有の id を付けてください"),
        "event": ("say what happened: `event: …`", "何があったかを `event: …` で書いてください"),
        "on": ("say when it happened: `on: 2020-04-01`", "いつあったかを `on: 2020-04-01` で書いてください"),
        "recorded_on": (
            "say when it was told: `recorded_on: 2020-04-01`",
            "いつ知らされたかを `recorded_on: 2020-04-01` で書いてください",
        ),
    }
    return _fault("missing-key", f"the event has no `{key}`", f"出来事に `{key}` がありません", mends[key])


def unknown_event(name: Any, known: Iterable[str], like: Nearest) -> Diagnostic:
    return _fault(
        "unknown-event",
        f"there is no event `{shown(name)}` in this case",
        f"この案件に `{shown(name)}` という出来事はありません",
        _meant(name, known, like),
    )


def unknown_field(kind: EventKind, key: Any, like: Nearest) -> Diagnostic:
    return _fault(
        "unknown-field",
        f"`{kind.name}` has no field `{shown(key)}`",
        f"`{kind.name}` に `{shown(key)}` という項目はありません",
        _meant(key, kind.fields, like),
    )


def fields_wanted(kind: str, raw: Any, known: Mapping[str, FactSpec]) -> Diagnostic:
    some = ", ".join(f"{name}: …" for name in list(known)[:4])
    return _fault(
        "fields-expected",
        f"the fields of `{kind}` are a mapping, not `{shown(raw)}`",
        f"`{kind}` の項目は名前と値の組で書きます（`{shown(raw)}` が書かれています）",
        (f"write `{{{some}}}`", f"`{{{some}}}` のように書いてください"),
    )


def bad_id(key: str, raw: Any) -> Diagnostic:
    return _fault(
        "bad-event-id",
        f"`{key}` is `{shown(raw)}`, which is no id",
        f"`{key}` の `{shown(raw)}` は id として使えません",
        (
            "use up to 80 letters, digits, dots, colons, hyphens and underscores",
            "英数字、`.`、`:`、`-`、`_` を使い、80文字以内で書いてください",
        ),
    )


def not_a_day(key: str, raw: Any) -> Diagnostic:
    return _fault(
        "not-a-date",
        f"`{key}` is `{shown(raw)}`, which is no date",
        f"`{key}` の `{shown(raw)}` は日付ではありません",
        DAY,
    )


def recorded_before(told: date, on: date) -> Diagnostic:
    return _fault(
        "recorded-before-it-happened",
        f"it was told on {told}, before it happened on {on}",
        f"発生日 {on} より前の {told} に記録されています",
        (
            "what is only planned is no event; check both dates",
            "予定は出来事ではありません。両方の日付を確認してください",
        ),
    )


def withdrawal_with(key: str) -> Diagnostic:
    return _fault(
        "withdrawal-with-more",
        f"a withdrawal has no `{key}`",
        f"取下げに `{key}` は書けません",
        (
            "take it away; to tell it otherwise write an event with `corrects`",
            "消してください。内容を訂正するときは `corrects` を付けた出来事を書いてください",
        ),
    )


def bad_note(most: int) -> Diagnostic:
    return _fault(
        "bad-note",
        f"the note is no text of at most {most} characters",
        f"注記は {most} 文字以内の文字列で書きます",
        ("shorten it", "短くしてください"),
    )


def id_used_twice(name: str) -> Diagnostic:
    return _fault(
        "event-id-used-twice",
        f"several events that differ have the id `{name}`; none of them counts",
        f"内容の異なる複数の出来事に同じ id `{name}` が付いているため、いずれも数えていません",
        ("give each its own id", "それぞれに固有の id を付けてください"),
    )


def nothing_to_change(event: str, target: str, *, withdraws: bool) -> Diagnostic:
    how, how_ja = ("withdraws", "取り下げる") if withdraws else ("corrects", "訂正する")
    return _fault(
        "unknown-event-id",
        f"`{event}` {how} `{target}`, which is not recorded",
        f"`{event}` が{how_ja} `{target}` は記録されていません",
        ("name the id of an event of this case", "この案件にある出来事の id を書いてください"),
    )


def changed_in_a_circle(names: Sequence[str]) -> Diagnostic:
    listed = ", ".join(f"`{name}`" for name in names)
    return _fault(
        "correction-cycle",
        f"events correct or withdraw each other in a circle: {listed}; none of them counts",
        f"出来事が互いに訂正または取下げをして循環しています: {listed}。いずれも数えていません",
        ("record once more what is true, under a new id", "正しい内容を新しい id で記録し直してください"),
    )


def contradiction(kind: EventKind, ids: Sequence[str]) -> Diagnostic:
    listed = ", ".join(f"`{name}`" for name in ids)
    return _fault(
        "contradicting-events",
        f"{listed} tell different things of {kind.title.en}, so what they disagree in is not known",
        f"{listed} は「{kind.title.ja}」について異なる内容を述べているため、食い違う点は不明として扱います",
        ("withdraw what is wrong, or correct it", "誤っているものを取り下げるか、訂正してください"),
    )


def out_of_order(event: str, on: date, before: str, first: date) -> Diagnostic:
    return _fault(
        "events-out-of-order",
        f"`{event}` of {on} comes before `{before}` of {first}, which must come first",
        f"{on} の `{event}` が、先に行うべき {first} の `{before}` より前になっています",
        (
            "check both dates; correct the event that is wrong",
            "両方の日付を確認し、誤っている出来事を訂正してください",
        ),
    )


def not_covered(case: str, day: date, covers: Sequence[Period]) -> Diagnostic:
    periods = ", ".join(f"{one.start or '…'}–{one.end or ''}" for one in covers)
    first = next((one.end or one.start for one in reversed(covers)), None)
    return _fault(
        "no-rule-in-force",
        f"no clause of `{case}` is evidenced for {day}, only for {periods}",
        f"`{case}` の規定は {day} について確認できません（確認できる期間: {periods}）",
        (f"ask for a day inside: `--as-of {first}`", f"期間内の日を指定してください: `--as-of {first}`"),
        Severity.WARNING,
    )


def too_many_due(deadline: str, most: int) -> Diagnostic:
    return _fault(
        "too-many-due",
        f"`{deadline}` would be due more than {most} times",
        f"`{deadline}` の期限が {most} 件を超えます",
        ("check the events that it is counted from", "その計算の元になる出来事を確認してください"),
    )
