"""The officer's desk in a browser: both languages, phone and desktop, with scripts and without."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from tests.browser.conftest import Open

CAPS = "/{lang}/officer/caps?ruleset=jcm/model-projects&as_of=2019-06-01"


def entered(page: Any, lang: str) -> None:
    """A proposal of 10億円 with two similar projects: 40 %, so 4億円."""
    page.goto(CAPS.format(lang=lang))
    page.locator("#eligible_cost").fill("１０億円")
    page.locator("#similar_projects_adopted").fill("２")
    page.locator("#subsidy_requested").fill("4.5億")
    page.locator("#figures button").click()


@pytest.mark.parametrize(("width", "lang"), [("phone", "ja"), ("desktop", "ja"), ("desktop", "en"), ("phone", "en")])
def test_the_binding_cap_and_its_passage_are_on_one_page(open_page: Open, lang: str, width: str) -> None:
    page = open_page(width, lang=lang)
    page.goto(f"/{lang}/officer/caps")
    entered(page, lang)
    said = page.locator("main").inner_text().replace("\xa0", " ")
    assert ("4億円（400,000,000円）" if lang == "ja" else "JPY 400,000,000") in said
    assert ("2.2(2)e 表8" if lang == "ja" else "Table 8") in said
    assert ("5,000万円（50,000,000円）超過" if lang == "ja" else "over by JPY 50,000,000") in said


@pytest.mark.parametrize("scripts", [True, False])
def test_another_figure_is_tried_without_leaving_the_page(open_page: Open, scripts: bool) -> None:
    page = open_page("desktop", scripts=scripts, lang="en")
    entered(page, "en")
    page.locator("#what").select_option("similar_projects_adopted")
    page.locator("#to").fill("4")
    page.locator("#what-if button").click()
    page.wait_for_url("**to=4**")
    assert "JPY 300,000,000" in page.locator("#what-if table").inner_text().replace("\xa0", " ")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "to=4" in page.locator("#languages a").first.get_attribute("href")


def sheet(rows: list[list[Any]]) -> dict[str, Any]:
    """A workbook as a file input takes it."""
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return {"name": "案件.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}


SHEET = [
    ["整理番号", "補助対象経費", "類似技術の採択件数", "実施国"],
    ["A-1", "１０億円", 2, "ベトナム"],
    ["A-2", 8_000_000_000, 4, "インドネシア"],
    ["A-3", "たくさん", -1, "タイ"],
]


@pytest.mark.parametrize(
    ("width", "lang", "scripts"), [("phone", "ja", True), ("desktop", "en", True), ("desktop", "ja", False)]
)
def test_a_sheet_is_checked_line_by_line_and_found_again(open_page: Open, lang: str, width: str, scripts: bool) -> None:
    page = open_page(width, lang=lang, scripts=scripts)
    page.goto(f"/{lang}/officer/batch")
    page.locator("#as_of").fill("2019-06-01")
    page.locator("#file").set_input_files(sheet(SHEET))
    page.locator("#keep").check()
    page.locator("main form button").first.click()
    page.wait_for_url("**/officer/batch/*-*")
    for _ in range(60):
        if page.locator("progress").get_attribute("value") == "3":
            break
        page.wait_for_timeout(200)
        page.reload()
    page.reload()
    said = page.locator("main").inner_text().replace("\xa0", " ")
    assert ("4億円" if lang == "ja" else "JPY 400,000,000") in said and "たくさん" in said
    address = page.url
    other = page.context.new_page()
    other.goto(f"/{lang}/officer/batch")
    other.get_by_role("link", name="案件.xlsx").first.click()
    assert "たくさん" in other.locator("main").inner_text()
    assert address.split("/officer/")[0] in other.url


@pytest.mark.parametrize(("width", "lang"), [("phone", "en"), ("desktop", "ja")])
def test_the_log_a_comparison_and_the_portfolio_are_sound(open_page: Open, lang: str, width: str) -> None:
    page = open_page(width, lang=lang)
    page.goto(f"/{lang}/officer")
    entered(page, lang)
    page.locator("form[action*='/officer/keep'] button").click()
    page.goto(f"/{lang}/officer/determinations?outcome=ineligible")
    page.locator("main table a").first.click()
    page.locator("main a[href$='/compare']").click()
    page.locator("#as_of").fill("2018-06-01")
    page.locator("main form button").click()
    assert page.locator("tr.differs").count() > 1
    page.goto(f"/{lang}/officer/portfolio")
    page.locator("main form button").first.click()
    page.locator("#results table").first.wait_for()
    assert page.locator("svg").count() >= 2


@pytest.mark.parametrize(("width", "lang"), [("phone", "ja"), ("desktop", "en")])
def test_a_case_is_begun_told_of_and_shows_what_is_due(open_page: Open, lang: str, width: str) -> None:
    page = open_page(width, lang=lang)
    page.goto(f"/{lang}/officer/cases")
    page.locator("#case").select_option("jcm/project-cycle")
    page.locator("#title").fill("ダルハンの太陽光発電")
    page.locator("main form button").click()
    for kind, on in (("registration_requested", "2020-12-01"), ("registered", "2021年1月15日")):
        page.locator("#event").select_option(kind)
        page.locator("form[action$='/tell'] button").click()
        page.locator("#on").fill(on)
        page.locator("main form button").click()
    page.goto(f"{page.url}?as_of=2022-01-20")
    assert page.locator("tr.differs").count() == 1  # the first application was due on 15 January 2022
    page.goto(f"/{lang}/officer/cases")
