"""Every page there is, once: all walks over pages take their rows from `PAGES`, and a route without a row fails a test.

What a page shows that has to be kept first (a determination, a batch, a case) is made by `furnished`, through the same
pages: its names stand in the paths in braces.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import httpx2

from service.pages.applicant.standing import Standing, written
from service.pages.officer.portfolio_work import begin
from service.store import Filter, Store
from tests.pages.officer_desk import action, post

DAY = "ruleset=jcm/model-projects&as_of=2019-06-01"
TOLD: Mapping[str, Any] = {
    "host_country": "VN",
    "applicant": {"country": "JP", "kind": "private_company", "is_representative": True},
    "consortium": {"member_countries": ["JP", "VN"]},
    "reduces_energy_related_co2": True,
    "leading_technology": True,
    "jcm_credits_intended": True,
    "contributes_to_sustainable_development": True,
    "complies_with_environmental_law": True,
    "follows_international_environmental_practice": True,
    "reductions_quantifiable_and_verifiable": True,
    "equipment_has_other_japanese_subsidy": False,
    "similar_projects_adopted": 2,
    "eligible_cost": Decimal(1_000_000_000),
    "grant_decision_date": date(2019, 8, 1),
    "work_start": date(2019, 8, 2),
    "work_end": date(2022, 1, 31),
}
"""A model project of fiscal 2019, as facts: 10億円 at 40 % are 4億円."""


def told(ruleset: str = "jcm/model-projects", **changed: Any) -> str:
    """The query of an applicant who answered as `TOLD` has it, but for what is changed."""
    answers = written(Standing((), (), date(2019, 6, 1), {**TOLD, **changed}))
    return f"ruleset={ruleset}&as_of=2019-06-01&answers={answers}"


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page in one of its states.

    `path`: below the language; `press`: the form that is sent there, by the path of its action, as it stands but for
    what is `typed` into its fields; `status`: what is answered then. `bare`: the path is below no language.
    """

    name: str
    path: str
    press: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    status: int = 200
    bare: bool = False

    def at(self, lang: str, names: Mapping[str, str]) -> str:
        """The address in a language, with what is kept."""
        path = self.path.format_map(names)
        return path if self.bare else f"/{lang}{path}"


