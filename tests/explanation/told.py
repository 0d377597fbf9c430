"""Worked examples and what is told of them: the answer, the facts behind it, and an explanation with everything."""

from __future__ import annotations

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
from engine.examples import read_examples
from engine.explanation import Background, Ending, Explanation, Lasting, explain
from engine.facts import Facts, FactsDocument, read_facts

LASTING = Lasting(date(2020, 3, 31), (Ending(Text("a figure ends", "数値が終わります"), ("outcome",), ()),))
ABBREVIATIONS = frozenset(
    line
    for line in (Path(__file__).parent / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
"""What stands in Latin letters in Japanese, too."""


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


@cache
def told(ruleset: str) -> dict[str, tuple[Answer, Facts]]:
    """Every worked example of a rule set that is answered."""
    found = {}
    examples, faults = read_examples(catalogue().root / ruleset / "examples.yaml")
    assert not faults
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
            day, known = example.as_of or date.min, example.known_on
            answer = check(catalogue(), asked, facts, day, known_on=known, readings=example.readings)
            found[example.id] = answer, facts
    return found


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
