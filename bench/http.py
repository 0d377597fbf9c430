"""Requests a second of `POST /api/v1/checks` as a share of a bare FastAPI endpoint: `python bench/http.py`.

The bare endpoint validates the same body by a model of pydantic and echoes it. Both are served by one process of
uvicorn with uvloop and httptools, the service as `hantei serve` runs it: with the log, the figures, the limits of
access. `wrk` asks both in short turns, and the median of the shares of all rounds counts:
others at work on the machine slow both sides of a share. Bars: 70 % for outcome and amounts, 50 % with all
findings; and the 99th percentile within 5 times the bare one's, both asked at the same rate by a client of our own:
each request is due at its moment, whether or not those before are answered, and is late from that moment on.

What counts is requests in a second of the server's own processor time, which is what an idle machine answers in a
second (a server that is asked without a pause is never idle), and what a busy machine can be asked, too. Requests a
second by the clock stand beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # in the place of this folder, in which `http` is this file

import urllib.request  # noqa: E402 - the folder is off the path first
from urllib.parse import urlsplit  # noqa: E402 - as above

from engine.determination_json import plain  # noqa: E402 - the checkout is put on the path first
from engine.resources import rules_root  # noqa: E402 - as above
from service.api.examples import first_example  # noqa: E402 - as above

RULESET, DAY = "jcm/model-projects", "2019-06-01"
BARS = {"outcome": 0.70, "findings": 0.50}
P99_BAR = 5.0
CONNECTIONS = 16
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
BARE = """
from datetime import date
from decimal import Decimal
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

class Applicant(BaseModel):
    country: str
    kind: str
    is_representative: bool
    counts_as_japanese_corporation: bool | None = None

class Consortium(BaseModel):
    member_countries: list[str]

class Facts(BaseModel):
    model_config = ConfigDict(extra="allow")
    host_country: str
    applicant: Applicant
    consortium: Consortium
    eligible_cost: Decimal
    similar_projects_adopted: Decimal
    work_start: date
    work_end: date

class Check(BaseModel):
    rulesets: list[str]
    as_of: date
    facts: Facts

app = FastAPI()

@app.post("/echo")
async def echo(body: Check) -> Check:
    return body
"""
SCRIPT = """
wrk.method = "POST"
wrk.body = [==[{body}]==]
wrk.headers["Content-Type"] = "application/json"
done = function(summary, latency, requests)
  io.write(string.format("RESULT %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99.0),
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write))
end
"""


def main() -> int:
    """Prints the figures; exits 1 where a bar is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--rate", type=int, default=200, help="requests a second for the 99th percentile")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        print("wrk is not installed: nothing measured")
        return 2
    print(f"asked by wrk, {CONNECTIONS} connections, {options.rounds} rounds of {options.seconds} s each, in turns")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "post.lua"
        script.write_text(SCRIPT.replace("{body}", complete_body()), encoding="utf-8")
        (Path(folder) / "bare.py").write_text(BARE, encoding="utf-8")
        with bare(folder) as (echo, echoing), service(folder) as (checks, checking):
            urls = {"bare": f"{echo}/echo", **{name: f"{checks}/api/v1/checks?detail={name}" for name in BARS}}
            urls["full"] = f"{checks}/api/v1/checks"
            pids = {name: echoing if name == "bare" else checking for name in urls}
            for url in urls.values():
                wrk(url, script, 2)
            for pid in (echoing, checking):
                at_rest(pid)
            met = measured(urls, pids, script, options.seconds, options.rounds)
            return 0 if met & paced(urls, options.seconds, options.rounds, options.rate) else 1


def measured(urls: dict[str, str], pids: dict[str, int], script: Path, seconds: int, rounds: int) -> bool:
    rates: dict[str, list[float]] = {name: [] for name in urls}
    clock: dict[str, list[float]] = {name: [] for name in urls}
    for number in range(rounds):
        for name, url in sorted(urls.items(), reverse=number % 2 == 1):
            before = processor_seconds(pids[name])
            count, rate, _late = wrk(url, script, seconds)
            rates[name].append(count / (processor_seconds(pids[name]) - before))
            clock[name].append(rate)
    shares = {
        name: statistics.median(mine / its for mine, its in zip(found, rates["bare"], strict=True))
        for name, found in rates.items()
    }
    met = True
    for name in urls:
        bar = BARS.get(name)
        told = "" if bar is None else f" (bar {bar:.0%}{'' if shares[name] >= bar else ': not met'})"
        met &= bar is None or shares[name] >= bar
        found, by_clock = statistics.median(rates[name]), statistics.median(clock[name])
        print(
            f"{name:10} {found:8.0f} requests/s ({by_clock:.0f} by the clock) {shares[name]:6.1%} of the bare one{told}"
        )
    return met


