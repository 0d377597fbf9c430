"""Where a case stands, in words: one text for the terminal, in English or Japanese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.cases.standing import CaseStanding, DeadlineStanding, DeadlineState, OrderStanding
from engine.determination import Because, Outcome, State
from engine.diagnostics import Diagnostic, Text
from engine.feel.values.text import text_of
from engine.text import printable

S = DeadlineState
HEADINGS = {
    "late": Text("Late", "期限を過ぎているもの"),
    "outstanding": Text("Outstanding (the source states no last day)", "未了のもの（出典に期限の定めなし）"),
    "due": Text("Due", "これからの期限"),
    "undetermined": Text("Not known", "わからないもの"),
    "done": Text("Done", "済んだもの"),
    "ready": Text("Can be done next", "次に行えること"),
    "blocked": Text("Blocked", "まだ行えないこと"),
    "conclusions": Text("What follows", "導かれること"),
    "rulesets": Text("Rule sets", "規則集の判定"),
    "faults": Text("Contradictions and errors", "矛盾と誤り"),
    "unrecorded": Text("Must have happened, but is not recorded", "行われたはずだが記録のないもの"),
    "left_out": Text("Events that do not count", "数えていない出来事"),
    "events": Text("What happened", "これまでの経過"),
}
WHY = {
    "future": Text("after that day", "基準日より後"),
    "not_yet_known": Text("not known yet", "まだ知られていない"),
    "corrected": Text("corrected", "訂正済み"),
    "withdrawn": Text("withdrawn", "取下げ済み"),
    "unclear": Text("unclear", "内容が定まらない"),
}
STATES = {
    "met": Text("met", "適合"),
    "not_met": Text("not met", "不適合"),
    "undetermined": Text("undetermined", "未確定"),
    "not_applicable": Text("not applicable", "該当なし"),
    "not_checked": Text("was not checked", "確認していない"),
    "not_in_force": Text("not in force", "適用期間外"),
    "does_not_follow": Text("does not follow", "導かれない"),
    "not_started": Text("not begun", "未開始"),
    "open": Text("open", "期限前"),
    "done": Text("done", "実施済み"),
    "done_late": Text("done late", "期限後に実施"),
    "late": Text("late", "期限超過"),
    "outstanding": Text("outstanding", "未了"),
}
OUTCOMES = {
    Outcome.ELIGIBLE: Text("eligible", "適格"),
    Outcome.INELIGIBLE: Text("ineligible", "不適格"),
    Outcome.UNDETERMINED: Text("undetermined", "未確定"),
}


def standing_text(standing: CaseStanding, lang: str) -> str:
    """The standing as text of several lines; what there is nothing of is left out."""
    return "\n".join(printable(line) for line in _Writer(standing, lang).lines()) + "\n"


class _Writer:
    def __init__(self, standing: CaseStanding, lang: str) -> None:
        self.standing = standing
        self.lang = lang

    def say(self, en: str, ja: str) -> str:
        return ja if self.lang == "ja" else en

    def lines(self) -> Iterator[str]:
        one = self.standing
        known = (
            "" if one.known_on is None else self.say(f", as known on {one.known_on}", f"（{one.known_on} 時点の知識）")
        )
        yield self.say(
            f"{one.title.en} ({one.case}), as of {one.as_of}{known}",
            f"{one.title.ja}（{one.case}）　基準日 {one.as_of}{known}",
        )
        stage = one.stage.title.in_(self.lang) if one.stage else self.say("not begun", "未着手")
        yield self.say(f"Stage: {stage}", f"段階: {stage}")
        for note in one.notes:
            yield from self._fault(note, "  ")
        yield from self._section("late", [self._deadline(found) for found in one.late])
        yield from self._section("outstanding", [self._deadline(found) for found in one.in_state(S.OUTSTANDING)])
        yield from self._section("due", [self._deadline(found) for found in one.due])
        yield from self._section("undetermined", [self._deadline(found) for found in one.in_state(S.UNDETERMINED)])
        yield from self._section("done", [self._deadline(found) for found in one.in_state(S.DONE, S.DONE_LATE)])
        yield from self._section("ready", [f"{self._kind(step.event)}{self._by(step.by)}" for step in one.ready])
        yield from self._section("blocked", list(self._blocked()))
        yield from self._section("conclusions", list(self._conclusions()))
        yield from self._section("rulesets", list(self._rulesets()))
        yield from self._section("faults", [line for found in one.faults for line in self._fault(found, "")])
        yield from self._section(
            "unrecorded",
            [
                self.say(
                    f"{found.title.en}, before {self._kind(found.before)}",
                    f"{found.title.ja}（{self._kind(found.before)}より前）",
                )
                for found in one.unrecorded
            ],
        )
        yield from self._section("events", [self._event(index) for index in range(len(one.events))])
        yield from self._section("left_out", [f"{found.id}: {WHY[found.why].in_(self.lang)}" for found in one.left_out])

    def _section(self, name: str, lines: Sequence[str]) -> Iterator[str]:
        if lines:
            yield ""
            yield HEADINGS[name].in_(self.lang)
            yield from (f"  {line}" for line in lines)

    def _deadline(self, one: DeadlineStanding) -> str:
        label = f" {one.label}" if one.label else ""
        marks = self._marks(provisional=one.provisional, derived=one.derived)
        by = self.say(f"; by {one.by_title.en}", f"（{one.by_title.ja}）")
        sides = ""
        if one.reading and len({day for day in one.sides.values() if day}) > 1:
            listed = ", ".join(f"{side}: {day}" for side, day in one.sides.items())
            sides = self.say(f" (reading {one.reading}; {listed})", f"（解釈 {one.reading}、{listed}）")
        return f"{one.title.in_(self.lang)}{label}: {self._when(one)}{sides}{by}{marks} [{', '.join(one.source)}]"

    def _when(self, one: DeadlineStanding) -> str:
        days = one.days or 0
        if one.state is S.LATE:
            return self.say(f"due {one.due}, {_days(days)} late", f"期限 {one.due}、{days}日超過")
        if one.state is S.OUTSTANDING:
            return self.say("nothing recorded", "記録なし")
        if one.state is S.OPEN and one.due is not None:
            return self.say(f"due {one.due}, {_days(days)} left", f"期限 {one.due}、残り{days}日")
        if one.state is S.OPEN:
            return self.say("no last day is stated", "期限の定めなし")
        if one.state is S.DONE_LATE:
            return self.say(
                f"done {one.done_on}, {_days(days)} after {one.due}",
                f"{one.done_on} 実施、期限 {one.due} を{days}日超過",
            )
        if one.state is S.DONE:
            until = "" if one.due is None else self.say(f" (due {one.due})", f"（期限 {one.due}）")
            return self.say(f"done {one.done_on}{until}", f"{one.done_on} 実施{until}")
        waits = ", ".join(f"`{name}`" for name in one.missing)
        return self.say(
            f"waits for {waits}" if waits else "cannot be told", f"{waits} が必要" if waits else "判断できない"
        )

    def _blocked(self) -> Iterator[str]:
        for step in self.standing.blocked:
            waits = ", ".join(self._kind(name) for name in step.waits_for)
            yield self.say(
                f"{self._kind(step.event)}: waits for {waits}", f"{self._kind(step.event)}: {waits} が先に必要"
            )
            yield from (f"  {self._order(why)}" for why in step.because)

    def _order(self, one: OrderStanding) -> str:
        marks = self._marks(provisional=one.provisional, derived=one.derived)
        return f"{one.statement.in_(self.lang)}{marks} [{', '.join(one.source)}]"

    def _conclusions(self) -> Iterator[str]:
        for one in self.standing.conclusions:
            yield f"{one.statement.in_(self.lang)} [{', '.join(one.source)}]"
            yield "  " + self.say("Because: ", "根拠: ") + "; ".join(self._because(because) for because in one.because)

    def _because(self, one: Because) -> str:
        if one.event is not None:
            there = (
                self.say("recorded", "記録あり") if one.state == "recorded" else self.say("not recorded", "記録なし")
            )
            return self.say(f"{self._kind(one.event)} {there}", f"{self._kind(one.event)}{there}")
        of = one.deadline or one.order or one.criterion or one.conclusion
        if of is None:
            outcome = OUTCOMES[Outcome(one.outcome)].in_(self.lang) if one.outcome else (one.state or "")
            return f"`{one.ruleset}`: {outcome}"
        holder = "" if one.ruleset == self.standing.case else f"{one.ruleset}#"
        state = (one.state or "").removeprefix("not_") if one.state not in STATES else one.state
        word = STATES[state].in_(self.lang) if state in STATES else ""
        return f"`{holder}{of}`" + (f": {word}" if word else "")

    def _rulesets(self) -> Iterator[str]:
        for one in self.standing.determinations:
            failed = [found.title.in_(self.lang) for found in one.findings if found.state is State.NOT_MET]
            missing = [f"`{name}`" for name in one.missing]
            line = f"{one.title.in_(self.lang)} (`{one.ruleset}`): {OUTCOMES[one.outcome].in_(self.lang)}"
            if failed:
                line += self.say(f"; not met: {', '.join(failed)}", f"。満たさない基準: {'、'.join(failed)}")
            if missing:
                line += self.say(f"; missing: {', '.join(missing)}", f"。不足する事実: {'、'.join(missing)}")
            yield line

    def _event(self, index: int) -> str:
        one = self.standing.events[index]
        told = ", ".join(f"{name}: {text_of(value)}" for name, value in one.fields.items())
        return f"{one.on}  {self._kind(one.kind or '')}{f' ({told})' if told else ''}  {one.id}"

    def _fault(self, found: Diagnostic, indent: str) -> Iterator[str]:
        yield f"{indent}{found.message.in_(self.lang)} ({found.code})"
        if found.help is not None:
            yield f"{indent}  {self.say('help', '対処')}: {found.help.in_(self.lang)}"

    def _kind(self, name: str) -> str:
        return self.standing.titles[name].in_(self.lang) if name in self.standing.titles else name

    def _by(self, party: str | None) -> str:
        title = self.standing.parties.get(party or "")
        return "" if title is None else self.say(f"; by {title.en}", f"（{title.ja}）")

    def _marks(self, *, provisional: bool, derived: bool) -> str:
        words = [self.say("provisional", "暫定")] if provisional else []
        words += [self.say("our inference", "当方の推論")] if derived else []
        return self.say(f" ({', '.join(words)})", f"（{'、'.join(words)}）") if words else ""


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
