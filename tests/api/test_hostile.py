"""Rule files and facts of somebody who means harm: told what is wrong with them, in bounded time and memory, while the
service answers others.
"""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Iterator

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from engine.catalogue import Catalogue, open_catalogue
from engine.compiler.compilation import compile_ruleset, outline_of
from engine.compiler.shared import Surroundings
from engine.compiler.shared_reading import read_shared
from engine.diagnostics import has_errors
from engine.evaluator import determine
from engine.facts import FactsDocument, read_facts
from engine.rule_files import RULESET
from service.api.examples import first_example, worked_requests
from tests.api.hostile import chance_of, spoilt_request, spoilt_text

MANY = int(os.environ.get("HANTEI_EXAMPLES", "0")) >= 100
RULE_FILES, REQUESTS = (5_000, 5_000) if MANY else (75, 75)
SECONDS = 20
"""How long one of them may take, of the processor: far more than any needs."""
GROWTH = 500_000_000
"""Bytes by which the process may grow over all of them."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def grown_since(before: int) -> int:
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024


def test_spoilt_rule_files_are_told_what_is_wrong_in_bounded_time(catalogue: Catalogue) -> None:
    files, chance = catalogue.files, chance_of(20261122)
    shared = read_shared({path: files.read(path) or b"" for path in files.shared()})
    around = Surroundings(shared, files.ids(), lambda other: outline_of(files.read(f"{other}/{RULESET}") or b"", other))
    before, loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 0
    for number in range(RULE_FILES):
        ruleset = files.ids()[number % len(files.ids())]
        text = (files.read(f"{ruleset}/{RULESET}") or b"").decode()
        spoilt = spoilt_text(text, chance).encode("utf-8", "surrogatepass")
        began = time.process_time()
        plan, faults = compile_ruleset(spoilt, f"{ruleset}/{RULESET}", around, strict=True)
        assert plan is not None or has_errors(faults), "what does not load says why"
        assert all(fault.message.en and fault.message.ja for fault in faults)
        example = first_example(catalogue.root, ruleset)
        if plan is not None and example is not None and example.as_of is not None:
            loaded += 1
            facts, _ = read_facts([FactsDocument(example.facts)], catalogue.vocabulary(), (), catalogue.territories())
            determine(plan, facts, example.as_of)
        assert time.process_time() - began < SECONDS, f"{ruleset}, number {number} of the same chance"
    assert loaded > RULE_FILES // 50, "some load all the same, and are evaluated"
    assert grown_since(before) < GROWTH


def test_spoilt_requests_are_refused_or_answered_in_bounded_time(client: TestClient, catalogue: Catalogue) -> None:
    requests = [request["value"] for request in worked_requests(catalogue).values()]
    chance, before, answered = chance_of(11), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 0
    for number in range(REQUESTS):
        body = spoilt_request(requests[number % len(requests)], chance)
        began = time.process_time()
        answer = client.post("/api/v1/checks", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in {200, 400, 413, 422}, (number, answer.text[:500])
        if answer.status_code in {400, 422}:  # of a body that is too large nothing is read
            assert answer.json()["errors"], (number, answer.text[:500])
        answered += answer.status_code == 200
        assert time.process_time() - began < SECONDS, number
    assert grown_since(before) < GROWTH
    assert answered < REQUESTS


MASSES = {
    "rule sets": '{"rulesets": [%s], "facts": {}}',
    "readings": '{"rulesets": ["jcm/fund"], "facts": {}, "readings": {%s}}',
    "keys": '{"rulesets": ["jcm/fund"], "facts": {}, %s}',
    "facts": '{"rulesets": ["jcm/fund"], "facts": {%s}}',
    "facts of a record": '{"rulesets": ["jcm/fund"], "facts": {"applicant": {%s}}}',
}


@pytest.mark.parametrize("what", MASSES)
def test_the_same_fault_very_often_is_told_a_few_times_in_little_time(client: TestClient, what: str) -> None:
    """40,000 names that are nearly right: to look for what was meant by each took a minute of the processor."""
    names = [f'"jcm/fund{number}"' for number in range(40_000)]
    mass = ",".join(names if what == "rule sets" else [f'{name}: "a"' for name in names])
    began = time.process_time()
    answer = client.post("/api/v1/checks", content=MASSES[what] % mass, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert 50 <= len(answer.json()["errors"]) <= 200
    assert time.process_time() - began < 8


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """A real server, in a thread."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


def test_others_are_answered_meanwhile(address: str, catalogue: Catalogue) -> None:
    """While four callers send nothing but spoilt requests, health is told without delay."""
    requests = [request["value"] for request in worked_requests(catalogue).values()]
    over = threading.Event()
    sent = [0, 0, 0, 0]

    def harm(at: int) -> None:
        chance = chance_of(at)
        with httpx2.Client() as caller:
            while not over.is_set():
                content = spoilt_request(chance.choice(requests), chance)
                headers = {"content-type": "application/json"}
                caller.post(f"{address}/api/v1/checks", content=content, headers=headers, timeout=60)
                sent[at] += 1

    callers = [threading.Thread(target=harm, args=(at,)) for at in range(4)]
    for caller in callers:
        caller.start()
    waits = []
    with httpx2.Client() as client:
        for _ in range(8):
            began = time.monotonic()
            assert client.get(f"{address}/healthz", timeout=60).status_code == 200
            waits.append(time.monotonic() - began)
            time.sleep(0.05)
    over.set()
    for caller in callers:
        caller.join(60)
    assert all(sent), sent
    assert max(waits) < SECONDS
