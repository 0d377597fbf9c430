"""Formulas in words: each name and each choice by what people call it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.explanation.lexicon import lexicon_of
from engine.explanation.sums import in_words
from tests.explanation.told import catalogue


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        # `local_government` is a choice of both facts, and is called something else by each
        (
            'if submitter.kind = "local_government" then 1 else if applicant.kind = "local_government" then 2 else 3',
            ["“local government or municipality”", "“local government”"],
        ),
        (
            'if applicant.kind = "local_government" then 1 else if submitter.kind = "local_government" then 2 else 3',
            ["“local government”", "“local government or municipality”"],
        ),
        ('if "local_government" = submitter.kind then 1 else 2', ["“local government or municipality”"]),
    ],
)
def test_a_choice_is_told_by_its_label_for_the_fact_beside_it(formula: str, words: list[str]) -> None:
    known = catalogue().vocabulary()
    names = {name: known[name] for name in ("applicant.kind", "submitter.kind")}
    told = in_words(formula, replace(lexicon_of((), "en", catalogue()), specs=names))
    assert [f"“{part.partition('”')[0]}”" for part in told.split("“")[1:]] == words
