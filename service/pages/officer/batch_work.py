"""The rows of a sheet, judged one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.determination import Amount, Answer, State
from engine.diagnostics import Diagnostic, Text, has_errors
from engine.explanation.lexicon import lexicon
from engine.explanation.sums import sum_of
from engine.facts import FactsDocument
from engine.plan import FactSpec
from engine.records import dataclass
from engine.text import nearest, quoted
from service.checks.inquiry import Asked, Inquiry, answer, read_inquiry
from service.determinations.log import keep
from service.interview.answers import read_answer
from service.pages.officer.background import Step, Steps
from service.pages.officer.sheets import FORMULA

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.plan import Plan
    from service.signing import SigningKey
    from service.store import Store

Json = dict[str, Any]
CHUNK = 20
"""Rows after which progress is kept."""
REFERENCE = Text("Reference", "整理番号")
"""The head of the first column: what the officer calls the proposal. It is no fact."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: the fact that it gives, None for the reference."""

    fact: FactSpec | None


def columns_of(head: Sequence[str], plan: Plan) -> tuple[tuple[Column, ...], list[Diagnostic]]:
    """What each column means, by the name of a fact or its label in either language; every head that is none."""
    known = {_folded(label): spec for spec in plan.facts.values() for label in (spec.label.en, spec.label.ja)}
    known |= {_folded(spec.name): spec for spec in plan.facts.values()}
    references = {_folded(one) for one in (REFERENCE.en, REFERENCE.ja, "id")}
    found: list[Column] = []
    faults: list[Diagnostic] = []
    for at, cell in enumerate(head):
        spec = known.get(_folded(cell))
        if spec is None and not (_folded(cell) in references or (at == 0 and not cell)):
            faults.append(_no_such_column(cell, list(plan.facts.values())))
        elif spec is not None and any(one.fact is spec for one in found):
            faults.append(_twice(cell))
        found.append(Column(spec))
    if not any(column.fact for column in found) and not faults:
        faults.append(_no_such_column(head[0], list(plan.facts.values())))
    return tuple(found), faults


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


# --- one row ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Work:
    """What all rows of a batch have in common. `kept_by`: under whose name determinations are kept; None: they are
    not."""

    catalogue: Catalogue
    plan: Plan
    columns: tuple[Column, ...]
    as_of: str
    kept_by: str | None = None
    key: SigningKey | None = None


def judged(work: Work, cells: Sequence[str], store: Store | None = None) -> Json:
    """What came of a row: outcome, amounts, what is missing; or its faults, each with its column."""
    pairs = list(zip(work.columns, cells, strict=True))
    reference = next((cell for column, cell in pairs if column.fact is None and cell != FORMULA), "")
    told: Json = {}
    faults: list[Json] = []
    for at, (column, cell) in enumerate(pairs):
        if cell == FORMULA:
            faults.append(_fault(at, _formula()))
        elif column.fact is not None and cell.strip():
            _lay(told, column.fact.name.split("."), read_answer(cell, column.fact))
    inquiry, found = read_inquiry(
        Asked([work.plan.id], [FactsDocument(told)], work.as_of), work.catalogue, date.fromisoformat(work.as_of)
    )
    faults += [_fault(_column(one, work.columns), _in_words(one, work.plan)) for one in found]
    if inquiry is None or has_errors(found) or faults:
        return {"reference": reference, "faults": faults}
    return {"reference": reference, "faults": [], **_answered(work, inquiry, store)}


def _answered(work: Work, inquiry: Inquiry, store: Store | None) -> Json:
    given = answer(inquiry, work.catalogue)
    one = given.determinations[0]
    told: Json = {
        "outcome": one.outcome.value,
        "missing": list(one.missing),
        "amounts": {name: _amount(amount, given, work) for name, amount in one.amounts.items()},
        "not_met": [finding.criterion for finding in one.findings if finding.state is State.NOT_MET],
    }
    if work.kept_by is not None and store is not None:
        kept = keep(store, inquiry, given, work.catalogue, work.kept_by, key=work.key)
        told["determination"] = kept.entry.id
    return told