APPLICANT = (
    PageRow("start", "/"),
    PageRow("choose", "/check"),
    PageRow("begin", "/check/start?ruleset=jcm/model-projects"),
    PageRow("begin-all", "/check/start?ruleset=all"),
    PageRow("begin-clauses", "/check/start?ruleset=jcm/f-gas"),
    PageRow("begin-fault", "/check/start?ruleset=jcm/model-projects&day=x", status=422),
    PageRow("questions", f"/check/questions?{DAY}"),
    PageRow("questions-alone", f"/check/questions?{DAY}&fact=eligible_cost"),
    PageRow("questions-rows", "/check/questions?ruleset=jcm/methodologies/id-am002&fact=cooling_equipment"),
    PageRow("questions-fault", f"/check/questions?{DAY}", press="/check/questions", status=422),
    PageRow("answers-none", f"/check/answers?{DAY}"),
    PageRow("answers", f"/check/answers?{told()}"),
    PageRow("result", f"/check/result?{told()}"),
    PageRow("result-open", f"/check/result?{DAY}"),
    PageRow("result-refused", f"/check/result?{told(equipment_has_other_japanese_subsidy=True)}"),
    PageRow("results", f"/check/result?{told('all')}"),
    PageRow("amounts", f"/check/amounts?{told()}"),
    PageRow("amounts-none", f"/check/amounts?{DAY}"),
)
PROBLEMS = (
    PageRow("not-found", "/nowhere", status=404),
    PageRow("not-understood", f"/check/result?{DAY}&answers=x", status=400),
    PageRow("signed-in", "/signed-in"),
    PageRow("no-sign-in", "/auth/sign-in", status=404, bare=True),
    PageRow("no-callback", "/auth/callback?code=x", status=404, bare=True),
)
RULES = (
    PageRow("rules", "/rules"),
    PageRow("rules-found", "/rules?q=subsidy"),
    PageRow("rules-none", "/rules?q=zzzzzz"),
    *(
        PageRow(f"ruleset-{part}", f"/rules/{ruleset}?part={part}")
        for ruleset, part in (
            ("jcm/model-projects", "criteria"),
            ("jcm/model-projects", "amounts"),
            ("jcm/model-projects", "figures"),
            ("jcm/model-projects", "facts"),
            ("jcm/fund", "readings"),
            ("jcm/fund", "conclusions"),
            ("jcm/f-gas", "examples"),
            ("jcm/fund", "connections"),
            ("jcm/fund", "sources"),
            ("jcm/fund", "history"),
        )
    ),
    PageRow("registers", "/registers"),
    PageRow("register", "/registers/support-schemes"),
    PageRow("sources", "/sources"),
    PageRow("source", "/sources/c2c-2020"),
    PageRow("passage", "/sources/c2c-2020/table-8-none"),
)
AUTHOR = (
    PageRow("workbench-begin", "/workbench"),
    PageRow("workbench-fault", "/workbench/edit?number=zz", status=422),
    PageRow("workbench", "/workbench/edit?number=ID_AM942&approved=2024-05-01"),
    PageRow("workbench-open", "/workbench/edit?open=jcm/f-gas"),
    PageRow("workbench-large", "/workbench/edit?open=jcm/model-projects&at=x:1"),
    PageRow(
        "workbench-tried",
        "/workbench/edit?number=ID_AM942&approved=2024-05-01",
        press="/workbench/edit",
        typed=(("facts", "host_country: VN"),),
    ),
    PageRow(
        "workbench-mistake",
        "/workbench/edit?number=ID_AM942&approved=2024-05-01",
        press="/workbench/edit",
        typed=(("file:jcm/methodologies/id-am942/ruleset.yaml", "id: [\n"),),
    ),
)
OFFICER = (
    PageRow("officer", "/officer"),
    PageRow("look-up", "/officer/caps"),
    PageRow("look-up-fault", "/officer/caps?find=nothing", status=422),
    PageRow("look-up-day-fault", "/officer/caps?ruleset=jcm/model-projects&as_of=x", status=422),
    PageRow("caps-empty", f"/officer/caps?{DAY}"),
    PageRow("caps-again", f"/officer/caps?{DAY}", press="/officer/caps"),
    PageRow("caps", f"/officer/caps?{told()}"),
    PageRow("caps-all", f"/officer/caps?{told('all')}"),
    PageRow("caps-what-if", f"/officer/caps?{told()}&what=similar_projects_adopted&to=4"),
    PageRow("caps-fault", f"/officer/caps?{told()}&what=eligible_cost&to=lots", status=422),
    PageRow("caps-counted", "/officer/caps?ruleset=jcm/model-projects&as_of=2021-06-01&answers={biomass}"),
    PageRow(
        "count-fault",
        "/officer/caps?ruleset=jcm/model-projects&as_of=2021-06-01&answers={biomass}",
        press="/officer/overrides",
        status=422,
    ),
    PageRow("caps-kept", "/officer/caps?determination={determination}"),
    PageRow("judging-fault", "/officer/caps?determination={determination}", press="/officer/judgements", status=422),
    PageRow("log", "/officer/determinations"),
    PageRow("log-none", "/officer/determinations?country=JP"),
    PageRow("log-fault", "/officer/determinations?since=x", status=422),
    PageRow("determination", "/officer/determinations/{determination}"),
    PageRow("determination-redacted", "/officer/determinations/{redacted}"),
    PageRow("compare-begin", "/officer/determinations/{determination}/compare"),
    PageRow("compare", "/officer/determinations/{determination}/compare?as_of=2018-06-01"),
    PageRow("compare-fault", "/officer/determinations/{determination}/compare?as_of=x", status=422),
    PageRow("compare-redacted", "/officer/determinations/{redacted}/compare"),
    PageRow("batches", "/officer/batch"),
    PageRow("batches-fault", "/officer/batch", press="/officer/batch", status=422),
    PageRow("batch", "/officer/batch/{batch}"),
    PageRow("batch-faults", "/officer/batch/{batch}?faults=1"),
    PageRow("batch-cancelled", "/officer/batch/{cancelled}"),
    PageRow("cases", "/officer/cases"),
    PageRow("cases-fault", "/officer/cases", press="/officer/cases", status=422),
    PageRow("case", "/officer/cases/{case}?as_of=2022-01-20"),
    PageRow("case-fault", "/officer/cases/{case}?as_of=x", status=422),
    PageRow("tell", "/officer/cases/{case}/tell?event=issued"),
    PageRow(
        "tell-fault",
        "/officer/cases/{case}/tell?event=issued",
        press="/officer/cases/{case}/tell",
        typed=(("on", "x"),),
        status=422,
    ),
    PageRow("portfolios", "/officer/portfolio"),
    PageRow("portfolio-none", "/officer/portfolio?until=2000-01-01", press="/officer/portfolio"),
    PageRow("portfolio-fault", "/officer/portfolio", press="/officer/portfolio", typed=(("since", "x"),), status=422),
    PageRow("portfolio", "/officer/portfolio/{portfolio}"),
    PageRow("portfolio-cancelled", "/officer/portfolio/{portfolio_cancelled}"),
)
PAGES: tuple[PageRow, ...] = (*APPLICANT, *PROBLEMS, *RULES, *AUTHOR, *OFFICER)

