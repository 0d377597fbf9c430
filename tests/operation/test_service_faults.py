"""The service through HTTP: killed, told to stop, and with its database gone, it loses nothing that it acknowledged."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from service.store import Store, open_store
from service.store.auditing import audit
from service.store.connection import database
from service.store.schema import migrate
from tests.operation.served import Writer, serving, wait_until, writing
from tests.store.cluster import Cluster, new_cluster, remove
from tests.store.conftest import binaries_or_skip

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "0"))
SOAK = EXAMPLES >= 100
KILLS, WRITERS, WRITES = (20, 4, 320) if SOAK else (1, 2, 8)
"""How often the process is killed, under how many writers, within about how many acknowledged writes."""


def ids(store: Store) -> list[str]:
    found, cursor = [], None
    while True:
        page = store.determinations.page(cursor=cursor, limit=100)
        found += [one.entry.id for one in page.items]
        cursor = page.next
        if cursor is None:
            return found


def assert_all_there_once(url: str, writers: list[Writer]) -> int:
    """Every acknowledged determination is there, whole and once; of each writer one more may be on its way."""
    acknowledged = [id_ for one in writers for id_ in one.acknowledged.values()]
    with open_store(url) as store:
        found = ids(store)
        assert len(set(acknowledged)) == len(acknowledged)
        assert len(set(found)) == len(found)
        assert set(acknowledged) <= set(found)
        assert len(found) <= len(acknowledged) + len(writers)
        for id_ in acknowledged:
            whole = store.determinations.get(id_)
            assert whole is not None
            assert whole[1]["answer"]["determinations"][0]["outcome"] == "ineligible", "nobody helps Japan itself"
        assert audit(store.database).faults == ()
    return len(acknowledged)


def test_a_service_that_is_killed_loses_nothing_and_doubles_nothing(
    url: str, kind: str, small_rules: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(20_261_122)  # noqa: S311 - the same moments each time
    with (
        serving(folder, HANTEI_DATABASE=url, HANTEI_RULES=str(small_rules)) as service,
        writing(service, WRITERS) as writers,
    ):
        for _ in range(KILLS):
            before = sum(len(one.acknowledged) for one in writers)
            wanted = before + chance.randrange(WRITES // KILLS // 2, WRITES // KILLS + 1)
            wait_until(lambda wanted=wanted: sum(len(one.acknowledged) for one in writers) >= wanted)
            time.sleep(chance.random() / 20)
            service.process.send_signal(signal.SIGKILL)
            service.process.wait(30)
            service.start()
        alive = {id(one): len(one.acknowledged) + 2 for one in writers}
        wait_until(lambda: all(len(one.acknowledged) >= alive[id(one)] for one in writers))
        wait_until(lambda: sum(len(one.acknowledged) for one in writers) >= WRITES)
    count = assert_all_there_once(url, writers)
    assert {status for one in writers for status in one.statuses} <= {201, 409, 503}
    if SOAK:
        with capsys.disabled():
            held = sum(one.held for one in writers)
            print(f"\n{kind}: {KILLS} services killed, {count} acknowledged and there, {held} times a key was held")  # noqa: T201 - the figures


def test_a_service_that_is_told_to_stop_answers_what_is_under_way(small_rules: Path, folder: Path) -> None:
    url = f"sqlite:///{folder / 'stop.db'}"
    with serving(folder, HANTEI_DATABASE=url, HANTEI_RULES=str(small_rules), HANTEI_REQUEST_SECONDS="60") as service:
        with writing(service, 3) as writers:
            wait_until(lambda: sum(len(one.acknowledged) for one in writers) >= 6)
            service.process.send_signal(signal.SIGTERM)
            assert service.process.wait(60) == 0
        # a connection that is turned away at the door was never accepted; none breaks between request and answer
        assert {why for one in writers for why in one.broken} <= {"ConnectError", "RemoteProtocolError", "ReadError"}
        count = assert_all_there_once(url, writers)
        assert count >= 6
        with open_store(url) as store:
            assert len(ids(store)) == count, "what was stored was acknowledged"


@pytest.fixture
def own_cluster() -> object:
    made = new_cluster(binaries_or_skip())
    yield made
    remove(made)


def test_a_database_that_stops_is_told_as_503_and_comes_back_without_a_restart(
    own_cluster: Cluster, small_rules: Path, folder: Path
) -> None:
    url = own_cluster.create("hantei")
    made = database(url)
    migrate(made)
    made.close()
    with serving(folder, HANTEI_DATABASE=url, HANTEI_RULES=str(small_rules)) as service, writing(service) as writers:
        wait_until(lambda: sum(len(one.acknowledged) for one in writers) >= 4)
        own_cluster.stop("immediate")
        wait_until(lambda: any(503 in one.statuses for one in writers))
        assert (service.asked("/readyz"), service.asked("/healthz")) == (503, 200)
        assert service.asked("/api/v1/rulesets") == 200, "checks go on by the rules that are loaded"
        own_cluster.start()
        before = sum(len(one.acknowledged) for one in writers)
        wait_until(lambda: sum(len(one.acknowledged) for one in writers) >= before + 4)
        assert service.asked("/readyz") == 200
    assert {status for one in writers for status in one.statuses} <= {201, 409, 503}
    assert [why for one in writers for why in one.broken] == []
    assert_all_there_once(url, writers)


def test_several_processes_answer_by_one_database_and_log_no_fact(small_rules: Path, folder: Path) -> None:
    url = f"sqlite:///{folder / 'several.db'}"
    variables = {"HANTEI_DATABASE": url, "HANTEI_RULES": str(small_rules), "HANTEI_SECRET_KEY": "geheim-" * 8}
    with serving(folder, "--workers", "2", **variables) as service:
        with writing(service, 3) as writers:
            wait_until(lambda: sum(len(one.acknowledged) for one in writers) >= 6)
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(60) == 0
        said = service.log()
        assert_all_there_once(url, writers)
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    told = [line for line in lines if line.get("route") == "/api/v1/determinations"]
    assert len(told) >= 6
    assert {"request", "method", "route", "status", "ms", "caller", "at", "level"} <= told[0].keys()
    assert len({line["request"] for line in told}) == len(told), "each request has an id of its own"
    for secret in ("host_country", '"JP"', "geheim", "writer0-0"):
        assert secret not in said
