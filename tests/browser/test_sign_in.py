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
from tests.access.real_provider import SECRET, folder, running
from tests.browser.conftest import HEIGHT, WIDTHS, inspected
from tests.operation.ports import free_port
from tests.operation.served import Service


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A service with sign-in; the provider knows its address, so the port comes first."""
    if not (folder() / "ready").exists():
        left_out = "signing in with a browser: the provider is not installed (tools/set-up-provider)"
        if os.environ.get("CI") == "true":
            pytest.fail(left_out)
        pytest.skip(left_out)
    with tempfile.TemporaryDirectory(prefix="hantei-") as home, tempfile.TemporaryFile() as log:
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        with running(address) as issuers:
            service = Service(
                log,
                port=port,
                HANTEI_DATABASE=f"sqlite:///{Path(home) / 'desk.db'}",
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
    page.fill('input[name="login"]', "olga")
    page.fill('input[name="password"]', "any")
    page.click('button[type="submit"]')
    page.click('button[type="submit"]')  # that this service may know who she is
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
