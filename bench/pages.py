"""Server time of every kind of page, as a ratio to that of a static template in the same run: `python bench/pages.py`.

Bar: the 95th percentile of each kind within 10 times that of the first page, which is a template with nothing
computed, through the same application. Time is the processor's, all threads of the process together, so that a busy
machine does not change the ratios. Kinds are asked in turns, each time with other answers and in both languages, so
that no page is one that was computed before (a rule set on the workbench, which a process of its own checks, is left
out). Of few visits the 95th percentile is what the first visit of one of the ten countries takes: there are 100 of each
kind. The process is warm as one that serves is after some seconds (`service/pages/warming.py`); `--cold`: as it starts;
`--first`: what each page takes as the first one after a start, beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # in the place of this folder

from fastapi import FastAPI  # noqa: E402 - the checkout is put on the path first
from starlette.responses import Response  # noqa: E402 - as above

from service.app import create_app  # noqa: E402 - as above
from service.clock import today  # noqa: E402 - as above
from service.pages.applicant.programmes import EVERY, day_to_ask, programmes  # noqa: E402 - as above
from service.pages.applicant.standing import Standing  # noqa: E402 - as above
from service.pages.warming import set_aside, steps  # noqa: E402 - as above
from service.settings import Settings  # noqa: E402 - as above
from service.store import open_store  # noqa: E402 - as above

BAR = 10.0
FIRST_BAR = 1.0
"""Seconds of a page that is the first after a start."""
STATIC = "a static template"
LANGUAGES = ("ja", "en")
DAY = date(2019, 6, 1)
FEW: Mapping[str, Any] = {"host_country": "VN", "applicant": {"country": "JP", "kind": "private_company"}}
HALF: Mapping[str, Any] = {
    **FEW,
    "applicant": {"country": "JP", "kind": "private_company", "is_representative": True},
    "consortium": {"member_countries": ["JP", "VN"]},
    "reduces_energy_related_co2": True,
    "leading_technology": True,
    "jcm_credits_intended": True,
    "equipment_has_other_japanese_subsidy": False,
}
WHOLE: Mapping[str, Any] = {
    **HALF,
    "contributes_to_sustainable_development": True,
    "complies_with_environmental_law": True,
    "follows_international_environmental_practice": True,
    "reductions_quantifiable_and_verifiable": True,
    "similar_projects_adopted": 2,
    "grant_decision_date": "2019-08-01",
    "work_start": "2019-08-02",
    "work_end": "2022-01-31",
}
HOSTS = ("VN", "MN", "ID", "TH", "KE", "BD", "MX", "PH", "KH", "LA")
JUDGED = ("leading_technology", "jcm_credits_intended", "complies_with_environmental_law")
SLIPS = 0.1
OUT: Mapping[str, Any] = {**WHOLE, "work_start": "2019-07-01"}


@dataclass(frozen=True)
class Kind:
    """A kind of page. `address`: of the nth visit, without the language; `form`: what is posted there.

    `signed_in`: seen by one who is, which costs a look into the database; the static page is seen without.
    """

    name: str
    address: Callable[[int], str]
    form: Callable[[int], Mapping[str, Any]] | None = None
    signed_in: bool = False


@dataclass
class Seen:
    """What the visits of a kind took in milliseconds, and the largest page in bytes."""

    times: list[float] = field(default_factory=list)
    largest: int = 0

    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20, method="inclusive")[-1]


def main() -> int:
    """Prints the figures; exits 1 where a bar is not met."""
    options = _options()
    if options.visit:
        return _first_visit(options.visit)
    with tempfile.TemporaryDirectory() as folder, Desk(folder) as desk:
        if not options.cold:
            desk.warm()
        kinds = [one for one in kinds_of(desk) if options.only in one.name]
        seen = asyncio.run(measured(desk, [Kind(STATIC, lambda _: "/"), *kinds], options.visits))
    met = _told(seen)
    return 0 if (met & _first(kinds) if options.first else met) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=50, help="of each kind in each language")
    parser.add_argument("--only", default="", help="kinds whose names have this in them")
    parser.add_argument("--cold", action="store_true", help="with nothing made ready beside the requests")
    parser.add_argument("--first", action="store_true", help="first visits, too")
    parser.add_argument("--visit", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _told(seen: Mapping[str, Seen]) -> bool:
    floor = seen[STATIC].p95()
    print(f"{'page':44} {'p50':>9} {'p95':>9} {'x static':>9} {'largest':>9}")
    met = True
    for name, one in sorted(seen.items(), key=lambda pair: -pair[1].p95()):
        ratio = one.p95() / floor
        met &= ratio <= BAR
        said = "" if ratio <= BAR else f"  over {BAR:g} x"
        size = one.largest / 1000
        print(f"{name:44} {statistics.median(one.times):6.2f} ms {one.p95():6.2f} ms {ratio:9.1f} {size:6.1f} kB{said}")
    return met


def varied(told: Mapping[str, Any], n: int) -> dict[str, Any]:
    """The facts as the nth applicant tells them: what most of them differ in."""
    chance = random.Random(n)  # noqa: S311 - the same applicants each time
    found = {**told, "eligible_cost": Decimal(chance.randint(10**8, 5 * 10**9)), "host_country": chance.choice(HOSTS)}
    if "similar_projects_adopted" in told:
        found["similar_projects_adopted"] = Decimal(chance.randint(0, 5))
        found["work_end"] = f"{chance.choice((2020, 2021, 2022))}-{chance.randint(1, 12):02d}-28"
    for name in JUDGED:
        if name in told and chance.random() < SLIPS:
            found[name] = not told[name]
    return found


# --- visiting ------------------------------------------------------------------------------------------------------


class Desk:
    """The application with a database of its own, and one who is signed in as officer and author."""

    def __init__(self, folder: str) -> None:
        url = f"sqlite:///{folder}/pages.db"
        open_store(url).close()
        settings = Settings(secret_key="k" * 40, rate_known=0, rate_anonymous=0, database=url)  # type: ignore[arg-type]
        self.app: FastAPI = create_app(settings)
        response = Response()
        self.app.state.sessions.begin(response, "bench", "Bench", ["officer", "author"])
        self.cookie = response.headers["set-cookie"].partition(";")[0].encode()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.app.state.storage.close()

    @property
    def catalogue(self) -> Any:
        return self.app.state.rules.catalogue

    def warm(self) -> None:
        """Makes ready what a process that serves makes ready beside the requests, and sets it aside as that does."""
        for step in steps(self.catalogue, today()):
            step()
        set_aside()

    def keep(self, facts: Mapping[str, Any]) -> str:
        """Keeps a determination by the API; its id."""
        asked = {"rulesets": ["jcm/model-projects"], "as_of": DAY.isoformat(), "facts": facts}
        status, _, body = asyncio.run(
            self.ask("POST", "/api/v1/determinations", json.dumps(asked).encode(), b"application/json", signed_in=True)
        )
        if status != 201:
            raise SystemExit(body.decode())
        return str(json.loads(body)["id"])

    async def ask(
        self, method: str, address: str, body: bytes = b"", media: bytes = b"", *, signed_in: bool = False
    ) -> tuple[int, Any, bytes]:
        """The status, the headers and the body of an answer, straight from the application."""
        path, _, query = address.partition("?")
        headers = [(b"host", b"testserver"), (b"content-length", str(len(body)).encode())]
        headers += [(b"cookie", self.cookie)] if signed_in else []
        headers += [(b"origin", b"https://testserver"), (b"content-type", media)] if media else []
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path,
            "raw_path": path.encode(), "query_string": query.encode(), "root_path": "", "scheme": "https",
            "headers": headers, "client": ("127.0.0.1", 1), "server": ("testserver", 443), "state": {},
        }  # fmt: skip
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        return sent[0]["status"], sent[0]["headers"], b"".join(one.get("body", b"") for one in sent[1:])


async def measured(desk: Desk, kinds: Sequence[Kind], visits: int) -> dict[str, Seen]:
    """Every kind in turns, so that whatever slows the process slows all alike; the first two visits do not count."""
    seen = {kind.name: Seen() for kind in kinds}
    for at in range(2 + visits):
        for turn, lang in enumerate(LANGUAGES):
            for kind in kinds:
                took, size = await visited(desk, kind, lang, 2 * at + turn)
                if at >= 2:
                    seen[kind.name].times.append(took)
                    seen[kind.name].largest = max(seen[kind.name].largest, size)
    return seen


async def visited(desk: Desk, kind: Kind, lang: str, at: int) -> tuple[float, int]:
    """The milliseconds of the processor that a page takes, and its bytes."""
    address = f"/{lang}{kind.address(at)}"
    form = urlencode(kind.form(at), doseq=True).encode() if kind.form else b""
    method, media = ("POST", b"application/x-www-form-urlencoded") if kind.form else ("GET", b"")
    begun = time.process_time_ns()
    status, _, body = await desk.ask(method, address, form, media, signed_in=kind.signed_in)
    took = (time.process_time_ns() - begun) / 1e6
    if status not in {200, 303}:
        raise SystemExit(f"{address}: {status} {body.decode()[:500]}")
    return took, len(body)


# --- kinds ---------------------------------------------------------------------------------------------------------


def kinds_of(desk: Desk) -> list[Kind]:
    """Every kind of page."""
    return [*_applicant(desk), *(replace(kind, signed_in=True) for kind in _officer(desk)), *_author(desk)]


def _applicant(desk: Desk) -> list[Kind]:
    catalogue = desk.catalogue
    one = (catalogue.plan("jcm/model-projects")[0],)
    every = programmes(catalogue)
    others = [plan for ruleset in catalogue.ids() if (plan := catalogue.plan(ruleset)[0]) is not None]

    def at(page: str, told: Mapping[str, Any], plans: Any = one, name: str = "", **more: str) -> Callable[[int], str]:
        def address(n: int) -> str:
            facts = varied(told, n) if told else {}
            named = (name,) if name else tuple(plan.id for plan in plans)
            return Standing(named, plans, DAY, facts).at("", page, **more).removeprefix("/")

        return address

    def each(page: str) -> Callable[[int], str]:
        def address(n: int) -> str:
            plan = others[n % len(others)]
            return Standing((plan.id,), (plan,), day_to_ask(plan, today()), {}).at("", page).removeprefix("/")

        return address

    def posted(_: int) -> Mapping[str, Any]:
        return {"asked": ["similar_projects_adopted"], "similar_projects_adopted": "2", "act": "next"}

    return [
        Kind("choose", lambda _: "/check"),
        Kind("begin", lambda _: "/check/start?ruleset=jcm/model-projects"),
        Kind("questions, none answered", at("/check/questions", {})),
        Kind("questions, few answered", at("/check/questions", FEW)),
        Kind("questions, half answered", at("/check/questions", HALF)),
        Kind("questions, an answer changed", at("/check/questions", WHOLE, fact="work_start", then="answers")),
        Kind("questions, taken", at("/check/questions", HALF), posted),
        Kind("questions, first of each rule set", each("/check/questions")),
        Kind("answers, half", at("/check/answers", HALF)),
        Kind("answers, whole", at("/check/answers", WHOLE)),
        Kind("result, none answered", at("/check/result", {})),
        Kind("result, half answered", at("/check/result", HALF)),
        Kind("result, eligible", at("/check/result", WHOLE)),
        Kind("result, ineligible", at("/check/result", OUT)),
        Kind("result, of each rule set", each("/check/result")),
        Kind("amounts", at("/check/amounts", WHOLE)),
        Kind("all programmes: questions, none answered", at("/check/questions", {}, every, EVERY)),
        Kind("all programmes: questions, few answered", at("/check/questions", FEW, every, EVERY)),
        Kind("all programmes: questions, half answered", at("/check/questions", HALF, every, EVERY)),
        Kind("all programmes: answers", at("/check/answers", HALF, every, EVERY)),
        Kind("all programmes: result", at("/check/result", HALF, every, EVERY)),
    ]


def _officer(desk: Desk) -> list[Kind]:
    kept = [desk.keep({**WHOLE, "eligible_cost": 1_000_000_000 + at}) for at in range(30)]

    plan = desk.catalogue.plan("jcm/model-projects")[0]

    def caps(n: int) -> str:
        facts = varied(WHOLE, n)
        return Standing((plan.id,), (plan,), DAY, facts).at("", "/officer/caps").removeprefix("/")

    def one(n: int) -> str:
        return kept[n % len(kept)]

    return [
        Kind("desk", lambda _: "/officer"),
        Kind("caps, empty", lambda _: "/officer/caps"),
        Kind("caps", caps),
        Kind("log", lambda _: "/officer/determinations"),
        Kind("determination", lambda n: f"/officer/determinations/{one(n)}"),
        Kind("two versions", lambda n: f"/officer/determinations/{one(n)}/compare?as_of=2018-06-01"),
        Kind("cases", lambda _: "/officer/cases"),
        Kind("portfolio", lambda _: "/officer/portfolio"),
        Kind("batch", lambda _: "/officer/batch"),
    ]


def _author(desk: Desk) -> list[Kind]:
    catalogue = desk.catalogue
    rulesets, registers = catalogue.ids(), sorted(catalogue.registers())
    return [
        Kind("rules", lambda _: "/rules"),
        Kind("rules, searched", lambda _: "/rules?q=cost"),
        Kind("rule set", lambda n: f"/rules/{rulesets[n % len(rulesets)]}"),
        Kind("sources", lambda _: "/sources"),
        Kind("source", lambda _: "/sources/c2c-2020"),
        Kind("passage", lambda _: "/sources/c2c-2020/subsidy-amount"),
        Kind("registers", lambda _: "/registers"),
        Kind("register", lambda n: f"/registers/{registers[n % len(registers)]}"),
        Kind("workbench", lambda _: "/workbench", signed_in=True),
    ]


# --- first visits --------------------------------------------------------------------------------------------------


def _first(kinds: Sequence[Kind]) -> bool:
    """What each page takes that is got, as the first one of a process whose rules are in the cache already."""
    met = True
    for kind in kinds:
        if kind.form is None:
            command = [sys.executable, __file__, "--visit", f"/ja{kind.address(0)}"]
            said = subprocess.run(command, capture_output=True, text=True, check=True, env=_environment()).stdout
            seconds = float(said)
            met &= seconds <= FIRST_BAR
            print(f"{kind.name:44} {seconds:6.2f} s as the first page{'' if seconds <= FIRST_BAR else '  over'}")
    return met


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _first_visit(address: str) -> int:
    """Prints the seconds of the processor that the first page of this process takes."""
    with tempfile.TemporaryDirectory() as folder, Desk(folder) as desk:
        begun = time.process_time()
        status, _, _ = asyncio.run(desk.ask("GET", address))
        print(time.process_time() - begun)
    return 0 if status in {200, 303, 404} else 1


if __name__ == "__main__":
    sys.exit(main())
