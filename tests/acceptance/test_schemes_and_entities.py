"""Registers of third-party entities and of Tokyo's rates say what their pages say, and no more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from engine.catalogue import Catalogue, open_catalogue
from engine.determination import Outcome
from engine.evaluator import determine
from engine.facts import Facts, Given

TOKYO = {2010: ("0.08", "0.06"), 2015: ("0.17", "0.15"), 2020: ("0.27", "0.25")}
"""Offices and factories, by the first fiscal year of each period."""


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


def records_of(register: str) -> list[Any]:
    return list(catalogue().registers()[register].records)


def test_there_are_fifteen_sectoral_scopes_by_their_numbers() -> None:
    assert [one.values["number"] for one in records_of("sectoral-scopes")] == [*range(1, 16)]


def test_one_third_party_entity_is_evidenced_by_scope_and_time() -> None:
    """The page of Ethiopia: seven scopes, from 5 December 2013 to 20 November 2027."""
    (entity,) = records_of("third-party-entities")
    assert list(entity.values["scopes"]) == [1, 3, 4, 5, 10, 13, 14]
    assert (entity.earliest, entity.until) == (date(2013, 12, 5), date(2027, 11, 20))


@pytest.mark.parametrize(("year", "rates"), TOKYO.items())
def test_tokyos_rates_hold_for_five_fiscal_years(year: int, rates: tuple[str, str]) -> None:
    found = {
        one.values["category"]: one.values["rate"]
        for one in records_of("tokyo-target-rates")
        if one.earliest == date(year, 4, 1) and one.until == date(year + 5, 3, 31)
    }
    assert found == {"offices": Decimal(rates[0]), "factories": Decimal(rates[1])}


def test_every_assignment_of_missing_years_agrees_with_what_is_said_of_coverage() -> None:
    """Unknown only where some assignment changes the verdict: all lists of five years, each high, low or not known."""
    plan, faults = catalogue().plan("saitama-tsetp/coverage")
    assert plan is not None, faults
    for code in range(3**5):
        years = [(code // 3**at) % 3 for at in range(5)]
        verdicts = {_runs(filled) for filled in _fillings(years)}
        expected = Outcome.UNDETERMINED if len(verdicts) == 2 else Outcome.ELIGIBLE if True in verdicts else None
        rows = [
            {"fiscal_year": Decimal(2018 + at), "crude_oil_equivalent": Decimal("1499.9") if kind else Decimal(1500)}
            for at, kind in enumerate(years)
            if kind < 2
        ]
        told = {
            "workplace.in_saitama": True,
            "workplace.first_fiscal_year": Decimal(2018),
            "workplace.last_fiscal_year": Decimal(2022),
            "workplace.energy_use": rows,
        }
        found = determine(plan, Facts({name: Given(value) for name, value in told.items()}), date(2023, 6, 1)).outcome
        assert found is (expected or Outcome.INELIGIBLE), years


def _fillings(years: list[int]) -> list[list[int]]:
    """Each way in which the unknown years (2) may be high (0) or low (1)."""
    filled: list[list[int]] = [[]]
    for kind in years:
        filled = [[*one, value] for one in filled for value in ((0, 1) if kind == 2 else (kind,))]
    return filled


def _runs(years: list[int]) -> bool:
    return any(years[at : at + 3] == [0, 0, 0] for at in range(len(years) - 2))