def paced(urls: dict[str, str], seconds: int, rounds: int, rate: int) -> bool:
    """The 99th percentile of each at the same rate, in turns; the median of the rounds counts."""
    met, body = True, complete_body()
    late: dict[str, list[float]] = {name: [] for name in ("bare", *BARS)}
    for _ in range(rounds):
        for name, found in late.items():
            found.append(percentile(asyncio.run(asked_at(urls[name], body, rate, seconds)), 99))
    for name, found in late.items():
        ratio = statistics.median(found) / statistics.median(late["bare"])
        met &= ratio <= P99_BAR
        print(f"{name:10} p99 {statistics.median(found):8.2f} ms at {rate}/s: {ratio:.1f} x (bar {P99_BAR:g} x)")
    return met


async def asked_at(url: str, body: str, rate: int, seconds: int) -> list[float]:
    """Milliseconds from the moment at which each request was due until its answer was there."""
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    head = f"POST {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
    request = f"{head}Content-Length: {len(body.encode())}\r\n\r\n{body}".encode()
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(await asyncio.open_connection(parts.hostname, parts.port))
    begun, late = time.perf_counter() + 0.1, []

    async def ask(due: float) -> None:
        held = await free.get()
        await answered(held, request)
        late.append((time.perf_counter() - due) * 1000)
        free.put_nowait(held)

    async with asyncio.TaskGroup() as asking:
        for number in range(rate * seconds):
            due = begun + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            asking.create_task(ask(due))
    while not free.empty():
        free.get_nowait()[1].close()
    return late


async def answered(held: Connection, request: bytes) -> None:
    """Sends a request and reads its answer, which must be a 200."""
    reader, writer = held
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = re.search(r"content-length: (\d+)", head)
    if not head.startswith("http/1.1 200") or length is None:
        raise SystemExit(head)
    await reader.readexactly(int(length[1]))


def percentile(late: list[float], percent: int) -> float:
    """The value below which so many of a hundred lie."""
    return statistics.quantiles(late, n=100)[percent - 1]


def wrk(url: str, script: Path, seconds: int, connections: int = CONNECTIONS) -> tuple[int, float, float]:
    """How many requests, how many a second, and the 99th percentile in milliseconds. Every answer must be a 200."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+)", said)
    if found is None or int(found[4]):
        raise SystemExit(f"{url}: {said}")
    return int(found[1]), int(found[1]) / int(found[2]) * 1e6, int(found[3]) / 1000


def processor_seconds(pid: int) -> float:
    """What a process has used until now, its own code and the system's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def at_rest(pid: int, longest: float = 180.0) -> None:
    """Waits until a process that nobody asks has nothing more to do: the service makes its pages ready as it starts."""
    end = time.monotonic() + longest
    while time.monotonic() < end:
        before = processor_seconds(pid)
        time.sleep(2)
        if processor_seconds(pid) - before < 0.05:
            return


def complete_body() -> str:
    """The facts of the first worked example, which is the complete one."""
    example = first_example(rules_root(), RULESET)
    if example is None:
        raise SystemExit(f"{RULESET} has no worked example")
    facts = json.loads(json.dumps(plain(example.facts)))
    for name in ("eligible_cost", "similar_projects_adopted"):
        facts[name] = int(facts[name])
    return json.dumps({"rulesets": [RULESET], "as_of": DAY, "facts": facts})


@contextmanager
def bare(folder: str) -> Iterator[tuple[str, int]]:
    flags = ["--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"]
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "bare:app", "--port", str(port), *flags]
    with process(command, port, "/openapi.json", {**os.environ, "PYTHONPATH": folder}) as found:
        yield found


@contextmanager
def service(folder: str) -> Iterator[tuple[str, int]]:
    port = free_port()
    command = [sys.executable, "-m", "service.cli.main", "serve", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HANTEI_")}
    environment |= {"HANTEI_CACHE": f"{folder}/cache", "HANTEI_RATE_ANONYMOUS": "0", "PYTHONPATH": str(ROOT)}
    with process(command, port, "/readyz", environment) as found:
        yield found


@contextmanager
def process(command: list[str], port: int, ready: str, environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    """A server until the block ends. Its log goes to a file, as to whatever collects it."""
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as running,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}{ready}")
            yield f"http://127.0.0.1:{port}", running.pid
        finally:
            running.send_signal(signal.SIGTERM)


def wait_for(url: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - an address of our own
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{url} does not answer")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
