"""What things are called in one language: facts, values, criteria, rule sets, countries, passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.determination import Answer, Figure
from engine.diagnostics import Text
from engine.evaluator.index import Index, index_of
from engine.explanation import words
from engine.explanation.figures import day, figure, quantity
from engine.explanation.parts import Cited, Mark, Named, Source
from engine.fact_fields import fields_of, spec_named
from engine.feel.values.unknown import Between, OneOf, Unknown
from engine.plan import FactSpec, Plan, Register
from engine.records import dataclass
from engine.text import printable

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

EXEMPTION = "exemption."
ID = "id"
"""The key of a record of a register that tells it from all others."""
MOST_ROWS = 6
"""Rows of a list of records that are written out."""
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The names for one answer. Without a catalogue things are called by their names in rule files."""

    lang: str
    specs: Mapping[str, FactSpec] = field(default_factory=dict)
    titles: Mapping[str, Text] = field(default_factory=dict)
    units: Mapping[str, str | None] = field(default_factory=dict)
    tables: Mapping[str, Register] = field(default_factory=dict)
    """The registers with columns by the names of the lists that they are."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """Of what the lists are that are no such register: `country`, `text` and so on."""
    criteria: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    rulesets: Mapping[str, Text] = field(default_factory=dict)
    catalogue: Catalogue | None = None
    cited: dict[str, Source] = field(default_factory=dict)
    """The sources of this explanation by id, in the order in which they are first cited: that of their numbers."""
    places: dict[str, Cited] = field(default_factory=dict)
    """What was cited already, by its reference."""
    of: tuple[Index, ...] = ()
    """The plans whose names these are, where they are those that the answer was made by."""

    def say(self, text: Text, **names: object) -> str:
        """A text of the catalogue of words, filled in."""
        return text.in_(self.lang).format(**names) if names else text.in_(self.lang)

    def mark(self, code: str) -> Mark:
        word, meaning = words.MARKS[code]
        return Mark(code, word.in_(self.lang), meaning.in_(self.lang))

    def named(self, names: Iterable[str]) -> tuple[Named, ...]:
        return tuple(Named(name, self.label(name)) for name in names)

    def label(self, name: str) -> str:
        """What a fact or a value is called."""
        if name.startswith(EXEMPTION):
            return self.say(words.EXEMPTION_LABEL, title=self.criterion(None, name.removeprefix(EXEMPTION)))
        spec = spec_named(name, self.specs)
        if spec is not None:
            return spec.label.in_(self.lang)
        return self.titles[name].in_(self.lang) if name in self.titles else f"`{name}`"

    def field(self, name: str) -> str | None:
        """What a field of a record, or of each row of a list of records, is called; None for all other names."""
        holder, _, field = name.rpartition(".")
        spec = self.specs.get(holder)
        if spec is None or field not in fields_of(spec):
            return None
        return self.say(
            words.FIELD, holder=spec.label.in_(self.lang), field=fields_of(spec)[field].label.in_(self.lang)
        )

    def criterion(self, ruleset: str | None, criterion: str) -> str:
        """What a criterion is called; without a rule set: the first of that id."""
        for (owner, name), title in self.criteria.items():
            if name == criterion and ruleset in (None, owner):
                return title.in_(self.lang)
        return f"`{criterion}`"

    def ruleset(self, ruleset: str) -> str:
        title = self.rulesets.get(ruleset)
        if title is None and self.catalogue is not None and ruleset in self.catalogue.ids():
            plan, _ = self.catalogue.plan(ruleset)
            title = plan.title if plan else None
        return title.in_(self.lang) if title else f"`{ruleset}`"

    def value(self, name: str, value: Any, *, short: bool = False) -> str:
        """A value of the fact or value called `name`, as people say it."""
        spec = spec_named(name, self.specs)
        if spec is not None:
            return self._of_fact(spec, value, short=short)
        if name in self.tables and isinstance(value, list | tuple):
            return self.say(words.RECORDS, count=len(value), register=self.tables[name].id)
        if name in self.lists and isinstance(value, list | tuple):
            return self.items(name, value)
        return self.quantity(value, self.units.get(name), short=short)

    def quantity(self, value: Any, unit: str | None, *, short: bool = False) -> str:
        """A figure with its unit, also one that is not settled. `short`: without the exact figure beside 億 and 万."""
        if isinstance(value, Unknown):
            return figure(Figure(unit, None, *_ends(value)), self.lang, short=short)
        if isinstance(value, Mapping):
            return self.records([value])
        if isinstance(value, list | tuple):
            if value and all(isinstance(item, Mapping) for item in value):
                return self.records(value)
            return self.listed(self.quantity(item, unit) for item in value)
        return quantity(value, unit, self.lang, short=short)

    def items(self, name: str, items: Sequence[Any]) -> str:
        """The items of the list `name` of rules; texts by the words of the choice that all of them are of, if any."""
        if self.lists.get(name) == "country":
            return self.listed(map(self.country, items))
        texts = [one for one in items if isinstance(one, str)]
        named = [tuple(one[text] for text in texts) for one in self._choices() if one.keys() >= set(texts)]
        if texts and len(texts) == len(items) and named and all(one == named[0] for one in named):
            return self.listed(text.in_(self.lang) for text in named[0])
        return self.listed(self.quantity(one, None) for one in items)

    def _choices(self) -> Iterator[Mapping[str, Text]]:
        """What can be chosen of each fact, of its members and of its fields."""
        for spec in self.specs.values():
            of_members = (spec, spec.items) if spec.items is not None else (spec,)
            yield from (one.choices for one in (*of_members, *fields_of(spec).values()) if one.choices)

    def records(self, rows: Sequence[Mapping[str, Any]]) -> str:
        """Records of a register by how many they are and the ids of the first ones."""
        said = self._counted(rows)
        ids = [f"`{printable(str(row[ID]))}`" for row in rows[:MOST_ROWS] if ID in row]
        return said + self.say(words.COLON) + self.listed([*ids, "…"] if len(rows) > len(ids) else ids) if ids else said

    def listed(self, names: Iterable[str]) -> str:
        return words.LIST.in_(self.lang).join(names)

    def passages(self, references: Iterable[str]) -> tuple[Cited, ...]:
        """Each cited passage by the number of its source in this explanation and its place in it."""
        return tuple(dict.fromkeys(self.places.get(one) or self._passage(one) for one in references))

    def _of_fact(self, spec: FactSpec, value: Any, *, short: bool = False) -> str:
        if isinstance(value, list | tuple) and spec.items is not None:
            if spec.items.fields:
                return self._counted(value) if short else self._rows(spec.items, value)
            named = [self._of_fact(spec.items, item) for item in value]
            return self.listed(named) if named else self.say(words.NOTHING)
        if isinstance(value, dict):
            return self._record(spec, value)
        if isinstance(value, str) and value in spec.choices:
            return spec.choices[value].in_(self.lang)
        if spec.type == "country" and isinstance(value, str):
            return self.country(value)
        if _is_year(spec) and isinstance(value, Decimal):
            return f"{value:f}"
        whole = spec.type == "integer" and spec.unit == "1"
        return self.quantity(value, None if whole else spec.unit, short=short)

    def _counted(self, rows: Sequence[Any]) -> str:
        return self.say(words.ONE_RECORD if len(rows) == 1 else words.SOME_RECORDS, count=len(rows))

    def _rows(self, spec: FactSpec, rows: Sequence[Any]) -> str:
        """The rows of a list of records one by one; of many, the first ones and how many there are."""
        named = words.ITEMS.in_(self.lang).join(self._record(spec, row) for row in rows[:MOST_ROWS])
        if len(rows) > MOST_ROWS:
            return self.say(words.MORE_ROWS, count=len(rows), rows=named)
        return named or self.say(words.NOTHING)

    def _record(self, spec: FactSpec, row: Any) -> str:
        """The fields that are given, each by its label."""
        if not isinstance(row, dict):
            return self.quantity(row, None)
        given = [(spec.fields[name], value) for name, value in row.items() if name in spec.fields]
        colon = words.COLON.in_(self.lang)
        return self.listed(f"{one.label.in_(self.lang)}{colon}{self._of_fact(one, value)}" for one, value in given)

    def country(self, code: str) -> str:
        """What the country of an ISO 3166-1 code is called."""
        if self.catalogue is None:
            return printable(code)
        territory = self.catalogue.territories().by_code.get(code)
        return territory.name.in_(self.lang) if territory else printable(code)

    def _passage(self, reference: str) -> Cited:
        citation = self.catalogue.passage(reference) if self.catalogue else None
        if citation is None:
            return Cited(None, printable(reference), reference)
        document = reference.partition("#")[0]
        if document not in self.cited:
            named = self.say(
                words.SOURCE_NAMED,
                title=citation.title.in_(self.lang),
                publisher=citation.publisher.in_(self.lang),
                day=day(citation.date, self.lang),
            )
            self.cited[document] = Source(named, citation.url)
        number = list(self.cited).index(document) + 1
        cited = self.places[reference] = Cited(number, citation.section.in_(self.lang), reference)
        return cited


def _is_year(spec: FactSpec) -> bool:
    """Whether a whole number can only be a year: it has no comma."""
    return spec.type == "integer" and (spec.minimum or 0) >= FIRST_YEAR and (spec.maximum or LAST_YEAR + 1) <= LAST_YEAR


def lexicon(answer: Answer, lang: str, catalogue: Catalogue | None) -> Lexicon:
    """The names that an explanation of `answer` needs."""
    plans = _plans(answer, catalogue)
    found = lexicon_of([plan for plan in plans if plan is not None], lang, catalogue)
    if plans and all(one and one.digest == of.digest for one, of in zip(plans, answer.determinations, strict=True)):
        return found
    return replace(
        found,
        criteria={
            (d.ruleset, finding.criterion): finding.title for d in answer.determinations for finding in d.findings
        },
        rulesets={determination.ruleset: determination.title for determination in answer.determinations},
        of=(),
    )


def lexicon_of(plans: Sequence[Plan], lang: str, catalogue: Catalogue | None) -> Lexicon:
    """The names that rule sets have for their facts, values and criteria."""
    named = [(name, item) for plan in plans for group in _groups(plan) for name, item in group.items()]
    return Lexicon(
        lang,
        {name: spec for plan in plans for name, spec in plan.facts.items()},
        {name: item.title for name, item in named},
        {name: getattr(item, "unit", None) for name, item in named},
        {name: register for plan in plans for name, register in _tables(plan)},
        {name: listed.of for plan in plans for name, listed in plan.lists.items()},
        {(plan.id, one.id): one.title for plan in plans for one in plan.criteria},
        {plan.id: plan.title for plan in plans},
        catalogue,
        of=tuple(map(index_of, plans)),
    )


def _plans(answer: Answer, catalogue: Catalogue | None) -> list[Plan | None]:
    if catalogue is None:
        return []
    return [catalogue.plan(determination.ruleset)[0] for determination in answer.determinations]


def _tables(plan: Plan) -> Iterator[tuple[str, Register]]:
    """The lists that are registers with columns."""
    for name, listed in plan.lists.items():
        register = plan.registers[listed.register] if listed.register is not None else None
        if register is not None and register.columns:
            yield name, register


def _groups(plan: Plan) -> tuple[Mapping[str, Any], ...]:
    return plan.parameters, plan.lists, plan.tables, plan.values


def _ends(value: Unknown) -> tuple[Any, Any]:
    """The bounds of what is not settled, each None where there is none."""
    domain = value.domain
    if isinstance(domain, Between):
        return domain.low, domain.high
    if isinstance(domain, OneOf) and all(one is not None and not isinstance(one, bool | str) for one in domain.values):
        return min(domain.values), max(domain.values)
    return None, None
