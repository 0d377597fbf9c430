"""The routers of the author's pages, in the order in which paths are tried."""

from __future__ import annotations

from fastapi import APIRouter

from service.pages.author import listing_page, registers_page, ruleset_page, sources_page, workbench_page

ROUTERS: tuple[APIRouter, ...] = (
    listing_page.router,
    ruleset_page.router,
    registers_page.router,
    sources_page.router,
    workbench_page.router,
)
