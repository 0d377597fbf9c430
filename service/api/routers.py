"""The routes of the API, in the order in which they are asked: those with a suffix before those that take any path."""

from __future__ import annotations

from fastapi import APIRouter

from service.api import batch, checks, determinations, pages, publications, rulesets

ROUTERS: tuple[APIRouter, ...] = (
    checks.router,
    batch.router,
    determinations.router,
    publications.router,
    rulesets.router,
    pages.router,
)
