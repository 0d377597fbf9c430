"""The applicant's way in a browser: refused, mistaken, varied. By keyboard: test_by_keyboard.py."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.pages.walking import MODEL_PROJECT

START = "/{lang}/check/questions?ruleset=jcm/model-projects&as_of=2019-06-01"


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


@pytest.mark.parametrize(("width", "lang"), [("desktop", "ja"), ("phone", "en")])
def test_without_scripts_a_refusal_is_told_at_once_with_ways_out(open_page: Open, lang: str, width: str) -> None:
    page = open_page(width, lang=lang, scripts=False)
    page.goto(START.format(lang=lang))
    refused = {**MODEL_PROJECT, "equipment_has_other_japanese_subsidy": "true"}
    assert answered(page, refused) <= 10
    assert "/check/result" in page.url
    assert page.locator(".ways").inner_text().count("→") >= 1


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_page_with_faults_says_what_is_wrong_and_loses_nothing(open_page: Open, lang: str) -> None:
    page = open_page("phone", lang=lang)
    page.goto(START.format(lang=lang))
    names = [one.get_attribute("value") for one in page.locator("input[name=asked]").all()]
    assert "applicant.country" in names
    page.locator('[id="applicant.country"]').select_option("JP")
    page.locator("button[value=next]").click()
    assert page.title().startswith({"ja": "エラー：", "en": "Error: "}[lang])
    assert page.locator(".error-summary li").count() == len(names) - 1
    assert page.locator('[id="applicant.country"]').input_value() == "JP"


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
