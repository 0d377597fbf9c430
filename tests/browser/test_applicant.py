"""The applicant's way in a browser: both languages, phone and desktop, by keyboard, without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, inspected, picture
from tests.pages.walking import MODEL_PROJECT

START = "/{lang}/check/questions?ruleset=jcm/model-projects&as_of=2019-06-01"
HEADLINES = {"ja": "要件を満たす見込みです", "en": "Eligible, on the facts given"}


def answered(page: Any, answers: dict[str, Any]) -> int:
    """Fills in page after page until no question is left; how many pages there were."""
    pages = 0
    while "/check/questions" in page.url:
        for asked in page.locator("input[name=asked]").all():
            fill_in(page, asked.get_attribute("value"), answers)
        page.locator("button[value=next]").click()
        pages += 1
        assert pages < 12
    return pages


def fill_in(page: Any, name: str, answers: dict[str, Any]) -> None:
    """One field, by what it is; what has no answer is not known yet."""
    field, said = page.locator(f'[name="{name}"]').first, answers.get(name)
    if said is None:
        page.locator(f'[id="{name}-aside"]').check()
    elif field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(said)
    elif field.get_attribute("type") in {"radio", "checkbox"}:
        page.locator(f'[name="{name}"][value="{said}"]').check()
    else:
        field.fill(said)


@pytest.mark.parametrize(("width", "lang"), [("phone", "ja"), ("desktop", "en")])
def test_a_model_project_is_checked_from_the_first_page(open_page: Open, lang: str, width: str) -> None:
    page = open_page(width, lang=lang)
    page.goto("/")
    page.locator("main a.button").click()
    inspected(page, f"choose-{lang}")
    page.locator('main a[href*="model-projects"]').click()
    inspected(page, f"begin-{lang}")
    page.locator("#day").fill("2019年6月1日")
    page.locator("main button").click()
    inspected(page, f"questions-{lang}")
    assert answered(page, MODEL_PROJECT) <= 10
    inspected(page, f"answers-{lang}")
    page.locator("main .actions a").click()
    inspected(page, f"result-{lang}")
    assert HEADLINES[lang] in page.locator(".result").inner_text()
    page.locator('a[href*="/check/amounts"]').click()
    page.locator("svg.chart").wait_for()
    inspected(page, f"amounts-{lang}")


@pytest.mark.parametrize(("width", "lang"), [("desktop", "ja"), ("phone", "en")])
def test_without_scripts_a_refusal_is_told_at_once_with_ways_out(open_page: Open, lang: str, width: str) -> None:
    page = open_page(width, lang=lang, scripts=False)
    page.goto(START.format(lang=lang))
    refused = {**MODEL_PROJECT, "equipment_has_other_japanese_subsidy": "true"}
    assert answered(page, refused) <= 10
    assert "/check/result" in page.url
    assert page.locator(".ways").inner_text().count("→") >= 1
    picture(page, f"refused-{lang}")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_page_with_faults_says_what_is_wrong_and_loses_nothing(open_page: Open, lang: str) -> None:
    page = open_page("phone", lang=lang)
    page.goto(START.format(lang=lang))
    names = [one.get_attribute("value") for one in page.locator("input[name=asked]").all()]
    assert "applicant.country" in names
    page.locator('[id="applicant.country"]').select_option("JP")
    page.locator("button[value=next]").click()
    inspected(page, f"faults-{lang}")
    assert page.title().startswith({"ja": "エラー：", "en": "Error: "}[lang])
    assert page.locator(".error-summary li").count() == len(names) - 1
    assert page.locator('[id="applicant.country"]').input_value() == "JP"


def test_the_way_can_be_gone_by_keyboard(open_page: Open) -> None:
    page = open_page("desktop")
    page.goto(START.format(lang="ja"))
    first = page.url
    for _ in range(60):
        page.keyboard.press("Tab")
        kind, value = page.evaluate("[document.activeElement.type || '', document.activeElement.value || '']")
        if kind == "radio":
            page.keyboard.press("ArrowUp")
        elif kind == "checkbox":
            page.keyboard.press("Space")
        elif kind == "select-one":
            page.keyboard.press("ArrowDown")
        elif value == "next":
            page.keyboard.press("Enter")
            break
    page.wait_for_url(lambda url: url != first)
    assert page.locator(".error-summary").count() == 0


def test_what_is_varied_changes_in_place_with_scripts_and_by_the_button_without(open_page: Open) -> None:
    """The same page either way; with scripts only the main part is exchanged, and the address follows."""
    seen = []
    for scripts in (True, False):
        page = open_page("desktop", scripts=scripts)
        page.goto(START.format(lang="ja"))
        answered(page, MODEL_PROJECT)
        page.goto(page.url.replace("/check/answers", "/check/amounts"))
        page.locator("#vary").select_option("maximum_subsidy similar_projects_adopted")
        if not scripts:
            page.locator("main form button").click()
        page.get_by_role("rowheader", name="5", exact=True).wait_for()
        assert "vary=maximum_subsidy" in page.url
        seen.append(page.locator("tbody").inner_text())
    assert seen[0] == seen[1]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_all_programmes_are_checked_together(open_page: Open, lang: str) -> None:
    page = open_page("phone", lang=lang)
    page.goto(f"/{lang}/check/result?ruleset=all&as_of=2019-06-01")
    inspected(page, f"results-{lang}")
    assert page.locator(".card").count() >= 8
