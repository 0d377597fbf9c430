"""What is secret stays so: nothing of keys, cookies, codes, tokens and facts is logged or told."""

from __future__ import annotations

import logging
import os
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from service.access.sessions import COOKIE, FLOW_COOKIE
from service.app import create_app
from service.settings import Settings
from service.store import Store
from tests.access.real_provider import SECRET, SITE, Person, folder, running
from tests.access.test_sign_in import site

FACT = "Marmalade Turbines KK 9f3a"
PASSWORD = "the-password-of-the-database"  # noqa: S105 - it must be found nowhere


def leaks(text: str, secrets: dict[str, str]) -> list[str]:
    return [name for name, secret in secrets.items() if secret in text]


def test_keys_cookies_and_facts_are_neither_logged_nor_told(
    store: Store, store_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    _, shown = store.keys.create("desk", "author", [], "the tests")
    app = create_app(Settings(database=store_url, secret_key="s" * 40, rate_anonymous=0, rate_known=0))
    response = Response()
    app.state.sessions.begin(response, "olga", "Olga", ["author"])
    cookie = response.headers["set-cookie"].partition(";")[0].partition("=")[2]
    wrong = f"hantei_0000000000000000_{'w' * 43}"
    secrets = {"key": shown.split("_", 2)[2], "wrong key": "w" * 43, "cookie": cookie, "secret": "s" * 40, "fact": FACT}
    facts = {"host_country": FACT, "applicant": {"name": FACT}, "eligible_cost": FACT}
    asks = [
        ("POST", "/api/v1/checks", {"Authorization": f"Bearer {shown}"}),
        ("POST", "/api/v1/checks", {"Cookie": f"{COOKIE}={cookie}"}),
        ("POST", "/api/v1/determinations", {"Authorization": f"Bearer {shown}"}),
        ("GET", "/api/v1/determinations", {"Authorization": f"Bearer {shown}"}),
        ("GET", "/api/v1/determinations", {"Authorization": f"Bearer {wrong}"}),
        ("GET", "/en/nowhere", {"Cookie": f"{COOKIE}={cookie}; {FLOW_COOKIE}={cookie}"}),
        ("POST", "/api/v1/checks", {"Sec-Fetch-Site": "cross-site", "Cookie": f"{COOKIE}={cookie}"}),
    ]
    with caplog.at_level(logging.DEBUG), TestClient(app, base_url=SITE) as client:
        for method, path, headers in asks:
            body = {"rulesets": ["jcm/model-projects"], "facts": facts} if method == "POST" else None
            answer = client.request(method, path, json=body, headers=headers)
            assert answer.status_code >= 400, "each of these is refused, so that what is told of a refusal is looked at"
            named = {name: secret for name, secret in secrets.items() if name != "fact"}
            assert leaks(answer.text + str(answer.headers), named) == []
    assert leaks(caplog.text + "".join(str(record.__dict__) for record in caplog.records), secrets) == []


def test_a_fault_of_ours_tells_nothing_and_the_settings_hide_theirs(
    store_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(
        database=f"postgresql://hantei:{PASSWORD}@127.0.0.1:9/hantei", secret_key="s" * 40, oidc_client_secret=SECRET
    )
    assert leaks(repr(settings) + str(settings.model_dump()), {"d": PASSWORD, "k": "s" * 40, "c": SECRET}) == []
    with caplog.at_level(logging.DEBUG), TestClient(create_app(settings), base_url=SITE) as client:
        answer = client.get("/api/v1/determinations/x", headers={"Authorization": "Bearer hantei_a_b"})
    assert answer.status_code == 503
    assert leaks(answer.text + caplog.text, {"password": PASSWORD, "key": "hantei_a_b"}) == []


def test_a_sign_in_leaves_nothing_in_the_log(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    if not (folder() / "ready").exists():
        assert os.environ.get("CI") != "true", "tools/set-up-provider"
        pytest.skip("signing in at a real provider: it is not installed (tools/set-up-provider)")
    with running() as issuers, caplog.at_level(logging.DEBUG), site(issuers.in_userinfo, store) as client:
        person = Person("olga")
        begun = client.get("/auth/sign-in").headers["location"]
        with caplog.at_level(logging.CRITICAL):  # the person's own browser is no log of ours
            address = person.sign_in(begun)
        person.close()
        flow = client.cookies[FLOW_COOKIE]
        with caplog.at_level(logging.DEBUG):
            # the client of these tests logs the addresses that it asks for, as a browser's history would
            logging.getLogger("httpx2").setLevel(logging.WARNING)
            assert client.get(address).status_code == 303
        code = parse_qs(urlsplit(address).query)["code"][0]
        held = client.app.state.sessions.flow({b"cookie": f"{FLOW_COOKIE}={flow}".encode()})  # type: ignore[attr-defined]
        secrets = {"code": code, "client secret": SECRET, "session": client.cookies[COOKIE], "flow": flow}
        secrets |= {"verifier": held["verifier"], "nonce": held["nonce"], "token": "access_token"}
    logging.getLogger("httpx2").setLevel(logging.NOTSET)
    assert leaks(caplog.text, {name: secret for name, secret in secrets.items() if name != "nonce"}) == []
