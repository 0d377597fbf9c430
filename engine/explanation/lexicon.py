"""What things are called in one language: facts, values, criteria, rule sets, countries, passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.determination import Answer
from engine.diagnostics import Text
from engine.explanation import words
from engine.explanation.figures import quantity
from engine.feel.values.unknown import Between, OneOf, Unknown
from engine.plan import FactSpec, Plan

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

EXEMPTION = "exemption."
_CLAUSE = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:\([0-9a-z]+\))*[a-z]?(?![a-z])")
_TABLE = re.compile(r"\bTable ([0-9]+)(?: \(([0-9a-z]+)\))?")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The names for one answer. Without a catalogue things are called by their names in rule files."""

    lang: str
    specs: Mapping[str, FactSpec] = field(default_factory=dict)
    titles: Mapping[str, Text] = field(default_factory=dict)
    units: Mapping[str, str | None] = field(default_factory=dict)
    criteria: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    rulesets: Mapping[str, Text] = field(default_factory=dict)
    catalogue: Catalogue | None = None

    def say(self, text: Text, **names: object) -> str:
        """A text of the catalogue of words, filled in."""
        return text.in_(self.lang).format(**names) if names else text.in_(self.lang)

    def label(self, name: str) -> str:
        """What a fact or a value is called."""
        if name.startswith(EXEMPTION):
            return self.say(words.EXEMPTION_LABEL, title=self.criterion(None, name.removeprefix(EXEMPTION)))
        if name in self.specs:
            return self.specs[name].label.in_(self.lang)
        return self.titles[name].in_(self.lang) if name in self.titles else f"`{name}`"

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

    def value(self, name: str, value: Any) -> str:
        """A value of the fact or value called `name`, as people say it."""
        spec = self.specs.get(name)
        if spec is not None:
            return self._of_fact(spec, value)
        return self.quantity(value, self.units.get(name))

    def quantity(self, value: Any, unit: str | None) -> str:
        """A figure with its unit, also one that is not settled."""
        if isinstance(value, Unknown):
            return self._open(value, unit)
        if isinstance(value, list | tuple):
            return self.listed(self.quantity(item, unit) for item in value)
        return quantity(value, unit, self.lang)

    def listed(self, names: Iterable[str]) -> str:
        return words.LIST.in_(self.lang).join(names)

    def passages(self, references: Iterable[str]) -> tuple[str, ...]:
        """Each cited passage by the title of its source and its place in it."""
        return tuple(dict.fromkeys(self._passage(reference) for reference in references))

    def _of_fact(self, spec: FactSpec, value: Any) -> str:
        if isinstance(value, list | tuple) and spec.items is not None:
            named = [self._of_fact(spec.items, item) for item in value]
            return self.listed(named) if named else self.say(words.NOTHING)
        if isinstance(value, str) and value in spec.choices:
            return spec.choices[value].in_(self.lang)
        if spec.type == "country" and isinstance(value, str):
            return self._country(value)
        return self.quantity(value, spec.unit)

    def _country(self, code: str) -> str:
        if self.catalogue is None:
            return code
        territory = self.catalogue.territories().by_code.get(code)
        return territory.name.in_(self.lang) if territory else code

    def _open(self, value: Unknown, unit: str | None) -> str:
        domain = value.domain
        low = high = None
        if isinstance(domain, Between):
            low, high = domain.low, domain.high
        elif isinstance(domain, OneOf) and all(_is_ordered(one) for one in domain.values):
            low, high = min(domain.values), max(domain.values)
        ends = {"low": low and self.quantity(low, unit), "high": high and self.quantity(high, unit)}
        if low is None and high is None:
            return self.say(words.NOT_KNOWN)
        if low is not None and high is not None:
            return self.say(words.BETWEEN, **ends)
        return self.say(words.AT_LEAST if high is None else words.AT_MOST, **ends)

    def _passage(self, reference: str) -> str:
        if self.catalogue is None:
            return reference
        passage = self.catalogue.passage(reference)
        if passage is None:
            return reference
        title, section = passage.title.in_(self.lang), passage.section
        place = _place_in_japanese(section, passage.lines) if self.lang == "ja" else section
        return self.say(words.PLACE, title=title, place=place).strip() if place else title


def lexicon(answer: Answer, lang: str, catalogue: Catalogue | None) -> Lexicon:
    """The names that an explanation of `answer` needs."""
    plans = [plan for plan in _plans(answer, catalogue) if plan is not None]
    named = [(name, item) for plan in plans for group in _groups(plan) for name, item in group.items()]
    return Lexicon(
        lang,
        {name: spec for plan in plans for name, spec in plan.facts.items()},
        {name: item.title for name, item in named},
        {name: getattr(item, "unit", None) for name, item in named},
        {(d.ruleset, finding.criterion): finding.title for d in answer.determinations for finding in d.findings},
        {determination.ruleset: determination.title for determination in answer.determinations},
        catalogue,
    )


def _plans(answer: Answer, catalogue: Catalogue | None) -> list[Plan | None]:
    if catalogue is None:
        return []
    return [catalogue.plan(determination.ruleset)[0] for determination in answer.determinations]


def _groups(plan: Plan) -> tuple[Mapping[str, Any], ...]:
    return plan.parameters, plan.lists, plan.tables, plan.values


def _is_ordered(value: Any) -> bool:
    return value is not None and not isinstance(value, bool | str)


def _place_in_japanese(section: str, lines: tuple[int, int] | None) -> str:
    """The number of the clause, the table and the lines: sections are described in English."""
    clause, table = _CLAUSE.match(section), _TABLE.search(section)
    parts = [clause.group()] if clause else []
    if table:
        parts.append(f"表{table.group(1)}" + (f"({table.group(2)})" if table.group(2) else ""))
    if lines:
        first, last = lines
        parts.append(f"{first}行" if first == last else f"{first}〜{last}行")
    return " ".join(parts)
