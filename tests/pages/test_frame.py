"""What every page owes, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings


@pytest.mark.parametrize(("header", "lang"), [("ja", "ja"), ("en-GB,ja;q=0.5", "en"), ("ja,en;q=0.9", "ja")])
def test_the_door_leads_to_the_preferred_language(client: TestClient, header: str, lang: str) -> None:
    answer = client.get("/", headers={"Accept-Language": header})
    assert (answer.status_code, answer.headers["location"], answer.headers["vary"]) == (
        302,
        f"/{lang}/",
        "Accept-Language",
    )


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_page_says_its_language_and_has_its_twin(client: TestClient, lang: str) -> None:
    answer = client.get(f"/{lang}/?a=%3Cb%3E")
    assert answer.headers["content-language"] == lang
    assert f'<html lang="{lang}">' in answer.text
    for other in ("ja", "en"):
        assert f'hreflang="{other}" href="/{other}/?a=%3Cb%3E"' in answer.text


def test_nothing_is_inline_and_nothing_is_elsewhere(client: TestClient) -> None:
    text = client.get("/ja/").text
    assert "<style" not in text and "style=" not in text and "<script>" not in text
    for link in re.findall(r'(?:src|href)="([^"]+)"', text):
        assert link.startswith(("/", "#")) and not link.startswith("//"), link


@pytest.mark.parametrize("path", ["/ja/nowhere", "/en/nowhere/x"])
def test_what_is_not_there_is_told_as_a_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert ("ページが見つかりません" in answer.text) is path.startswith("/ja")


def test_a_program_is_still_told_a_problem(client: TestClient) -> None:
    answer = client.get("/api/v1/nowhere", headers={"Accept": "text/html"})
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_files_are_asked_for_by_their_content(client: TestClient) -> None:
    found = re.findall(r'href="(/static/[^"]+\?v=[0-9a-f]{12})"', client.get("/en/").text)
    assert len(found) == 3
    assert all(client.get(link).status_code == 200 for link in found)


SITE = "https://hantei.example"
SIGNED_IN = {
    "public_url": SITE,
    "secret_key": "k" * 40,
    "oidc_issuer": "https://id.example",
    "oidc_client_id": "hantei",
}


def test_a_way_to_sign_in_is_shown_where_there_is_one_and_leads_back(client: TestClient) -> None:
    assert "/auth/sign-in" not in client.get("/en/").text
    with TestClient(create_app(Settings(**SIGNED_IN)), base_url=SITE) as site:
        assert 'href="/auth/sign-in?return_to=%2Fja%2Fcheck%3Fa%3D1">サインイン</a>' in site.get("/ja/check?a=1").text


def test_who_is_signed_in_sees_their_rooms_and_a_way_out(tmp_path: Path) -> None:
    app = create_app(Settings(**SIGNED_IN, database=f"sqlite:///{tmp_path}/desk.db"))
    answer = Response()
    app.state.sessions.begin(answer, "olga", "Olga 様", ("officer",))
    cookie = answer.headers["set-cookie"].partition(";")[0]
    with TestClient(app, base_url=SITE) as site:
        text = site.get("/en/", headers={"Cookie": cookie}).text
    assert (
        'title="Olga 様"><span class="hidden">Signed in: </span>Olga 様</span><button>Sign out</button></form>' in text
    )
    assert 'href="/en/officer">' in text
    assert "/auth/sign-in" not in text
