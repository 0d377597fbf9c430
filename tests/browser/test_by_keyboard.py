"""The main tasks of the three users from start to end by keyboard alone: in both languages, at both widths, with
scripts and without. Each pair of these is gone once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.browser.keyboard import Hands
from tests.pages.walking import MODEL_PROJECT

WAYS = [
    ("ja", "phone", True),
    ("ja", "desktop", False),
    ("en", "phone", False),
    ("en", "desktop", True),
]
"""Language, width, whether scripts run."""
HEADLINES = {"ja": "要件を満たす見込みです", "en": "Eligible, on the facts given"}
SHEET = "reference,eligible_cost,similar_projects_adopted,host_country\nA-1,1000000000,2,VN\nA-2,x,-1,TH\n"
EVERY_WAY = pytest.mark.parametrize(("lang", "width", "scripts"), WAYS)


def answered(hands: Hands, answers: dict[str, Any]) -> None:
    """One page of questions; what has no answer is not known yet."""
    for field in hands.page.locator("input[name=asked]").all():
        name = str(field.get_attribute("value"))
        kind = hands.page.locator(f'[name="{name}"]').first.evaluate("one => one.type")
        said = answers.get(name)
        if said is None:
            hands.to(f'[id="{name}-aside"]') if kind != "radio" else hands.tick(name, "?")
            hands.page.keyboard.press("Space") if kind != "radio" else None
        elif kind == "select-one":
            hands.choose(f'[name="{name}"]', said)
        elif kind in {"radio", "checkbox"}:
            hands.tick(name, said)
        else:
            hands.write(f'[name="{name}"]', said)
    hands.follow("button[value=next]")


@EVERY_WAY
def test_an_applicant_checks_a_model_project(open_page: Open, lang: str, width: str, scripts: bool) -> None:
    page = open_page(width, lang=lang, scripts=scripts)
    hands = Hands(page)
    page.goto("/")
    hands.follow("main a.button")
    hands.follow('main a[href$="ruleset=jcm%2Fmodel-projects"]')
    hands.write("#day", "2019年6月1日")
    hands.follow("main form button")
    hands.unfold("details summary")
    page.reload()
    for _ in range(10):
        if "/check/questions" not in page.url:
            break
        answered(hands, MODEL_PROJECT)
    hands.follow("main .actions a")
    assert HEADLINES[lang] in page.locator(".result").inner_text()
    hands.to('a[href*="/check/result.pdf"]')
    hands.unfold("#keep details summary")
    page.reload()
    hands.follow('a[href*="/check/amounts"]')
    hands.choose("#vary", "maximum_subsidy similar_projects_adopted")
    if not scripts:
        hands.follow("main form button")
    page.locator("tbody th:text-is('5')").wait_for()
    hands.follow("a.back")
    assert "/check/result" in page.url


@EVERY_WAY
def test_an_officer_judges_a_proposal_and_compares_it(open_page: Open, lang: str, width: str, scripts: bool) -> None:
    """A proposal of 9000万円 with two similar projects: 40 %, so 3,600万円."""
    page = open_page(width, lang=lang, scripts=scripts)
    hands = Hands(page)
    page.goto(f"/{lang}/officer")
    hands.follow('main a[href$="/officer/caps"]')
    hands.write("#as_of", "2019-06-01")
    hands.follow("button")
    hands.write("#similar_projects_adopted", "２")
    hands.write("#eligible_cost", "9000万")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert ("3,600万円" if lang == "ja" else "JPY 36,000,000") in page.locator("main").inner_text().replace("\xa0", " ")
    hands.choose("#what", "similar_projects_adopted")
    hands.write("#to", "4")
    hands.to("#what-if button")
    page.keyboard.press("Enter")
    page.wait_for_url("**to=4**")
    hands.follow("form[action*='/officer/keep'] button")
    hands.unfold("#judgements summary")
    hands.choose("#fact", "leading_technology")
    hands.tick("value", "true")
    hands.write("#reason", "seen")
    hands.follow("#judgements form button")
    assert "seen" in page.locator("#judgements table").inner_text()
    hands.follow(".caption a")
    hands.follow("main a[href$='/compare']")
    hands.write("#as_of", "2018-06-01")
    hands.follow("main form button")
    assert page.locator("tr.differs").count() > 1


@EVERY_WAY
def test_an_officer_has_a_sheet_checked_and_a_case_followed(
    open_page: Open, lang: str, width: str, scripts: bool
) -> None:
    page = open_page(width, lang=lang, scripts=scripts)
    page.on("filechooser", lambda _: None)  # from the first on: asked for only when Enter falls, it can come too late
    hands = Hands(page)
    page.goto(f"/{lang}/officer")
    hands.follow('main a[href$="/officer/batch"]')
    hands.choose("#ruleset", "jcm/model-projects")
    hands.write("#as_of", "2019-06-01")
    hands.to("#file")
    sheet = {"name": "A.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    if scripts:
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Enter")
        chooser.value.set_files(sheet)
    else:  # the chooser that opens here cannot be answered where scripts are off
        page.locator("#file").set_input_files(sheet)
    hands.follow("main form button")
    for _ in range(100):
        if page.locator("progress").get_attribute("value") == "2":
            break
        page.wait_for_timeout(200)
        page.reload()
    page.reload()
    assert ("4億円" if lang == "ja" else "JPY 400,000,000") in page.locator("main").inner_text().replace("\xa0", " ")
    hands.follow('a[href*="faults=1"]')
    hands.follow('.navigation a[href$="/officer"]')
    hands.follow('main a[href$="/officer/cases"]')
    hands.choose("#case", "jcm/project-cycle")
    hands.write("#title", "Darkhan 2")
    hands.follow("main form button")
    hands.choose("#event", "registered")
    hands.follow("form[action$='/tell'] button")
    hands.write("#on", "2021-01-15")
    hands.follow("main form button")
    hands.write("#as_of", "2022-01-20")
    hands.follow("main form button")
    assert page.locator("tr.differs").count() == 1  # the first application was due on 15 January 2022


@EVERY_WAY
def test_an_author_finds_a_rule_and_writes_one(open_page: Open, lang: str, width: str, scripts: bool) -> None:
    page = open_page(width, lang=lang, scripts=scripts)
    hands = Hands(page)
    page.goto(f"/{lang}/rules")
    hands.write("#q", "similar" if lang == "en" else "類似")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hands.follow('.card h3 a[href$="/rules/jcm/model-projects"]')
    hands.follow('nav.parts a[href$="part=amounts"]')
    hands.follow("a[href$='/sources/c2c-2020/table-8-none']")
    assert "jcm/model-projects" in page.locator("main").inner_text()
    hands.follow('.navigation a[href$="/workbench"]')
    hands.write("#number", f"ID_AM95{WAYS.index((lang, width, scripts))}")  # drafts are kept: each way has its own
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hands.write("#facts", "host_country: VN")
    if not scripts:
        hands.follow("main form button:not([formaction])")
    page.locator("#findings .trace").wait_for()
    assert page.locator("#findings li[data-state='not_met']").count() == 1
    hands.to("#findings .trace a" if scripts else "button[formaction]")
    if scripts:
        page.keyboard.press("Enter")
        chosen = page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart).trim()")
        assert chosen.startswith("- id:"), chosen[:80]
