"""An application with access before it and three routes behind: for everyone, for officers, and one that is slow."""

from __future__ import annotations

import time
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import Response

from service.access.entry import add_access
from service.access.permission import requires
from service.app import _broken, _not_let_in, _stated
from service.settings import Settings
from service.store import Store
from service.web.guard import Guard, headers_of
from service.web.problems import ProblemError


class Storage:
    """The store, as the application holds it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def store(self) -> Store:
        return self._store


def small_app(store: Store | None = None, **given: Any) -> FastAPI:
    app = FastAPI()
    kept = {} if store is None else {"database": store.database.where}
    app.state.settings = Settings(**{"rate_anonymous": 0, "rate_known": 0, **kept, **given})
    if store is not None:
        app.state.storage = Storage(store)
    app.add_exception_handler(ProblemError, _stated)

    @app.api_route("/open", methods=["GET", "POST", "DELETE"], dependencies=[requires("rulesets:read")])
    async def opened(request: Request) -> Any:
        who = request.state.principal
        return {"id": who.id, "name": who.name, "roles": who.roles, "how": who.how, "may": sorted(who.permissions)}

    @app.post("/judge", dependencies=[requires("judgements:write")])
    async def judge() -> Any:
        return {"done": "yes"}

    @app.get("/slow/{seconds}")
    def slow(seconds: float) -> Response:
        time.sleep(seconds)
        return Response("late")

    add_access(app, app.state.settings, _not_let_in)
    app.add_middleware(Guard, broken=_broken, headers=headers_of(app.state.settings))
    return app
