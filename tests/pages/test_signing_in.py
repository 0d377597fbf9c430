"""A session that is over while a form is filled in: nothing that was typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from service.access.provider import Provider
from service.settings import Settings
from tests.pages.every_page import told
from tests.pages.officer_desk import action, own_desk, post, words

REASON = "現地で確認した。\r\n「過剰」ではない & <妥当>\r\n"
MARKS = {"ja": "サインインの状態が切れています", "en": "You are no longer signed in"}


@pytest.fixture
def desk() -> Iterator[TestClient]:
    """An officer who is signed in, at a service with a provider."""
    with own_desk(("officer", "author")) as opened:
        opened.app.state.provider = Provider(Settings(public_url="https://testserver"))  # type: ignore[attr-defined]
        opened.follow_redirects = False
        yield opened


def hidden(text: str) -> dict[str, list[str]]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text, flags=re.DOTALL)
    fields: dict[str, list[str]] = {}
    for name, value in found:
        fields.setdefault(unescape(name), []).append(unescape(value))
    return fields


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_was_typed_stays_on_the_page_and_is_sent_again(desk: TestClient, lang: str) -> None:
    page = desk.get(f"/{lang}/officer/caps?{told()}").text
    kept = post(desk, action(page, "/officer/keep"), {}).headers["location"]
    path = action(desk.get(kept).text, "/officer/judgements")
    typed = {"fact": "leading_technology", "value": "true", "reason": REASON, "document": ["a.pdf", "b.pdf"]}
    cookies = dict(desk.cookies)
    desk.cookies.clear()
    answer = post(desk, path, typed)
    assert answer.status_code == 401
    assert MARKS[lang] in words(answer.text)
    assert answer.headers["cache-control"] == "no-store"
    fields = hidden(answer.text)
    assert fields == {"fact": ["leading_technology"], "value": ["true"], "reason": [REASON]} | {
        "document": ["a.pdf", "b.pdf"]
    }
    assert action(answer.text, "/officer/judgements") == path
    desk.cookies.update(cookies)
    again = post(desk, path, fields)
    assert again.status_code == 303, words(again.text)
    assert "「過剰」ではない & <妥当>" in words(desk.get(kept).text)


def test_the_sign_in_of_the_second_tab_leads_back_to_the_first(desk: TestClient) -> None:
    cookies = dict(desk.cookies)
    desk.cookies.clear()
    text = post(desk, "/ja/officer/cases", {"title": "案件"}).text
    link = re.search(r'<a class="button"[^>]* href="([^"]+)" target="_blank"', text)
    assert link
    back = parse_qs(urlsplit(unescape(link[1])).query)["return_to"]
    assert back == ["/ja/signed-in"]
    assert "サインインしていません" in words(desk.get(back[0]).text)
    desk.cookies.update(cookies)
    assert "サインインしました 元のタブに戻ってください。" in words(desk.get(back[0]).text)


def test_a_file_is_to_be_chosen_again(desk: TestClient) -> None:
    desk.cookies.clear()
    form = "https://testserver/ja/officer/batch?as_of=2019-06-01"
    answer = desk.post("/ja/officer/batch", files={"file": ("a.csv", b"a,b\n")}, headers={"Referer": form})
    assert answer.status_code == 401
    assert "もう一度選んでください" in words(answer.text)
    assert 'href="/ja/officer/batch?as_of=2019-06-01"' in answer.text
    elsewhere = desk.post(
        "/ja/officer/batch", files={"file": ("a.csv", b"a,b\n")}, headers={"Referer": "https://x.example/ja/y"}
    )
    assert "x.example" not in elsewhere.text


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_part_that_asks_by_itself_says_so_where_it_stands_and_asks_no_more(desk: TestClient, lang: str) -> None:
    desk.cookies.clear()
    asked = {"HX-Request": "true", "HX-Target": "div#progress"}
    answer = desk.get(f"/{lang}/officer/portfolio/x", headers=asked)
    assert answer.status_code == 401, "a script follows nobody to the provider"
    assert answer.text.lstrip().startswith('<div id="progress"')
    assert MARKS[lang] in words(answer.text)
    assert "hx-get" not in answer.text
    assert "return_to=%2F" + lang + "%2Fofficer%2Fportfolio%2Fx" in answer.text
    odd = desk.get(f"/{lang}/officer/portfolio/x", headers={**asked, "HX-Target": 'div#"><script>'})
    assert "<script>" not in odd.text


def test_a_reader_is_led_to_the_sign_in_at_once(desk: TestClient) -> None:
    desk.cookies.clear()
    answer = desk.get("/ja/officer/determinations?outcome=eligible")
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/auth/sign-in")


def test_where_nobody_can_sign_in_nothing_is_promised(desk: TestClient) -> None:
    desk.app.state.provider = None  # type: ignore[attr-defined]
    desk.cookies.clear()
    answer = post(desk, "/ja/officer/cases", {"title": "案件"})
    assert answer.status_code == 401
    assert "もう一度送信" not in answer.text
