"""The service as it is run: who is told nothing they should not read, and what is never open to all."""

from __future__ import annotations

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
    for lang, said in (("en", "everybody who can reach this address"), ("ja", "届く人すべて")):
        refused = run("serve", "--port", "0", "--host", host, "--lang", lang, HANTEI_ANONYMOUS_ROLES="officer", **more)
        assert refused.returncode == 2
        assert "[open-to-all]" in refused.stderr.decode()
        assert said in refused.stderr.decode()
