"""A small vocabulary with one fact of each type."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from engine.diagnostics import Diagnostic, Text
from engine.facts import Facts
from engine.plan import FactSpec

Read = Callable[..., tuple[Facts, list[Diagnostic]]]

WORD = Text("word", "語")


def spec(name: str, kind: str, **more: Any) -> FactSpec:
    return FactSpec(name, kind, WORD, WORD, **more)


KINDS = {"private_company": Text("Private company", "民間企業"), "public_body": Text("Public body", "公的機関")}
VOCABULARY = {
    fact.name: fact
    for fact in (
        spec("host_country", "country"),
        spec("applicant.kind", "choice", choices=KINDS),
        spec("applicant.country", "country"),
        spec("applicant.is_representative", "boolean"),
        spec("consortium.member_countries", "list", items=spec("", "country")),
        spec("leading_technology", "boolean", judgement=True),
        spec("eligible_cost", "number", unit="JPY", minimum=Decimal(0)),
        spec("total_project_cost", "number", unit="USD", minimum=Decimal(0), minimum_excluded=True),
        spec("share", "number", unit="1", minimum=Decimal(0), maximum=Decimal(1)),
        spec("similar_projects_adopted", "integer", minimum=Decimal(0)),
        spec("work_start", "date"),
        spec("feedback_interval", "duration"),
        spec("title", "text"),
        spec("end_date", "date", nullable=True),
        spec(
            "chillers",
            "list",
            minimum_length=1,
            maximum_length=3,
            items=spec(
                "",
                "record",
                fields={
                    "electricity": spec("electricity", "number", unit="MWh", minimum=Decimal(0)),
                    "cop": spec("cop", "number", unit="1", minimum=Decimal(0), minimum_excluded=True),
                    "site": spec("site", "country"),
                    "spare": spec("spare", "boolean", null_when_absent=True),
                },
            ),
        ),
        spec("boiler", "record", fields={"fuel": spec("fuel", "text"), "heat": spec("heat", "number", unit="MWh")}),
        spec("subsidy_requested", "number", unit="JPY", null_when_absent=True),
    )
}
EXEMPTIONS = ("within-subsidy-range",)
