"""A finding that was told before is told as if it never had been: by its own facts, marks, numbers and language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engine.checking import check
from engine.evaluator.keeping import forget
from engine.explanation import Background, as_html, explain
from engine.explanation.reasons import _TOLD
from engine.facts import Facts, Given, Grade
from tests.explanation.told import catalogue

DAY = date(2019, 6, 1)
PROJECT, FUND, TRADE = "jcm/model-projects", "jcm/fund", "saitama-tsetp/credits"
GIVEN = {
    "host_country": Given("VN"),
    "eligible_cost": Given(Decimal(1_000_000_000)),
    "leading_technology": Given(True),
    "jcm_credits_intended": Given(True),
}
ASSUMED = {**GIVEN, "leading_technology": replace(GIVEN["leading_technology"], assumed=True)}

OTHERWISE = (
    {"leading_technology": Given(False)},
    {"leading_technology": Given(True, Grade.DOCUMENTED, document="a data sheet")},
    {"leading_technology": Given(True, Grade.JUDGED, by="A", on=DAY, reason="seen")},
    {"leading_technology": Given(True, Grade.JUDGED, by="B", on=DAY, reason="seen")},
    {"eligible_cost": Given(Decimal("1000000000.5"))},
    {"eligible_cost": Given(Decimal("1000000000.50"))},
)
USED, NOT_USED = ({"trade.used_before": Given(used)} for used in (True, False))


def html(rulesets: tuple[str, ...], given: dict[str, Given], lang: str) -> str:
    facts = Facts(given)
    return as_html(explain(check(catalogue(), rulesets, facts, DAY), lang, catalogue(), Background(facts)))


def reason(told: str, title: str) -> str:
    """The item of one criterion."""
    return next(item for item in told.split("<li data-state=")[1:] if title in item)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_it_makes_no_difference_what_was_told_before(lang: str) -> None:
    asked = [(order, given) for order in ((PROJECT, FUND), (FUND, PROJECT), (PROJECT,)) for given in (GIVEN, ASSUMED)]
    asked += [((TRADE,), NOT_USED), ((TRADE,), USED), *(((PROJECT,), GIVEN | one) for one in OTHERWISE)]
    forget()
    in_turns = [html(order, given, lang) for order, given in asked]
    assert _TOLD._held, "nothing was kept: this test shows nothing"
    alone = []
    for order, given in asked:
        forget()
        alone.append(html(order, given, lang))
    assert in_turns == alone
    assert len(set(alone)) == len(alone), "what is told apart must differ, or this test shows nothing"


def test_an_assumption_is_marked_though_the_finding_is_the_same() -> None:
    forget()
    plain, assumed = (reason(html((PROJECT,), given, "en"), "Leading") for given in (GIVEN, ASSUMED))
    assert "(assumed" not in plain
    assert "(assumed" in assumed


def test_passages_have_the_numbers_of_their_own_explanation() -> None:
    """A credit that was used before fails at a passage of Tokyo's page, which is then the first that is cited."""
    forget()
    told = [reason(html((TRADE,), given, "en"), "Kind of credit") for given in (NOT_USED, USED)]
    numbers = [re.findall(r"<dd>\[(\d+)\]", one) for one in told]
    assert numbers == [["2", "3"], ["3", "1"]]
