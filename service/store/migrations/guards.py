"""Triggers that refuse to change what is stored. Used by revisions; what a revision has used is never changed.

An entry of a chain is never deleted, and updated only where a redaction of it was recorded first. They hold off
mistakes of programs; what a superuser does all the same, `hantei audit` notices.
"""

from __future__ import annotations

from alembic import op

FIXED = ("sequence", "id", "recorded_at", "caller", "previous", "hash", "seal")
"""What no redaction changes."""


def guard(table: str, *, redactable: bool) -> None:
    """Guards a table of a chain."""
    changed = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in FIXED)
    recorded = (
        f"EXISTS (SELECT 1 FROM redactions r WHERE r.chain = '{table}' AND r.entry = OLD.id"  # noqa: S608 - own names
        " AND r.number = NEW.redactions)"
    )
    allowed = f"NOT ({changed}) AND NEW.redactions = OLD.redactions + 1 AND {recorded}"
    _refuse(table, "DELETE", "TRUE")
    _refuse(table, "UPDATE", f"NOT ({allowed})" if redactable else "TRUE")


def keep(table: str) -> None:
    """Rows of this table are never changed nor taken away."""
    _refuse(table, "DELETE", "TRUE")
    _refuse(table, "UPDATE", "TRUE")


def guard_heads() -> None:
    """The head of a chain moves by one entry at a time, and none is taken away."""
    _refuse("chains", "DELETE", "TRUE")
    _refuse("chains", "UPDATE", "NEW.name <> OLD.name OR NEW.sequence <> OLD.sequence + 1")


def _refuse(table: str, change: str, when: str) -> None:
    name = f"{table}_no_{change.lower()}"
    message = f"{table}: {change.lower()} refused, entries are kept"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {change} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    result = "OLD" if change == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {result}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    if change == "DELETE":
        op.execute(
            f"CREATE FUNCTION {table}_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_no_truncate()"
        )
