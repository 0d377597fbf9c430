"""The log of determinations: kept whole, found by any filter, page by page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from service.store import CursorError, Filter, PageLimitError, Store
from service.store.chain import Said
from service.store.determinations import Determinations, insert_determination
from service.store.tables import determinations
from tests.receipt.receipts import FUND, MODEL, changed
from tests.store.receipts import complete, receipt_of


def test_a_receipt_comes_back_as_it_was_kept(store: Store) -> None:
    receipt = receipt_of(MODEL, FUND)
    kept = store.determinations.append(receipt, "office")
    assert (kept.entry.sequence, kept.entry.caller, kept.entry.seal) == (1, "office", receipt["hash"])
    # a complete proposal of fiscal year 2019 is eligible for model projects; the fund asks for facts it does not have
    assert [(one.ruleset, one.outcome) for one in kept.outcomes] == [(MODEL, "eligible"), (FUND, "undetermined")]
    assert [one.digest for one in kept.outcomes] == [one["digest"] for one in receipt["request"]["rulesets"]]
    assert (kept.as_of, kept.country) == (date(2019, 6, 1), "VN")
    assert store.determinations.get(kept.entry.id) == (kept, receipt)


def test_what_is_not_kept_is_not_found(store: Store) -> None:
    assert store.determinations.get("no-such-id") is None


def test_a_receipt_whose_hash_does_not_hold_is_not_kept(store: Store) -> None:
    with pytest.raises(ValueError, match="its hash is another one"):
        store.determinations.append(changed(complete(), "made_on", to="2020-02-04"), "office")
    assert store.determinations.page().items == ()


def test_each_entry_chains_the_one_before(store: Store) -> None:
    first, second = (store.determinations.append(complete(), "office") for _ in range(2))
    with store.database.reading() as connection:
        rows = connection.execute(select(determinations).order_by(determinations.c.sequence)).all()
    assert rows[0].previous == "sha256:" + 64 * "0"
    assert rows[1].previous == rows[0].hash == first.entry.hash
    assert rows[1].hash == second.entry.hash


def test_pages_end_where_the_log_ends_and_no_line_is_on_two(store: Store) -> None:
    kept = [store.determinations.append(complete(), "office").entry.sequence for _ in range(7)]
    seen, cursor = [], None
    sizes = []
    while True:
        page = store.determinations.page(cursor=cursor, limit=3)
        seen += [one.entry.sequence for one in page.items]
        sizes.append(len(page.items))
        store.determinations.append(complete(), "office")  # newer lines do not move the pages after
        cursor = page.next
        if cursor is None:
            break
    assert (seen, sizes) == (kept[::-1], [3, 3, 1])


def test_a_page_that_ends_with_the_last_line_has_no_next(store: Store) -> None:
    for _ in range(3):
        store.determinations.append(complete(), "office")
    assert store.determinations.page(limit=3).next is None


def test_every_combination_of_filters_finds_what_looking_at_each_line_finds(store: Store) -> None:
    """By brute force: all filters of five kinds, over lines that differ in each of them."""
    by_id = {}
    for country, caller, rulesets in product(("VN", "MN"), ("a", "b"), ((MODEL,), (FUND,), (MODEL, FUND))):
        one = store.determinations.append(receipt_of(*rulesets, host_country=country), caller)
        by_id[one.entry.id] = one
    assert len({one.outcome for kept in by_id.values() for one in kept.outcomes}) > 1
    for ruleset, programme, outcome, country, caller in product(
        (None, MODEL, FUND, "none"),
        (None, "jcm", "other"),
        (None, "eligible", "undetermined", "ineligible"),
        (None, "VN", "JP"),
        (None, "a"),
    ):
        asked = Filter(ruleset, programme, outcome, country, caller)
        wanted = [
            kept.entry.id
            for kept in reversed(by_id.values())
            if country in {None, kept.country}
            and caller in {None, kept.entry.caller}
            and any(
                ruleset in {None, one.ruleset}
                and (programme is None or one.ruleset.startswith(programme + "/"))
                and outcome in {None, one.outcome}
                for one in kept.outcomes
            )
        ]
        found = store.determinations.page(asked, limit=100)
        assert [one.entry.id for one in found.items] == wanted, asked


def test_days_are_days_in_tokyo(store: Store) -> None:
    """16:00 UTC on 1 March is 1:00 on 2 March in Tokyo."""
    for moment in ("2020-03-01T14:59:59.999999Z", "2020-03-01T15:00:00.000000Z", "2020-03-02T14:59:00.000000Z"):
        with store.database.writing() as connection:
            insert_determination(connection, complete(), Said(moment, "office", moment))

    def days(since: date | None, until: date | None) -> list[int]:
        return [one.entry.sequence for one in store.determinations.page(Filter(since=since, until=until)).items]

    first, second, third = date(2020, 3, 1), date(2020, 3, 2), date(2020, 3, 3)
    assert days(first, first) == [1]
    assert days(second, second) == [3, 2]
    assert days(third, None) == []
    assert days(None, first) == [1]
    assert days(date.min, date.max) == [3, 2, 1]
    assert days(second, first) == []


def test_moments_never_go_back_along_the_chain(store: Store) -> None:
    moments = iter([datetime(2020, 1, 2, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)])
    log = Determinations(store.database, lambda: next(moments), iter("ab").__next__)
    assert [log.append(complete(), "office").entry.recorded_at for _ in range(2)] == ["2020-01-02T00:00:00.000000Z"] * 2


@pytest.mark.parametrize(
    "cursor", ["", "x", "AAAA", "AAAAAAAAAA7EF6oy9rc5bw", "é", "A" * 5000, "////////////////////////"]
)
def test_a_cursor_that_no_page_gave_out_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(CursorError) as refused:
        store.determinations.page(cursor=cursor)
    assert (refused.value.fault.code, refused.value.fault.pointer) == ("cursor-unknown", "/cursor")


def test_a_cursor_belongs_to_its_filters(store: Store) -> None:
    for _ in range(2):
        store.determinations.append(complete(), "office")
    cursor = store.determinations.page(limit=1).next
    assert cursor is not None
    with pytest.raises(CursorError):
        store.determinations.page(Filter(country="VN"), cursor)


@pytest.mark.parametrize("limit", [0, -1, 101])
def test_a_page_has_between_one_and_a_hundred_lines(store: Store, limit: int) -> None:
    with pytest.raises(PageLimitError, match="from 1 to 100"):
        store.determinations.page(limit=limit)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM determinations",
        "UPDATE determinations SET document = '{}'",
        "UPDATE determinations SET redactions = redactions + 1",
        "UPDATE determinations SET caller = 'another'",
        "UPDATE determinations SET hash = previous",
        "UPDATE chains SET sequence = 0",
        "DELETE FROM chains",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_kept(store: Store, statement: str) -> None:
    store.determinations.append(complete(), "office")
    with pytest.raises(IntegrityError, match="entries are kept"), store.database.writing() as connection:
        connection.execute(text(statement))
    assert store.determinations.page().items[0].entry.caller == "office"


def test_a_database_of_another_time_zone_keeps_the_same_moments(store: Store) -> None:
    zone = datetime(2020, 1, 1, 9, tzinfo=UTC).astimezone(tz=None)
    log = Determinations(store.database, lambda: zone, iter("a").__next__)
    assert log.append(complete(), "office").entry.recorded_at == "2020-01-01T09:00:00.000000Z"
