"""The talk at the terminal: one question at a time, why it is asked, and the answer so far."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from engine.determination import Outcome
from engine.diagnostics import Diagnostic, Text, misuse
from engine.explanation.figures import day, figure
from engine.explanation.lexicon import Lexicon
from engine.fact_fields import fields_of
from engine.plan import FactSpec
from engine.questions import Question
from engine.text import nearest, quoted
from service.cli.citations import cited, fitted
from service.cli.faults import say_faults
from service.cli.terminal import Terminal
from service.files import cannot_write
from service.interview import words
from service.interview.answers import read_answer
from service.interview.saving import as_yaml, save
from service.interview.session import Session

UNKNOWN = frozenset(("?", "？", ":skip", ":わからない"))
LONGEST_LINE = 20_000


class _Done(Exception):  # noqa: N818 - not an error: the end of the questions
    """No more questions; `shown`: whether the answer is wanted."""

    def __init__(self, *, shown: bool) -> None:
        super().__init__()
        self.shown = shown


@dataclass(slots=True)
class Dialogue:
    """The talk of one interview: a question, what was typed, the answer so far."""

    here: Terminal
    session: Session
    file: Path | None
    names: Lexicon
    wanted: str | None = None
    """A fact that is asked next whatever the order says: taken back, or named by `:change`."""
    asked: int = 0
    commands: dict[str, Callable[[str], None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.commands = {
            **dict.fromkeys((":help", ":ヘルプ"), self._help),
            **dict.fromkeys((":back", ":戻る"), self._back),
            **dict.fromkeys((":change", ":変更"), self._change),
            **dict.fromkeys((":list", ":一覧"), self._list),
            **dict.fromkeys((":save", ":保存"), self._save),
            **dict.fromkeys((":done", ":終了"), self._done),
            **dict.fromkeys((":quit", ":中止"), self._quit),
        }

    # --- asking ------------------------------------------------------------------------------------------------------

    def run(self) -> bool:
        """Asks until nothing is left to ask; whether the answer is to be shown."""
        self.talk(words.WELCOME, day=day(self.session.as_of, self.here.lang))
        self._so_far()
        try:
            while True:
                questions = self.session.questions()
                name = self.wanted or (questions[0].fact.name if questions else None)
                if name is None:
                    return True
                self._ask(name, next((one for one in questions if one.fact.name == name), None), len(questions))
        except _Done as done:
            return done.shown

    def _ask(self, name: str, question: Question | None, left: int) -> None:
        spec = self.session.spec(name)
        assert spec is not None, "only facts that are known are asked"  # noqa: S101 - an invariant of the session
        self.asked += 1
        self.wanted = name
        self.say("")
        self.talk(words.QUESTION, number=self.asked, left=max(left, 1))
        self._show(spec, question)
        while self.wanted == name and not self._heard(spec, self._line()):
            pass

    def _show(self, spec: FactSpec, question: Question | None) -> None:
        lang = self.here.lang
        self.say(self._asks(spec, question))
        if spec.hint:
            self.say(f"  {spec.hint.in_(lang)}")
        for line in self._why(question):
            self.say(f"  {line}")
        if spec.type == "boolean":
            self.talk(words.YES_NO, indent=2)
        for number, label in enumerate(spec.choices.values(), 1):
            self.say(f"  {number}) {label.in_(lang)}")
        if spec.unit and spec.unit != "1":
            self.talk(words.UNIT, indent=2, unit=spec.unit)
        if fields_of(spec):
            some = ", ".join(f"{name}: …" for name in fields_of(spec))
            self.talk(words.RECORDS, indent=2, row=f"{{{some}}}" if spec.items is None else f"[{{{some}}}, …]")
        elif spec.type == "list":
            self.talk(words.MEMBERS, indent=2)

    def _asks(self, spec: FactSpec, question: Question | None) -> str:
        criteria = question.waiting[0].criteria if question else ()
        if spec.name.startswith("exemption.") and criteria:
            return words.EXEMPTION.in_(self.here.lang).format(title=criteria[0].title.in_(self.here.lang))
        return spec.question.in_(self.here.lang)

    def _why(self, question: Question | None) -> list[str]:
        """Each criterion that waits for the fact, with its passage; where none does, the amounts."""
        lang = self.here.lang
        if question is None:
            return [words.ASKED_BY_NAME.in_(lang)]
        lines = []
        for waiting in question.waiting:
            for one in waiting.criteria:
                told = {"title": one.title.in_(lang), "statement": one.statement.in_(lang)}
                lines += [words.WHY.in_(lang).format(**told), f"  [{cited(one.source, self.names)}]"]
            amounts = () if waiting.criteria else waiting.amounts
            lines += [words.FOR_AMOUNT.in_(lang).format(title=value.title.in_(lang)) for value in amounts]
        return lines

    def _line(self) -> str:
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline(LONGEST_LINE)
        if not line:
            self.say("")
            raise _Done(shown=True)
        return line.strip()

    # --- hearing -----------------------------------------------------------------------------------------------------

    def _heard(self, spec: FactSpec, line: str) -> bool:
        """Whether the line answered the question; a command and a fault do not."""
        command, _, rest = line.replace("：", ":").partition(" ")
        if line in UNKNOWN:
            self.session.put_aside(spec.name)
            self.talk(words.ASIDE)
        elif command in self.commands:
            self.commands[command](rest.strip())
            return False
        elif not line or not self._taken(spec, line):
            return False
        self.wanted = None
        self._keep()
        self._so_far()
        return True

    def _taken(self, spec: FactSpec, line: str) -> bool:
        faults = self.session.answer(spec.name, read_answer(line, spec))
        if faults:
            say_faults(self.here, [Diagnostic(one.code, one.message, one.help) for one in faults])
            return False
        self.talk(words.READ, value=self._value(spec.name))
        return True

    def _value(self, name: str) -> str:
        facts = self.session.facts()
        exempted = facts.exemptions.get(name.removeprefix("exemption."))
        given = facts.given.get(name) or exempted
        return self.names.value(name, given.value) if given else ""

    def _so_far(self) -> None:
        lang = self.here.lang
        for one in self.session.so_far().determinations:
            outcome = words.OUTCOMES[one.outcome].in_(lang)
            told = [words.SO_FAR.in_(lang).format(title=one.title.in_(lang), outcome=outcome)]
            if one.outcome is not Outcome.INELIGIBLE:
                told += [f"{a.title.in_(lang)} {figure(a.figure, lang, short=True)}" for a in one.amounts.values()]
            self.say(words.PARTS.in_(lang).join(told))

    # --- commands ----------------------------------------------------------------------------------------------------

    def _help(self, _: str) -> None:
        self.talk(words.HELP)

    def _back(self, _: str) -> None:
        name = self.session.back()
        if name is None:
            self.talk(words.NOTHING_YET)
            return
        self._keep()
        self.wanted = name

    def _change(self, said: str) -> None:
        name = self.session.named(said)
        if name is not None:
            self.wanted = name
            return
        near = nearest(said, [name for plan in self.session.plans for name in plan.facts])
        mend = ("`:list` shows the answers so far", "`:list` でこれまでの回答を確認できます")
        if near:
            mend = (f"did you mean `{near}`?", f"`{near}` のことですか")
        said = quoted(said)
        say_faults(self.here, [misuse("unknown-fact", f"there is no fact {said}", f"事実 {said} はありません", *mend)])

    def _list(self, _: str) -> None:
        given = self.session.facts().given
        if not given:
            self.talk(words.NO_ANSWERS)
        for name in given:
            self.say(f"  {self.names.label(name)}: {self._value(name)}  ({name})")

    def _save(self, said: str) -> None:
        if said:
            self.file = Path(said)
        if self.file is None:
            self.say(as_yaml(self.session.told).rstrip())
            return
        self._keep()
        self.talk(words.SAVED, file=self.file)

    def _done(self, _: str) -> None:
        raise _Done(shown=True)

    def _quit(self, _: str) -> None:
        raise _Done(shown=False)

    # --- keeping -----------------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Saves after every answer, where a file was named."""
        if self.file is None:
            return
        try:
            save(self.file, self.session.told)
        except OSError as error:
            mend = Text("name another file with `:save FILE`", "`:save ファイル` で別のファイルを指定してください")
            say_faults(self.here, [cannot_write(self.file, error, mend)])
            self.file = None

    def where_saved(self) -> None:
        """Says where the answers are, or shows them where they are nowhere else."""
        if self.file is not None and self.session.steps:
            self._keep()
        if self.file is not None:
            self.talk(words.SAVED, file=self.file)
            rulesets = " ".join(plan.id for plan in self.session.plans)
            self.talk(words.RESUME, rulesets=rulesets, day=self.session.as_of, file=self.file)
        elif self.session.told:
            self.talk(words.NOT_SAVED)
            self.say(as_yaml(self.session.told).rstrip())

    def say(self, text: str) -> None:
        """Lines to stderr, broken to the width of the terminal."""
        self.here.talk("\n".join(fitted(text.split("\n"), self.here.width)))

    def talk(self, text: Text, *, indent: int = 0, **told: object) -> None:
        said = text.in_(self.here.lang)
        self.say(" " * indent + (said.format(**told) if told else said))
