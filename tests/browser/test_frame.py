"""The frame of every page: languages, keyboard, no scripts."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SHOTS, Open


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_first_page_is_in_the_language_of_the_browser(open_page: Open, lang: str) -> None:
    page = open_page(lang=lang)
    page.goto("/")
    assert page.url.endswith(f"/{lang}/")


def test_the_other_language_is_the_same_page(open_page: Open) -> None:
    page = open_page(scripts=False)
    page.goto("/ja/nowhere?a=1")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/nowhere?a=1")
    assert page.get_by_role("heading", level=1).inner_text() == "There is no such page"


def test_the_skip_link_is_the_first_stop_of_the_keyboard(open_page: Open) -> None:
    page = open_page()
    page.goto("/ja/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_is_folded_on_the_screen_stands_open_on_paper(open_page: Open, lang: str) -> None:
    page = open_page(scripts=False)
    page.goto(f"/{lang}/check/result?ruleset=jcm/model-projects")
    folded = page.locator(".explanation details:not([open]) p")
    assert folded.count()
    assert not any(one.is_visible() for one in folded.all())
    page.emulate_media(media="print")
    assert all(one.is_visible() for one in folded.all())
    page.screenshot(path=SHOTS / f"paper-result-{lang}.png", full_page=True)
