"""Signing in at a real provider, by its pages; and everything that must not work."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from service.access.sessions import COOKIE, FLOW_COOKIE
from service.roles import permissions_of
from service.store import Store
from tests.access.real_provider import SECRET, SITE, Issuers, Person, folder, running
from tests.access.small_app import small_app


@pytest.fixture(scope="module")
def issuers() -> Iterator[Issuers]:
    if not (folder() / "ready").exists():
        left_out = "signing in at a real provider: it is not installed (tools/set-up-provider)"
        if os.environ.get("CI") == "true":
            pytest.fail(left_out)
        pytest.skip(left_out)
    with running() as found:
        yield found


def site(issuer: str, kept: Store, **given: Any) -> TestClient:
    settings = {
        "public_url": SITE,
        "secret_key": "k" * 40,
        "oidc_issuer": issuer,
        "oidc_client_id": "hantei",
        "oidc_client_secret": SECRET,
        "oidc_scope": "openid profile roles",
        **given,
    }
    return TestClient(small_app(kept, **settings), base_url=SITE, follow_redirects=False)


def to_provider(client: TestClient, query: str = "") -> str:
    begun = client.get(f"/auth/sign-in{query}")
    assert begun.status_code == 303, begun.text
    return str(begun.headers["location"])


def back_from_provider(client: TestClient, login: str, query: str = "") -> str:
    person = Person(login)
    address = person.sign_in(to_provider(client, query))
    person.close()
    return address


def told(answer: Response | Any, status: int, title: str) -> None:
    assert answer.status_code == status
    assert f">{title}<" in answer.text, answer.text
    assert f"{COOKIE}=" not in str(answer.headers.get("set-cookie", "")), "nobody is signed in"


def test_an_officer_signs_in_works_and_signs_out(issuers: Issuers, store: Store) -> None:
    with site(issuers.in_id_token, store) as client:
        assert client.post("/judge").status_code == 401
        person = Person("olga")
        address = to_provider(client, "?return_to=/ja/officer/log?page=2")
        asked = parse_qs(urlsplit(address).query)
        assert (asked["response_type"], asked["code_challenge_method"]) == (["code"], ["S256"])
        assert asked["state"] != asked["nonce"]
        answer = client.get(person.sign_in(address))
        assert (answer.status_code, answer.headers["location"]) == (303, "/ja/officer/log?page=2")
        cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{COOKIE}="))
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert attributes == {"secure", "httponly", "samesite=lax", "path=/", "max-age=28800"}
        who = client.get("/open").json()
        assert (who["id"], who["name"], who["roles"], who["how"]) == (
            "sign-in:olga",
            "olga 様",
            ["officer"],
            "sign-in",
        )
        assert set(who["may"]) == permissions_of(["applicant", "officer"])
        assert client.post("/judge").status_code == 200
        assert client.post("/judge", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403

        left = client.post("/auth/sign-out")
        at, end = left.headers["location"], urlsplit(left.headers["location"])
        assert (left.status_code, at.partition("?")[0]) == (303, f"{issuers.in_id_token}/session/end")
        assert parse_qs(end.query) == {"client_id": ["hantei"], "post_logout_redirect_uri": [f"{SITE}/"]}
        assert f"form-action 'self' {issuers.in_id_token};" in left.headers["content-security-policy"]
        assert left.headers["strict-transport-security"] == "max-age=31536000"
        assert person.sign_in(at) == f"{SITE}/", "the provider, too, lets go and leads back"
        assert client.get("/open").json()["how"] == "anonymous"
        assert client.post("/judge").status_code == 401
        copied = {"Cookie": cookie.partition(";")[0]}
        assert client.post("/judge", headers=copied).status_code == 401, "a copy of the cookie is dead"
        person.close()


def test_signing_in_again_ends_the_session_that_the_browser_had(issuers: Issuers, store: Store) -> None:
    with site(issuers.in_id_token, store) as client:
        assert client.get(back_from_provider(client, "paul")).status_code == 303
        copied = {"Cookie": f"{COOKIE}={client.cookies[COOKIE]}"}
        assert client.get(back_from_provider(client, "paul")).status_code == 303
        assert client.get("/open").json()["name"] == "paul 様"
        client.cookies.clear()
        assert client.get("/open", headers=copied).json()["how"] == "anonymous"


@pytest.mark.parametrize(
    ("login", "given", "roles"),
    [
        ("paul", {}, ["author", "publisher"]),  # what is no role here is nothing
        ("single", {}, ["admin"]),  # a text instead of a list
        ("olga", {"oidc_client_id": "public", "oidc_client_secret": None}, ["officer"]),  # PKCE without a secret
        ("olga", {"oidc_roles_claim": "realm_access.roles"}, ["officer"]),
        ("desk", {"oidc_roles": ("jcm-desk=officer", "jcm-desk=author")}, ["author", "officer"]),
    ],
)
@pytest.mark.parametrize("where", ["in_id_token", "in_userinfo"])
def test_roles_come_from_the_claim(  # noqa: PLR0917 - each is a column of the cases
    issuers: Issuers, store: Store, where: str, login: str, given: dict[str, Any], roles: list[str]
) -> None:
    with site(getattr(issuers, where), store, **given) as client:
        assert client.get(back_from_provider(client, login)).status_code == 303
        assert client.get("/open").json()["roles"] == roles


@pytest.mark.parametrize(
    ("login", "given"),
    [
        ("nobody", {}),  # no claim at all
        ("desk", {}),  # a value that is no role
        ("applicant", {}),  # the role that everyone has
        ("strange", {}),  # neither text nor list
        ("olga", {"oidc_roles": ("jcm-desk=officer",)}),  # where values have meanings, names have none
        ("olga", {"oidc_scope": "openid profile"}),  # a claim that was not asked for
    ],
)
def test_who_has_no_role_is_not_signed_in(issuers: Issuers, store: Store, login: str, given: dict[str, Any]) -> None:
    with site(issuers.in_userinfo, store, **given) as client:
        told(client.get(back_from_provider(client, login)), 403, "You have no role here")
        assert client.get("/open").json()["how"] == "anonymous"


def test_a_wrong_state_is_refused_before_the_provider_is_asked(issuers: Issuers, store: Store) -> None:
    with site(issuers.in_id_token, store) as client:
        address = back_from_provider(client, "olga")
        told(client.get(address.replace("state=", "state=x")), 400, "Signing in did not work")
        told(client.get(address.partition("&state=")[0].partition("?")[0] + "?code=x"), 400, "Signing in did not work")
        # the code itself is still good: nothing was asked of the provider
        assert client.get(address).status_code == 303


def test_an_answer_in_another_browser_is_refused(issuers: Issuers, store: Store) -> None:
    with site(issuers.in_id_token, store) as client, site(issuers.in_id_token, store) as victim:
        address = back_from_provider(client, "olga")
        told(victim.get(address), 400, "Signing in did not work")
        to_provider(victim)  # a sign-in of their own does not help the stranger's answer
        told(victim.get(address), 400, "Signing in did not work")


def with_flow(client: TestClient, **changed: str) -> None:
    """The cookie of the sign-in under way, with another value in it, signed as if we had."""
    sessions = client.app.state.sessions  # type: ignore[attr-defined]
    flow = sessions.flow({b"cookie": f"{FLOW_COOKIE}={client.cookies[FLOW_COOKIE]}".encode()})
    response = Response()
    sessions.begin_flow(response, {**flow, **changed})
    written = response.headers["set-cookie"].partition(";")[0].partition("=")[2]
    del client.cookies[FLOW_COOKIE]
    client.cookies.set(FLOW_COOKIE, written)


@pytest.mark.parametrize("part", ["nonce", "verifier"])
def test_a_wrong_nonce_and_a_wrong_verifier_are_refused(issuers: Issuers, store: Store, part: str) -> None:
    with site(issuers.in_id_token, store) as client:
        address = back_from_provider(client, "olga")
        with_flow(client, **{part: "x" * 43})
        told(client.get(address), 400, "Signing in did not work")


def test_an_expired_code_and_one_used_twice_are_refused(issuers: Issuers, store: Store) -> None:
    with site(issuers.in_id_token, store, oidc_client_id="in-haste") as client:
        address = back_from_provider(client, "olga")
        time.sleep(2.1)  # its codes last a second
        told(client.get(address), 400, "Signing in did not work")
    with site(issuers.in_id_token, store) as client:
        address = back_from_provider(client, "olga")
        kept = client.cookies[FLOW_COOKIE]
        assert client.get(address).status_code == 303
        assert FLOW_COOKIE not in client.cookies, "state and nonce are good for once"
        client.cookies.clear()
        client.cookies.set(FLOW_COOKIE, kept)
        told(client.get(address), 400, "Signing in did not work")


def test_a_provider_that_refuses_is_told_and_a_wrong_secret_too(issuers: Issuers, store: Store) -> None:
    with site(issuers.in_id_token, store) as client:
        state = parse_qs(urlsplit(to_provider(client)).query)["state"][0]
        told(client.get(f"/auth/callback?error=access_denied&state={state}"), 400, "Signing in did not work")
        other = client.get(f"/auth/callback?code=x&iss=https://evil.example&state={state}")
        told(other, 400, "Signing in did not work")
    with site(issuers.in_id_token, store, **{"oidc_client_secret": "wrong"}) as client:
        told(client.get(back_from_provider(client, "olga")), 400, "Signing in did not work")


def test_a_provider_out_of_reach_stops_signing_in_and_nothing_else(issuers: Issuers, store: Store) -> None:
    with site("http://127.0.0.1:9", store) as client:
        told(client.get("/auth/sign-in"), 503, "Nobody can sign in here")
        assert client.get("/open").status_code == 200
        assert client.post("/auth/sign-out").headers["location"] == "/"
    with site(issuers.in_id_token + "/", store) as client:  # not the issuer that it says it is
        told(client.get("/auth/sign-in"), 503, "Nobody can sign in here")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/a b", "/" + "x" * 2001, "x", "/%0a\n"]
)
def test_nobody_is_led_to_another_site(issuers: Issuers, store: Store, elsewhere: str) -> None:
    with site(issuers.in_id_token, store) as client:
        client.get("/auth/sign-in", params={"return_to": elsewhere})
        sessions = client.app.state.sessions  # type: ignore[attr-defined]
        flow = sessions.flow({b"cookie": f"{FLOW_COOKIE}={client.cookies[FLOW_COOKIE]}".encode()})
        assert flow["return_to"] == "/"


def test_without_a_provider_nobody_can_sign_in() -> None:
    with TestClient(small_app(), base_url=SITE, follow_redirects=False) as client:
        for answer in (client.get("/auth/sign-in"), client.get("/auth/callback"), client.post("/auth/sign-out")):
            told(answer, 404, "Nobody can sign in here")
        assert client.get("/auth/sign-in", headers={"Accept-Language": "ja"}).headers["content-language"] == "ja"
