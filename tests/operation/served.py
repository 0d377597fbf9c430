"""`hantei serve` as a process with a database, and clients that write to it with idempotency keys."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import httpx2

from tests.cli.processes import COMMAND, ROOT, environment
from tests.operation.ports import free_port

BODY: dict[str, Any] = {"rulesets": ["trial"], "facts": {"host_country": "JP"}, "as_of": "2019-06-01"}
WRITE = "/api/v1/determinations"
HELD = 4
"""Seconds for which a request holds its key here, and may take: little, because those that died are waited for."""


class Service:
    """A process that answers at one port, and may be started there again."""

    def __init__(self, log: IO[bytes], *arguments: str, port: int = 0, **variables: str) -> None:
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._command = [*COMMAND, "serve", "--port", str(self.port), *arguments]
        self._variables, self._log = variables, log
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self._command, cwd=ROOT, env=environment(**self._variables), stdout=self._log, stderr=self._log
        )
        wait_until(lambda: self.asked("/readyz") == 200)

    def asked(self, path: str) -> int:
        """The status of a GET; 0 where nothing answers."""
        try:
            return httpx2.get(f"{self.address}{path}", timeout=20).status_code
        except httpx2.HTTPError:
            return 0

    def log(self) -> str:
        self._log.seek(0)
        return self._log.read().decode()


class Writer(threading.Thread):
    """Sends determinations one after another; what is not acknowledged is sent again with the same key."""

    def __init__(self, service: Service, name: str) -> None:
        super().__init__(daemon=True)
        self._service, self._name = service, name
        self.stopping = threading.Event()
        self.acknowledged: dict[str, str] = {}
        self.statuses: list[int] = []
        self.broken: list[str] = []
        self.held = 0
        """How often a key was held by a request that died: it is free again after a while."""

    def run(self) -> None:
        with httpx2.Client(base_url=self._service.address, timeout=30) as client:
            number = 0
            while not self.stopping.is_set():
                key = f"{self._name}-{number}"
                try:
                    answer = client.post(WRITE, json=BODY, headers={"Idempotency-Key": key})
                except httpx2.HTTPError as error:
                    self.broken.append(type(error).__name__)
                    time.sleep(0.05)
                    continue
                self.statuses.append(answer.status_code)
                if answer.status_code == 201:
                    self.acknowledged[key] = answer.json()["id"]
                    number += 1
                    continue
                if answer.status_code == 409:
                    assert 1 <= int(answer.headers["retry-after"]) <= HELD
                    self.held += 1
                time.sleep(0.05)


@contextmanager
def serving(folder: Path, *arguments: str, **variables: str) -> Iterator[Service]:
    """A service over the small rules until the block ends. Its log is in a file."""
    with tempfile.TemporaryFile(dir=folder) as log:
        limits = {"HANTEI_REQUEST_SECONDS": str(HELD), "HANTEI_CACHE": str(folder / "cache")}
        service = Service(log, *arguments, **(limits | variables))
        try:
            yield service
        finally:
            service.process.kill()
            service.process.wait(30)


@contextmanager
def writing(service: Service, count: int = 2) -> Iterator[list[Writer]]:
    """Writers at work until the block ends."""
    writers = [Writer(service, f"writer{number}") for number in range(count)]
    for one in writers:
        one.start()
    try:
        yield writers
    finally:
        for one in writers:
            one.stopping.set()
        for one in writers:
            one.join(60)


def wait_until(holds: Any, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.05)
