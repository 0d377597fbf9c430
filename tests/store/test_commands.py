"""`hantei migrate | audit | retain`, as a shell starts them."""

from __future__ import annotations

import json

import pytest

from service.store import open_store
from service.store.schema import REVISIONS
from tests.cli.processes import run
from tests.store.receipts import complete
from tests.store.test_audit import tampered


def test_tables_are_made_once_and_audited(empty: str) -> None:
    before = run("audit", HANTEI_DATABASE=empty)
    assert (before.returncode, before.stdout) == (2, b"")
    assert b"error[database-not-set-up]" in before.stderr
    assert run("migrate", "--database", empty).stdout == f"tables made: revision {REVISIONS[-1]}\n".encode()
    assert (
        run("migrate", HANTEI_DATABASE=empty, LANG="ja_JP.UTF-8").stdout.decode()
        == f"変更はありません（リビジョン {REVISIONS[-1]}）\n"
    )
    with open_store(empty) as store:
        kept = store.determinations.append(complete(), "office")
    after = run("audit", HANTEI_DATABASE=empty)
    assert after.returncode == 0
    lines = after.stdout.decode().splitlines()
    assert lines[0] == f"determinations: 1 entries (0 with facts taken out), head {kept.entry.hash}"
    assert lines[-1] == "everything is as it was stored"
    assert run("audit", "--known", kept.entry.hash, HANTEI_DATABASE=empty).returncode == 0


def test_an_audit_that_finds_something_ends_with_one(url: str) -> None:
    with open_store(url) as store:
        store.determinations.append(complete(), "office")
        tampered(store, "UPDATE determinations SET caller = 'another'")
    found = run("audit", "--lang", "ja", HANTEI_DATABASE=url)
    assert found.returncode == 1
    assert "エラー[chain-broken]: `determinations` の 1 番目の記録：ハッシュが一致しません" in found.stderr.decode()
    assert found.stdout.decode().splitlines()[-1] == "保存されたときのままでないものがあります"
    body = json.loads(run("audit", "--json", "--database", url).stdout)
    assert (body["holds"], body["chains"][0]["entries"], body["faults"][0]["code"]) == (False, "1", "chain-broken")


def test_personal_facts_run_out(url: str) -> None:
    with open_store(url) as store:
        store.determinations.append(complete(), "office")
    fresh = run(
        "retain", "--dry-run", HANTEI_DATABASE=url, HANTEI_PERSONAL_FACTS="host_*, x", HANTEI_RETENTION_DAYS="1"
    )
    assert fresh.returncode == 0
    assert fresh.stdout.startswith(b"determinations: 0 facts in 0 entries\n")


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["audit"], ["no-database-named"]),
        (["audit", "--database", "mysql://a:geheim@b/c"], ["not-a-database"]),
        (["migrate", "--database", "geheim"], ["not-a-database"]),
        (["migrate", "--database", "sqlite://"], ["not-a-database"]),
        (["retain", "--database", "sqlite:///x"], ["no-personal-facts-named", "not-a-number-of-days"]),
        (["retain", "--fact", "a", "--days", "0"], ["not-a-number-of-days"]),
        (["retain", "--fact", "a", "--days", "1.5"], ["not-a-number-of-days"]),
        (["audit", "--database", "sqlite:////proc/none/x.db"], ["database-not-set-up"]),
    ],
)
def test_misuse_is_said_with_help(arguments: list[str], codes: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    said = done.stderr.decode()
    assert [line.partition("[")[2].partition("]")[0] for line in said.splitlines() if line.startswith("error")] == codes
    assert said.count("help: ") == len(codes)
    assert "geheim@" not in said
