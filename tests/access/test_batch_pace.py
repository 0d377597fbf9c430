"""A stream of checks is no way round the limit of rate."""

from __future__ import annotations

import json
import time
from typing import Any

from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from service.store import Store

LINE = json.dumps({"rulesets": ["jcm/fund"], "facts": {}}) + "\n"


def lines_a_second(client: TestClient, count: int, headers: dict[str, str]) -> tuple[list[Any], float]:
    sent = {"Content-Type": "application/x-ndjson", **headers}
    begun = time.monotonic()
    answer = client.post("/api/v1/checks:batch", content=LINE * count, headers=sent)
    return [json.loads(line) for line in answer.text.splitlines()], time.monotonic() - begun


def test_a_strangers_lines_come_at_the_strangers_rate_and_an_officers_do_not_wait(store: Store, store_url: str) -> None:
    _, shown = store.keys.create("desk", "officer", [], "the tests")
    app = create_app(Settings(database=store_url, rate_anonymous=40, rate_known=0))
    with TestClient(app) as client:
        # 40 at once, then one every 1.5 seconds: the request and its 41 lines are 42, so at least 3 seconds
        found, seconds = lines_a_second(client, 41, {})
        assert [one["line"] for one in found] == list(range(1, 42))
        assert all("answer" in one for one in found)
        assert seconds > 2.9
        found, _ = lines_a_second(client, 60, {"Authorization": f"Bearer {shown}"})
        assert len(found) == 60
