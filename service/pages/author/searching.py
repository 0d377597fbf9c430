"""The catalogue searched: every word that a rule set says of itself, in both languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic, Text
from engine.records import dataclass
from service.catalogue.description import Status, status_of
from service.pages.author.keeping import Once

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.plan import Plan, Register

MOST_HITS = 3
"""Clauses that are shown of one rule set that was found."""
LONGEST = 200
DRAFT = "draft"
"""A status beside those of dates: the rule set is of a draft, as the last word of its id says."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a rule set says: in which `part` of its page, at which `anchor`, its title, and all its words."""

    part: str
    anchor: str
    title: Text
    words: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule set of the catalogue. `plan` None: it does not load, for the reasons in `faults`."""

    id: str
    plan: Plan | None
    faults: tuple[Diagnostic, ...]
    said: tuple[Said, ...]

    @property
    def programme(self) -> str:
        return self.id.partition("/")[0]

    def status(self, day: date) -> str | None:
        """A value of `Status`, or DRAFT; None for what does not load."""
        if self.plan is None:
            return None
        return DRAFT if self.id.endswith(f"-{DRAFT}") else status_of(self.plan, day).value


@dataclass(frozen=True, slots=True)
class Found:
    """A rule set with the clauses that say what was looked for."""

    listed: Listed
    hits: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; an empty text leaves it open."""

    words: str = ""
    programme: str = ""
    status: str = ""


STATUSES = (*Status, DRAFT)


def found(catalogue: Catalogue, wanted: Wanted, day: date) -> list[Found]:
    """The rule sets that fit, by id: each word stands somewhere in what it says, best all in one clause."""
    terms = terms_of(wanted.words)
    fitting = []
    for one in listed_of(catalogue):
        if wanted.programme not in ("", one.programme) or wanted.status not in ("", one.status(day)):
            continue
        if all(any(term in said.words for said in one.said) for term in terms):
            fitting.append(Found(one, _hits(one, terms)))
    return fitting


def registers_found(catalogue: Catalogue, words: str) -> list[Register]:
    """The registers whose id, title, columns or rows' ids say every word; none where nothing is looked for."""
    terms = terms_of(words)
    return [register for register, said in _registers(catalogue) if terms and all(term in said for term in terms)]


def terms_of(words: str) -> list[str]:
    """What is looked for, word by word, without regard to width and case."""
    return _folded(words[:LONGEST]).split()


def _hits(one: Listed, terms: list[str]) -> tuple[Said, ...]:
    if not terms:
        return ()
    whole = [said for said in one.said if said.part and all(term in said.words for term in terms)]
    some = [said for said in one.said if said.part and any(term in said.words for term in terms)]
    return tuple((whole or some)[:MOST_HITS])


def _listed(catalogue: Catalogue) -> tuple[Listed, ...]:
    return tuple(_one(catalogue, ruleset) for ruleset in catalogue.ids())


def _one(catalogue: Catalogue, ruleset: str) -> Listed:
    plan, faults = catalogue.plan(ruleset)
    said = (_said("", "", Text(ruleset, ruleset)),) if plan is None else tuple(_of_plan(plan))
    return Listed(ruleset, plan, tuple(faults), said)


def _of_plan(plan: Plan) -> Iterator[Said]:
    yield _said("", "", plan.title, plan.id, *([plan.summary] if plan.summary else []))
    for criterion in plan.criteria:
        yield _said("criteria", criterion.id, criterion.title, criterion.id, criterion.statement)
    for value in plan.values.values():
        yield _said("amounts", value.name, value.title, value.name)
    for table in plan.tables.values():
        yield _said("amounts", table.name, table.title, table.name)
    for parameter in plan.parameters.values():
        yield _said("figures", parameter.name, parameter.title, parameter.name)
    for named in plan.lists.values():
        yield _said("figures", named.name, named.title, named.name, named.register or "")
    for fact in plan.facts.values():
        yield _said("facts", fact.name, fact.label, fact.name, fact.question, *fact.choices.values())
    for reading in plan.readings.values():
        yield _said("readings", reading.id, reading.question, reading.id, reading.reason)
    for conclusion in plan.conclusions:
        yield _said("conclusions", conclusion.id, conclusion.statement, conclusion.id)


def _said(part: str, anchor: str, title: Text, *more: Text | str) -> Said:
    texts = [title, *more]
    words = [word for text in texts for word in ((text.en, text.ja) if isinstance(text, Text) else (text,))]
    return Said(part, anchor, title, _folded("\n".join(words)))


def _of_registers(catalogue: Catalogue) -> tuple[tuple[Register, str], ...]:
    known = sorted(catalogue.registers().items())
    return tuple((register, _folded("\n".join(_words(register)))) for _, register in known)


def _words(register: Register) -> Iterator[str]:
    yield from (register.id, register.title.en, register.title.ja)
    for column in register.columns.values():
        yield from (column.name, column.label.en, column.label.ja)
    yield from (row.item for row in register.rows)
    yield from (record.id for record in register.records)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


listed_of: Once[tuple[Listed, ...]] = Once(_listed)
"""The rule sets of a catalogue with all that they say."""
_registers: Once[tuple[tuple[Register, str], ...]] = Once(_of_registers)
