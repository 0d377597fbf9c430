"""The least that a determination can cost in Python: two rule sets written out by hand, at their default readings.

Short-circuit functions over Decimals on the figures of one day, no classes, no unknowns: what a programmer would write
who gave up sources, dates, readings and reasons. A test holds them equal to the engine. They give the outcome and the
amounts; a fact that they reach and that is not there is a KeyError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_DOWN, ROUND_FLOOR, Decimal
from typing import Any

DAYS = {"jcm/model-projects": date(2019, 6, 1), "jcm/fund": date(2019, 12, 1)}

_ONE, _CENT = Decimal(1), Decimal("0.01")
_HALF, _TWO_FIFTHS, _THREE_TENTHS = Decimal("0.50"), Decimal("0.40"), Decimal("0.30")
_THREE, _FLOOR, _CEILING = Decimal(3), Decimal(50_000_000), Decimal(2_000_000_000)
_COMPLETION_LIMIT = date(2022, 1, 31)
_PARTNERS = frozenset((
    "MN", "BD", "ET", "KE", "MV", "VN", "LA", "ID", "CR", "PW", "KH", "MX", "SA", "CL", "MM", "TH", "PH",
))  # fmt: skip
_OTHER_KINDS = ("public_body", "university", "other")

_TENTH, _GRANT_CEILING = Decimal("0.10"), Decimal(10_000_000)
_SMALL, _SMALL_CEILING = Decimal(50_000_000), Decimal(5_000_000)
_FUND_COUNTRIES = frozenset((
    "MN", "BD", "MV", "VN", "LA", "ID", "PW", "KH", "MM", "TH", "PH",
))  # fmt: skip

Answer = tuple[str, dict[str, Decimal]]


def model_projects(facts: Mapping[str, Any], exempted: Mapping[str, bool]) -> Answer:
    """`jcm/model-projects` in fiscal 2019."""
    precedents = facts["similar_projects_adopted"]
    rate = _HALF if precedents == 0 else _TWO_FIFTHS if precedents <= _THREE else _THREE_TENTHS
    by_rate = facts["eligible_cost"] * rate
    subsidy = (min(by_rate, _CEILING)).quantize(_ONE, ROUND_DOWN)
    amounts = {"maximum_subsidy_rate": rate, "maximum_subsidy": subsidy}
    if not (facts["reduces_energy_related_co2"] and facts["leading_technology"]):
        return "ineligible", amounts
    host = facts["host_country"]
    if host == "JP" or (host not in _PARTNERS and not facts["host_country_expected_to_sign"]):
        return "ineligible", amounts
    if not (
        facts["jcm_credits_intended"]
        and facts["contributes_to_sustainable_development"]
        and facts["complies_with_environmental_law"]
        and facts["follows_international_environmental_practice"]
        and facts["reductions_quantifiable_and_verifiable"]
    ):
        return "ineligible", amounts
    if facts["equipment_has_other_japanese_subsidy"] or facts["applicant.country"] != "JP":
        return "ineligible", amounts
    kind = facts["applicant.kind"]
    if kind != "private_company" and not (kind in _OTHER_KINDS and facts["applicant.counts_as_japanese_corporation"]):
        return "ineligible", amounts
    if not facts["applicant.is_representative"]:
        return "ineligible", amounts
    members = facts["consortium.member_countries"]
    if "JP" not in members or members.count("JP") == len(members):
        return "ineligible", amounts
    requested = facts.get("subsidy_requested")
    if requested is not None and requested > by_rate.quantize(_ONE, ROUND_FLOOR):
        return "ineligible", amounts
    if facts["work_start"] <= facts["grant_decision_date"] or facts["work_end"] > _COMPLETION_LIMIT:
        return "ineligible", amounts
    open_ = False
    if subsidy < _FLOOR and not exempted.get("within-subsidy-range"):
        if "within-subsidy-range" in exempted:
            return "ineligible", amounts
        open_ = True
    if requested is not None and requested < _FLOOR and not exempted.get("request-not-below-floor"):
        if "request-not-below-floor" in exempted:
            return "ineligible", amounts
        open_ = True
    if requested is not None and requested > _CEILING and not exempted.get("request-not-above-ceiling"):
        if "request-not-above-ceiling" in exempted:
            return "ineligible", amounts
        open_ = True
    return "undetermined" if open_ else "eligible", amounts


def fund(facts: Mapping[str, Any], _exempted: Mapping[str, bool]) -> Answer:
    """`jcm/fund` from November 2019 to the end of fiscal 2019."""
    cost, sovereign = facts["total_project_cost"], facts["financing_track"] == "sovereign"
    share = cost * _TENTH
    most = min(share, _GRANT_CEILING)
    if sovereign:
        if cost < _SMALL and most > _SMALL_CEILING:
            most = _SMALL_CEILING
        most = most.quantize(_CENT, ROUND_DOWN)
        amounts = {"maximum_grant": most}
    else:
        most = most.quantize(_CENT, ROUND_DOWN)
        amounts = {"maximum_interest_subsidy": most}
    host = facts["host_country"]
    if host not in _PARTNERS or host not in _FUND_COUNTRIES or not facts["adb_project"]:
        return "ineligible", amounts
    if facts["applicant.kind"] != ("national_government" if sovereign else "private_company"):
        return "ineligible", amounts
    if not facts["reduces_energy_related_co2"] and not (sovereign and facts["reduces_other_greenhouse_gases"]):
        return "ineligible", amounts
    if not (facts["advanced_low_carbon_technology"] and facts["technology_has_track_record"]):
        return "ineligible", amounts
    if facts["technology_is_demonstration"] or facts["uses_other_international_mechanism"]:
        return "ineligible", amounts
    if not sovereign and (
        facts["technology_category"] not in ("renewable_energy", "energy_saving") or not facts["adb_loan"]
    ):
        return "ineligible", amounts
    grant, subsidy = facts.get("grant_requested"), facts.get("interest_subsidy_requested")
    if grant is not None and (not sovereign or grant > most):
        return "ineligible", amounts
    if subsidy is not None and (sovereign or subsidy > most):
        return "ineligible", amounts
    return "eligible", amounts


FLOORS: dict[str, Callable[[Mapping[str, Any], Mapping[str, bool]], Answer]] = {
    "jcm/model-projects": model_projects,
    "jcm/fund": fund,
}
