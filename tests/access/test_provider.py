"""What a provider must not be believed: ID tokens of others, for others, unsigned, too old, or of another sign-in."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from service.access.provider import Person, Provider
from service.settings import Settings
from service.web.problems import ProblemError

ISSUER, CLIENT = "https://login.example", "hantei"
SETTINGS = Settings(public_url="https://hantei.example", secret_key="k" * 40, oidc_issuer=ISSUER, oidc_client_id=CLIENT)
FLOW = {"state": "the-state", "nonce": "the-nonce", "verifier": "v" * 43, "return_to": "/"}


@cache
def key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, parameters={"kid": name, "alg": "RS256", "use": "sig"})


def claims(**changed: Any) -> dict[str, Any]:
    now = int(time.time())
    told = {"iss": ISSUER, "aud": CLIENT, "sub": "olga", "iat": now, "exp": now + 60, "nonce": "the-nonce"}
    return {name: value for name, value in {**told, "roles": ["officer"], **changed}.items() if value is not None}


def signed(by: str = "own", **changed: Any) -> str:
    return jwt.encode({"alg": "RS256", "kid": "own"}, claims(**changed), key(by))


def signed_by_the_public_key() -> str:
    """HS256 with what everybody knows: the public key as if it were a shared secret."""
    _, body, _ = signed().split(".")
    content = f"eyJhbGciOiJIUzI1NiIsImtpZCI6Im93biJ9.{body}"  # {"alg":"HS256","kid":"own"}
    proof = hmac.digest(key("own").as_pem(private=False), content.encode(), "sha256")
    return f"{content}.{base64.urlsafe_b64encode(proof).decode().rstrip('=')}"


def unsigned() -> str:
    _, body, _ = signed().split(".")
    return f"eyJhbGciOiJub25lIn0.{body}."  # {"alg":"none"}


def provider(token: str, userinfo: dict[str, Any] | None = None, **metadata: Any) -> Provider:
    """A provider that gives this ID token."""
    told = {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/auth",
        "token_endpoint": f"{ISSUER}/token",
        "userinfo_endpoint": f"{ISSUER}/me",
        "jwks_uri": f"{ISSUER}/keys",
        "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        **metadata,
    }
    answers = {
        "/.well-known/openid-configuration": told,
        "/token": {"access_token": "t", "token_type": "Bearer", "expires_in": 60, "id_token": token},
        "/me": userinfo,
        "/keys": {"keys": [key("own").as_dict(private=False)]},
    }

    def answer(request: httpx2.Request) -> httpx2.Response:
        found = answers.get(request.url.path)
        return httpx2.Response(404) if found is None else httpx2.Response(200, content=json.dumps(found))

    return Provider(SETTINGS, httpx2.MockTransport(answer))


def finished(by: Provider, **answer: str) -> Person:
    return asyncio.run(by.finish(FLOW, {"state": "the-state", "code": "c", **answer}))


def test_a_token_that_is_in_order_is_believed() -> None:
    assert finished(provider(signed())) == Person("olga", "olga", ("officer",))
    several = signed(aud=[CLIENT, "other"], azp=CLIENT)
    assert finished(provider(several), iss=ISSUER).roles == ("officer",)


@pytest.mark.parametrize(
    "token",
    [
        lambda: signed(by="another"),
        unsigned,
        signed_by_the_public_key,
        lambda: signed(iss="https://evil.example"),
        lambda: signed(aud="another-client"),
        lambda: signed(aud="another-client", azp=CLIENT),
        lambda: signed(aud=[CLIENT, "other"], azp="other"),
        lambda: signed(nonce="another"),
        lambda: signed(nonce=None),
        lambda: signed(exp=int(time.time()) - 120),
        lambda: signed(exp=None),
        lambda: signed(iat=int(time.time()) + 600),
        lambda: signed(sub=""),
        lambda: signed(sub=None),
        lambda: signed(sub=7),
        lambda: signed(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
        lambda: "no.token.atall",
        lambda: "",
    ],
)
def test_a_token_that_is_not_in_order_signs_nobody_in(token: Callable[[], str]) -> None:
    with pytest.raises(ProblemError) as refused:
        finished(provider(token()))
    assert refused.value.kind.name == "sign-in-failed"


def test_claims_of_somebody_else_are_not_taken() -> None:
    bare = signed(roles=None)
    assert finished(provider(bare, {"sub": "olga", "roles": ["author"]})).roles == ("author",)
    with pytest.raises(ProblemError) as refused:
        finished(provider(bare, {"sub": "paul", "roles": ["author"]}))
    assert refused.value.kind.name == "sign-in-failed"


@pytest.mark.parametrize(
    "metadata", [{"issuer": "https://evil.example"}, {"token_endpoint": None}, {"jwks_uri": 7}, {"jwks_uri": "x"}]
)
def test_a_provider_that_says_nonsense_of_itself_is_out_of_reach(metadata: dict[str, Any]) -> None:
    with pytest.raises(ProblemError) as refused:
        finished(provider(signed(), **metadata))
    assert refused.value.kind.name == "sign-in-out-of-reach"


def test_what_is_asked_of_the_provider_is_new_each_time() -> None:
    asked = provider(signed())
    first, second = (asyncio.run(asked.begin("/", "ja")) for _ in range(2))
    for name in ("state", "nonce", "verifier"):
        assert first[1][name] != second[1][name]
        assert len(first[1][name]) == 43
    assert "code_challenge_method=S256" in first[0] and first[1]["verifier"] not in first[0]
    assert "ui_locales=ja" in first[0]
