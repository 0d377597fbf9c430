"""What can be set about the service from outside: one class, each field a variable `HANTEI_…`.

Each `description` is the row of docs/operating.md; a test holds the two equal. Commands that only check facts do not
come here: to import pydantic-settings costs more than they may.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from engine.diagnostics import Diagnostic, Text
from engine.text import nearest, quoted
from service.roles import Role

PREFIX = "HANTEI_"
SECRETS = "HANTEI_SECRETS"
"""Names a folder of files, each named like a variable in small letters, whose content is its value."""
ELSEWHERE = (SECRETS, "HANTEI_EXAMPLES", "HANTEI_SOURCE_DOCUMENTS", "HANTEI_REAL_CASES")
"""Variables that are no field: the folder above, and what the tests of a checkout read."""


def _parted(value: object) -> object:
    """A list as it is written in a variable: with commas between."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _networks(value: tuple[str, ...]) -> tuple[str, ...]:
    for one in value:
        try:
            ip_network(one)
        except ValueError:
            raise PydanticCustomError("network", "no network") from None
    return value


def _roles(value: tuple[str, ...]) -> tuple[str, ...]:
    if value == ("none",):
        return ()
    if not set(value) <= set(Role):
        raise PydanticCustomError("role", "no role")
    return value


def _meanings(value: tuple[str, ...]) -> tuple[str, ...]:
    if not all(part.partition("=")[0].strip() and part.rpartition("=")[2].strip() in set(Role) for part in value):
        raise PydanticCustomError("meaning", "no meaning")
    return value


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_parted)]
Paths = Annotated[tuple[Path, ...], NoDecode, BeforeValidator(_parted)]


