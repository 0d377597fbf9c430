"""Every page in a browser, in both languages and at both widths: what each owes, and a way through it by Tab."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import HEIGHT, WIDTHS, accessible, axe_base, fits, inspected, picture, watched_page
from tests.browser.keyboard import stops
from tests.pages.every_page import PAGES, PageRow

LANGUAGES = ("ja", "en")
LAID_OUT = ("scrollable-region-focusable", "target-size")
"""Axe's rules that depend on the width: the others were held to the same page before it was made wider or narrower."""
SEND = """form => form.requestSubmit([...form.querySelectorAll("button")].find(
  one => !one.hasAttribute("formaction") && !one.value.startsWith("add:")))"""


@pytest.fixture(scope="module")
def strange() -> list[str]:
    """What was asked of other hosts, and faults of scripts."""
    return []


@pytest.fixture(scope="module")
def opened(browser: Any, server: str, strange: list[str]) -> Iterator[dict[str, Any]]:
    """One page a language."""
    pages = {lang: watched_page(browser, server, strange, lang=lang) for lang in LANGUAGES}
    for page in pages.values():
        page.context.add_init_script(axe_base.AXE_SCRIPT)
    yield pages
    for page in pages.values():
        page.context.close()


def show(page: Any, row: PageRow, lang: str, names: dict[str, str]) -> None:
    """Opens the page of a row."""
    answer = page.goto(row.at(lang, names))
    if row.press:
        path = f"/{lang}{row.press.format_map(names)}"
        form = page.locator(f'form[method=post][action="{path}"], form[method=post][action^="{path}?"]').first
        for name, said in row.typed:
            form.locator(f'[name="{name}"]').fill(said)
        page.evaluate("window.before = true")
        with page.expect_response(lambda one: one.request.is_navigation_request() and one.status // 100 != 3) as sent:
            form.evaluate(SEND)
        page.wait_for_function("!window.before && document.readyState === 'complete'")
        answer = sent.value
    assert answer.status == row.status


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_a_page_owes_what_every_page_owes(
    opened: dict[str, Any], names: dict[str, str], strange: list[str], row: PageRow, lang: str
) -> None:
    """At one width all of it, then at the other what depends on it; which is the first goes round, as does the
    language in which Tab goes through a page: the order of its controls is the same in both."""
    page, name, at, told = opened[lang], f"{row.name}-{lang}", PAGES.index(row), LANGUAGES.index(lang)
    first, second = sorted(WIDTHS.values(), reverse=(at + told) % 2 == 0)
    page.set_viewport_size({"width": first, "height": HEIGHT})
    show(page, row, lang, names)
    assert page.locator("html").get_attribute("lang") == lang
    inspected(page, name)
    if at // 2 % 2 == told:
        stops(page)
    page.set_viewport_size({"width": second, "height": HEIGHT})
    fits(page, name)
    accessible(page, name, LAID_OUT)
    if "SCREENSHOTS" in os.environ:
        picture(page, name)
    assert strange == []
