"""The routers of the officer's desk, in the order in which paths are tried."""

from __future__ import annotations

from fastapi import APIRouter

from service.pages.officer import (
    acts,
    batch_page,
    caps_page,
    cases,
    determination_page,
    home,
    log,
    portfolio_page,
    telling_events,
)

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    caps_page.router,
    acts.router,
    log.router,
    determination_page.router,
    batch_page.router,
    cases.router,
    telling_events.router,
    portfolio_page.router,
)
