"""Signing in at a real provider and out again, in a real browser: who it is stands in the header, and a copy of the
cookie is dead after."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from service.access.sessions import COOKIE
from service.store import open_store
from tests.access.real_provider import SECRET, folder, running
from tests.browser.conftest import HEIGHT, WIDTHS, inspected, picture
from tests.operation.ports import free_port
from tests.operation.served import Service


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="hantei-") as home:
        yield f"sqlite:///{Path(home) / 'desk.db'}"


@pytest.fixture(scope="module")
def site(database: str) -> Iterator[str]:
    """A service with sign-in; the provider knows its address, so the port comes first."""
    if not (folder() / "ready").exists():
        left_out = "signing in with a browser: the provider is not installed (tools/set-up-provider)"
        if os.environ.get("CI") == "true":
            pytest.fail(left_out)
        pytest.skip(left_out)
    with tempfile.TemporaryFile() as log:
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        with running(address) as issuers:
            service = Service(
                log,
                port=port,
                HANTEI_DATABASE=database,
                HANTEI_PUBLIC_URL=address,
                HANTEI_SECRET_KEY="k" * 40,
                HANTEI_OIDC_ISSUER=issuers.in_id_token,
                HANTEI_OIDC_CLIENT_ID="hantei",
                HANTEI_OIDC_CLIENT_SECRET=SECRET,
                HANTEI_OIDC_SCOPE="openid profile roles",
                HANTEI_RATE_ANONYMOUS="0",
            )
            yield service.address
            service.process.terminate()
            service.process.wait(30)


def at_the_provider(page: Any, login: str) -> None:
    page.fill('input[name="login"]', login)
    page.fill('input[name="password"]', "any")
    page.click('button[type="submit"]')
    page.click('button[type="submit"]')  # that this service may know who it is


def ended(database: str) -> None:
    """All sessions, as an administrator ends them."""
    with open_store(database) as store:
        for person in {one.person for one in store.sessions.all()}:
            store.sessions.end_all(person)


@pytest.mark.parametrize(
    ("lang", "width", "way_in", "way_out"),
    [("ja", "phone", "サインイン", "サインアウト"), ("en", "desktop", "Sign in", "Sign out")],
)
def test_an_officer_signs_in_is_named_and_signs_out(  # noqa: PLR0917 - the words of each language
    browser: Any, site: str, lang: str, width: str, way_in: str, way_out: str
) -> None:
    context = browser.new_context(locale=lang, base_url=site)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.set_viewport_size({"width": WIDTHS[width], "height": HEIGHT})

    page.goto(f"/{lang}/")
    page.get_by_role("navigation").get_by_role("link", name=way_in).click()
    at_the_provider(page, "olga")
    page.wait_for_url(f"{site}/{lang}/")
    assert page.locator(".who-name").inner_text().endswith("olga 様")
    page.goto(f"/{lang}/officer")
    assert page.url == f"{site}/{lang}/officer"
    inspected(page, f"signed-in-{lang}")

    held = next(one for one in context.cookies() if one["name"] == COOKIE)
    assert (held["secure"], held["httpOnly"], held["sameSite"]) == (True, True, "Lax")
    copied = {"Cookie": f"{COOKIE}={held['value']}"}
    desk = f"{site}/{lang}/officer/determinations"
    assert httpx2.get(desk, headers=copied).status_code == 200

    page.get_by_role("button", name=way_out).click()
    page.click('button[value="yes"]')  # at the provider, too
    page.wait_for_url(f"{site}/{lang}/")
    assert page.get_by_role("navigation").get_by_role("link", name=way_in).is_visible()
    assert page.locator(".who-name").count() == 0
    assert [one for one in context.cookies() if one["name"] == COOKIE] == []
    refused = httpx2.get(desk, headers=copied)
    assert (refused.status_code, refused.headers["location"].partition("?")[0]) == (303, "/auth/sign-in")
    context.close()


KEPT = "/officer/caps?ruleset=jcm/model-projects&as_of=2019-06-01"


@pytest.mark.parametrize(("lang", "width", "scripts"), [("ja", "phone", True), ("en", "desktop", False)])
def test_a_judgement_written_after_the_session_ended_is_kept_in_the_end(  # noqa: PLR0917 - how it is looked at
    browser: Any, site: str, database: str, lang: str, width: str, scripts: bool
) -> None:
    context = browser.new_context(locale=lang, base_url=site, java_script_enabled=scripts)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.set_viewport_size({"width": WIDTHS[width], "height": HEIGHT})
    page.goto(f"/{lang}{KEPT}")
    at_the_provider(page, "olga")
    page.wait_for_url(f"**{KEPT}")
    page.locator("form[action*='/officer/keep'] button").click()
    page.wait_for_url("**determination=**")
    page.locator("#judgements summary").click()
    page.locator("#fact").select_option(index=1)
    page.locator("#value").check()
    page.locator("#reason").fill("現地で確認した。\n二行目")

    ended(database)
    page.locator("form[action*='/officer/judgements'] button").click()
    assert ("切れています" if lang == "ja" else "no longer signed in") in page.locator("h1").inner_text()
    picture(page, f"sign-in-again-{lang}")
    if scripts:
        inspected(page, f"sign-in-again-{lang}")
    with context.expect_page() as opened:
        page.locator("a[target='_blank']").click()
    second = opened.value
    second.set_viewport_size({"width": WIDTHS[width], "height": HEIGHT})
    second.wait_for_url(f"**/{lang}/signed-in")
    picture(second, f"signed-in-again-{lang}")
    second.close()
    page.locator("main form button").click()
    page.wait_for_url("**determination=**")
    assert "二行目" in page.locator("#judgements").inner_text()
    context.close()


def test_an_author_goes_on_writing_after_the_session_ended(browser: Any, site: str, database: str) -> None:
    context = browser.new_context(locale="ja", base_url=site)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.set_viewport_size({"width": WIDTHS["phone"], "height": HEIGHT})
    bench = "/ja/workbench/edit?number=ID_AM942&approved=2024-05-01"
    page.goto(bench)
    at_the_provider(page, "paul")
    page.wait_for_url(f"**{bench}")
    page.locator("#standing .tag").wait_for()
    area = page.locator("textarea.input-code").first
    area.press("Control+End")
    ended(database)
    page.keyboard.type("# 一")
    page.locator("#findings[role='alert']").wait_for()
    assert "切れています" in page.locator("#standing").inner_text()
    assert area.input_value().endswith("# 一")
    inspected(page, "sign-in-again-workbench-ja")
    with context.expect_page() as opened:
        page.locator("#findings a").click()
    opened.value.wait_for_url("**/ja/signed-in")  # the provider still knows who it is
    opened.value.close()
    area.press("Control+End")
    page.keyboard.type("二")
    page.locator("#saved .tag[data-tone='success']").wait_for()
    page.locator("#findings .tag").wait_for()
    page.reload()
    assert page.locator("textarea.input-code").first.input_value().endswith("# 一二")
    context.close()
