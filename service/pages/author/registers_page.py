"""`/registers`: lists and tables by date, row by row with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.diagnostics import Text
from engine.explanation import figures, words
from engine.explanation.lexicon import Lexicon
from engine.records import dataclass
from service.catalogue import registers as described
from service.pages.author.paging import part_of
from service.pages.author.searching import listed_of
from service.pages.faults import NOT_FOUND, PageFaultError
from service.pages.moments import clock_time
from service.pages.register_cells import columns_of, first_day, language_of_cell
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.store import Record
from service.web.state import catalogue_of, settings_of, store_of

if TYPE_CHECKING:
    from datetime import date

    from engine.plan import FactSpec, Register

router: APIRouter = page_router("registers:read")
ROWS_A_PAGE = 50
RULESET = "ruleset"
"""The column that names a rule set by its id."""
NOT_KNOWN = Text("not known", "不明")
DAYS = (("from", Text("From", "開始")), ("until", Text("Until", "終了")))
NEWEST = 50
"""Overrides that are shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One row in words; each cell with the language that it is in."""

    name: str
    cells: tuple[tuple[str, str], ...]
    start: str
    until: str
    source: tuple[tuple[str, str], ...]


@router.get("/registers")
def registers(request: Request) -> Response:
    """All registers with how many rows each has."""
    known = sorted(catalogue_of(request).registers().items())
    return page(request, "author/registers.html", registers=[(one, len(described.rows(one))) for _, one in known])


@router.get("/registers/{register}")
def register(request: Request, register: str) -> Response:
    """The rows of one register."""
    catalogue, lang = catalogue_of(request), language_of(request)
    found = catalogue.registers().get(register)
    if found is None:
        raise PageFaultError(404, NOT_FOUND)
    names = Lexicon(lang, catalogue=catalogue)
    rows, columns = _rows(found), columns_of(found, lang)
    part = part_of(request, rows, ROWS_A_PAGE)
    users = [one.plan for one in listed_of(catalogue) if one.plan is not None and register in one.plan.registers]
    return page(
        request,
        "author/register.html",
        register=found,
        columns=columns,
        rows=[_shown(row, columns, found.of, names) for row in part.shown],
        count=len(rows),
        number=part.number,
        last=part.last,
        users=users,
        complete=found.complete,
        overrides=_overrides(request, found, names),
    )


def _overrides(request: Request, register: Register, names: Lexicon) -> list[tuple[str, str, str, str, str]]:
    """The newest of what officers say should stand in a row: row, values, by whom, when, why. What they counted
    otherwise for one proposal belongs to that proposal."""
    if settings_of(request).database is None or not request.state.principal.may("overrides:read"):
        return []
    kept = store_of(request).overrides.page(register.id, limit=NEWEST).items
    return [_override(one, register, names) for one in kept if "row" in one.fields]


def _override(kept: Record, register: Register, names: Lexicon) -> tuple[str, str, str, str, str]:
    fields, columns = kept.fields, register.columns.items()
    values = fields.get("values") or {}
    said = [
        f"{one.label.in_(names.lang)}: {_said(values[name], one, names)}" for name, one in columns if name in values
    ]
    said += [f"{label.in_(names.lang)}: {fields[name]}" for name, label in DAYS if name in fields]
    row, by, reason = (str(fields.get(name, "")) for name in ("row", "by", "reason"))
    return row, "; ".join(said), by, clock_time(kept.entry.recorded_at, names.lang), reason


Row = tuple[str, dict[str, Any], "date | None", "date | None", "date | None", tuple[str, ...]]
"""Its item or id, its values by column, its first day at the earliest and at the latest, its last day, its source."""


def _rows(register: Register) -> list[Row]:
    found: list[Row] = [
        (one.id, dict(one.values), one.earliest, one.latest, one.until, one.source) for one in register.records
    ]
    found += [(row.item, {}, row.earliest, row.latest, row.until, row.source) for row in register.rows]
    found += [(item, {}, one.on, one.on, one.until, one.source) for one in register.printed for item in one.items]
    return found


def _shown(row: Row, columns: Sequence[FactSpec], of: str, names: Lexicon) -> Shown:
    name, values, earliest, latest, until, source = row
    cells = tuple(
        (_cell(values, one, names), language_of_cell(values.get(one.name), one, names.lang)) for one in columns
    )
    said = names.country(name) if of == "country" else name
    passages = tuple(
        (one.reference, f"{one.reference.partition('#')[0]} {one.place}") for one in names.passages(source)
    )
    return Shown(said, cells, first_day(earliest, latest, names.lang) or "–", _day(until, names, "–"), passages)


def _cell(values: dict[str, Any], column: FactSpec, names: Lexicon) -> str:
    """A value in words; what is not among the values is not known."""
    if column.name not in values:
        return NOT_KNOWN.in_(names.lang)
    return _said(values[column.name], column, names)


def _said(value: Any, column: FactSpec, names: Lexicon) -> str:
    if isinstance(value, list | tuple) and column.items is not None:
        return names.listed(_said(one, column.items, names) for one in value) or names.say(words.NOTHING)
    if isinstance(value, str) and value in column.choices:
        return column.choices[value].in_(names.lang)
    if column.name == RULESET and isinstance(value, str):
        return f"{names.ruleset(value)} ({value})"
    if column.type == "country" and isinstance(value, str):
        return names.country(value)
    return names.quantity(value, None if column.unit == "1" and column.type == "integer" else column.unit, short=True)


def _day(value: date | None, names: Lexicon, otherwise: str) -> str:
    return otherwise if value is None else figures.day(value, names.lang)
