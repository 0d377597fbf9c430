"""One application for the tests of pages: it keeps nothing between requests."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from service.app import create_app


@pytest.fixture(scope="session")
def client() -> TestClient:
    return TestClient(create_app(), follow_redirects=False)
