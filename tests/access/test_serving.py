"""The service as it is run: who is told nothing they should not read, and what is never open to all."""

from __future__ import annotations

import re

import pytest

from tests.cli.processes import run


@pytest.mark.parametrize(
    ("host", "more"),
    [
        ("0.0.0.0", {}),  # noqa: S104 - it must be refused
        ("::", {}),
        ("127.0.0.1", {"HANTEI_PUBLIC_URL": "https://hantei.example"}),
        ("127.0.0.1", {"HANTEI_TRUSTED_PROXIES": "127.0.0.1"}),
    ],
)
def test_roles_for_everyone_are_for_ones_own_machine(host: str, more: dict[str, str]) -> None:
    refused = run("serve", "--port", "0", "--host", host, HANTEI_ANONYMOUS_ROLES="officer", **more)
    assert refused.returncode == 2
    assert "error[open-to-all]: HANTEI_ANONYMOUS_ROLES would make officers" in refused.stderr.decode()


def test_sign_in_that_is_set_up_halfway_says_what_is_missing() -> None:
    half = {"HANTEI_OIDC_ISSUER": "https://login.example", "HANTEI_SECRET_KEY": "k" * 40}
    refused = run("serve", "--port", "0", **half)
    assert refused.returncode == 2
    told = refused.stderr.decode()
    assert re.findall(r"error\[([a-z-]+)\]: `(\w+)` is not set", told) == [
        ("needed-for-sign-in", "HANTEI_PUBLIC_URL"),
        ("needed-for-sign-in", "HANTEI_OIDC_CLIENT_ID"),
        ("needed-for-sign-in", "HANTEI_DATABASE"),
    ]
    assert "k" * 40 not in told


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HANTEI_TRUSTED_PROXIES", "10.0.0.1,proxy", "10.0.0.0/8"),
        ("HANTEI_ANONYMOUS_ROLES", "oficer", "applicant, officer"),
        ("HANTEI_OIDC_ROLES", "jcm-desk=oficer", "jcm-desk=officer"),
        ("HANTEI_OIDC_ROLES", "=officer", "jcm-desk=officer"),
    ],
)
def test_settings_of_access_that_cannot_be_are_refused(name: str, value: str, said: str) -> None:
    refused = run("serve", "--port", "0", **{name: value})
    assert refused.returncode == 2
    assert f"error[wrong-setting]: `{name}` must be" in refused.stderr.decode()
    assert said in refused.stderr.decode()
