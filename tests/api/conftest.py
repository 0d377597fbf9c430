"""One application for all tests of the API: it keeps nothing between requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings

COMPLETE: dict[str, Any] = {
    "host_country": "VN",
    "applicant": {"country": "JP", "kind": "private_company", "is_representative": True},
    "consortium": {"member_countries": ["JP", "VN"]},
    "reduces_energy_related_co2": True,
    "leading_technology": True,
    "jcm_credits_intended": True,
    "contributes_to_sustainable_development": True,
    "complies_with_environmental_law": True,
    "follows_international_environmental_practice": True,
    "reductions_quantifiable_and_verifiable": True,
    "equipment_has_other_japanese_subsidy": False,
    "similar_projects_adopted": 2,
    "eligible_cost": 1_000_000_000,
    "grant_decision_date": "2019-08-01",
    "work_start": "2019-08-02",
    "work_end": "2022-01-31",
}
"""A model project that meets every criterion of fiscal year 2019."""

SECONDS = 120
"""That a request may take: other tests run beside it, and a PDF takes seconds."""


@pytest.fixture(scope="session")
def app() -> FastAPI:
    return create_app(Settings(rate_anonymous=0))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service with a database, in which everyone is an officer and an author."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'hantei.db'}"
    roles = ("applicant", "officer", "author")
    own = Settings(database=SecretStr(url), anonymous_roles=roles, rate_anonymous=0, request_seconds=SECONDS)
    with TestClient(create_app(own)) as client:
        yield client


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    return TestClient(app)
