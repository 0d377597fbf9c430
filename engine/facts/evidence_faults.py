"""The faults of what stands around a value (grade, person, day, reason), and between documents."""

from __future__ import annotations

from typing import Any

from engine.diagnostics import Diagnostic, Text
from engine.facts.faults import fault, shown


def unknown_key(name: str, key: str, near: str | None, known: tuple[str, ...]) -> Diagnostic:
    every = ", ".join(f"`{one}`" for one in known)
    hint = (f"a fact may have {every}", f"事実に書けるのは {every} です")
    if near:
        hint = (f"did you mean `{near}`?", f"`{near}` のことですか")
    return fault(
        "unknown-key",
        f"`{name}` has no part `{shown(key)}`",
        f"`{name}` に `{shown(key)}` という項目はありません",
        hint,
    )


def value_missing(name: str) -> Diagnostic:
    return fault(
        "value-missing",
        f"`{name}` is a mapping without `value`",
        f"`{name}` に `value` がありません",
        ("write the value alone, or `{value: …, grade: …}`", "値だけを書くか、`{value: …, grade: …}` と書いてください"),
    )


def unknown_grade(name: str, raw: Any, near: str | None) -> Diagnostic:
    every = "`declared`, `documented`, `verified`, `judged`"
    hint = (f"the grades are {every}", f"等級は {every} です")
    if near:
        hint = (f"did you mean `{near}`? {hint[0]}", f"`{near}` のことですか。{hint[1]}")
    return fault(
        "unknown-grade",
        f"the grade of `{name}` is `{shown(raw)}`, which is none",
        f"`{name}` の等級 `{shown(raw)}` はありません",
        hint,
    )


def judged_without(name: str, absent: list[str]) -> Diagnostic:
    parts = ", ".join(f"`{part}`" for part in absent)
    return fault(
        "judged-without-reason",
        f"`{name}` is judged, but {parts} is missing"
        if len(absent) == 1
        else f"`{name}` is judged, but {parts} are missing",
        f"`{name}` は判断済みとされていますが、{parts} がありません",
        (
            "a judgement names its person (`by`), day (`on`) and `reason`",
            "判断には判断者 `by`、日付 `on`、理由 `reason` が必要です",
        ),
    )


def wrong_part(name: str, part: str, raw: Any, want: Text) -> Diagnostic:
    return fault(
        "wrong-evidence",
        f"`{part}` of `{name}` wants {want.en}, not `{shown(raw)}`",
        f"`{name}` の `{part}` には{want.ja}を書きます（`{shown(raw)}` が書かれています）",
        ("mend it or leave it out", "直すか、省いてください"),
    )


def unknown_exemption(criterion: str, near: str | None, known: list[str]) -> Diagnostic:
    every = ", ".join(f"`{one}`" for one in known[:8])
    hint = ("no criterion of these rule sets can be exempted", "これらの規則集に適用除外のできる基準はありません")
    if known:
        hint = (f"exemptions are possible for {every}", f"適用除外ができるのは {every} です")
    if near:
        hint = (f"did you mean `{near}`?", f"`{near}` のことですか")
    return fault(
        "unknown-exemption",
        f"there is no criterion `{shown(criterion)}` to be exempted from",
        f"適用除外のできる基準 `{shown(criterion)}` はありません",
        hint,
    )


def disagreement(name: str, first: tuple[Any, str], second: tuple[Any, str]) -> Diagnostic:
    """Two documents give two values. Each of `first`, `second`: the value, and where it stands."""
    (one, here), (other, there) = first, second
    return fault(
        "facts-disagree",
        f"`{name}` is `{shown(one)}` in {here}, but `{shown(other)}` in {there}",
        f"`{name}` が {here} では `{shown(one)}`、{there} では `{shown(other)}` となっています",
        ("keep the one that is right", "正しいほうだけを残してください"),
    )


def too_many_facts(most: int) -> Diagnostic:
    return fault(
        "too-many-facts",
        f"there are more than {most} facts in one document",
        f"一つの文書に {most} 件を超える事実があります",
        ("leave out what the rules do not ask for", "規則が求めない事実を省いてください"),
    )


def more_faults(count: int) -> Diagnostic:
    return fault(
        "more-faults",
        f"{count} more faults are not shown",
        f"ほかに {count} 件の誤りがあります（表示を省きました）",
        ("mend those shown first", "まず上に挙げたものを直してください"),
    )
