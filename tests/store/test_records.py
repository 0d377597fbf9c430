"""Cases with events, judgements, overrides, publications: added, found, never changed."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from engine.receipt.canonical import CanonicalError
from service.store import ConflictError, NameLengthError, Store

REGISTERED = {"id": "r1", "event": "registered", "on": "2016-09-30", "note": "by JC", "fields": {"number": "MN002"}}


def opened(store: Store) -> str:
    return store.cases.open("jcm/project-cycle", {"title": "Darkhan"}, "office").entry.id


def test_a_case_comes_back_as_it_was_opened(store: Store) -> None:
    case = store.cases.open("jcm/project-cycle", {"title": "Darkhan", "facts": {"host_country": "MN"}, "none": {}}, "a")
    assert store.cases.get(case.entry.id) == case
    assert (case.subject, case.fields) == (
        "jcm/project-cycle",
        {"title": "Darkhan", "facts": {"host_country": "MN"}, "none": {}},
    )


def test_events_are_numbered_in_the_order_of_telling_whatever_their_day(store: Store) -> None:
    case, other = opened(store), opened(store)
    first = store.events.append(case, REGISTERED, "office")
    store.events.append(other, REGISTERED, "office")
    earlier = store.events.append(case, {"id": "p1", "event": "pdd-submitted", "on": "2015-12-01"}, "office")
    assert first is not None
    assert earlier is not None
    assert (first.fields, first.number, earlier.number) == (REGISTERED, 1, 2)
    assert store.events.of(case) == (first, earlier)
    assert [one.number for one in store.events.of(other)] == [1]


def test_the_same_event_told_again_is_stored_once(store: Store) -> None:
    case = opened(store)
    assert store.events.append(case, REGISTERED, "a") == store.events.append(case, REGISTERED, "b", after=0)
    assert len(store.events.of(case)) == 1


def test_another_event_under_the_same_id_is_refused(store: Store) -> None:
    case = opened(store)
    store.events.append(case, REGISTERED, "office")
    with pytest.raises(ConflictError) as refused:
        store.events.append(case, REGISTERED | {"on": "2016-10-01"}, "office")
    assert refused.value.fault.code == "stored-already"
    assert [one.fields["on"] for one in store.events.of(case)] == ["2016-09-30"]


def test_who_has_not_seen_the_last_event_is_told(store: Store) -> None:
    case = opened(store)
    store.events.append(case, REGISTERED, "office", after=0)
    with pytest.raises(ConflictError, match="has 1 events by now"):
        store.events.append(case, REGISTERED | {"id": "r2"}, "office", after=0)


def test_an_event_of_no_case_is_not_stored(store: Store) -> None:
    assert store.events.append("none", REGISTERED, "office") is None
    assert store.events.page().items == ()


def test_figures_are_text(store: Store) -> None:
    with pytest.raises(CanonicalError, match="no canonical text for int"):
        store.judgements.append("cases/1", {"fact": "cost", "value": 1}, "office")


@pytest.mark.parametrize("name", ["", "x" * 201, "a\0b", "a\nb"])
def test_names_that_some_database_cannot_hold_are_refused_by_all(store: Store, name: str) -> None:
    with pytest.raises(NameLengthError):
        store.judgements.append(name, {"fact": "cost"}, "office")
    with pytest.raises(NameLengthError):
        store.judgements.append("cases/1", {"fact": "cost"}, name)


def test_texts_of_any_kind_come_back(store: Store) -> None:
    fields = {"fact": "x", "reason": "改行\nと\0 零と 𠮷 and ' \" \\", "list": ["a", None, True, {"b": []}]}
    assert store.judgements.append("cases/1", fields, "o").fields == fields
    assert store.judgements.of("cases/1")[0].fields == fields


def test_records_are_paged_by_subject(store: Store) -> None:
    for number in range(5):
        store.overrides.append("jcm-partners" if number % 2 else "funds", {"row": str(number)}, "office")
    first = store.overrides.page("funds", limit=2)
    assert [one.fields["row"] for one in first.items] == ["4", "2"]
    second = store.overrides.page("funds", first.next, limit=2)
    assert ([one.fields["row"] for one in second.items], second.next) == (["0"], None)
    assert [one.fields["row"] for one in store.overrides.page().items] == ["4", "3", "2", "1", "0"]


def test_a_field_is_taken_out_and_the_rest_stays(store: Store) -> None:
    case = opened(store)
    event = store.events.append(case, REGISTERED, "office")
    assert event is not None
    after, faults = store.events.redact(event.entry.id, ["note", "fields.number"], "officer", "asked for")
    assert faults == []
    assert after is not None
    assert after.left() == {"id": "r1", "event": "registered", "on": "2016-09-30"}
    assert list(after.fields["note"]) == list(after.fields["fields"]["number"]) == ["redacted"]
    assert (after.entry.hash, after.entry.seal, after.entry.redactions) == (event.entry.hash, event.entry.seal, 1)
    assert store.events.of(case) == (after,)


def test_what_a_record_is_found_by_cannot_be_taken_out(store: Store) -> None:
    case = opened(store)
    event = store.events.append(case, REGISTERED, "office")
    assert event is not None
    _, faults = store.events.redact(event.entry.id, ["on"], "officer", "asked for")
    assert [(fault.code, fault.message.en) for fault in faults] == [
        ("no-such-fact-in-receipt", "the receipt has no fact `on`")
    ]


def test_a_published_bundle_can_be_loaded_for_good_and_be_published_again(store: Store) -> None:
    first = store.publications.publish(b"one", {"rulesets": [], "by": "Hana", "why": "first"}, "publisher")
    store.publications.publish(b"two", {"rulesets": [], "by": "Hana", "why": "second"}, "publisher")
    assert store.publications.bundle(first.subject) == b"one"
    # sha256 of the three bytes "one", by sha256sum
    assert first.subject == "sha256:7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
    back = store.publications.publish(b"one", {"rulesets": [], "by": "Hana", "why": "back"}, "publisher")
    assert store.publications.current() == back
    assert store.publications.bundle("sha256:none") is None


@pytest.mark.parametrize("table", ["cases", "events", "judgements", "overrides", "publications", "bundles"])
def test_the_database_refuses_to_change_any_of_them(store: Store, table: str) -> None:
    case = opened(store)
    store.events.append(case, REGISTERED, "office")
    store.judgements.append(f"cases/{case}", {"fact": "leading_technology"}, "office")
    store.overrides.append("funds", {"row": "1"}, "office")
    store.publications.publish(b"one", {"rulesets": []}, "publisher")
    column = "content = content" if table == "bundles" else "document = '{}'"
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column}"):  # noqa: S608 - names of tables
        with pytest.raises(IntegrityError, match="entries are kept"), store.database.writing() as connection:
            connection.execute(text(statement))