FILES = {
    "GET /{lang}/check/result.pdf",
    "GET /{lang}/check/result.json",
    "GET /{lang}/officer/determinations/{determination}/report.pdf",
    "GET /{lang}/rules/{ruleset}.dot",
    "GET /{lang}/officer/batch/template",
    "GET /{lang}/officer/batch/{batch}/results",
    "POST /{lang}/workbench/download",
}
"""What is answered with a file."""
ACTS = {
    "GET /",
    "GET /{lang}",
    "POST /{lang}/officer/keep",
    "POST /{lang}/officer/batch/{batch}/cancel",
    "POST /{lang}/officer/batch/{batch}/remove",
    "POST /{lang}/officer/portfolio/{portfolio}/cancel",
    "POST /{lang}/officer/portfolio/{portfolio}/remove",
    "POST /{lang}/workbench/discard",
    "POST /auth/sign-out",
}
"""What only leads to a page that has a row."""


def furnished(client: httpx2.Client, store: Store) -> dict[str, str]:
    """What the rows name in braces, made at the desk of `client`, whose store it is."""
    determinations = [_kept(client, told(eligible_cost=cost)) for cost in (Decimal(1_000_000_000), Decimal(90_000_000))]
    store.determinations.redact(determinations[0], ["eligible_cost"], "the tests", "asked for")
    batch = _batch(client)
    again = store.batches.get(batch)
    assert again is not None
    named = {"title": "B.csv", "ruleset": again.ruleset, "as_of": "2019-06-01"}
    cancelled = store.batches.begin(again.caller, named, store.batches.content(batch), 3)
    store.batches.cancel(cancelled)
    portfolio = begin(store, again.caller, Filter(country="VN"), date(2019, 6, 1))
    assert portfolio is not None
    store.batches.cancel(portfolio)
    biomass = written(Standing((), (), date(2021, 6, 1), {"host_country": "VN", "technology_class": "biomass"}))
    return {
        "determination": determinations[1],
        "redacted": determinations[0],
        "batch": batch,
        "cancelled": cancelled,
        "case": _case(client),
        "portfolio": str(post(client, "/ja/officer/portfolio", {}).url).rpartition("/")[2],
        "portfolio_cancelled": portfolio,
        "biomass": biomass,
    }


def _kept(client: httpx2.Client, query: str) -> str:
    page = client.get(f"/ja/officer/caps?{query}")
    kept = post(client, action(page.text, "/officer/keep"), {})
    return str(kept.url.params["determination"])


def _batch(client: httpx2.Client) -> str:
    lines = [
        "reference,eligible_cost,similar_projects_adopted,host_country",
        "A-1,1000000000,2,VN",
        "A-2,8000000000,4,ID",
        "A-3,x,-1,TH",
    ]
    sheet = {"file": ("A.csv", "\n".join(lines).encode())}
    sent = client.post("/ja/officer/batch", data={"ruleset": "jcm/model-projects", "as_of": "2019-06-01"}, files=sheet)
    for _ in range(300):
        if "すべての判定が終わりました" in client.get(str(sent.url)).text:
            return str(sent.url).rpartition("/")[2]
        time.sleep(0.1)
    raise AssertionError("the batch is not done")


def _case(client: httpx2.Client) -> str:
    begun = post(client, "/ja/officer/cases", {"case": "jcm/project-cycle", "title": "Darkhan 1"})
    path = str(begun.url)
    post(client, f"{path}/tell?event=registration_requested", {"on": "2020-12-01"})
    post(client, f"{path}/tell?event=registered", {"on": "2021-01-15", "note": "JC-1"})
    return path.rpartition("/")[2]
