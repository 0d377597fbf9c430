"""Tables come to be those of this version from nothing and from each older revision, whole or not at all."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from service.store import SchemaError, Store, open_store
from service.store.auditing import audit
from service.store.chain import Said
from service.store.connection import database
from service.store.determinations import insert_determination
from service.store.schema import MIGRATIONS, REVISIONS, migrate, require_current, revision
from service.store.tables import metadata
from tests.store.receipts import complete

MOMENT = "2026-01-01T00:00:00.000000Z"


def test_the_revisions_are_those_of_the_folder() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    assert tuple(one.revision for one in script.walk_revisions())[::-1] == REVISIONS


def test_an_empty_database_comes_to_have_the_tables_that_the_code_knows(empty: str) -> None:
    opened = database(empty)
    assert migrate(opened) == (None, REVISIONS[-1])
    assert migrate(opened) == (REVISIONS[-1], REVISIONS[-1])
    with opened.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    opened.close()


@pytest.mark.parametrize("older", REVISIONS[:-1])
def test_what_an_older_version_stored_is_there_after(empty: str, older: str) -> None:
    opened = database(empty)
    migrate(opened, older)
    with opened.writing() as connection:
        insert_determination(connection, complete(), Said("old", "office", MOMENT))
    with pytest.raises(SchemaError) as refused:
        open_store(empty)
    assert refused.value.fault.code == "database-older"
    assert refused.value.fault.help is not None
    assert "hantei migrate" in refused.value.fault.help.en
    assert migrate(opened) == (older, REVISIONS[-1])
    opened.close()
    with open_store(empty) as store:
        found = store.determinations.get("old")
        assert found is not None
        assert found[1] == complete()
        store.determinations.append(complete(), "office")
        store.cases.open("jcm/project-cycle", {"title": "Darkhan"}, "office")
        assert audit(store.database).faults == ()


def test_a_newer_database_is_refused_and_left_as_it_is(url: str) -> None:
    opened = database(url)
    with opened.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for tried in (lambda: open_store(url), lambda: migrate(opened)):
        with pytest.raises(SchemaError) as refused:
            tried()
        assert refused.value.fault.code == "database-newer"
    with opened.reading() as connection:
        assert revision(connection) == "9999"
    opened.close()


def test_a_database_without_tables_is_refused_by_who_only_reads(empty: str, folder: Path) -> None:
    opened = database(empty)
    with pytest.raises(SchemaError) as refused:
        require_current(opened)
    assert refused.value.fault.code == "database-not-set-up"
    assert list(folder.iterdir()) == [], "to look does not make the file"
    opened.close()


def test_a_migration_that_fails_leaves_everything_as_it_was(empty: str) -> None:
    opened = database(empty)
    migrate(opened, "0001")
    with opened.writing() as connection:
        connection.execute(text("CREATE TABLE publications (x integer)"))  # in the way of the second revision
    with pytest.raises(DBAPIError):
        migrate(opened)
    with opened.reading() as connection:
        assert revision(connection) == "0001"
        assert not inspect(connection).has_table("cases")
    with opened.writing() as connection:
        connection.execute(text("DROP TABLE publications"))
    assert migrate(opened) == ("0001", REVISIONS[-1])
    opened.close()


def test_two_that_migrate_at_once_do_not_trip_over_each_other(empty: str) -> None:
    done: list[tuple[str | None, str]] = []
    failed: list[BaseException] = []

    def work() -> None:
        opened = database(empty)
        try:
            done.append(migrate(opened))
        except BaseException as error:
            failed.append(error)
        opened.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(done, key=str) == [(REVISIONS[-1], REVISIONS[-1])] * 2 + [(None, REVISIONS[-1])]


def test_a_new_file_is_made_where_it_is_named(folder: Path) -> None:
    with open_store(f"sqlite:///{folder / 'new' / 'hantei.db'}") as store:
        store.check()
    assert isinstance(store, Store)
    assert (folder / "new" / "hantei.db").exists()
