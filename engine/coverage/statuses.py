"""What an entry of a source may have come to be, and when that is not (yet) true of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from engine.compiler.shared import Entry
from engine.coverage.citing import Clause
from engine.diagnostics import Diagnostic, Place, Text
from engine.records import dataclass

STATUSES = {
    "rule": Text("rule", "規則"),
    "register": Text("register", "台帳"),
    "judgement": Text("judgement", "判断"),
    "obligation": Text("obligation", "義務"),
    "route": Text("route", "経路"),
    "definition": Text("definition", "定義"),
    "not_a_rule": Text("not a rule", "規則でない"),
}
"""The statuses in the order in which they are shown."""
RULE_BEARING = frozenset({"rule", "register", "judgement", "obligation", "route"})
"""Statuses that say: some clause of the rule files puts this into effect."""
SPEAKING = frozenset({"example", "fact", "reading"})
"""Clauses that speak of a point without putting it into effect."""


@dataclass(frozen=True, slots=True)
class _Case:
    entry: Entry
    cited_by: Sequence[Clause]
    place: Place | None

    @property
    def reference(self) -> str:
        return f"{self.entry.source}#{self.entry.id}"

    def fault(self, code: str, message: Text, mend: Text) -> Diagnostic:
        return Diagnostic(code, message, mend, self.place)


def entry_faults(entry: Entry, cited_by: Sequence[Clause], place: Place | None = None) -> list[Diagnostic]:
    """What is not true of an entry's status: each fault with a code, a sentence and a help line."""
    case = _Case(entry, cited_by, place)
    return [fault for check in _CHECKS for fault in check(case)]


def _without_status(case: _Case) -> Iterator[Diagnostic]:
    if case.entry.status is None:
        yield case.fault(
            "entry-without-status",
            Text(f"nothing says what became of `{case.reference}`", f"`{case.reference}` の扱いが決められていません"),
            Text(
                f"add `status:`, one of {', '.join(STATUSES)}",
                f"`status:` に {'・'.join(STATUSES)} のいずれかを書いてください",
            ),
        )


def _not_in_effect(case: _Case) -> Iterator[Diagnostic]:
    """A clause that only speaks of it does not count."""
    if case.entry.status in RULE_BEARING and not any(clause.kind not in SPEAKING for clause in case.cited_by):
        status = STATUSES[case.entry.status]
        yield case.fault(
            "entry-not-cited",
            Text(
                f"no clause puts `{case.reference}` into effect, though its status is {status.en}",
                f"`{case.reference}` は「{status.ja}」とされていますが、これを反映した条項がありません",
            ),
            Text(
                f"cite it in the clause that does: `source: {case.reference}`",
                f"反映した条項に `source: {case.reference}` と書いてください",
            ),
        )


def _without_text(case: _Case) -> Iterator[Diagnostic]:
    if case.entry.status == "definition" and case.entry.definition is None:
        yield case.fault(
            "entry-without-definition",
            Text(f"`{case.reference}` is a definition that nothing shows", f"`{case.reference}` の定義文がありません"),
            Text(
                "say it in `definition:`, in our words and both languages",
                "`definition:` に定義を自分の言葉で、英語と日本語で書いてください",
            ),
        )
    if case.entry.status == "not_a_rule" and case.entry.reason is None:
        yield case.fault(
            "entry-without-reason",
            Text(
                f"nothing says why `{case.reference}` is not a rule",
                f"`{case.reference}` が規則でない理由がありません",
            ),
            Text("say it in `reason:`", "`reason:` に理由を書いてください"),
        )


def _cited_all_the_same(case: _Case) -> Iterator[Diagnostic]:
    deciding = [clause for clause in case.cited_by if clause.kind not in SPEAKING]
    if case.entry.status == "not_a_rule" and deciding:
        place = f"{deciding[0].owner} {deciding[0].name}"
        yield case.fault(
            "entry-cited-but-not-a-rule",
            Text(
                f"`{case.reference}` is said to be no rule, but `{place}` cites it",
                f"`{case.reference}` は規則でないとされていますが、`{place}` が引用しています",
            ),
            Text(
                "give it the status that it has, or take the citation out", "`status` を改めるか、引用を外してください"
            ),
        )


_CHECKS: tuple[Callable[[_Case], Iterator[Diagnostic]], ...] = (
    _without_status,
    _not_in_effect,
    _without_text,
    _cited_all_the_same,
)
