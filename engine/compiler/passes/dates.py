"""Series rise day by day, periods end after they begin and do not overlap, and nothing was published after it ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from engine.compiler.fault import fault
from engine.compiler.sheet import Sheet
from engine.diagnostics import Diagnostic, Place
from engine.model.base import PeriodModel
from engine.source import Document
from engine.source.scalars import day as day_of


def check_dates(sheet: Sheet) -> Iterator[Diagnostic]:
    model = sheet.model
    yield from period_faults(sheet.document, "/covers", model.covers)
    for index, criterion in enumerate(model.criteria):
        yield from period_faults(sheet.document, f"/criteria/{index}/in_force", criterion.in_force or ())
    for name, parameter in model.parameters.items():
        yield from _series(sheet, f"/parameters/{name}/values", parameter.values)
    for name, named in model.lists.items():
        yield from _series(sheet, f"/lists/{name}/values", named.values or {})
    for name, value in model.values.items():
        yield from _series(sheet, f"/values/{name}/dated", value.dated or {})


def period_faults(document: Document, pointer: str, periods: Sequence[PeriodModel]) -> Iterator[Diagnostic]:
    """Periods end after they begin, stand in order and do not overlap."""
    last = date.min
    for index, period in enumerate(periods):
        start, until = period.start or date.min, period.until or date.max
        if until < start:
            yield fault(
                "ends-before-it-begins",
                document.place(f"{pointer}/{index}/until"),
                (f"{until} comes before {start}", f"{until} は {start} より前です"),
                ("check both dates; `until` is the last day", "両方の日付を確認してください（`until` は最後の日です）"),
            )
        elif index and start <= last:
            yield fault(
                "periods-overlap",
                document.place(f"{pointer}/{index}"),
                ("this period begins before the one above has ended", "前の期間が終わる前に始まっています"),
                ("put periods in order, without a day in two of them", "期間を順に並べ、重ならないようにしてください"),
            )
        last = max(last, until)


def _series(sheet: Sheet, pointer: str, steps: dict[str, Any]) -> Iterator[Diagnostic]:
    yield from _rising(sheet, pointer, steps)
    previous: Any = None
    for key, step in steps.items():
        place = sheet.key(f"{pointer}/{key}")
        if isinstance(step, str) and previous == step:
            yield fault(
                "step-says-nothing",
                place,
                (f"it is `{step}` already from the day before", f"その前から既に `{step}` です"),
                ("leave this step out", "この行を省いてください"),
            )
        if previous is None and step == "ended":
            yield _nothing_before(place)
        published = getattr(step, "published", None)
        yield from _published(sheet, f"{pointer}/{key}/published", published, list(steps))
        yield from _until(sheet, f"{pointer}/{key}/until", getattr(step, "until", None), list(steps))
        previous = step


def _rising(sheet: Sheet, pointer: str, keys: Iterable[str]) -> Iterator[Diagnostic]:
    before = ""
    for key in keys:
        place = sheet.key(f"{pointer}/{key}")
        if day_of(key)[1]:
            yield fault(
                "date-does-not-exist",
                place,
                (f"the date `{key}` does not exist", f"日付 `{key}` は存在しません"),
                ("write a day of the calendar as YYYY-MM-DD", "暦にある日を YYYY-MM-DD の形で書いてください"),
            )
        elif key < before:
            yield _out_of_order(key, before, place)
        before = max(before, key)


def _out_of_order(key: str, before: str, place: Place) -> Diagnostic:
    return fault(
        "dates-out-of-order",
        place,
        (f"{key} does not come after {before}", f"{key} は {before} より後の日付ではありません"),
        ("put the steps in the order of their days", "日付順に並べてください"),
    )


def _nothing_before(place: Place) -> Diagnostic:
    return fault(
        "ends-before-it-begins",
        place,
        ("it ends before it ever held", "一度も始まらないうちに終わっています"),
        ("write the step that held before, or `unknown`", "それ以前の値か `unknown` を書いてください"),
    )


def _published(sheet: Sheet, pointer: str, published: date | None, keys: list[str]) -> Iterator[Diagnostic]:
    """A figure that became known only after it had been replaced is a slip of the pen."""
    key = pointer.split("/")[-2]
    following = sorted(later for later in keys if later > key)
    if published is not None and following and published.isoformat() >= following[0]:
        yield fault(
            "published-after-it-ended",
            sheet.place(pointer),
            (
                f"published on {published}, when {following[0]} had come",
                f"{published} の公表は {following[0]} の後です",
            ),
            ("check the date of publication", "公表日を確認してください"),
        )


def _until(sheet: Sheet, pointer: str, until: date | None, keys: list[str]) -> Iterator[Diagnostic]:
    """A step ends on or after its first day, and before the next one begins."""
    key = pointer.split("/")[-2]
    following = min((later for later in keys if later > key), default=None)
    if until is not None and until.isoformat() < key:
        yield fault(
            "ends-before-it-begins",
            sheet.place(pointer),
            (f"{until} comes before {key}", f"{until} は {key} より前です"),
            ("check both dates; `until` is the last day", "両方の日付を確認してください（`until` は最後の日です）"),
        )
    elif until is not None and following is not None and until.isoformat() >= following:
        yield fault(
            "periods-overlap",
            sheet.place(pointer),
            (f"it lasts until {until}, when {following} has come", f"{until} まで続き、{following} と重なります"),
            ("end it on the day before the next step", "次の行の前日までにしてください"),
        )
