"""What is made ready beside the requests is what first visits would have to make."""

from __future__ import annotations

import gc
import weakref
from datetime import date
from itertools import islice

import pytest

from engine.catalogue import Catalogue, open_catalogue
from engine.evaluator import findings
from engine.evaluator.keeping import Kept
from engine.possibilities import Oracle
from service.interview.session import Session
from service.pages import warming
from service.pages.applicant.programmes import day_to_ask, programmes
from service.pages.author.keeping import clauses_of
from service.pages.author.searching import listed_of
from service.pages.rendering import environment

DAY = date(2026, 4, 1)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """All is ready but what other rule sets than programmes ask first, and what all come to: that takes long."""
    made = open_catalogue()
    last = len(made.ids()) + 3 + len(programmes(made)) + 1
    for step in islice(warming.steps(made, DAY), last):
        step()
    return made


def test_every_plan_is_there_and_what_is_made_of_all_of_them(catalogue: Catalogue) -> None:
    assert set(catalogue._plans) == set(catalogue.ids())
    assert listed_of(catalogue) is listed_of(catalogue)
    assert clauses_of(catalogue) is clauses_of(catalogue)


def test_what_is_asked_first_is_known(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = programmes(catalogue)
    monkeypatch.setattr(Oracle, "supposing", None)  # nothing is to be worked out any more
    asked = [Session(catalogue, (plan,), day_to_ask(plan, DAY), None, {}).questions() for plan in plans]
    assert sum(map(bool, asked)) > len(plans) / 2
    assert Session(catalogue, plans, DAY, None, {}).questions()
    with pytest.raises(TypeError):
        Session(catalogue, plans, DAY.replace(year=2019), None, {}).questions()


def test_what_a_rule_set_comes_to_by_its_own_is_known(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    fund = catalogue.plan("jcm/fund")[0]
    assert fund is not None
    steps = [one for one in warming.steps(catalogue, DAY) if getattr(one, "func", None) is warming._told_first]
    assert len(steps) == len(catalogue.ids())
    warming._told_first(catalogue, fund, DAY)
    monkeypatch.setattr(findings, "_assessed", None)  # nothing is to be assessed any more
    warming._told_first(catalogue, fund, DAY)
    monkeypatch.setattr(findings, "_KEPT", Kept(1))
    with pytest.raises(TypeError):
        warming._told_first(catalogue, fund, DAY)


def test_every_template_can_be_compiled_in_both_languages() -> None:
    for step in warming._templates():
        step()
    assert environment("ja").get_template("start.html") is environment("ja").get_template("start.html")


def test_what_stays_is_set_aside_once_and_what_went_is_let_go() -> None:
    class Kept:
        """Something in a circle, as catalogues are."""

    before = gc.get_threshold()
    try:
        one = Kept()
        one.self = one  # type: ignore[attr-defined]
        gone = weakref.ref(one)
        warming.set_aside()
        assert gc.get_freeze_count() > 0
        del one
        assert gone() is not None, "frozen: the collector leaves it alone"
        warming.set_aside()
        assert gone() is None
        assert gc.get_threshold()[0] == warming.ALLOCATIONS
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
