"""The catalogue and a rule set in a browser: both languages, phone and desktop, by keyboard, without scripts."""

from __future__ import annotations

import os

import pytest

from tests.browser.conftest import Open, inspected

MANNERS = [("phone", "ja"), ("desktop", "en"), ("desktop", "ja"), ("phone", "en")]
PAGES = {
    "rules": "/rules",
    "rules-found": "/rules?q=subsidy",
    "ruleset-criteria": "/rules/jcm/model-projects",
    "ruleset-amounts": "/rules/jcm/model-projects?part=amounts",
    "ruleset-figures": "/rules/jcm/model-projects?part=figures",
    "ruleset-readings": "/rules/jcm/fund?part=readings",
    "ruleset-conclusions": "/rules/jcm/fund?part=conclusions",
    "ruleset-examples": "/rules/jcm/f-gas?part=examples",
    "ruleset-picture": "/rules/jcm/fund?part=connections",
    "ruleset-sources": "/rules/jcm/fund?part=sources",
    "ruleset-history": "/rules/jcm/fund?part=history",
    "register": "/registers/support-schemes",
    "sources": "/sources",
    "source": "/sources/c2c-2020",
    "passage": "/sources/c2c-2020/table-8-none",
}


@pytest.mark.parametrize(("width", "lang"), MANNERS)
def test_every_page_owes_what_pages_owe(open_page: Open, width: str, lang: str) -> None:
    """Each page in both languages at both widths in `make soak`; every fourth of them in each manner else."""
    page = open_page(width, lang=lang)
    manner = MANNERS.index((width, lang))
    for name, path in list(PAGES.items()) if "HANTEI_EXAMPLES" in os.environ else list(PAGES.items())[manner::4]:
        page.goto(f"/{lang}{path}")
        inspected(page, f"author-{name}-{lang}")


def test_a_rule_is_found_and_followed_to_its_source_by_keyboard(open_page: Open) -> None:
    page = open_page("desktop", lang="ja", scripts=False)
    page.goto("/ja/rules")
    page.locator("#q").focus()
    page.keyboard.type("類似 補助率")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    page.locator(".card a", has_text="JCM").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/jcm/**")
    page.locator("nav.parts a", has_text="額と表").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**part=amounts")
    page.locator("a[href$='/sources/c2c-2020/table-8-none']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/table-8-none")
    assert "jcm/model-projects" in page.locator("main").inner_text()
