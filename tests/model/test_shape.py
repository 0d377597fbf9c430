"""What is wrong with the shape of a file: all of it, at its place, in words of authors."""

from __future__ import annotations

import pytest

from engine.diagnostics import Diagnostic
from engine.model.examples import ExamplesModel
from engine.model.reading import read_model
from engine.model.register import RegisterModel
from engine.model.ruleset import RuleSetModel
from engine.model.vocabulary import VocabularyModel
from engine.source import read_yaml

SOUND = """\
id: trial
version: "1"
title: {en: A trial, ja: 試行}
covers: []
"""


def _faults(text: str, model: type = RuleSetModel) -> list[Diagnostic]:
    document, diagnostics = read_yaml(text, "file.yaml")
    assert document is not None and diagnostics == []
    _, found = read_model(document, model)
    return found


def _said(text: str, model: type = RuleSetModel) -> list[tuple[int, int, str, str, str]]:
    return sorted(
        (one.place.line, one.place.column, one.code, one.message.en, one.help.en)
        for one in _faults(text, model)
        if one.place and one.help
    )


def test_the_least_file_is_sound() -> None:
    assert _faults(SOUND) == []


def test_every_fault_is_reported_at_once() -> None:
    text = SOUND.replace('"1"', "1").replace("title", "titel") + "criteria: {}\nvalues: [a]\n"
    assert [(line, column, code) for line, column, code, _, _ in _said(text)] == [
        (1, 1, "missing-key"),
        (2, 10, "wrong-type"),
        (3, 1, "unknown-key"),
        (5, 11, "wrong-type"),
        (6, 9, "wrong-type"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "summary: yes",
            (5, 10, "wrong-type", "a mapping is wanted, not the text `yes`", "write `key: value` below it"),
        ),
        ("sumary: {}", (5, 1, "unknown-key", "the key `sumary` is not known here", "did you mean `summary`?")),
        ("version_2: x", (5, 1, "unknown-key", "the key `version_2` is not known here", "did you mean `version`?")),
        (
            "source: a b",
            (5, 9, "bad-name", "`a b` is not written as wanted here", "write `source-id#passage-id`"),
        ),
        ("source: 3", (5, 9, "wrong-type", "text or a list is wanted, not the number `3`", 'put it in quotes: `"3"`')),
        (
            "source:",
            (
                5,
                8,
                "wrong-type",
                "text or a list is wanted, not nothing",
                "write a value, or leave the key out; the word itself is written `'null'`",
            ),
        ),
        ("source: [a#b, c]", (5, 15, "bad-name", "`c` is not written as wanted here", "write `source-id#passage-id`")),
    ],
)
def test_a_fault_is_said_in_words_of_authors(line: str, said: tuple[int, int, str, str, str]) -> None:
    assert _said(f"{SOUND}{line}\n") == [said]


def test_yes_and_no_are_text_and_the_help_says_what_to_write() -> None:
    table = "tables: {t: {title: {en: T, ja: 表}, inputs: [a], derived: %s, rows: [{id: r, when: ['-'], then: 1}]}}\n"
    for word, meant in (("NO", "false"), ("yes", "true"), ("off", "false"), ("on", "true")):
        ((_, _, code, _, mend),) = _said(SOUND + table % word)
        assert (code, mend) == ("wrong-type", f"write `{meant}`")


def test_of_alternatives_the_one_that_was_meant_is_explained() -> None:
    rows = "id: r\ntitle: {en: R, ja: 台帳}\nof: country\nkind: rows\nrows:\n  - {item: MN, from: %s, source: a#b}\n"
    assert _said(rows % "{after: 2013-01-08}", RegisterModel)[0][2:4] == ("missing-key", "the key `by` is missing")
    assert _said(rows % "soon", RegisterModel)[0][2:4] == ("not-a-date", "`soon` is not a date")
    assert _said(rows % "[a]", RegisterModel)[0][2] == "wrong-type"


def test_null_is_an_answer_among_facts_of_examples_only() -> None:
    text = "examples:\n  - id: a\n    title: {en: A, ja: あ}\n    facts: {grant: null}\n    expect: {}\n"
    assert _faults(text, ExamplesModel) == []
    assert [one.code for one in _faults(text.replace("expect: {}", "expect: null"), ExamplesModel)] == ["wrong-type"]


def test_a_document_that_is_no_mapping_is_said_once() -> None:
    for text in ("- a\n- b", "text", "3"):
        assert [one[:3] for one in _said(text)] == [(1, 1, "wrong-type")]


@pytest.mark.parametrize(("length", "sound"), [("2", True), ("2.5", False), ("-1", False)])
def test_the_length_of_a_list_is_a_whole_number(length: str, sound: bool) -> None:
    words = "{en: a, ja: あ}"
    fact = f"{{type: list, items: {{type: text}}, minimum_length: {length}, label: {words}, question: {words}}}"
    text = f"subject: trial\ntitle: {words}\nfacts:\n  names: {fact}\n"
    assert (_faults(text, VocabularyModel) == []) is sound