class Settings(BaseSettings):
    """How a service is run. What is given here comes before the environment, that before a folder of secrets."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    rules: Path | None = Field(
        default=None,
        description="The folder of rules. Without it those of the package. What is published comes before it.",
    )
    cache: str | None = Field(
        default=None, description="The folder for compiled rules, or `off`. Without it the user's cache folder."
    )
    database: SecretStr | None = Field(
        default=None, description="`sqlite:///FILE` or `postgresql://USER@HOST/NAME`. Without it nothing can be stored."
    )

    workers: int = Field(default=1, ge=1, le=64, description="Processes that answer.")
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#\s]+$",
        description="How callers reach the service, as `https://hantei.example`: for sign-in and what is same-origin.",
    )
    trusted_proxies: Annotated[Listed, AfterValidator(_networks)] = Field(
        default=(),
        description="Addresses or networks whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed; commas.",
    )
    shutdown_seconds: int = Field(
        default=30, ge=1, le=600, description="How long requests under way may take once the service is told to stop."
    )

    largest_body: int = Field(default=1_000_000, ge=1_000, le=1_000_000_000, description="Bytes of a request's body.")
    body_seconds: float = Field(default=10.0, gt=0, le=600, description="How long a caller may take to send a body.")
    request_seconds: float = Field(
        default=30.0, gt=0, le=600, description="How long the answer to one request may take."
    )
    most_rulesets: int = Field(default=50, ge=1, le=1_000, description="Rule sets in one request.")
    most_at_once: int = Field(
        default=200, ge=1, le=100_000, description="Connections that one process holds; those beyond are told 503."
    )
    rate_anonymous: int = Field(
        default=120,
        ge=0,
        description="Requests a minute of one address without a key or sign-in, in each process; 0 for no limit.",
    )
    rate_known: int = Field(
        default=1_200, ge=0, description="Requests a minute of one key or sign-in, in each process; 0 for no limit."
    )
    anonymous_roles: Annotated[Listed, AfterValidator(_roles)] = Field(
        default=("applicant",),
        description="Roles of whoever shows no key and has not signed in; commas; `none` closes the service to them. "
        "More than `applicant` is for one's own machine: `hantei serve` then listens there only.",
    )

    secret_key: SecretStr | None = Field(
        default=None,
        min_length=32,
        description="Signs the cookie of a session. Needed for sign-in; the same on every host.",
    )
    secret_key_before: SecretStr | None = Field(
        default=None, min_length=32, description="The key before that one: still believed, so that it can be changed."
    )
    session_hours: int = Field(default=8, ge=1, le=168, description="How long a sign-in lasts.")
    oidc_issuer: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="The provider at which officers and authors sign in. None: nobody can.",
    )
    oidc_client_id: str | None = Field(default=None, description="The name by which the provider knows this service.")
    oidc_client_secret: SecretStr | None = Field(default=None, description="The secret that goes with that name.")
    oidc_scope: str = Field(
        default="openid profile", description="The scopes asked for, with spaces; some providers name roles by one."
    )
    oidc_roles_claim: str = Field(
        default="roles",
        description="The claim that names a person's roles; dots lead inside, as `realm_access.roles`.",
    )
    oidc_roles: Annotated[Listed, AfterValidator(_meanings)] = Field(
        default=(),
        description="What values of that claim mean here, as `jcm-desk=officer`; commas. None: a value is a role.",
    )

    signing_key: Path | None = Field(
        default=None, description="A private key, made by `hantei keys new`: signs receipts."
    )
    publisher_keys: Paths = Field(
        default=(),
        description="Files of public keys; a bundle of rules must be signed by one of them; commas. None: no bundle.",
    )
    largest_bundle: int = Field(
        default=20_000_000, ge=1_000, le=1_000_000_000, description="Bytes of a bundle of rules."
    )
    publication_seconds: float = Field(
        default=5.0, gt=0, le=3600, description="How often each process looks whether other rules were published."
    )

    personal_facts: Listed = Field(
        default=(), description="Patterns of facts that `hantei retain` takes out of what is stored; commas."
    )
    retention_days: int | None = Field(default=None, ge=1, le=36_525, description="How long those facts are kept.")

    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least that is logged."
    )
    log_format: Literal["json", "text"] = Field(
        default="json", description="One JSON object a line, or lines for people."
    )
    metrics: bool = Field(default=True, description="Whether `/metrics` is there, for Prometheus.")
    traces: bool = Field(
        default=False,
        description="Whether traces are sent, as `OTEL_…` say. Needs the extra `traces`.",
    )


FOR_SIGN_IN = ("public_url", "secret_key", "oidc_client_id", "database")
"""What sign-in needs besides the provider."""


def read_settings(**given: Any) -> tuple[Settings | None, list[Diagnostic]]:
    """The settings of the environment, `given` before it; or every fault of them. Values are not repeated: some are
    secrets. Variables that look like ours and are none come with the settings, as warnings would."""
    folder = os.environ.get(SECRETS, "")
    if folder and not Path(folder).is_dir():
        return None, [_no_secrets(folder)]
    try:
        settings = Settings(**{**given, "_secrets_dir": folder or None})
    except ValidationError as error:
        return None, [_wrong(str(found["loc"][0]), found["type"], found.get("ctx", {})) for found in error.errors()]
    missing = [name for name in FOR_SIGN_IN if getattr(settings, name) is None]
    if settings.oidc_issuer is not None and missing:
        return None, [_needed_for_sign_in(name) for name in missing]
    return settings, list(_unknown(os.environ))


def variable(field: str) -> str:
    """The variable of a field."""
    return f"{PREFIX}{field.upper()}"


def _unknown(environment: Mapping[str, str]) -> list[Diagnostic]:
    known = (*map(variable, Settings.model_fields), *ELSEWHERE)
    return [_no_setting(name, known) for name in sorted(environment) if name.startswith(PREFIX) and name not in known]


def _no_setting(name: str, known: tuple[str, ...]) -> Diagnostic:
    near = nearest(name, known)
    said = quoted(name)
    return Diagnostic(
        "unknown-setting",
        Text(f"the variable {said} sets nothing", f"環境変数 {said} に対応する設定はありません"),
        Text(f"did you mean {quoted(near)}?", f"{quoted(near)} のことですか")
        if near
        else Text("docs/operating.md lists the settings", "設定の一覧は docs/operating.md にあります"),
    )


_WANTED = {
    "greater_than_equal": Text("at least {ge}", "{ge} 以上"),
    "greater_than": Text("more than {gt}", "{gt} より大きい数"),
    "less_than_equal": Text("at most {le}", "{le} 以下"),
    "int_parsing": Text("a whole number", "整数"),
    "float_parsing": Text("a number", "数"),
    "bool_parsing": Text("`true` or `false`", "`true` または `false`"),
    "literal_error": Text("one of {expected}", "次のいずれか：{expected}"),
    "string_pattern_mismatch": Text("a text of the form `{pattern}`", "`{pattern}` の形の文字列"),
    "network": Text("addresses or networks, as `10.0.0.0/8`", "`10.0.0.0/8` のようなアドレスまたはネットワーク"),
    "role": Text(f"roles: {', '.join(Role)}", f"役割：{'、'.join(Role)}"),
    "meaning": Text("values with the role they mean, as `jcm-desk=officer`", "`jcm-desk=officer` のような値と役割の組"),
    "too_short": Text("at least {min_length} characters", "{min_length} 文字以上"),
}
"""What is wanted, by pydantic's kind of fault; a test holds that every kind which the class can have is here."""


def _wrong(field: str, kind: str, told: Mapping[str, Any]) -> Diagnostic:
    said, wanted = quoted(variable(field)), _WANTED.get(kind, Text("another value", "別の値"))
    return Diagnostic(
        "wrong-setting",
        Text(
            f"{said} must be {wanted.en.format(**told)}",
            f"{said} に使えるのは{wanted.ja.format(**told)}です",
        ),
        Text("docs/operating.md says what it sets", "設定の意味は docs/operating.md にあります"),
    )


def _needed_for_sign_in(field: str) -> Diagnostic:
    said, issuer = quoted(variable(field)), quoted(variable("oidc_issuer"))
    return Diagnostic(
        "needed-for-sign-in",
        Text(f"{said} is not set, and {issuer} is", f"{issuer} の設定には {said} も必要です"),
        Text("set it too, docs/operating.md says what it sets", "docs/operating.md を見て設定してください"),
    )


def _no_secrets(folder: str) -> Diagnostic:
    said = quoted(folder)
    return Diagnostic(
        "secrets-folder-not-found",
        Text(f"{SECRETS} names {said}, which is no folder", f"{SECRETS} の {said} はフォルダーではありません"),
        Text("mount the folder, or leave the variable out", "フォルダーを用意するか、この変数を外してください"),
    )
