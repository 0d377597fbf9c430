"""Registers every step in both languages, and gives each scenario a scene of its own."""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, then, when

from engine.catalogue import Catalogue, open_catalogue
from features.steps import STEPS
from features.steps.scene import Scene

KINDS = {"given": given, "when": when, "then": then}

for _step in STEPS:
    for _pattern in (_step.en, _step.ja):
        KINDS[_step.kind](parsers.re(_pattern))(_step.function)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The rule sets that come with Hantei, opened once."""
    return open_catalogue()


@pytest.fixture
def scene(catalogue: Catalogue) -> Scene:
    return Scene(catalogue)
