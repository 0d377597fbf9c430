"""`hantei key create | list | revoke`, as a shell starts them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from service.roles import permissions_of
from service.store import Store
from tests.cli.processes import run


def test_a_key_is_made_shown_once_listed_and_revoked(store: Store, store_url: str) -> None:
    made = run(
        "key", "create", "intake", "--role", "officer", "--scope", "cases:write", "--days", "90", "--by", "kanda",
        HANTEI_DATABASE=store_url,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    shown = made.stdout.decode().strip()
    assert re.fullmatch(r"hantei_[0-9a-f]{16}_[\w-]{43}", shown), "only the key is on stdout, to be piped"
    key = store.keys.holder(shown)
    assert key is not None
    assert (key.name, key.role, key.scopes, key.created_by) == ("intake", "officer", ("cases:write",), "kanda")
    until = (datetime.now(UTC) + timedelta(days=90)).isoformat()[:10]
    assert (key.expires_at or "")[:10] == until
    assert f"id {key.id}, officer, until {until}: cases:write" in made.stderr.decode()

    listed = run("key", "list", HANTEI_DATABASE=store_url).stdout.decode()
    line = next(line for line in listed.splitlines() if line.startswith(key.id))
    assert f"intake  officer  until {until}  made {key.created_at[:10]} by kanda: cases:write" in line
    assert shown.split("_", 2)[2] not in listed

    ended = run("key", "revoke", key.id, "--lang", "ja", "--database", store_url)
    assert (ended.returncode, ended.stdout.decode()) == (0, f"キー {key.id} を失効しました\n")
    assert store.keys.holder(shown) is None
    again = run("key", "revoke", key.id, HANTEI_DATABASE=store_url)
    assert again.returncode == 2
    assert b"error[no-such-key]" in again.stderr
    states = {
        one["id"]: one for one in json.loads(run("key", "list", "--json", "--database", store_url).stdout)["keys"]
    }
    assert states[key.id]["revoked_at"] is not None
    assert "hash" not in states[key.id]


def test_without_scopes_a_key_has_what_its_role_has_today(store: Store, store_url: str) -> None:
    made = run("key", "create", "press", "--role", "publisher", "--json", HANTEI_DATABASE=store_url)
    body = json.loads(made.stdout)
    assert made.stderr == b""
    key = store.keys.holder(body["key"])
    assert key is not None and set(key.scopes) == permissions_of(["publisher"])


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["a", "--role", "oficer"], ["unknown-role"]),
        (["a", "--role", "officer", "--scope", "rules:publish"], ["scope-beyond-role"]),
        (["a", "--role", "officer", "--scope", "case:write", "--days", "0"], ["unknown-scope", "not-a-number-of-days"]),
        (["", "--role", "officer", "--days", "3651"], ["no-name-for-a-key", "not-a-number-of-days"]),
    ],
)
def test_what_cannot_be_is_said_all_at_once(store_url: str, arguments: list[str], codes: list[str]) -> None:
    refused = run("key", "create", *arguments, HANTEI_DATABASE=store_url)
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert re.findall(r"error\[([a-z-]+)\]", refused.stderr.decode()) == codes


def test_what_cannot_be_is_said_in_japanese_with_what_was_probably_meant(store_url: str) -> None:
    told = run("key", "create", "a", "--role", "oficer", "--lang", "ja", HANTEI_DATABASE=store_url).stderr.decode()
    assert "エラー[unknown-role]: `oficer` という役割はありません" in told
    assert "`officer` のことですか" in told
