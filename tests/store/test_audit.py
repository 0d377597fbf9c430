"""An audit finds whatever was changed behind the back of the service, and nothing where nothing was."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from engine.receipt import seal
from service.store import Filter, Store
from service.store.auditing import audit
from service.store.chain import GENESIS
from service.store.retention import Policy, retain
from tests.receipt.receipts import changed
from tests.store.receipts import complete

PERSONAL = "leading_technology"
"""A judgement, which says by whom it was made."""


def filled(store: Store) -> list[str]:
    """Three determinations, one of them with facts taken out, a case with an event, a judgement, a publication."""
    ids = [store.determinations.append(complete(), "office").entry.id for _ in range(3)]
    store.determinations.redact(ids[1], ["host_country"], "officer", "asked for")
    case = store.cases.open("jcm/project-cycle", {"title": "Darkhan"}, "office").entry.id
    event = store.events.append(case, {"id": "e", "event": "registered", "on": "2016-09-30", "note": "JC"}, "office")
    assert event is not None
    store.events.redact(event.entry.id, ["note"], "officer", "asked for")
    store.judgements.append(f"cases/{case}", {"fact": "leading_technology", "by": "Hana"}, "office")
    store.publications.publish(b"bundle", {"rulesets": [], "by": "Hana"}, "publisher")
    return ids


def tampered(store: Store, *statements: str) -> None:
    """What somebody does who may do everything: the triggers are taken away first."""
    with store.database.writing() as connection:
        if store.database.is_sqlite:
            triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for name in triggers:
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            connection.exec_driver_sql(statement)


def codes(store: Store) -> list[str]:
    return [fault.code for fault in audit(store.database).faults]


def test_what_nobody_touched_holds(store: Store) -> None:
    filled(store)
    found = audit(store.database)
    assert found.faults == ()
    assert [(one.chain, one.entries, one.redacted) for one in found.chains] == [
        ("determinations", 3, 1),
        ("redactions", 2, 0),
        ("cases", 1, 0),
        ("events", 1, 1),
        ("judgements", 1, 0),
        ("overrides", 0, 0),
        ("publications", 1, 0),
    ]


@pytest.mark.parametrize(
    ("statement", "wanted"),
    [
        ("UPDATE determinations SET caller = 'another' WHERE sequence = 2", ["chain-broken"]),
        ("UPDATE determinations SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE sequence = 1", ["chain-broken"]),
        ("UPDATE determinations SET id = 'another' WHERE sequence = 1", ["chain-broken"]),
        ("UPDATE determinations SET country = 'JP' WHERE sequence = 1", ["chain-broken"]),
        ("UPDATE determinations SET country = 'VN' WHERE sequence = 2", ["chain-broken"]),
        ("UPDATE determinations SET as_of = '2020-01-01' WHERE sequence = 1", ["chain-broken"]),
        ("UPDATE determinations SET redactions = 0 WHERE sequence = 2", ["chain-broken"]),
        ("UPDATE determinations SET redactions = 1 WHERE sequence = 1", ["chain-broken"]),
        ("UPDATE determinations SET seal = hash WHERE sequence = 1", ["chain-broken"]),
        ("UPDATE determinations SET document = '{}' WHERE sequence = 1", ["chain-broken"]),
        ("UPDATE determinations SET document = '[' WHERE sequence = 1", ["chain-broken"]),
        ("UPDATE determinations SET document = '[]' WHERE sequence = 1", ["chain-broken"]),
        ("DELETE FROM determinations WHERE sequence = 1", ["chain-broken"]),
        ("DELETE FROM determinations WHERE sequence = 2", ["chain-broken"]),
        ("DELETE FROM determinations WHERE sequence = 3", ["chain-head-differs", "index-altered"]),
        ("DELETE FROM chains WHERE name = 'determinations'", ["chain-head-differs"]),
        ("UPDATE chains SET sequence = 2 WHERE name = 'determinations'", ["chain-head-differs"]),
        ("DELETE FROM determination_facets WHERE sequence = 1", ["chain-broken"]),
        ("INSERT INTO determination_facets (facet, sequence) VALUES (1, 1)", ["index-altered"]),
        ("UPDATE events SET subject = 'another case'", ["chain-broken"]),
        ("UPDATE events SET number = 2", ["chain-broken"]),
        ("UPDATE judgements SET subject = 'cases/another'", ["chain-broken"]),
        ("DELETE FROM judgements", ["chain-head-differs"]),
        ("UPDATE bundles SET content = '1'", ["bundle-altered"]),
        ("DELETE FROM bundles", ["bundle-altered"]),
    ],
)
def test_every_change_is_found(store: Store, statement: str, wanted: list[str]) -> None:
    filled(store)
    tampered(store, statement)
    assert codes(store) == wanted


def test_the_record_of_a_redaction_cannot_be_taken_away_unseen(store: Store) -> None:
    filled(store)
    tampered(store, "DELETE FROM redactions WHERE sequence = 2")
    found = audit(store.database).faults
    assert [fault.message.en for fault in found] == [
        "`redactions` ends with entry 1, which is not the one that was recorded last",
        "`events`, entry 1: facts are gone without a record of it",
    ]
    assert [fault.message.ja for fault in found] == [
        "`redactions` の末尾は 1 番目の記録ですが、最後に記録されたものではありません",
        "`events` の 1 番目の記録：記録のないまま事実が伏せられています",
    ]


def replaced(store: Store, change: Callable[[dict], dict], sequence: int = 1) -> None:
    """The document of a determination, changed, with everything about that row that its owner can make fit."""
    with store.database.reading() as connection:
        row = connection.execute(text("SELECT document FROM determinations WHERE sequence = 1")).one()
    tampered(store)
    made = {"document": json.dumps(change(json.loads(row.document)), ensure_ascii=False), "sequence": sequence}
    with store.database.writing() as connection:
        if not store.database.is_sqlite:
            connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("UPDATE determinations SET document = :document WHERE sequence = :sequence"), made)


@pytest.mark.parametrize(
    "change",
    [
        lambda receipt: changed(receipt, "facts", "eligible_cost", "value", to="1"),
        lambda receipt: changed(receipt, "answer", "determinations", 0, "outcome", to="ineligible"),
        lambda receipt: receipt | {"signature": {"algorithm": "ed25519", "key": "0" * 64, "value": "0" * 128}},
        lambda receipt: (other := changed(receipt, "made_on", to="2001-01-01")) | {"hash": seal(other)},
        lambda receipt: receipt | {"more": "1"},
    ],
)
def test_every_change_of_a_receipt_is_found(store: Store, change: Callable[[dict], dict]) -> None:
    filled(store)
    replaced(store, change)
    assert codes(store) == ["chain-broken"]


def test_one_receipt_cannot_stand_for_another(store: Store) -> None:
    first = store.determinations.append(complete(), "office")
    store.determinations.append(complete(host_country="MN"), "office")
    replaced(store, lambda receipt: receipt, sequence=2)
    assert first.entry.sequence == 1
    assert codes(store) == ["chain-broken"]


def test_a_chain_written_anew_is_found_by_a_head_that_was_kept(store: Store) -> None:
    filled(store)
    head = audit(store.database).chains[0].head
    assert audit(store.database, [head, GENESIS]).faults == ()
    assert [fault.code for fault in audit(store.database, ["sha256:" + "1" * 64]).faults] == ["known-hash-missing"]


def test_of_many_faults_the_first_are_told(store: Store) -> None:
    for number in range(60):
        store.judgements.append("cases/1", {"fact": str(number)}, "office")
    tampered(store, "UPDATE judgements SET caller = 'another'")
    assert len(audit(store.database).faults) == 50


def test_facts_taken_out_are_gone_from_the_log_and_from_the_file(store: Store, folder: Path) -> None:
    secret = "a-very-secret-name-8f1c"  # noqa: S105 - of a person
    judged = {"value": True, "grade": "judged", "by": secret, "on": "2019-07-01", "reason": "seen"}
    kept = store.determinations.append(complete(leading_technology=judged), "office")
    store.determinations.redact(kept.entry.id, [PERSONAL, "host_country"], "officer", "asked for")
    found = store.determinations.get(kept.entry.id)
    assert found is not None
    after, receipt = found
    assert secret not in json.dumps(receipt)
    assert seal(receipt) == receipt["hash"] == kept.entry.seal
    assert (after.country, after.entry.redactions, after.entry.hash) == (None, 1, kept.entry.hash)
    assert store.determinations.page(Filter(country="VN")).items == ()
    assert store.determinations.page(Filter(outcome="eligible")).items == (after,)
    assert codes(store) == []
    if store.database.is_sqlite:
        files = [file.read_bytes() for file in folder.iterdir()]
        assert [secret.encode() in content for content in files] == [False] * len(files)


def test_naming_a_fact_that_is_not_there_or_gone_changes_nothing(store: Store) -> None:
    kept = store.determinations.append(complete(), "office")
    _, faults = store.determinations.redact(kept.entry.id, ["host_country", "host_contry"], "officer", "why")
    assert [fault.code for fault in faults] == ["no-such-fact-in-receipt"]
    assert faults[0].help is not None
    assert faults[0].help.en == "did you mean `host_country`?"
    assert store.determinations.page(Filter(country="VN")).items == (kept,)
    store.determinations.redact(kept.entry.id, ["host_country"], "officer", "why")
    _, faults = store.determinations.redact(kept.entry.id, ["host_country"], "officer", "why")
    assert [fault.code for fault in faults] == ["already-redacted"]
    assert [fault.code for fault in store.determinations.redact("none", [], "officer", "why")[1]] == ["nothing-stored"]


def test_retention_takes_out_what_is_old_and_leaves_the_chain_valid(store: Store) -> None:
    filled(store)
    policy, year = Policy(("host_*", PERSONAL, "by", "note"), timedelta(days=365)), timedelta(days=365)
    assert sum(one.facts for one in retain(store, policy, lambda: datetime.now(UTC))) == 0
    later = datetime.now(UTC) + year
    counted = retain(store, policy, lambda: later, only_count=True)
    # three receipts with two such facts each, one of which is gone already; the note of the event is gone already, too
    wanted = [("determinations", 3, 5), ("cases", 0, 0), ("events", 0, 0), ("judgements", 1, 1), ("overrides", 0, 0)]
    assert [(one.chain, one.entries, one.facts) for one in counted] == wanted
    assert [(one.chain, one.entries, one.facts) for one in retain(store, policy, lambda: later)] == wanted
    assert sum(one.facts for one in retain(store, policy, lambda: later)) == 0
    assert codes(store) == []
    assert store.determinations.page(Filter(country="VN")).items == ()
    assert {one.entry.redactions for one in store.determinations.page().items} == {1, 2}
