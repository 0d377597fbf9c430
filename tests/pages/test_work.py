"""What a page has worked out, by count and never by the clock: nothing twice, nothing that an answer cannot touch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine.catalogue import open_catalogue
from engine.evaluator import findings
from engine.evaluator.keeping import forget
from engine.evaluator.reach import facts_behind
from engine.plan import Plan
from engine.possibilities import Oracle
from service.pages.applicant.programmes import EVERY, programmes
from service.pages.applicant.standing import Standing

CATALOGUE = open_catalogue()
DAY = date(2019, 6, 1)
TOLD: dict[str, Any] = {"host_country": "VN", "applicant": {"country": "JP", "kind": "private_company"}}


class Work:
    """The findings that were worked out, each by its plan and criterion, and how often a fact was supposed."""

    def __init__(self) -> None:
        self.findings: list[tuple[Plan, Any]] = []
        self.supposed = 0


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    """Counted from here on, with nothing kept from before."""
    forget()
    counted, assess, supposing = Work(), findings._with_evidence, Oracle.supposing

    def assessing(criterion: Any, computing: Any) -> Any:
        counted.findings.append((computing.plan, criterion))
        return assess(criterion, computing)

    def supposed(self: Oracle, *given: Any) -> Any:
        counted.supposed += 1
        return supposing(self, *given)

    monkeypatch.setattr(findings, "_with_evidence", assessing)
    monkeypatch.setattr(Oracle, "supposing", supposed)
    yield counted
    forget()


def address(lang: str, page: str, cost: int | None = None, *, every: bool = False) -> str:
    plan = CATALOGUE.plan("jcm/model-projects")[0]
    assert plan is not None
    plans = programmes(CATALOGUE) if every else (plan,)
    told = TOLD if cost is None else {**TOLD, "eligible_cost": Decimal(cost)}
    return Standing((EVERY,) if every else (plan.id,), plans, DAY, told).at(lang, page)


@pytest.mark.parametrize("every", [False, True])
def test_questions_that_were_computed_once_are_looked_up_in_either_language(
    client: TestClient, work: Work, every: bool
) -> None:
    assert client.get(address("ja", "/check/questions", every=every)).status_code == 200
    assert work.findings and work.supposed
    before = len(work.findings), work.supposed
    for lang in ("ja", "en"):
        assert client.get(address(lang, "/check/questions", every=every)).status_code == 200
    assert (len(work.findings), work.supposed) == before


@pytest.mark.parametrize("page", ["/check/questions", "/check/answers", "/check/result"])
def test_another_figure_has_only_those_findings_worked_out_that_rest_on_it(
    client: TestClient, work: Work, page: str
) -> None:
    client.get(address("ja", page, 1_000_000_000, every=True))
    client.get(address("ja", page, 1_000_000_000))
    work.findings.clear()
    client.get(address("ja", page, 2_000_000_000, every=True))
    client.get(address("ja", page, 2_000_000_000))
    strangers = {one.id for plan, one in work.findings if "eligible_cost" not in facts_behind(one, plan)}
    assert strangers == set()


def test_no_finding_is_worked_out_twice_for_the_same_facts(client: TestClient, work: Work) -> None:
    """A determination, its evidence and what would change it ask for the same: each once for a choice of facts."""
    client.get(address("ja", "/check/result", 1_000_000_000))
    once = len(work.findings)
    client.get(address("ja", "/check/result", 1_000_000_000))
    assert once > 0 and len(work.findings) == once


def test_the_questions_of_all_programmes_cost_a_bounded_search(client: TestClient, work: Work) -> None:
    """11 programmes with some 15 facts of two or three parts each that are still open: each part is supposed a few
    times, which is some hundreds a programme; the search of a programme may not suppose more than 600."""
    client.get(address("ja", "/check/questions", every=True))
    assert 0 < work.supposed <= 600 * len(programmes(CATALOGUE))
