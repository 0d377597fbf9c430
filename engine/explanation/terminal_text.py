"""An explanation as text for a terminal: what counts comes first, and nothing is said by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.determination import Outcome, State
from engine.diagnostics import Text
from engine.explanation import lines, words
from engine.explanation.layout import beside, hanging, padded
from engine.explanation.parts import (
    ConclusionExplained,
    DeterminationExplained,
    DocumentShown,
    Entry,
    Evidence,
    Explanation,
    Holds,
    Mark,
    Notice,
    Question,
    ReadingShown,
    Reason,
    Rests,
    Side,
    Source,
    Sum,
    Traced,
    Worked,
)
from engine.records import dataclass
from engine.text import width as width_of

NARROWEST, WIDEST = 40, 100
"""Columns: below, Japanese clauses become ladders; above, lines become hard to follow."""
SIDE_BY_SIDE = 70
"""Columns from which the sides of a reading stand beside each other."""
COLOURS = {Outcome.ELIGIBLE: "32", Outcome.INELIGIBLE: "31", Outcome.UNDETERMINED: "33"}
STATE_COLOURS = {State.MET: "32", State.NOT_MET: "31", State.UNDETERMINED: "33", State.NOT_APPLICABLE: "2"}


def as_text(explanation: Explanation, width: int = 80, *, colour: bool = False, documents: bool = False) -> str:
    """The explanation in lines of at most `width` columns, full-width characters counted as two.

    `documents`: with the list of documents that would show facts, instead of their number.
    """
    page = _Page(explanation.lang, max(NARROWEST, min(width, WIDEST)), colour, documents)
    told: list[str] = []
    for determination in explanation.determinations:
        if not determination.companion:
            told += [*page.determination(determination), ""]
    told += page.companions([one for one in explanation.determinations if one.companion])
    told += page.conclusions([one for one in explanation.conclusions if not one.companion])
    told += page.notices(explanation.notices)
    told += page.bibliography(explanation.bibliography)
    told += hanging(explanation.closing, page.width)
    return "\n".join(told) + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    lang: str
    width: int
    colour: bool
    documents: bool

    def say(self, text: Text, **names: object) -> str:
        return text.in_(self.lang).format(**names) if names else text.in_(self.lang)

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def heading(self, text: Text) -> Iterator[str]:
        yield from (self.paint(line, "1") for line in hanging(self.say(text), self.width))

    # --- a determination ---------------------------------------------------------------------------------------------

    def determination(self, shown: DeterminationExplained) -> Iterator[str]:
        yield from (self.paint(line, "1") for line in hanging(f"{shown.title}  [{shown.ruleset}]", self.width))
        yield from hanging(shown.dated, self.width)
        yield ""
        yield from (self.paint(line, f"1;{COLOURS[shown.outcome]}") for line in hanging(shown.headline, self.width))
        yield from hanging(shown.lead, self.width)
        eligible = shown.outcome is Outcome.ELIGIBLE
        amounts = words.AMOUNTS if eligible else words.AMOUNTS_IF
        yield from self.section(amounts, self.sums(shown.amounts))
        yield from self.section(words.WHY, (self.reason(one) for one in shown.decisive))
        yield from self.section(words.NOTICES, (self.notice(one) for one in shown.notices))
        yield from self.section(words.QUESTIONS, (self.question(*one) for one in enumerate(shown.questions, 1)))
        yield from self.section(words.READINGS, (self.reading(one) for one in shown.readings))
        yield from self.section(words.HOLDS, [self.holds(shown.holds)] if shown.holds else [])
        yield from self.section(words.ILLUSTRATIONS, (self.sum(one) for one in shown.illustrations))
        others = words.WHY if eligible else words.OTHERS
        yield from self.section(others, [self.folded(shown.others)] if shown.others else [])
        yield from self.section(words.ASSUMPTIONS, [self.entries(shown.assumed)] if shown.assumed else [])
        yield from self.section(words.JUDGEMENTS, [self.entries(shown.judgements)] if shown.judgements else [])
        yield from self.section(words.RESTS, [self.rests(shown.rests)] if shown.rests else [])
        yield from self.section(words.EVIDENCE, (self.evidence(one) for one in shown.evidence))
        yield from self.section(words.RECORD, [self.record(shown)] if shown.evidence else [])

    def rests(self, shown: Rests) -> Iterator[str]:
        """The decisive facts, what stays below what is asked, and the documents or how many there are."""
        for text in (shown.text, *([shown.asked] if shown.asked else ()), *shown.below):
            yield from hanging(text, self.width, "  ")
        if self.documents:
            yield from self.section(words.DOCUMENTS, map(self.document, shown.documents))
        elif shown.documents:
            count = len(shown.documents)
            counted = words.ONE_DOCUMENT if count == 1 else words.DOCUMENTS_COUNTED
            yield from hanging(self.say(counted, count=count), self.width, "  ")

    def document(self, shown: DocumentShown) -> Iterator[str]:
        between = self.say(words.LIST)
        facts, criteria = (between.join(one.label for one in names) for names in (shown.facts, shown.criteria))
        yield from hanging(shown.title, self.width, "  • ")
        yield from hanging(self.say(words.DOCUMENT_FOR, facts=facts, criteria=criteria), self.width, "    ")

    def companions(self, shown: Sequence[DeterminationExplained]) -> Iterator[str]:
        """What a rule set that was asked rests on: the outcome and what decided it, no more."""
        if shown:
            yield from self.heading(words.COMPANIONS)
        for one in shown:
            outcome = words.OUTCOMES[one.outcome].in_(self.lang)
            start = f"  {lines.OUTCOME_SIGNS[one.outcome]} "
            first, *rest = hanging(f"{one.title} [{one.ruleset}]{self.say(words.COLON)}{outcome}", self.width, start)
            yield self.paint(first, COLOURS[one.outcome])
            yield from rest
            yield from hanging(one.lead, self.width, "    ")
        if shown:
            yield ""

    def section(self, title: Text, parts: Iterable[Iterator[str]]) -> Iterator[str]:
        """A heading and its parts; nothing at all when there are none."""
        for at, part in enumerate(parts):
            if not at:
                yield ""
                yield from self.heading(title)
            yield from part

    def sums(self, shown: Sequence[Sum]) -> Iterator[Iterator[str]]:
        """Each amount; what was worked out for one above it is not told again, but for a single step."""
        told: set[str] = set()
        for one in shown:
            again = [step for step in one.worked[:-1] if step.text in told]
            told |= {step.text for step in one.worked}
            yield self.sum(one, again if len(again) > 1 else ())

    def sum(self, shown: Sum, told: Sequence[Worked] = ()) -> Iterator[str]:
        colon = self.say(words.COLON)
        new = [one.text for one in shown.worked if one not in told]
        yield from hanging(f"{shown.title}{colon}{shown.text}", self.width, "  ")
        yield from self.labelled(words.BOUND, [shown.bound] if shown.bound else [])
        yield from self.labelled(words.WORKED, [self.say(words.AS_ABOVE), *new] if told else new)
        yield from self.labelled(words.WAITS, lines.named(shown.waits_for, self.lang))
        yield from self.marks(shown.marks)
        yield from self.labelled(words.SOURCE, lines.cited(shown.sources, self.lang))
        yield from self.traces(shown.trace)

    def reason(self, shown: Reason) -> Iterator[str]:
        sign = self.paint(f"{lines.SIGNS[shown.state]} {shown.state_word}", STATE_COLOURS[shown.state])
        start = f"  {lines.SIGNS[shown.state]} {shown.state_word}  "
        first, *rest = hanging(shown.title, self.width, start, "    ")
        yield first.replace(start.strip(), sign, 1)
        yield from rest
        yield from self.marks(shown.marks)
        yield from self.labelled(words.ASKS, [shown.asks])
        yield from self.labelled(words.GIVEN, map(self.entry, shown.given))
        yield from self.labelled(words.FIGURE, map(self.entry, shown.figures))
        yield from self.labelled(words.WAITS, lines.named(shown.waits_for, self.lang))
        yield from self.labelled(words.SOURCE, lines.cited(shown.sources, self.lang))
        yield from self.traces(shown.trace)

    def folded(self, reasons: Sequence[Reason]) -> Iterator[str]:
        """A line each: the state, the title, what was given."""
        columns = max(width_of(reason.state_word) for reason in reasons)
        for reason in reasons:
            entries = () if reason.state is State.NOT_APPLICABLE else (*reason.given, *reason.figures)
            given = self.say(words.LIST).join(lines.entry(entry, self.lang, reason.title) for entry in entries)
            marks = "".join(self.say(words.BRACKETS, words=mark.word) for mark in reason.marks)
            start = f"  {lines.SIGNS[reason.state]} {padded(reason.state_word, columns)}  "
            text = (
                f"{reason.title}{marks}"
                + (f"{self.say(words.DASH)}{given}" if given else "")
                + lines.numbers(reason.sources)
            )
            first, *rest = hanging(text, self.width, start)
            sign = self.paint(start.rstrip(), STATE_COLOURS[reason.state])
            yield first.replace(start.rstrip(), sign, 1)
            yield from rest
            yield from self.traces(reason.trace)

    def question(self, number: int, shown: Question) -> Iterator[str]:
        start = f"  {number}. "
        below = " " * len(start)
        yield from hanging(shown.question, self.width, start)
        if shown.choices:
            choices = self.say(words.CHOICES, names=self.say(words.LIST).join(shown.choices))
            yield from hanging(choices, self.width, below)
        yield from hanging(shown.why, self.width, below)
        yield from hanging(f"[{shown.name}]", self.width, below)

    def reading(self, shown: ReadingShown) -> Iterator[str]:
        yield from hanging(shown.question, self.width, "  ")
        if self.width >= SIDE_BY_SIDE and len(shown.sides) == 2:
            cells = [list(self.side(side)) for side in shown.sides]
            yield from (f"    {line}".rstrip() for line in beside(cells, self.width - 4))
        else:
            for side in shown.sides:
                first, *rest = self.side(side)
                yield from hanging(first, self.width, "    • ", "      ")
                yield from (line for text in rest for line in hanging(text, self.width, "      "))
        yield from self.labelled(words.SOURCE, lines.cited(shown.sources, self.lang))

    def side(self, shown: Side) -> Iterator[str]:
        mark = self.say(words.BRACKETS, words=shown.mark) if shown.mark else ""
        yield f"[{shown.name}]{mark}"
        yield shown.statement
        yield f"{self.say(words.OUTCOME)}{self.say(words.COLON)}{shown.outcome_word}"
        yield from map(self.entry, shown.amounts)

    def traces(self, shown: Sequence[Traced]) -> Iterator[str]:
        """Each expression part by part, what a part is made of standing further in."""
        for one in shown:
            yield from hanging(self.say(words.TRACED, expression=lines.trace_title(one, self.lang)), self.width, "    ")
            for depth, text in lines.tree(one.root):
                start = " " * (6 + min(2 * depth, self.width // 3))
                yield from hanging(text, self.width, start, f"{start}  ")
            if one.cut:
                yield from hanging(self.say(words.CUT), self.width, "    ! ")

    def holds(self, shown: Holds) -> Iterator[str]:
        yield from hanging(shown.text, self.width, "  ")
        yield from self.labelled(words.ENDED_BY, (lines.turn(one, self.lang) for one in shown.because))

    def evidence(self, shown: Evidence) -> Iterator[str]:
        yield from hanging(lines.evidence(shown, self.lang), self.width, "  ")
        for label, text in lines.evidence_parts(shown, self.lang):
            yield from hanging(lines.labelled(label, text, self.lang), self.width, "    ")

    def record(self, shown: DeterminationExplained) -> Iterator[str]:
        yield from hanging(lines.record(shown, self.lang), self.width, "  ")

    # --- beside the determinations -----------------------------------------------------------------------------------

    def conclusions(self, shown: Sequence[ConclusionExplained]) -> Iterator[str]:
        """By kind and by what they rest on, so that a reason that many share is said once."""
        groups: dict[tuple[str, tuple[str, ...]], list[ConclusionExplained]] = {}
        for conclusion in shown:
            groups.setdefault((conclusion.kind, conclusion.because), []).append(conclusion)
        if shown:
            yield from self.heading(words.CONCLUSIONS)
        for kind, word in dict.fromkeys((one.kind, one.kind_word) for one in shown):
            yield f"  {self.paint(word, '4')}"
            for (of_kind, because), members in groups.items():
                if of_kind == kind:
                    yield from self.group(because, members)
        if shown:
            yield ""

    def group(self, because: Sequence[str], members: Sequence[ConclusionExplained]) -> Iterator[str]:
        reasons = self.say(words.LIST).join(because)
        yield from hanging(f"{self.say(words.RESTS_ON)}{self.say(words.COLON)}{reasons}", self.width, "    ")
        for member in members:
            sources = self.say(words.LIST).join(lines.cited(member.sources, self.lang))
            cited = self.say(words.BRACKETS, words=sources) if sources else ""
            yield from hanging(f"{member.statement}{cited}", self.width, "    • ")

    def notices(self, shown: Sequence[Notice]) -> Iterator[str]:
        for notice in shown:
            yield from self.notice(notice)
        if shown:
            yield ""

    def notice(self, shown: Notice) -> Iterator[str]:
        yield from hanging(shown.message, self.width, "  ! ")
        if shown.help:
            yield from hanging(f"{self.say(words.HELP)}{self.say(words.COLON)}{shown.help}", self.width, "    ")

    # --- lines -------------------------------------------------------------------------------------------------------

    def bibliography(self, shown: Sequence[Source]) -> Iterator[str]:
        if shown:
            yield from self.heading(words.SOURCES)
        for number, source in enumerate(shown, 1):
            yield from hanging(f"{source.text} {source.url or ''}".rstrip(), self.width, f"  [{number}] ")
        if shown:
            yield ""

    def marks(self, shown: Sequence[Mark]) -> Iterator[str]:
        for mark in shown:
            yield from hanging(lines.mark(mark, self.lang), self.width, "    ! ")

    def entries(self, shown: Sequence[Entry]) -> Iterator[str]:
        yield from hanging(self.say(words.ITEMS).join(map(self.entry, shown)), self.width, "  ")

    def entry(self, shown: Entry) -> str:
        return lines.entry(shown, self.lang)

    def labelled(self, label: Text, texts: Iterable[str]) -> Iterator[str]:
        """Texts under one label, each on lines of its own."""
        start = f"    {self.say(label)}{self.say(words.COLON)}"
        every = list(texts)
        point = "· " if len(every) > 1 else ""
        for at, text in enumerate(every):
            yield from hanging(text, self.width, (" " * width_of(start) if at else start) + point)
