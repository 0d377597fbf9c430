"""The routers of all pages, in the order in which paths are tried. A room adds its own here."""

from __future__ import annotations

from fastapi import APIRouter

from service.pages import signing_in, start
from service.pages.applicant import amounts, choosing, questions, report, result
from service.pages.author.routers import ROUTERS as OF_AUTHORS
from service.pages.officer.routers import ROUTERS as OF_OFFICERS

ROUTERS: tuple[APIRouter, ...] = (
    start.door,
    start.router,
    signing_in.router,
    choosing.router,
    questions.router,
    result.router,
    report.router,
    amounts.router,
    *OF_OFFICERS,
    *OF_AUTHORS,
)
