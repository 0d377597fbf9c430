"""What a file of `rules/registers/` says: dated reference data, each row cited."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.model.base import Bilingual, Day, Kebab, Model, References, Words


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


class RegisterModel(Model):
    """Dated membership: rows, each from a day on, or lists as printed."""

    ALTERNATIVES = ("rows", "lists")

    id: Kebab
    title: Bilingual
    of: Literal["country", "text"]
    kind: Literal["rows", "printed_lists"]
    rows: tuple[RegisterRowModel, ...] | None = Field(None, min_length=1)
    lists: tuple[PrintedListModel, ...] | None = Field(None, min_length=1)
    complete_until: Day | None = Field(
        None, description="rows: the last day for which no row is missing; then others may be on it"
    )
