"""What is counted is counted by process, and traces go where they are to be collected."""

from __future__ import annotations

import gzip
import os
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.operation.served import BODY, serving, wait_until

COUNT = "http_server_request_duration_seconds_count"


@pytest.mark.parametrize("workers", [1, 2])
def test_each_figure_names_its_process_where_there_are_several(small_rules: Path, workers: int) -> None:
    settings = Settings(rules=small_rules, workers=workers, anonymous_roles=("applicant", "admin"))
    with TestClient(create_app(settings)) as client:
        assert client.post("/api/v1/checks", json=BODY).status_code == 200
        found = client.get("/metrics").text
    counted = re.search(rf"^{COUNT}\{{(.*route=\"/api/v1/checks\".*)\}} 1", found, re.MULTILINE)
    assert counted is not None, found
    assert (f'process="{os.getpid()}"' in counted[1]) is (workers > 1)
    figures = [line for line in found.splitlines() if line and not line.startswith("#")]
    assert len(figures) > 5
    assert sum("process=" in line for line in figures) == (len(figures) if workers > 1 else 0)


class Collector(ThreadingHTTPServer):
    """A collector of traces, as little of one as will do."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.taken: list[tuple[str, bytes]] = []


class _Taking(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            content = gzip.decompress(content)
        assert isinstance(self.server, Collector)
        self.server.taken.append((self.path, content))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_traces_are_sent_to_a_collector_without_any_fact(collector: Collector, small_rules: Path, folder: Path) -> None:
    variables = {
        "HANTEI_RULES": str(small_rules),
        "HANTEI_TRACES": "true",
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector.server_port}",
        "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
        "OTEL_SERVICE_NAME": "hantei-at-the-desk",
        "OTEL_BSP_SCHEDULE_DELAY": "200",
    }
    with serving(folder, **variables) as service:
        assert service.asked("/api/v1/rulesets/trial") == 200
        assert service.asked("/api/v1/rulesets/nowhere?secret=geheim") == 422
        wait_until(lambda: any(b"/api/v1/rulesets/{ruleset" in content for _, content in collector.taken))
    assert {path for path, _ in collector.taken} == {"/v1/traces"}
    said = b"".join(content for _, content in collector.taken)
    assert b"hantei-at-the-desk" in said
    assert b"http.request.method" in said
