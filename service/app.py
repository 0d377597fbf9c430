"""The application: its routes, and a problem for every way out that is not an answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from engine.errors import MisuseError
from service.access.entry import add_access
from service.access.problems import SIGN_IN_NEEDED
from service.access.routes import sign_in_first
from service.api.openapi import describe
from service.api.quick_checks import QuickChecks
from service.api.routers import ROUTERS as OF_API
from service.api.store_faults import problem_of
from service.operation import health
from service.operation.observing import Observed
from service.operation.telemetry import Telemetry
from service.pages.faults import BY_KIND, PageFaultError, fault_page, faulty
from service.pages.officer.determination_page import on_paper
from service.pages.routers import ROUTERS as OF_PAGES
from service.pages.routing import is_page
from service.pages.signing_in import sign_in_again
from service.pages.warming import warming
from service.publications.rules import Rules
from service.publications.watching import watching
from service.settings import Settings
from service.signing import VARIABLE, SigningKey, configured_key
from service.store import StoreError
from service.version import VERSION
from service.web.guard import Guard, headers_of, log
from service.web.problems import BY_STATUS, INTERNAL, OTHER, ProblemError, ProblemType, problem_response
from service.web.state import Storage

STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings | None = None) -> FastAPI:
    """The API over the rules that `settings` names. A rule set with faults takes down itself only."""
    settings = settings or Settings()
    telemetry = Telemetry(settings)
    app = FastAPI(
        title="Hantei",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=telemetry.config(),
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.telemetry = telemetry
    app.state.storage = Storage(app.state.settings.database)
    app.state.rules = Rules(app.state.settings, app.state.storage.store if app.state.settings.database else None)
    app.state.signing_key = _signing_key(app.state.settings)
    app.state.on_paper = on_paper
    telemetry.watch(app.state.rules)
    for router in (*OF_API, *OF_PAGES, health.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(ProblemError, _stated)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(StoreError, _not_stored)
    app.add_exception_handler(PageFaultError, faulty)
    app.add_middleware(QuickChecks, app.state.rules, settings)
    add_access(app, app.state.settings, _not_let_in)
    app.add_middleware(Guard, broken=_broken, headers=headers_of(app.state.settings))
    app.add_middleware(Observed)
    describe(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """While the application runs. At its end the connections to the database are let go."""
    async with watching(app.state.rules, app.state.settings.publication_seconds), warming(app.state.rules):
        yield
    app.state.storage.close()
    app.state.telemetry.close()


def _signing_key(settings: Settings) -> SigningKey | None:
    """The key that receipts are signed with. Raises MisuseError where one is named that cannot be used."""
    key, faults = configured_key({VARIABLE: str(settings.signing_key or "")})
    if faults:
        raise MisuseError(faults[0].message.en)
    return key


async def _stated(request: Request, error: Exception) -> Response:
    if not isinstance(error, ProblemError):
        raise error
    if is_page(request):
        first = sign_in_first(request) or await sign_in_again(request) if error.kind is SIGN_IN_NEEDED else None
        return first or fault_page(request, error.kind.status, BY_KIND.get(error.kind.name))
    return problem_response(request, error.kind, error.faults, headers=error.headers)


def _not_let_in(request: Request, kind: ProblemType, headers: Mapping[str, str]) -> Response:
    """What is told of a request that reaches no route."""
    if not is_page(request):
        return problem_response(request, kind, headers=headers)
    response = fault_page(request, kind.status)
    response.headers.update(headers)
    return response


def _broken(request: Request) -> Response:
    """What is told of a fault of our own: nothing of the exception."""
    return fault_page(request, 500) if is_page(request) else problem_response(request, INTERNAL)


async def _not_stored(request: Request, error: Exception) -> Response:
    """What the store refuses, or cannot do now."""
    if not isinstance(error, StoreError):
        raise error
    kind, faults, headers = problem_of(error)
    if kind.status >= 500:
        log.error("%s %s: %s", request.method, request.url.path, error.fault.message.en)
    if is_page(request):
        return fault_page(request, kind.status)
    return problem_response(request, kind, faults, headers=headers)


async def _refused(request: Request, error: Exception) -> Response:
    """What the framework refuses by itself: no such path, no such method."""
    if not isinstance(error, HTTPException):
        raise error
    if is_page(request):
        return fault_page(request, error.status_code)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers.setdefault("Allow", "GET, HEAD")
    kind = BY_STATUS.get(error.status_code, OTHER)
    return problem_response(request, kind, status=error.status_code, headers=headers)
