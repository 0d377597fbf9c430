"""What is acknowledged is there, whole and once, whatever is killed, stopped or full; nothing is half there."""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event, text

from service.store import Answered, Claim, Store, StoreFullError, StoreUnavailableError, connection, open_store
from service.store.auditing import audit
from service.store.idempotency import IdempotencyKeys
from service.store.schema import migrate
from tests.store.cluster import USER, Cluster, new_cluster, remove
from tests.store.conftest import TEMPLATE, binaries_or_skip
from tests.store.receipts import complete

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "0"))
KILLS = max(3, EXAMPLES // 6)
"""Writers that are killed: 3 in `make test`, 50 in `make soak`."""
STOPS = ("fast", "immediate") if EXAMPLES < 100 else ("fast", "immediate", "fast") * 3
WRITES = 300
Told = pytest.CaptureFixture[str]


class Writer:
    """A process of `tests.store.writer`, and what it has said."""

    def __init__(self, url: str, receipt: Path, name: str, count: int) -> None:
        self.name = name
        command = [sys.executable, "-m", "tests.store.writer", url, str(receipt), name, str(count)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
        self.begun: list[str] = []
        self.acknowledged: dict[str, str] = {}

    def read(self, acknowledgements: int | None = None) -> None:
        """Reads until so many were acknowledged, or to the end."""
        assert self.process.stdout is not None
        while acknowledgements is None or len(self.acknowledged) < acknowledgements:
            line = self.process.stdout.readline().decode()
            if not line:
                return
            if line.startswith("? "):
                self.begun.append(line.split()[1])
            else:
                _, key, id_ = line.split()
                self.acknowledged[key] = id_

    def end(self) -> None:
        assert self.process.stdout is not None
        self.process.wait(60)
        self.process.stdout.close()


@pytest.fixture
def receipt(folder: Path) -> Path:
    file = folder / "receipt.json"
    file.write_text(json.dumps(complete()), encoding="utf-8")
    return file


def kept(store: Store) -> dict[str, str]:
    """The id of every determination with its caller. Each is read whole."""
    found: dict[str, str] = {}
    cursor = None
    while True:
        page = store.determinations.page(cursor=cursor, limit=100)
        for one in page.items:
            whole = store.determinations.get(one.entry.id)
            assert whole is not None
            assert whole[1] == complete()
            assert one.entry.id not in found
            found[one.entry.id] = one.entry.caller
        cursor = page.next
        if cursor is None:
            return found


def told(capsys: Told, line: str) -> None:
    """Shows the figures of `make soak`."""
    if EXAMPLES >= 100:
        with capsys.disabled():
            print(f"\n{line}")  # noqa: T201 - the figures are what it is run for


def test_a_writer_killed_at_any_moment_loses_nothing_and_doubles_nothing(
    store: Store, url: str, receipt: Path, capsys: Told
) -> None:
    """One process writes on all the while; others begin 300 writes and are killed somewhere on the way."""
    chance = random.Random(20_261_122)  # noqa: S311 - the same moments each time
    steady = Writer(url, receipt, "steady", 10 * KILLS)
    later = IdempotencyKeys(store.database, lambda: datetime.now(UTC) + timedelta(minutes=2))
    victims, resent = [], 0
    for number in range(KILLS):
        victim = Writer(url, receipt, f"victim{number}", WRITES)
        victim.read(chance.randrange(0, 12))
        time.sleep(chance.random() / 50)
        victim.process.send_signal(signal.SIGKILL)
        victim.read()
        victim.end()
        victims.append(victim)
        for key in [key for key in victim.begun if key not in victim.acknowledged]:
            claim = later.claim(
                victim.name, key, complete()["hash"]
            )  # sent again once its time to hold the key is over
            if isinstance(claim, Claim):
                victim.acknowledged[key] = store.determinations.append(complete(), victim.name, claim).entry.id
                resent += 1
            else:
                assert isinstance(claim, Answered)
                victim.acknowledged[key] = claim.reference
    steady.read()
    steady.end()
    assert steady.process.returncode == 0
    found = kept(store)
    acknowledged = {id_: one.name for one in (steady, *victims) for id_ in one.acknowledged.values()}
    assert found == acknowledged
    assert len(acknowledged) == sum(len(one.acknowledged) for one in (steady, *victims))
    assert audit(store.database).faults == ()
    kind = "SQLite" if store.database.is_sqlite else "PostgreSQL"
    told(
        capsys,
        f"{kind}: {KILLS} writers killed, {len(found)} determinations acknowledged and there, {resent} sent again",
    )


def test_processes_that_write_at_once_make_one_chain(store: Store, url: str, receipt: Path) -> None:
    writers = [Writer(url, receipt, name, 15) for name in ("a", "b", "c")]
    for one in writers:
        one.read()
        one.end()
    assert [one.process.returncode for one in writers] == [0, 0, 0]
    found = audit(store.database)
    assert (found.faults, found.chains[0].entries) == ((), 45)
    assert sorted(kept(store)) == sorted(id_ for one in writers for id_ in one.acknowledged.values())


def test_threads_that_write_events_of_one_case_number_them_without_a_gap(store: Store) -> None:
    case = store.cases.open("jcm/project-cycle", {"title": "Darkhan"}, "office").entry.id

    def write(name: str) -> None:
        for number in range(10):
            store.events.append(case, {"id": f"{name}{number}", "event": "monitored", "on": "2020-01-01"}, name)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.number for one in store.events.of(case)] == list(range(1, 41))
    assert audit(store.database).faults == ()


# --- a database that goes away ---------------------------------------------------------------------------------------


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A server that the test may stop."""
    made = new_cluster(binaries_or_skip())
    try:
        yield made
    finally:
        remove(made)


@pytest.mark.filterwarnings("ignore:.*was deleted while still open:ResourceWarning")  # torn off as it was being made
def test_a_server_that_stops_under_load_is_waited_for_and_nothing_is_lost(  # noqa: PLR0915 - two who write, one who stops
    own_cluster: Cluster, capsys: Told
) -> None:
    own_cluster.create("hantei")
    opened = connection.database(own_cluster.url("hantei"))

    migrate(opened)
    store, stop = Store(opened), threading.Event()
    acknowledged: dict[str, str] = {}
    unexpected: list[BaseException] = []
    refused = 0

    def send(name: str, key: str, minutes: int) -> None:
        later = IdempotencyKeys(opened, lambda: datetime.now(UTC) + timedelta(minutes=minutes))
        claim = later.claim(name, key, complete()["hash"])
        assert isinstance(claim, Claim | Answered)
        kept_as = claim.reference if isinstance(claim, Answered) else None
        if isinstance(claim, Claim):
            kept_as = store.determinations.append(complete(), name, claim).entry.id
        acknowledged[key] = str(kept_as)

    def write(name: str) -> None:
        nonlocal refused
        number = tries = 0
        while not stop.is_set():
            try:
                send(name, f"{name}{number}", 2 * tries)
                number, tries = number + 1, 0
            except StoreUnavailableError:
                refused, tries = refused + 1, tries + 1  # sent again with the same key, a while later
                time.sleep(0.05)
            except BaseException as error:
                unexpected.append(error)
                return

    def more_acknowledged() -> None:
        before = len(acknowledged)
        _until(lambda: len(acknowledged) >= before + 5 or bool(unexpected))

    def more_refused() -> None:
        before = refused
        _until(lambda: refused > before or bool(unexpected))

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    try:
        for how in STOPS:
            more_acknowledged()
            own_cluster.stop(how)
            more_refused()
            own_cluster.start()
        more_acknowledged()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    with store:
        assert unexpected == []
        found = kept(store)
        assert len(set(acknowledged.values())) == len(acknowledged)
        assert set(acknowledged.values()) <= set(found)
        assert len(found) <= len(acknowledged) + 2, "of each writer one may be stored that was not acknowledged"
        assert audit(opened).faults == ()
        told(
            capsys,
            f"PostgreSQL stopped {len(STOPS)} times: {len(acknowledged)} acknowledged and there, {refused} refused",
        )
    gc.collect()  # here, where what is torn off may be found


def _until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.01)


def test_a_server_that_is_not_there_is_said_to_be(folder: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreUnavailableError) as refused:
        open_store(f"postgresql://hantei:geheim@/hantei?host={folder}")
    fault = refused.value.fault
    assert fault.code == "database-unavailable"
    assert "geheim" not in f"{fault} {refused.value}"


def test_a_file_that_is_no_database_is_said_to_be(folder: Path) -> None:
    (folder / "x.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreUnavailableError) as refused:
        open_store(f"sqlite:///{folder / 'x.db'}")
    assert refused.value.fault.code == "database-broken"


def test_a_database_that_others_hold_for_too_long_is_busy(url: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT", 0.2)
    monkeypatch.setattr(connection, "_POSTGRES", {"options": "-c lock_timeout=200ms"})
    with open_store(url) as one, open_store(url) as other:
        with one.database.writing() as held:
            held.execute(text("UPDATE idempotency SET reference = reference"))
            if kind == "postgresql":
                held.execute(text("SELECT * FROM chains FOR UPDATE"))
            with pytest.raises(StoreUnavailableError) as refused:
                other.determinations.append(complete(), "office")
        assert refused.value.fault.code == "database-busy"
        assert other.determinations.append(complete(), "office").entry.sequence == 1


# --- no room ---------------------------------------------------------------------------------------------------------


def _fill(store: Store) -> int:
    """Writes until there is no room: how many were acknowledged."""
    with pytest.raises(StoreFullError) as refused:
        for _ in range(5000):
            claim = store.idempotency.claim("office", str(uuid4()), "sha256:1")
            assert isinstance(claim, Claim)
            store.determinations.append(complete(), "office", claim)
    assert refused.value.fault.code == "database-full"
    return len(kept(store))


def test_a_full_file_refuses_and_keeps_what_it_has(folder: Path) -> None:
    store = open_store(f"sqlite:///{folder / 'full.db'}")
    pages = 250

    def limited(raw: object, _: object) -> None:
        raw.execute(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined] - a connection of sqlite3

    event.listen(store.database.engine, "connect", limited)
    store.database.engine.dispose()
    count = _fill(store)
    assert count > 5
    assert audit(store.database).faults == ()
    pages = 4000
    store.database.engine.dispose()
    assert store.determinations.append(complete(), "office").entry.sequence == count + 1
    assert audit(store.database).faults == ()
    store.close()


def test_a_full_disk_refuses_and_keeps_what_it_has(kind: str, small_disk: Path, request: pytest.FixtureRequest) -> None:
    if kind == "sqlite":
        store = open_store(f"sqlite:///{small_disk / 'full.db'}")
    else:
        server: Cluster = request.getfixturevalue("cluster")
        table_space = small_disk / "space"
        table_space.mkdir()
        subprocess.run(["chown", "-R", USER, small_disk], check=True)
        name = f"s{uuid4().hex}"
        server.say(f"CREATE TABLESPACE {name} LOCATION '{table_space}'")
        server.say(f'CREATE DATABASE {name} TEMPLATE "{TEMPLATE}" TABLESPACE {name}')
        server.say("CHECKPOINT")  # the copy is all on the disk: what is free now stays free until the test writes
        store = open_store(server.url(name))
    ballast = small_disk / "ballast"
    try:
        ballast.write_bytes(b"0" * (shutil.disk_usage(small_disk).free - 1_500_000))
        count = _fill(store)
        assert count > 5
        assert audit(store.database).faults == ()
        ballast.unlink()
        assert store.determinations.append(complete(), "office").entry.sequence == count + 1
        assert audit(store.database).faults == ()
    finally:
        store.close()
        if kind == "postgresql":
            server.drop(name)
            server.say(f"DROP TABLESPACE {name}")
