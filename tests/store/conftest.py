"""Each test runs on SQLite and on PostgreSQL. Where PostgreSQL is not installed, what is left out is named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from service.store import Store, open_store
from service.store.connection import database
from service.store.schema import migrate
from tests.store.cluster import Cluster, new_cluster, programs, remove

TEMPLATE = "hantei_template"


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server of PostgreSQL with a template that has the tables."""
    binaries = programs()
    if binaries is None:
        left_out = "tests/store on PostgreSQL: it is not installed (tools/set-up-postgres)"
        if os.environ.get("CI") == "true":
            pytest.fail(left_out)
        pytest.skip(left_out)
    made = new_cluster(binaries)
    try:
        template = database(made.create(TEMPLATE))
        migrate(template)
        template.close()
        yield made
    finally:
        remove(made)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database with the tables and nothing in them."""
    if kind == "sqlite":
        opened = open_store(made := f"sqlite:///{tmp_path / 'hantei.db'}")
        opened.close()
        yield made
        return
    server: Cluster = request.getfixturevalue("cluster")
    name = f"t{uuid4().hex}"
    yield server.create(name, TEMPLATE)
    server.drop(name)


@pytest.fixture
def empty(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database without tables."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Cluster = request.getfixturevalue("cluster")
    name = f"t{uuid4().hex}"
    yield server.create(name)
    server.drop(name)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened
