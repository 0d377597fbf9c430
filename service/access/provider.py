"""Signing in at an OpenID provider: authorization code with PKCE (S256), state and nonce (OpenID Connect Core 3.1)."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Mapping
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.common.urls import add_params_to_uri
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from engine.records import dataclass
from service.access.claims import named_roles
from service.access.problems import NO_ROLE_HERE, SIGN_IN_FAILED, SIGN_IN_OUT_OF_REACH
from service.settings import Settings
from service.web.guard import log
from service.web.problems import ProblemError

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519", "RS384", "RS512", "PS384", "PS512", "ES384", "ES512")
"""Signatures with a key that only the provider has: neither `none` nor a shared secret."""
SECONDS = 10.0
"""How long the provider may take to answer."""
KEPT = 3_600
"""Seconds for which what the provider says of itself is believed."""
LEEWAY = 60
"""Seconds by which its clock may differ."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in, with the roles that they have here."""

    subject: str
    name: str
    roles: tuple[str, ...]


class Provider:
    """The provider that the settings name. `transport` stands in for the network in tests."""

    def __init__(self, settings: Settings, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._settings = settings
        self._issuer = settings.oidc_issuer or ""
        self._callback = f"{settings.public_url}/auth/callback"
        self._transport = transport
        self._known: tuple[float, dict[str, Any]] | None = None

    async def begin(self, return_to: str, lang: str) -> tuple[str, dict[str, str]]:
        """The address at which to sign in, and what to keep until the answer. Raises ProblemError."""
        told = await self._metadata()
        flow = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")} | {"return_to": return_to}
        async with self._client() as client:
            address, _ = client.create_authorization_url(
                _endpoint(told, "authorization_endpoint"),
                state=flow["state"],
                nonce=flow["nonce"],
                code_verifier=flow["verifier"],
                ui_locales=lang,
            )
        return str(address), flow

    async def finish(self, flow: Mapping[str, str], answer: Mapping[str, str]) -> Person:
        """Who signed in, by what the provider sent back. Raises ProblemError."""
        if not hmac.compare_digest(flow["state"].encode(), answer.get("state", "").encode()):
            raise _failed("state")
        told = await self._metadata()
        # RFC 9207: whose answer this is, where the provider says so
        if "code" not in answer or answer.get("iss", self._issuer) != self._issuer:
            raise _failed("no code")
        async with self._client() as client:
            claims = await self._claims(client, told, flow, answer["code"])
        return self._person(claims)

    async def end_address(self) -> str | None:
        """Where the session at the provider is ended; None where it does not say, or cannot be reached."""
        try:
            told = await self._metadata()
        except ProblemError:
            return None
        if "end_session_endpoint" not in told:
            return None
        asked = {
            "client_id": self._settings.oidc_client_id,
            "post_logout_redirect_uri": f"{self._settings.public_url}/",
        }
        return str(add_params_to_uri(_endpoint(told, "end_session_endpoint"), asked))

    def _client(self) -> AsyncOAuth2Client:
        secret = self._settings.oidc_client_secret
        return AsyncOAuth2Client(
            client_id=self._settings.oidc_client_id,
            client_secret=None if secret is None else secret.get_secret_value(),
            token_endpoint_auth_method="none" if secret is None else "client_secret_basic",
            scope=self._settings.oidc_scope,
            redirect_uri=self._callback,
            code_challenge_method="S256",
            leeway=0,  # its token is used at once, however short it lasts
            timeout=SECONDS,
            transport=self._transport,
        )

    async def _metadata(self) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 4)."""
        if self._known is not None and time.monotonic() - self._known[0] < KEPT:
            return self._known[1]
        address = self._issuer.rstrip("/") + "/.well-known/openid-configuration"
        async with self._client() as client:
            told = await _fetched(client, address)
        if told.get("issuer") != self._issuer:
            raise _out_of_reach()
        self._known = (time.monotonic(), told)
        return told

    async def _claims(
        self, client: AsyncOAuth2Client, told: dict[str, Any], flow: Mapping[str, str], code: str
    ) -> dict[str, Any]:
        """The claims of the ID token, with those of the userinfo endpoint where the roles are not among the former."""
        try:
            token = await client.fetch_token(
                _endpoint(told, "token_endpoint"),
                grant_type="authorization_code",
                code=code,
                code_verifier=flow["verifier"],
            )
        except httpx2.HTTPError as error:
            raise _out_of_reach() from error
        except (AuthlibBaseError, ValueError) as error:
            raise _failed("token") from error
        keys = await _fetched(client, _endpoint(told, "jwks_uri"))
        claims = self._checked(token, keys, flow["nonce"])
        if not self._roles(claims) and "userinfo_endpoint" in told:
            more = await _fetched(client, _endpoint(told, "userinfo_endpoint"), authorized=True)
            if more.get("sub") != claims["sub"]:
                raise _failed("userinfo")
            claims = {**more, **claims}
        return claims

    def _checked(self, token: Mapping[str, Any], keys: Any, nonce: str) -> dict[str, Any]:
        """The claims of an ID token that is the provider's, for us, in time, and for this sign-in."""
        client_id = self._settings.oidc_client_id
        try:
            decoded = jwt.decode(
                token["id_token"],
                KeySet.import_key_set(keys),
                registry=JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False),
            )
            wanted: Any = {
                "iss": {"essential": True, "value": self._issuer},
                "aud": {"essential": True, "value": client_id},
            }
            kept = {"nonce": nonce, "client_id": client_id, "access_token": token.get("access_token")}
            claims = CodeIDToken(decoded.claims, decoded.header, wanted, kept)
            claims.validate(leeway=LEEWAY)
        except (JoseError, AuthlibBaseError, KeyError, TypeError, ValueError) as error:
            raise _failed("ID token") from error
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise _failed("sub")
        return dict(claims)

    def _person(self, claims: Mapping[str, Any]) -> Person:
        roles = self._roles(claims)
        if not roles:
            raise ProblemError(NO_ROLE_HERE)
        told = (claims.get(name) for name in ("name", "preferred_username", "email", "sub"))
        return Person(claims["sub"], next(one for one in told if isinstance(one, str) and one), roles)

    def _roles(self, claims: Mapping[str, Any]) -> tuple[str, ...]:
        return named_roles(claims, self._settings.oidc_roles_claim, self._settings.oidc_roles)


async def _fetched(client: AsyncOAuth2Client, address: str, *, authorized: bool = False) -> dict[str, Any]:
    try:
        response = await client.request("GET", address, withhold_token=not authorized)
        response.raise_for_status()
        found = response.json()
    except (httpx2.HTTPError, AuthlibBaseError, ValueError) as error:
        raise _out_of_reach() from error
    if not isinstance(found, dict):
        raise _out_of_reach()
    return found


def _endpoint(told: Mapping[str, Any], name: str) -> str:
    address = told.get(name)
    if not isinstance(address, str):
        raise _out_of_reach()
    return address


def _failed(what: str) -> ProblemError:
    """The problem tells nothing of what was wrong; the log does, without what was sent."""
    log.warning("sign-in failed: %s", what)
    return ProblemError(SIGN_IN_FAILED)


def _out_of_reach() -> ProblemError:
    log.warning("the provider of sign-in does not answer as it should")
    return ProblemError(SIGN_IN_OUT_OF_REACH)
