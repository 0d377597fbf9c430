"""The disk of a service's database runs full: each request is answered, nothing is half there, and room is enough."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest

from service.store import open_store
from service.store.auditing import audit
from service.store.connection import database
from service.store.schema import migrate
from tests.operation.served import BODY, WRITE, serving
from tests.operation.test_service_faults import ids
from tests.store.cluster import USER, Cluster

ROOM = 400_000
"""Bytes that are left at first: enough for some determinations, which take about 8 kB each."""


@pytest.fixture
def url_on_it(kind: str, small_disk: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database with its tables on the small disk."""
    if kind == "sqlite":
        yield f"sqlite:///{small_disk / 'full.db'}"
        return
    server: Cluster = request.getfixturevalue("cluster")
    name, space = f"f{uuid4().hex}", small_disk / "space"
    space.mkdir()
    subprocess.run(["chown", "-R", USER, small_disk], check=True)
    server.say(f"CREATE TABLESPACE {name} LOCATION '{space}'")
    server.say(f"CREATE DATABASE {name} TEMPLATE template0 TABLESPACE {name}")
    yield server.url(name)
    server.drop(name)
    server.say(f"DROP TABLESPACE {name}")


def test_a_disk_that_runs_full_is_told_as_507_and_room_is_all_that_is_needed(
    url_on_it: str, small_disk: Path, small_rules: Path, folder: Path
) -> None:
    made = database(url_on_it)
    migrate(made)
    made.close()
    ballast = small_disk / "ballast"
    with serving(folder, HANTEI_DATABASE=url_on_it, HANTEI_RULES=str(small_rules)) as service:
        with httpx2.Client(base_url=service.address, timeout=60) as client:

            def send(key: str, lang: str = "en") -> httpx2.Response:
                return client.post(WRITE, json=BODY, headers={"Idempotency-Key": key, "Accept-Language": lang})

            kept = [send("first").json()["id"]]
            ballast.write_bytes(b"0" * (shutil.disk_usage(small_disk).free - ROOM))
            refused = None
            for number in range(400):
                answer = send(f"key-{number}")
                if answer.status_code != 201:
                    refused = answer
                    break
                kept.append(answer.json()["id"])
            assert refused is not None
            assert (refused.status_code, refused.json()["type"]) == (507, "/problems/storage-full")
            told = {lang: send("again", lang).json() for lang in ("en", "ja")}
            assert told["en"]["title"] == "There is no room to store it"
            assert told["ja"]["title"] == "保存する空きがありません"
            assert client.post("/api/v1/checks", json=BODY).status_code == 200, "what stores nothing goes on"
            assert client.get(f"{WRITE}/{kept[0]}").status_code == 200, "what is there is read"
            with open_store(url_on_it) as store:
                assert sorted(ids(store)) == sorted(kept), "nothing of what was refused is there"
                assert audit(store.database).faults == ()
            ballast.unlink()
            again = send(f"key-{number}")
            assert again.status_code == 201, "the same process, with the same key"
            kept.append(again.json()["id"])
            assert len(set(kept)) == len(kept)
            assert client.get("/readyz").status_code == 200
        said = service.log()
    with open_store(url_on_it) as store:
        assert sorted(ids(store)) == sorted(kept)
        assert audit(store.database).faults == ()
    assert "Traceback" not in said
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert any("there is no room left for the database" in str(line) for line in lines)
    assert '"JP"' not in said and "key-0" not in said
