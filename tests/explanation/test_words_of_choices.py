"""What people are shown of a choice is words in both languages, never the code that stands in rule files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from engine.catalogue import open_catalogue
from engine.explanation.lexicon import lexicon_of
from engine.plan import FactSpec, Gone, Plan, Register

CATALOGUE = open_catalogue()
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
JAPANESE = re.compile("[ぁ-ヿ一-鿿]")
SAME_IN_JAPANESE = {"JFJCM", "BEMS", "HEMS"}
"""Names that Japanese writes in Latin letters."""


def specs(of: Iterable[FactSpec]) -> Iterator[FactSpec]:
    """Each of them with its members and fields."""
    for spec in of:
        yield spec
        yield from specs([*spec.fields.values(), *([spec.items] if spec.items is not None else [])])


def wordless(owner: str, of: Iterable[FactSpec]) -> list[str]:
    """The choices that have no words of a language."""
    return [
        f"{owner}: {spec.name} = {code} ({word.en} / {word.ja})"
        for spec in specs(of)
        for code, word in spec.choices.items()
        if not word.en.strip()
        or JAPANESE.search(word.en)
        or "_" in word.en
        or (not JAPANESE.search(word.ja) and word.ja not in SAME_IN_JAPANESE)
    ]


def test_every_choice_of_every_fact_and_column_has_words_in_both_languages() -> None:
    found = wordless("vocabulary", CATALOGUE.vocabulary().values())
    for register in CATALOGUE.registers().values():
        found += wordless(register.id, register.columns.values())
    assert found == []


def texts(register: Register) -> Iterator[tuple[str, str]]:
    """What stands in the columns of a register that are texts, or lists of texts."""
    for name, column in register.columns.items():
        if "text" in {column.type, column.items.type if column.items is not None else ""}:
            for record in register.records:
                cell = record.values.get(name)
                yield from ((name, one) for one in (cell if isinstance(cell, tuple) else (cell,)) if one is not None)


@pytest.mark.parametrize("register", CATALOGUE.registers().values(), ids=lambda one: one.id)
def test_no_text_of_a_register_is_a_code(register: Register) -> None:
    assert [(name, text) for name, text in texts(register) if CODE.fullmatch(text)] == []


def test_a_code_is_called_the_same_where_a_fact_is_asked_and_where_projects_are_listed() -> None:
    asked = CATALOGUE.vocabulary()["technology_class"].choices
    for name in ("jcm-adoptions", "jcm-projects"):
        members = CATALOGUE.registers()[name].columns["technology_classes"].items
        assert members is not None
        assert {code: word for code, word in members.choices.items() if word != asked.get(code, word)} == {}


@pytest.mark.parametrize("ruleset", CATALOGUE.ids())
def test_lists_of_rules_are_told_in_words(ruleset: str) -> None:
    plan = CATALOGUE.plan(ruleset)[0]
    assert plan is not None
    assert [said for said in told(plan, "ja") if not JAPANESE.search(said)] == []
    assert [said for said in told(plan, "en") if "_" in said or re.fullmatch("[A-Z]{2}", said)] == []


def told(plan: Plan, lang: str) -> Iterator[str]:
    names = lexicon_of([plan], lang, CATALOGUE)
    between = names.listed(["", ""])
    for name, listed in plan.lists.items():
        for step in listed.steps:
            if not isinstance(step.value, Gone):
                yield from names.value(name, step.value).split(between)


def test_a_list_is_told_by_the_choice_that_has_all_of_its_items() -> None:
    """`building_and_corporate_efficiency` is one thing among the fields of a city, another in business."""
    plan = CATALOGUE.plan("intercity-platform")[0]
    assert plan is not None
    names = lexicon_of([plan], "ja", CATALOGUE)
    assert "建築物・企業の省エネルギー" in names.value("priority_fields", plan.lists["priority_fields"].steps[0].value)
    assert "建築物・企業向け省エネルギーサービス（ESCO）" in names.value(
        "business_focus", plan.lists["business_focus"].steps[0].value
    )
