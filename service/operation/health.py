"""What machines ask: whether the process lives, whether it can answer, and what it has counted."""

from __future__ import annotations

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from service.access.permission import requires
from service.json_body import encoded
from service.publications.rules import Rules
from service.store import StoreError
from service.version import VERSION
from service.web.problems import NOT_FOUND, ProblemError

router = APIRouter(include_in_schema=False)
FRESH = {"Cache-Control": "no-store"}


@router.get("/healthz")
async def healthz() -> Response:
    """200 while the process answers, whatever else is wrong: to start it anew would mend nothing else."""
    return Response(encoded({"status": "ok", "version": VERSION}), media_type="application/json", headers=FRESH)


@router.get("/readyz")
def readyz(request: Request) -> Response:
    """200 where requests can be answered: the rules in force are known, and the database answers where one is named.

    Nothing of what is wrong is told but its kind: anybody may ask.
    """
    state = request.app.state
    told = {"rules": _rules(state.rules), "database": _database(state) if state.settings.database else "none"}
    ready = told["rules"] == "ok" and told["database"] in ("ok", "none")
    body = encoded({"status": "ready" if ready else "not ready", **told, **_in_force(state.rules)})
    return Response(body, 200 if ready else 503, FRESH, "application/json")


@router.get("/metrics", dependencies=[requires("metrics:read")])
def metrics(request: Request) -> Response:
    """The figures of this process, for Prometheus."""
    figures = request.app.state.telemetry.figures()
    if figures is None:
        raise ProblemError(NOT_FOUND)
    return Response(figures, media_type=CONTENT_TYPE_LATEST, headers=FRESH)


def _rules(rules: Rules) -> str:
    try:
        return "ok" if rules.catalogue.ids() else "empty"
    except StoreError as error:
        return error.fault.code


def _in_force(rules: Rules) -> dict[str, object]:
    try:
        held = rules.held
    except StoreError:
        return {"digest": None, "rulesets": 0}
    return {"digest": held.digest, "rulesets": len(held.catalogue.ids())}


def _database(state: object) -> str:
    try:
        state.storage.store().check()  # type: ignore[attr-defined]  # the application's own state is untyped
    except StoreError as error:
        return error.fault.code
    return "ok"
