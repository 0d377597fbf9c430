"""Each test runs on SQLite and on PostgreSQL. Where PostgreSQL is not installed, what is left out is named."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from service.store import Store, open_store
from service.store.connection import database
from service.store.schema import migrate
from tests.store.cluster import Cluster, in_memory, new_cluster, programs, remove

TEMPLATE = "hantei_template"


def binaries_or_skip() -> Path:
    """Where PostgreSQL's programs are. Skips the test where there are none; in CI that is a failure."""
    binaries = programs()
    if binaries is None:
        left_out = "tests/store on PostgreSQL: it is not installed (tools/set-up-postgres)"
        if os.environ.get("CI") == "true":
            pytest.fail(left_out)
        pytest.skip(left_out)
    return binaries


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server of PostgreSQL with a template that has the tables."""
    made = new_cluster(binaries_or_skip())
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
def folder() -> Iterator[Path]:
    """A folder that is gone after the test; in memory where that can be had: a disk would be waited for."""
    made = Path(tempfile.mkdtemp(prefix="hantei-", dir=in_memory()))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 24 MB. Only root can have one."""
    folder = Path(tempfile.mkdtemp(prefix="hantei-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("a full disk: mounting a small one needs root")
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


@pytest.fixture
def new_database(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str], str]]:
    """Makes a database, on PostgreSQL from a template; its URL."""
    made: list[str] = []

    def make(template: str) -> str:
        name = f"t{uuid4().hex}"
        if kind == "sqlite":
            return f"sqlite:///{folder / name}.db"
        made.append(name)
        url: str = request.getfixturevalue("cluster").create(name, template)
        return url

    yield make
    for name in made:
        request.getfixturevalue("cluster").drop(name)


@pytest.fixture
def empty(new_database: Callable[[str], str]) -> str:
    """A database without tables."""
    return new_database("template0")


@pytest.fixture
def url(kind: str, new_database: Callable[[str], str]) -> str:
    """A database with the tables and nothing in them."""
    made = new_database(TEMPLATE)
    if kind == "sqlite":
        open_store(made).close()
    return made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened
