"""What a file of `rules/registers/` says: dated reference data, each row cited."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints

from engine.model.base import Anything, Bilingual, Day, Flag, Kebab, Model, PeriodModel, References, Snake, Words
from engine.model.vocabulary import FieldType, Kind

MOST_RECORDS = 5_000
RecordId = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=80)]


class SomeDay(Model):
    """A day that is known only by bounds: after one day, at the latest by another."""

    after: Day
    by: Day


class RegisterRowModel(Model):
    """One item, in from a day on."""

    item: Words
    start: Day | SomeDay = Field(alias="from")
    until: Day | None = Field(None, description="the last day; left out: still in")
    source: References


class PrintedListModel(Model):
    """A list as printed on a day."""

    on: Day
    until: Day | None = Field(None, description="still evidenced on that day; default: the day itself")
    items: tuple[Words, ...] = Field(min_length=1)
    source: References


class OpenDay(Model):
    """A day after another one; at the latest by a third, or (left out) nobody knows by when."""

    after: Day
    by: Day | None = None


class ColumnModel(Kind):
    """One column of a table. A cell that is left out is not known."""

    type: FieldType | Literal["list"]
    title: Bilingual
    items: FieldType | None = Field(None, description="with type list: what its members are")
    nullable: Flag = Field(False, description="null in a cell: known to be absent")


class RecordModel(Model):
    """One row of a table."""

    id: RecordId
    values: dict[Snake, Anything]
    start: Day | OpenDay | None = Field(None, alias="from", description="the first day; left out: it always holds")
    until: Day | None = Field(None, description="the last day; left out: it still holds")
    published: Day | None = Field(None, description="the day from which it was known; default: its first day")
    source: References


class RegisterModel(Model):
    """Dated membership: rows, each from a day on, or lists as printed; or a table of records with columns."""

    ALTERNATIVES = ("rows", "lists", "records")

    id: Kebab
    title: Bilingual
    of: Literal["country", "text"] | None = Field(None, description="what is on it; not for a table")
    kind: Literal["rows", "printed_lists", "table"]
    rows: tuple[RegisterRowModel, ...] | None = Field(None, min_length=1)
    lists: tuple[PrintedListModel, ...] | None = Field(None, min_length=1)
    complete_until: Day | None = Field(
        None, description="rows: the last day for which no row is missing; then others may be on it"
    )
    columns: dict[Snake, ColumnModel] = Field(default_factory=dict, description="table: what each record says")
    records: tuple[RecordModel, ...] | None = Field(None, description="table: its rows", max_length=MOST_RECORDS)
    complete: Flag | tuple[PeriodModel, ...] = Field(
        True, description="table: whether no record is missing, or on which days; else more may be on it"
    )
    unique_by: tuple[Snake, ...] = Field(default=(), description="table: no two records agree in all of these columns")
