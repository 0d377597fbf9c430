"""An officer at the desk, without a browser: signed in by a session, with a store of their own."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from httpx2 import Client
from starlette.responses import Response
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from service.store import Store, open_store
from tests.store.cluster import in_memory

OFFICER = "Hana Sato"


def desk(url: str, roles: Sequence[str] = ("officer",), name: str = "hana") -> TestClient:
    """A client that is signed in with these roles; the database at `url` has its tables."""
    app = create_app(Settings(secret_key="k" * 40, request_seconds=300, rate_known=0, rate_anonymous=0, database=url))  # type: ignore[arg-type]
    response = Response()
    app.state.sessions.begin(response, name, OFFICER, list(roles))
    cookie = response.headers["set-cookie"].partition(";")[0]
    client = TestClient(app, base_url="https://testserver", follow_redirects=True)
    client.cookies.set(*cookie.split("=", 1))
    return client


@contextmanager
def own_desk(roles: Sequence[str] = ("officer",)) -> Iterator[TestClient]:
    """A desk with a database of its own, for who has these roles."""
    folder = Path(tempfile.mkdtemp(prefix="hantei-", dir=in_memory()))
    url = f"sqlite:///{folder}/desk.db"
    open_store(url).close()
    with desk(url, roles) as opened:
        yield opened
    shutil.rmtree(folder)


def store_behind(client: TestClient) -> Store:
    """What the desk keeps."""
    store: Store = client.app.state.storage.store()  # type: ignore[attr-defined]
    return store


def post(client: Client, path: str, fields: Mapping[str, Any]) -> Any:
    """Sends a form."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return client.post(path, content=urlencode(fields, doseq=True), headers=headers)


def words(text: str) -> str:
    """What a page says, without its marks."""
    body = re.sub(r"<(svg|option|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def action(text: str, path: str) -> str:
    """The address to which the form of the page is sent whose path ends so."""
    found = re.search(rf'action="([^"]*{re.escape(path)}[^"]*)"', text)
    assert found, path
    return unescape(found[1])