def _amount(amount: Amount, given: Answer, work: Work) -> Json:
    """An amount as figures in text; what binds it in both languages."""
    if amount.applies is State.NOT_APPLICABLE:
        return {}
    figure = amount.figure
    ends = (figure.value, figure.value) if figure.value is not None else (figure.at_least, figure.at_most)
    low, high = (f"{end:f}" if isinstance(end, Decimal) else "" for end in ends)
    bound = {lang: sum_of(amount, lexicon(given, lang, work.catalogue)).bound or "" for lang in ("en", "ja")}
    return {"low": low, "high": high, "unit": figure.unit or "", "bound": bound}


def _lay(told: Json, path: Sequence[str], value: Any) -> None:
    *heads, last = path
    for head in heads:
        told = told.setdefault(head, {})
    told[last] = value


def _column(fault: Diagnostic, columns: Sequence[Column]) -> int | None:
    """The column that a fault is about, by its pointer."""
    path = (fault.pointer or "").strip("/").replace("/", ".")
    for at, column in enumerate(columns):
        if column.fact is not None and (path == column.fact.name or path.startswith(f"{column.fact.name}.")):
            return at
    return None


def _in_words(fault: Diagnostic, plan: Plan) -> Diagnostic:
    """A fault with the facts that it names called as people call them."""
    en, ja = fault.message.en, fault.message.ja
    for name, spec in plan.facts.items():
        en, ja = en.replace(f"`{name}`", f"`{spec.label.en}`"), ja.replace(f"`{name}`", f"`{spec.label.ja}`")
    return replace(fault, message=Text(en, ja))


def _fault(column: int | None, fault: Diagnostic) -> Json:
    mend = fault.help
    return {
        "column": "" if column is None else str(column),
        "en": fault.message.en,
        "ja": fault.message.ja,
        "help_en": mend.en if mend else "",
        "help_ja": mend.ja if mend else "",
    }


# --- all rows --------------------------------------------------------------------------------------------------------


def steps_of(store: Store, work: Work, rows: Sequence[Sequence[str]]) -> Steps:
    """The rows that are left, some at a time."""

    def left(done: int) -> Iterator[Step]:
        for start in range(done, len(rows), CHUNK):
            numbers = range(start, min(start + CHUNK, len(rows)))
            yield Step([(at + 1, judged(work, rows[at], store)) for at in numbers], len(numbers))

    return left


def tallied(results: Sequence[tuple[int, Mapping[str, Any]]]) -> dict[str, int]:
    """How many rows came to each outcome, and how many have faults."""
    found = {"eligible": 0, "undetermined": 0, "ineligible": 0, "faults": 0}
    for _, one in results:
        found["faults" if one["faults"] else one["outcome"]] += 1
    return found


def _formula() -> Diagnostic:
    return Diagnostic(
        "cell-holds-a-formula",
        Text("the cell holds a formula", "セルに数式が入っています"),
        Text("paste its value", "値として貼り付けてください"),
    )


def _no_such_column(head: str, facts: Sequence[FactSpec]) -> Diagnostic:
    near = nearest(head, [said for one in facts for said in (one.name, one.label.en, one.label.ja)])
    mend = Text(f"did you mean {quoted(near)}?", f"{quoted(near)} のことですか") if near else _TEMPLATE
    said = quoted(head)
    return Diagnostic(
        "unknown-column",
        Text(f"these rules ask for no {said}", f"この規則に {said} という項目はありません"),
        mend,
    )


_TEMPLATE = Text("take the heads of the template", "ひな形の見出しを使ってください")


def _twice(head: str) -> Diagnostic:
    said = quoted(head)
    return Diagnostic(
        "duplicate-column", Text(f"the column {said} stands twice", f"列 {said} が重複しています"), _TEMPLATE
    )
