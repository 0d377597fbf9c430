"""A store of its own and somebody of every role."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.roles import Role, permissions_of
from service.store import Store, open_store
from tests.store.cluster import in_memory


@pytest.fixture(scope="session")
def store_url() -> Iterator[str]:
    """A database with its tables, for all tests of access."""
    folder = Path(tempfile.mkdtemp(prefix="hantei-", dir=in_memory()))
    url = f"sqlite:///{folder}/access.db"
    open_store(url).close()
    yield url
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def store(store_url: str) -> Iterator[Store]:
    with open_store(store_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def keys(store: Store) -> dict[str, str]:
    """A key for each role, with all that the role may."""
    return {
        role.value: store.keys.create(role.value, role.value, permissions_of([role]), "the tests")[1] for role in Role
    }
