"""`hantei serve` as a process: ready, answering, gone."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest

from tests.cli.processes import COMMAND, ROOT, environment, run


@contextmanager
def serving(**more: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A service on a free port, with its address, once it says that it listens."""
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"],
        cwd=ROOT,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert process.stderr is not None
            said = process.stderr.readline().decode()
            found = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert found, said
            yield process, found.group()
        finally:
            process.kill()


def test_it_answers_until_sigterm_and_then_leaves_with_0() -> None:
    with serving() as (process, address):
        with httpx2.Client(base_url=address, timeout=30) as client:
            health = client.get("/healthz")
            assert (health.status_code, health.json()["status"]) == (200, "ok")
            body = {"rulesets": ["jcm/model-projects"], "facts": {}, "as_of": "2019-06-01"}
            answer = client.post("/api/v1/checks", json=body)
            assert answer.json()["determinations"][0]["outcome"] == "undetermined"
            refused = client.post("/api/v1/checks", json={})
            assert (refused.status_code, refused.headers.get("server")) == (422, None)
            head = client.head("/healthz")
            assert (head.status_code, head.content) == (200, b"")
            questions = client.get("/api/v1/rulesets/jcm%2Fmodel-projects/questions")
            assert questions.json()["ruleset"] == "jcm/model-projects"
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, b"")
    assert b"Traceback" not in err


def test_ctrl_c_leaves_quietly_with_130() -> None:
    with serving() as (process, address):
        assert httpx2.get(f"{address}/healthz", timeout=30).status_code == 200
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "is taken by another program"), ("ja", "は別のプログラムが使っています")],
)
def test_a_port_that_is_taken_is_said_to_be(lang: str, said: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port), "--lang", lang)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"`127.0.0.1:{port}`" in done.stderr.decode()
    assert said in done.stderr.decode()


def test_an_address_that_is_not_ours_is_refused() -> None:
    done = run("serve", "--host", "192.0.2.1", "--port", "0")
    assert done.returncode == 2
    assert "`192.0.2.1:0` cannot be listened on" in done.stderr.decode()
