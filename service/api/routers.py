"""The routes of the API, in the order in which they are asked: those with a suffix before those that take any path."""

from __future__ import annotations

from fastapi import APIRouter

from service.api import (
    batch,
    cases,
    checks,
    determinations,
    docs_pages,
    judgements,
    keys,
    lint,
    prospects,
    publications,
    receipts,
    registers,
    rulesets,
    sessions,
)

ROUTERS: tuple[APIRouter, ...] = (
    checks.router,
    batch.router,
    determinations.router,
    publications.router,
    cases.router,
    judgements.router,
    registers.router,
    prospects.router,
    receipts.router,
    lint.router,
    keys.router,
    sessions.router,
    rulesets.router,
    docs_pages.router,
)
