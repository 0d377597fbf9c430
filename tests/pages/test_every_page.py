"""Every page in both languages, without a browser: answered, in one language, light, with nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

import pytest
from fastapi import APIRouter
from starlette.routing import Match, Route
from starlette.testclient import TestClient

from service.access.routes import router as access
from service.pages import faults
from service.pages.routers import ROUTERS
from tests.pages.every_page import ACTS, FILES, PAGES, PageRow, furnished
from tests.pages.officer_desk import own_desk, post, store_behind
from tests.pages.test_languages import foreign
from tests.pages.walking import read

HEAVIEST = 60_000
"""Bytes of a page's HTML."""
ROLES = ("applicant", "officer", "author")


@pytest.fixture(scope="module")
def desk() -> Iterator[TestClient]:
    with own_desk(ROLES) as opened:
        yield opened


@pytest.fixture(scope="module")
def names(desk: TestClient) -> dict[str, str]:
    return furnished(desk, store_behind(desk))


def routes() -> list[Route]:
    """The routes of all pages, in the order in which paths are tried."""
    routers: tuple[APIRouter, ...] = (*ROUTERS, access)
    return [route for router in routers for route in router.routes if isinstance(route, Route)]


def told(method: str, route: Route) -> str:
    """`GET /{lang}/check` of a route."""
    return f"{method} {route.path.replace(':language}', '}').replace(':path}', '}')}"


def route_of(method: str, path: str) -> str:
    """The route that answers."""
    scope = {"type": "http", "method": method, "path": path.partition("?")[0], "root_path": "", "headers": []}
    return next((told(method, route) for route in routes() if route.matches(scope)[0] is Match.FULL), "")


def every_name() -> dict[str, str]:
    return dict.fromkeys(re.findall(r"\{(\w+)\}", " ".join(row.path + row.press for row in PAGES)), "x")


def test_every_route_of_a_page_has_a_row_and_every_row_a_route() -> None:
    there = {told(method, route) for route in routes() for method in (route.methods or set()) - {"HEAD"}}
    shown = {route_of("GET", row.at("ja", every_name())) for row in PAGES}
    sent = {route_of("POST", f"/ja{row.press.format_map(every_name())}") for row in PAGES if row.press}
    assert there - shown - sent == FILES | ACTS
    assert len({row.name for row in PAGES}) == len(PAGES)


def opened(client: TestClient, row: PageRow, lang: str, names: dict[str, str]) -> Any:
    """The page of a row."""
    answer = client.get(row.at(lang, names), headers={"Accept-Language": lang})
    return sent(client, answer.text, f"/{lang}{row.press.format_map(names)}", row.typed) if row.press else answer


def sent(client: TestClient, text: str, path: str, typed: Sequence[tuple[str, str]]) -> Any:
    """Sends a form as it stands but for what is typed."""
    form = re.search(rf'<form[^>]* action="{re.escape(path)}(?:\?[^"]*)?".*?</form>', text, flags=re.DOTALL)
    assert form, path
    page = read(form[0])
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form[0], flags=re.DOTALL)
    fields = {**page.values, **{name: unescape(said) for name, said in areas}}
    for name, value in page.hidden:
        fields.setdefault(name, [])
        fields[name] = [*fields[name], value]
    fields |= {name: [said] for name, said in typed}
    if "multipart" in form[0]:
        return client.post(page.action, data={name: said[-1] for name, said in fields.items()}, files={"file": b""})
    return post(client, page.action, fields)


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_a_page_is_answered_in_one_language_and_light(desk: TestClient, names: dict[str, str], row: PageRow) -> None:
    for lang in ("ja", "en"):
        answer = opened(desk, row, lang, names)
        assert answer.status_code == row.status
        assert answer.headers["content-language"] == lang
        assert len(answer.content) < HEAVIEST, len(answer.content)
        text = re.sub(r"<textarea.*?</textarea>", "", answer.text, flags=re.DOTALL)
        assert list(foreign(text, lang)) == []
        assert read(answer.text).heading, "no heading"
        assert answer.text.count("<h1") == 1
        for link in re.findall(r'(?:src|href|action)="([^"]+)"', re.sub(r"<a .*?>", "", answer.text)):
            assert link.startswith(("/", "#")) and not link.startswith("//"), link
        assert "style=" not in answer.text and "<script>" not in answer.text


@pytest.mark.parametrize(
    "fault", [one for one in vars(faults).values() if isinstance(one, faults.Fault)], ids=lambda one: one.title.en
)
def test_what_is_told_of_a_problem_is_in_one_language(fault: faults.Fault) -> None:
    for text in (fault.title, fault.help):
        assert list(foreign(text.ja, "ja")) == list(foreign(text.en, "en")) == []
        assert list(foreign(text.ja, "en")) == [text.ja], "no Japanese in it"
