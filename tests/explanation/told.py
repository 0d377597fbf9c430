"""Worked examples and what is told of them: the answer, the facts behind it, and an explanation with everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from engine.catalogue import Catalogue, open_catalogue
from engine.checking import check, companions_of
from engine.determination import Answer
from engine.diagnostics import Text
from engine.examples import Example, read_examples
from engine.explanation import Background, Ending, Explanation, Lasting, explain
from engine.facts import Facts, FactsDocument, read_facts
from tests.sampling import spread

LASTING = Lasting(date(2020, 3, 31), (Ending(Text("a figure ends", "数値が終わります"), ("outcome",), ()),))
ABBREVIATIONS = frozenset(
    line
    for line in (Path(__file__).parent / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
"""What stands in Latin letters in Japanese, too."""
MOST = 6
"""Worked examples of each rule set that are told in every way; `make soak` tells all of them."""


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


class Told(Mapping[str, tuple[Answer, Facts]]):
    """Every worked example of a rule set that is answered, by its id; each is answered when it is first asked for."""

    def __init__(self, ruleset: str) -> None:
        self._answered: dict[str, tuple[Answer, Facts]] = {}
        examples, faults = read_examples(catalogue().root / ruleset / "examples.yaml")
        assert not faults
        self._asked: dict[str, tuple[Example, tuple[str, ...], Facts]] = {}
        for example in examples:
            asked = tuple(dict.fromkeys((ruleset, *example.rulesets)))
            exemptions = {
                one.id
                for name in (*asked, *companions_of(catalogue(), asked))
                for one in criteria(name)
                if one.strength == "in_principle"
            }
            document = FactsDocument(example.facts)
            facts, refused = read_facts([document], catalogue().vocabulary(), exemptions, catalogue().territories())
            if not refused:
                self._asked[example.id] = example, asked, facts

    def __getitem__(self, name: str) -> tuple[Answer, Facts]:
        if name not in self._answered:
            example, asked, facts = self._asked[name]
            day, known = example.as_of or date.min, example.known_on
            self._answered[name] = (
                check(catalogue(), asked, facts, day, known_on=known, readings=example.readings),
                facts,
            )
        return self._answered[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._asked)

    def __len__(self) -> int:
        return len(self._asked)


@cache
def told(ruleset: str) -> Told:
    return Told(ruleset)


def some(ruleset: str) -> Sequence[str]:
    """The complete example and others between it and the last, as many as there is time for."""
    return spread(list(told(ruleset)), MOST)


def criteria(ruleset: str) -> Any:
    plan, faults = catalogue().plan(ruleset)
    assert plan is not None, faults
    return plan.criteria


def explained(ruleset: str, example: str, lang: str, *, trace: bool = False) -> Explanation:
    """With everything that an explanation may hold."""
    answer, facts = told(ruleset)[example]
    return explain(answer, lang, catalogue(), Background(facts, {ruleset: LASTING}, trace))


def poisoned(value: Any, text: str) -> Any:
    """The same value with `text` for every text in it, but for addresses and the language."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(poisoned(one, text) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        named = (one.name for one in fields(value) if one.name not in {"lang", "url", "kind", "kind_word"})
        return replace(value, **{name: poisoned(getattr(value, name), text) for name in named})
    return value
