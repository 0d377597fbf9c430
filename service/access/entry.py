"""Puts access before an application: who asks, what they may, and how much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

from service.access.doorway import Doorway
from service.access.principal import anonymous
from service.access.problems import Refusal
from service.access.routes import router
from service.access.sessions import Sessions
from service.access.time_limit import TimeLimit
from service.settings import Settings

if TYPE_CHECKING:
    from service.access.provider import Provider


def add_access(app: FastAPI, settings: Settings, refusal: Refusal) -> None:
    """Adds what stands before the routes: the doorway outermost, then the limit of time. `refusal` makes the answer to
    a request that goes no further."""
    everyone = anonymous(settings.anonymous_roles)
    keys = [key.get_secret_value() for key in (settings.secret_key, settings.secret_key_before) if key is not None]
    app.state.sessions = Sessions(keys, settings.session_hours * 3600, everyone, app.state.storage) if keys else None
    app.state.provider = _provider(settings)
    app.include_router(router)
    app.add_middleware(TimeLimit, seconds=settings.request_seconds, refusal=refusal)
    app.add_middleware(Doorway, settings=settings, everyone=everyone, sessions=app.state.sessions, refusal=refusal)


def _provider(settings: Settings) -> Provider | None:
    if settings.oidc_issuer is None:
        return None
    from service.access.provider import Provider  # noqa: PLC0415 - brings an HTTP client with it

    return Provider(settings)
