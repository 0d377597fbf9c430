"""`GET /api/v1/rulesets`: what can be asked, and what each rule set wants to know.

Ids hold slashes (`jcm/model-projects`), as they are or as %2F. The routes with a suffix come first, so that a suffix
is not taken for a part of an id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.plan import Plan
from service.access.permission import requires
from service.api.documentation import ok, problems
from service.api.query import choice, declared, read_query, text
from service.api.query import day as day_
from service.api.representation import unless_known
from service.catalogue.description import Status, in_catalogue_json, questions_json, ruleset_json
from service.checks.faults import does_not_load, no_such_ruleset
from service.clock import today
from service.json_body import encoded
from service.web.problems import DOES_NOT_LOAD, REFUSED_PARAMETERS, RULESET_NOT_FOUND, ProblemError
from service.web.state import catalogue_of

router = APIRouter(prefix="/api/v1", tags=["rule sets"])
PROGRAMME = text("programme", "the first part of the id")
STATUS = choice("status", "whether its criteria are complete on the day", tuple(Status))
AS_OF = day_("as_of", "the day; left out: today in Tokyo")


@router.get(
    "/rulesets",
    dependencies=[requires("rulesets:read")],
    operation_id="list_rulesets",
    summary="List the rule sets",
    responses=ok("Catalogue", "The rule sets") | problems(REFUSED_PARAMETERS),
    openapi_extra=declared(PROGRAMME, STATUS, AS_OF),
)
async def list_rulesets(request: Request) -> Response:
    """Every rule set that loads, by id; `status` says whether its criteria are complete on the day `as_of`."""
    asked = read_query(request, PROGRAMME, STATUS, AS_OF)
    catalogue, day = catalogue_of(request), asked.get("as_of") or today()
    plans = [plan for ruleset in catalogue.ids() if (plan := catalogue.plan(ruleset)[0])]
    listed = [in_catalogue_json(plan, day) for plan in plans]
    wanted = {name: asked[name] for name in ("programme", "status") if name in asked}
    found = [one for one in listed if all(one[name] == value for name, value in wanted.items())]
    body = encoded({"rulesets": found})
    return unless_known(request, body, f"sha256:{hashlib.sha256(body.encode()).hexdigest()}")


_ONE = problems(RULESET_NOT_FOUND, DOES_NOT_LOAD, REFUSED_PARAMETERS)


@router.get(
    "/rulesets/{ruleset:path}/input-schema",
    operation_id="get_input_schema",
    dependencies=[requires("rulesets:read")],
    summary="The JSON Schema of a rule set's facts",
    responses=ok(None, "A JSON Schema (2020-12) of `facts`", "application/schema+json") | _ONE,
)
async def get_input_schema(request: Request, ruleset: str) -> Response:
    """What `facts` may hold for this rule set, for forms and editors."""
    from engine.facts_schema import facts_schema  # noqa: PLC0415 - brings the models with it, which checks do without

    return _described(request, ruleset, facts_schema, "application/schema+json")


@router.get(
    "/rulesets/{ruleset:path}/questions",
    operation_id="get_questions",
    dependencies=[requires("rulesets:read")],
    summary="The questions of a rule set",
    responses=ok("Questions", "The questions, in the order in which they are best asked") | _ONE,
)
async def get_questions(request: Request, ruleset: str) -> Response:
    """One question a fact, in English and Japanese, with choices, units and bounds."""
    return _with_schema(_described(request, ruleset, questions_json), ruleset)


@router.get(
    "/rulesets/{ruleset:path}",
    operation_id="get_ruleset",
    dependencies=[requires("rulesets:read")],
    summary="A rule set in words",
    responses=ok("RuleSet", "Its criteria, amounts, dated figures and readings") | _ONE,
)
async def get_ruleset(request: Request, ruleset: str) -> Response:
    """What the rule set asks and computes, each clause with its source."""
    return _with_schema(_described(request, ruleset, ruleset_json), ruleset)


def _with_schema(response: Response, ruleset: str) -> Response:
    response.headers["Link"] = f'</api/v1/rulesets/{ruleset}/input-schema>; rel="describedby"'
    return response


def _described(
    request: Request, ruleset: str, describe: Callable[[Plan], dict[str, Any]], media_type: str = "application/json"
) -> Response:
    read_query(request)
    catalogue = catalogue_of(request)
    if ruleset not in catalogue.ids():
        raise ProblemError(RULESET_NOT_FOUND, [no_such_ruleset(catalogue, ruleset)])
    plan, _ = catalogue.plan(ruleset)
    if plan is None:
        raise ProblemError(DOES_NOT_LOAD, [does_not_load(ruleset)])
    return unless_known(request, encoded(describe(plan)), plan.digest, media_type)
