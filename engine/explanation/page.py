"""An explanation as a page of blocks, in the order in which it is to be read: what decided first, the rest folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.determination import Outcome, State
from engine.diagnostics import Text
from engine.evaluator.keeping import OfEach
from engine.explanation import lines, words
from engine.explanation.blocks import Block, Item, Items, Link, Links, Paragraph, Section, Table, Terms, Tree
from engine.explanation.figures import days_in_words
from engine.explanation.parts import (
    ConclusionExplained,
    DeterminationExplained,
    DocumentShown,
    Entry,
    Evidence,
    Explanation,
    Holds,
    Notice,
    Question,
    ReadingShown,
    Reason,
    Rests,
    Side,
    Sum,
    Traced,
)


def page(explanation: Explanation, *, named: bool = True) -> tuple[Block, ...]:
    """The sections of the page, and the sentence that closes it. `named`: with the names of facts in files."""
    made = _Page(explanation.lang, named)
    return (
        *(made.determination(one) for one in explanation.determinations if not one.companion),
        *made.companions([one for one in explanation.determinations if one.companion]),
        *made.conclusions([one for one in explanation.conclusions if not one.companion]),
        *made.section(words.NOTICES, made.notices(explanation.notices), "notices", level=1),
        *made.sources(explanation),
        Paragraph(explanation.closing),
    )


class _Page:
    def __init__(self, lang: str, named: bool) -> None:
        self.lang = lang
        self.named = named

    def say(self, text: Text, **names: object) -> str:
        return text.in_(self.lang).format(**names) if names else text.in_(self.lang)

    def section(
        self, title: Text, blocks: Iterable[Block], kind: str, *, folded: bool = False, level: int = 2
    ) -> Iterator[Section]:
        """A section of these blocks; none at all where there are none."""
        inside = tuple(blocks)
        if inside:
            yield Section(self.say(title), inside, level, folded, kind)

    # --- a determination ---------------------------------------------------------------------------------------------

    def determination(self, shown: DeterminationExplained) -> Section:
        eligible = shown.outcome is Outcome.ELIGIBLE
        amounts = words.AMOUNTS if eligible else words.AMOUNTS_IF
        others = words.WHY if eligible else words.OTHERS
        blocks: tuple[Block, ...] = (
            Paragraph(shown.dated),
            Paragraph(f"{lines.OUTCOME_SIGNS[shown.outcome]} {shown.headline}", strong=True),
            Paragraph(shown.lead),
            *self.section(amounts, self.sums(shown.amounts), "amounts"),
            *self.section(words.WHY, self.reasons(shown.decisive), "why"),
            *self.section(words.NOTICES, self.notices(shown.notices), "notices"),
            *self.section(words.QUESTIONS, self.questions(shown.questions), "missing"),
            *self.section(words.READINGS, map(self.reading, shown.readings), "readings"),
            *self.section(words.HOLDS, self.holds(shown.holds), "holds"),
            *self.section(words.ILLUSTRATIONS, self.sums(shown.illustrations), "illustrations"),
            *self.section(others, self.reasons(shown.others, folded=True), "others", folded=not eligible),
            *self.section(words.ASSUMPTIONS, self.entries(shown.assumed), "assumed", folded=True),
            *self.section(words.JUDGEMENTS, self.entries(shown.judgements), "judgements"),
            *self.section(words.RESTS, self.rests(shown.rests), "rests"),
            *self.section(words.EVIDENCE, self.evidence(shown.evidence), "evidence", folded=True),
            *self.section(words.RECORD, [Paragraph(lines.record(shown, self.lang))], "record", folded=True),
        )
        return Section(shown.title, blocks, 1, kind=shown.outcome.value)

    def sums(self, shown: Sequence[Sum]) -> Iterator[Block]:
        """A table of all amounts, then of each how it came about."""
        if not shown:
            return
        head = tuple(map(self.say, (words.AMOUNT, words.FIGURE_OF, words.BOUND, words.SOURCE)))
        yield Table(head, tuple(map(self.row, shown)))
        for one in shown:
            worked = tuple(self.steps(one))
            if worked:
                yield Section(lines.labelled(self.say(words.WORKED), one.title, self.lang), worked, 3, True, "worked")

    def row(self, shown: Sum) -> tuple[str, ...]:
        marks = "".join(lines.in_brackets(one.word, self.lang) for one in shown.marks)
        sources = self.say(words.LIST).join(lines.cited(shown.sources, self.lang))
        return shown.title, shown.text + marks, shown.bound or "", sources

    def steps(self, shown: Sum) -> Iterator[Block]:
        if shown.worked:
            head = tuple(map(self.say, (words.STEP, words.RESULT, words.SOURCE)))
            between = self.say(words.LIST)
            yield Table(
                head,
                tuple(
                    (one.formula, one.result, between.join(lines.cited(one.sources, self.lang))) for one in shown.worked
                ),
            )
        yield from self.terms(
            (words.WAITS, lines.named(shown.waits_for, self.lang)),
            *((one.word, [one.meaning]) for one in shown.marks),
        )
        yield from self.trace(shown.trace)

    def reasons(self, shown: Sequence[Reason], *, folded: bool = False) -> Iterator[Block]:
        if shown:
            items = _ITEMS[self.lang, folded]
            yield Items(tuple(self.reason(one, folded=folded) if one.trace else items(one) for one in shown))

    def reason(self, shown: Reason, *, folded: bool) -> Item:
        """What decided as a whole; all else as one line, with the rest of it folded."""
        marks = "".join(lines.in_brackets(one.word, self.lang) for one in shown.marks)
        text = f"{lines.SIGNS[shown.state]} {shown.state_word}{self.say(words.DASH)}{shown.title}{marks}"
        if folded and shown.state is not State.NOT_APPLICABLE:
            given = self.listed((*shown.given, *shown.figures), shown.title)
            text += f"{self.say(words.DASH)}{given}" if given else ""
        text += lines.numbers(shown.sources) if folded else ""
        terms = self.terms(
            (words.ASKS, [shown.asks]),
            (words.GIVEN, [lines.entry(one, self.lang) for one in shown.given]),
            (words.FIGURE, [lines.entry(one, self.lang) for one in shown.figures]),
            (words.WAITS, lines.named(shown.waits_for, self.lang)),
            *((one.word, [one.meaning]) for one in shown.marks),
            (words.SOURCE, lines.cited(shown.sources, self.lang)),
        )
        return Item(text, (*terms, *self.trace(shown.trace)), folded, shown.state.value, again=not shown.trace)

    def trace(self, shown: Sequence[Traced]) -> Iterator[Tree]:
        for one in shown:
            title = self.say(words.TRACED, expression=lines.trace_title(one, self.lang))
            yield Tree(title, one.root, self.say(words.CUT) if one.cut else None)

    def questions(self, shown: Sequence[Question]) -> Iterator[Block]:
        if shown:
            yield Items(tuple(map(self.question, shown)))

    def question(self, shown: Question) -> Item:
        choices = [self.say(words.CHOICES, names=self.say(words.LIST).join(shown.choices))] if shown.choices else []
        name = [f"[{shown.name}]"] if self.named else []
        texts = [*choices, shown.why, *([shown.hint] if shown.hint else []), *name]
        return Item(shown.question, (Items(tuple(map(Item, texts))),))

    def reading(self, shown: ReadingShown) -> Section:
        sources = self.terms((words.SOURCE, lines.cited(shown.sources, self.lang)))
        return Section(shown.question, (Items(tuple(map(self.side, shown.sides))), *sources), 3, kind="reading")

    def side(self, shown: Side) -> Item:
        mark = lines.in_brackets(shown.mark, self.lang) if shown.mark else ""
        outcome = lines.labelled(self.say(words.OUTCOME), shown.outcome_word, self.lang)
        told = [outcome, *(lines.entry(one, self.lang) for one in shown.amounts)]
        text = f"[{shown.name}]{mark}{self.say(words.DASH)}{shown.statement}"
        return Item(text, (Items(tuple(map(Item, told))),), state=shown.outcome.value)

    def holds(self, shown: Holds | None) -> Iterator[Block]:
        if shown is not None:
            yield Paragraph(shown.text)
            yield from self.terms((words.ENDED_BY, [lines.turn(one, self.lang) for one in shown.because]))

    def rests(self, shown: Rests | None) -> Iterator[Block]:
        """The decisive facts, and a folded list of the documents that would show them."""
        if shown is None:
            return
        for text in (shown.text, *([shown.asked] if shown.asked else ()), *shown.below):
            yield Paragraph(text)
        listed = [Items(tuple(map(self.document, shown.documents)))] if shown.documents else []
        yield from self.section(words.DOCUMENTS, listed, "documents", folded=True, level=3)

    def document(self, shown: DocumentShown) -> Item:
        between = self.say(words.LIST)
        facts, criteria = (between.join(one.label for one in names) for names in (shown.facts, shown.criteria))
        told = self.say(words.DOCUMENT_FOR, facts=facts, criteria=criteria)
        return Item(shown.title, (Items((Item(told),)),))

    def evidence(self, shown: Sequence[Evidence]) -> Iterator[Block]:
        if shown:
            yield Items(tuple(map(_EVIDENCE[self.lang], shown)))

    # --- beside the determinations -----------------------------------------------------------------------------------

    def companions(self, shown: Sequence[DeterminationExplained]) -> Iterator[Section]:
        items = [Item(self.companion(one), (Items((Item(one.lead),)),), state=one.outcome.value) for one in shown]
        yield from self.section(words.COMPANIONS, [Items(tuple(items))] if items else [], "companions", level=1)

    def companion(self, shown: DeterminationExplained) -> str:
        outcome = words.OUTCOMES[shown.outcome].in_(self.lang)
        named = f"{lines.OUTCOME_SIGNS[shown.outcome]} {shown.title} [{shown.ruleset}]"
        return lines.labelled(named, outcome, self.lang)

    def conclusions(self, shown: Sequence[ConclusionExplained]) -> Iterator[Section]:
        """By kind, each with what it rests on."""
        kinds: dict[str, list[ConclusionExplained]] = {}
        for one in shown:
            kinds.setdefault(one.kind_word, []).append(one)
        sections = [
            Section(word, (Items(tuple(map(self.conclusion, members))),), 2, kind=members[0].kind)
            for word, members in kinds.items()
        ]
        yield from self.section(words.CONCLUSIONS, sections, "conclusions", level=1)

    def conclusion(self, shown: ConclusionExplained) -> Item:
        because = self.say(words.LIST).join(shown.because)
        terms = self.terms(
            (words.RESTS_ON, [because] if because else []),
            (words.SOURCE, lines.cited(shown.sources, self.lang)),
        )
        return Item(shown.statement, tuple(terms))

    def notices(self, shown: Sequence[Notice]) -> Iterator[Block]:
        if shown:
            yield Items(
                tuple(
                    Item(days_in_words(one.message, self.lang), tuple(self.terms((words.HELP, self.mends(one)))))
                    for one in shown
                )
            )

    def mends(self, shown: Notice) -> list[str]:
        return [days_in_words(shown.help, self.lang)] if shown.help else []

    def sources(self, explanation: Explanation) -> Iterator[Section]:
        links = [Link(number, one.text, one.url) for number, one in enumerate(explanation.bibliography, 1)]
        yield from self.section(words.SOURCES, [Links(tuple(links))] if links else [], "sources", level=1)

    # --- lines -------------------------------------------------------------------------------------------------------

    def entries(self, shown: Sequence[Entry]) -> Iterator[Block]:
        if shown:
            yield Items(tuple(Item(lines.entry(one, self.lang)) for one in shown))

    def listed(self, shown: Sequence[Entry], beside: str) -> str:
        return self.say(words.LIST).join(lines.entry(one, self.lang, beside) for one in shown)

    def terms(self, *found: tuple[Text | str, Sequence[str]]) -> Iterator[Terms]:
        """Labels with their texts; those without any are left out."""
        told = tuple(
            (label if isinstance(label, str) else self.say(label), tuple(texts)) for label, texts in found if texts
        )
        if told:
            yield Terms(told)


def _items(lang: str, *, folded: bool) -> OfEach[Reason, Item]:
    """The items of reasons, which are told again on other pages."""
    made = _Page(lang, named=False)
    return OfEach(MOST_ITEMS, lambda one: made.reason(one, folded=folded))


def _items_of_evidence(lang: str) -> OfEach[Evidence, Item]:
    def made(one: Evidence) -> Item:
        return Item(lines.evidence(one, lang), tuple(_terms(lines.evidence_parts(one, lang))), again=True)

    return OfEach(MOST_ITEMS, made)


MOST_ITEMS = 1_000
_EVIDENCE = {lang: _items_of_evidence(lang) for lang in ("en", "ja")}
_ITEMS = {(lang, folded): _items(lang, folded=folded) for lang in ("en", "ja") for folded in (False, True)}


def _terms(parts: Iterable[tuple[str, str]]) -> Iterator[Terms]:
    told = tuple((label, (text,)) for label, text in parts)
    if told:
        yield Terms(told)
