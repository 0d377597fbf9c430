"""Workbooks and CSV as people take them away: a template to fill in, and what came of a batch.

Whatever people typed leaves as text: a cell of ours is never a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from engine.diagnostics import Text
from engine.explanation import words
from engine.plan import FactSpec, Plan
from engine.text import printable
from service.catalogue.register_csv import BOM, guarded
from service.pages.officer.batch_work import REFERENCE
from service.pages.officer.sheets import FORMULA

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_HEAD, _BAD = PatternFill("solid", fgColor="F2F2F2"), PatternFill("solid", fgColor="FFD9D9")
_STRONG = Font(bold=True)
_FACTS = Text("Facts", "項目")
_TABLE = Text("Proposals", "案件")
_HELP = (Text("Column", "列"), Text("Name", "項目名"), Text("How", "書き方"), Text("Question", "質問"))
_HOW = {
    "boolean": Text("yes or no", "はい／いいえ"),
    "date": Text("a day, as 2019-08-01", "日付（例：2019-08-01）"),
    "country": Text("an ISO code, as VN", "ISOの国コード（例：VN）"),
    "duration": Text("as 6 months, 20 days", "期間（例：6か月、20日）"),
    "integer": Text("a whole number", "整数"),
    "number": Text("a number", "数値"),
    "list": Text("several, separated by commas", "複数ある場合は「、」で区切る"),
    "text": Text("text", "文字列"),
}
RESULT = {
    "outcome": Text("Outcome", "判定結果"),
    "missing": Text("Facts missing", "不足している情報の数"),
    "not_met": Text("Requirements not met", "不適合の要件"),
    "faults": Text("Faults", "誤り"),
}
OUTCOMES = {
    "eligible": Text("likely to meet the requirements", "要件を満たす見込み"),
    "ineligible": Text("does not meet the requirements", "要件を満たしていない"),
    "undetermined": Text("cannot be decided yet", "まだ判定できない"),
}
_LOW, _HIGH, _BOUND = Text("at least", "下限"), Text("at most", "上限"), Text("what binds", "決め手")
Cells = Sequence[Any]


def template_xlsx(plan: Plan, lang: str) -> bytes:
    """A workbook with a head for every fact, and a sheet that says how each is written."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_TABLE.in_(lang))
    sheet.freeze_panes = "B2"
    sheet.append([_styled(sheet, head) for head in template_head(plan, lang)])
    told = book.create_sheet(_FACTS.in_(lang))
    told.append([_styled(told, one.in_(lang)) for one in _HELP])
    for spec in plan.facts.values():
        told.append(
            [_cell(told, one) for one in (spec.label.in_(lang), spec.name, how(spec, lang), spec.question.in_(lang))]
        )
    return _saved(book)


def template_csv(plan: Plan, lang: str) -> bytes:
    """The head of the template as CSV that Excel reads."""
    return _csv([template_head(plan, lang)])


def template_head(plan: Plan, lang: str) -> list[str]:
    """The reference, then every fact by its label; by its name where another has the same label."""
    labels = [spec.label.in_(lang) for spec in plan.facts.values()]
    heads = [label if labels.count(label) == 1 else name for name, label in zip(plan.facts, labels, strict=True)]
    return [REFERENCE.in_(lang), *heads]


def how(spec: FactSpec, lang: str) -> str:
    """How a cell of a fact is written."""
    if spec.choices:
        return words.ITEMS.in_(lang).join(f"{name}: {label.in_(lang)}" for name, label in spec.choices.items())
    told = _HOW.get(spec.type, _HOW["text"]).in_(lang)
    return f"{told} ({spec.unit})" if spec.unit and spec.unit != "1" else told


# --- what came of a batch --------------------------------------------------------------------------------------------


def results_head(head: Sequence[str], plan: Plan, amounts: Sequence[str], lang: str) -> list[str]:
    """The columns as they were sent, then what came of each row."""
    told = [RESULT["outcome"].in_(lang)]
    for name in amounts:
        title = plan.values[name].title.in_(lang) if name in plan.values else name
        told += [f"{title} – {one.in_(lang)}" for one in (_LOW, _HIGH, _BOUND)]
    return [*head, *told, *(RESULT[name].in_(lang) for name in ("missing", "not_met", "faults"))]


def result_cells(one: Mapping[str, Any], plan: Plan, amounts: Sequence[str], lang: str) -> list[Any]:
    """What came of a row, as cells: figures as numbers, words as text."""
    if one["faults"]:
        said = " / ".join(fault[lang] for fault in one["faults"])
        return ["", *[""] * (3 * len(amounts)), "", "", said]
    cells: list[Any] = [OUTCOMES[one["outcome"]].in_(lang)]
    for name in amounts:
        amount = one["amounts"].get(name) or {}
        ends = [Decimal(amount[end]) if amount.get(end) else "" for end in ("low", "high")]
        cells += [*ends, amount.get("bound", {}).get(lang, "")]
    titles = {criterion.id: criterion.title.in_(lang) for criterion in plan.criteria}
    not_met = words.ITEMS.in_(lang).join(titles.get(name, name) for name in one["not_met"])
    return [*cells, Decimal(len(one["missing"])), not_met, ""]


def results_xlsx(head: Sequence[str], rows: Iterable[tuple[Cells, Cells, Mapping[int, str]]], width: int) -> bytes:
    """A workbook of rows as they were sent and what came of them; cells with faults are marked, with a note each.

    `width`: how many columns were sent; the faults of a row are by its columns, from 0.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Hantei")
    sheet.freeze_panes = "B2"
    sheet.append([_styled(sheet, one) for one in head])
    for sent, told, faults in rows:
        cells = [_cell(sheet, one) for one in (*sent[:width], *told)]
        for at, message in faults.items():
            cells[at].fill = _BAD
            cells[at].comment = Comment(message, "Hantei")
        sheet.append(cells)
    return _saved(book)


def results_csv(head: Sequence[str], rows: Iterable[tuple[Cells, Cells, Mapping[int, str]]]) -> bytes:
    """The same as CSV: faults stand in the last column only."""
    return _csv([head, *([*sent, *told] for sent, told, _ in rows)])


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerows([guarded(_plain(cell)) for cell in row] for row in rows)
    return (BOM + sheet.getvalue()).encode()


def _plain(cell: Any) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else "" if cell == FORMULA else printable(str(cell))


def _cell(sheet: Any, value: Any) -> Any:
    """A cell: numbers as numbers, all else as text, whatever it begins with."""
    if isinstance(value, Decimal):
        return WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # the stubs leave decimals out
    made = WriteOnlyCell(sheet, _plain(value))
    made.data_type = "s"
    return made


def _styled(sheet: Any, value: str) -> Any:
    made = _cell(sheet, value)
    made.fill, made.font = _HEAD, _STRONG
    return made


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
