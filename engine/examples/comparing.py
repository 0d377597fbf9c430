"""What was expected against what came out, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from engine.determination import Amount, Answer, Determination, Figure
from engine.feel import from_python
from engine.model.examples import Expectation, FigureExpected


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One field that did not come out as expected; both sides as text for people."""

    field: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.field}: expected {self.expected}, found {self.found}"


def mismatches(expect: Expectation, answer: Answer, ruleset: str) -> tuple[Mismatch, ...]:
    """Every field of the expectation that the answer for `ruleset` does not meet."""
    determination = next(found for found in answer.determinations if found.ruleset == ruleset)
    return (
        *_outcome(expect, determination),
        *_figures("amounts", expect.amounts, determination.amounts),
        *_figures("illustrations", expect.illustrations, determination.illustrations),
        *_findings(expect, determination),
        *_finding_figures(expect, determination),
        *_missing(expect, determination),
        *_exactly("diagnostics", expect.diagnostics, _codes(determination)),
        *_exactly(
            "depends_on_readings",
            expect.depends_on_readings,
            [dependence.reading for dependence in determination.depends_on_readings],
        ),
        *_conclusions(expect, answer, ruleset),
    )


def figure_text(figure: Figure) -> str:
    """A figure as text: `400000000 JPY`, `300000000 … 500000000 JPY`, `at most 50 USD`."""
    unit = "" if figure.unit in (None, "1") else f" {figure.unit}"
    if figure.value is not None:
        return f"{_plain(figure.value)}{unit}"
    if figure.at_least is None and figure.at_most is None:
        return f"open{unit}"
    if figure.at_least is None or figure.at_most is None:
        word, end = ("at most", figure.at_most) if figure.at_least is None else ("at least", figure.at_least)
        return f"{word} {_plain(end)}{unit}"
    return f"{_plain(figure.at_least)} … {_plain(figure.at_most)}{unit}"


def _outcome(expect: Expectation, determination: Determination) -> Iterator[Mismatch]:
    if expect.outcome is not None and expect.outcome != determination.outcome:
        yield Mismatch("outcome", str(expect.outcome), str(determination.outcome))


def _figures(
    field: str, expected: Mapping[str, FigureExpected | Literal["absent"]], found: Mapping[str, Amount]
) -> Iterator[Mismatch]:
    for name, wanted in expected.items():
        amount = found.get(name)
        if isinstance(wanted, str) or amount is None:
            if not (isinstance(wanted, str) and amount is None):
                yield Mismatch(f"{field}.{name}", _wanted_text(wanted), _amount_text(amount))
        elif not (_is_figure(wanted, amount.figure) and wanted.bound_by in (None, amount.bound_by)):
            yield Mismatch(f"{field}.{name}", _wanted_text(wanted), _amount_text(amount))


def _is_figure(wanted: FigureExpected, figure: Figure) -> bool:
    return (
        _same(wanted.value, figure.value)
        and _same(wanted.at_least, figure.at_least)
        and _same(wanted.at_most, figure.at_most)
        and wanted.unit == (figure.unit or "1")
    )


def _finding_figures(expect: Expectation, determination: Determination) -> Iterator[Mismatch]:
    shown = {finding.criterion: finding.figures for finding in determination.findings}
    for criterion, figures in expect.figures.items():
        for name, wanted in figures.items():
            figure = shown.get(criterion, {}).get(name)
            if not _is_shown(wanted, figure):
                told = figure_text(figure) if figure else "no such figure"
                yield Mismatch(f"figures.{criterion}.{name}", _shown_text(wanted), told)


def _is_shown(wanted: FigureExpected | date | Literal["absent"], figure: Figure | None) -> bool:
    if isinstance(wanted, FigureExpected):
        return figure is not None and _is_figure(wanted, figure)
    if isinstance(wanted, str):
        return figure is None
    return figure is not None and _same(from_python(wanted), figure.value)


def _shown_text(wanted: FigureExpected | date | Literal["absent"]) -> str:
    return str(wanted) if isinstance(wanted, date) else _wanted_text(wanted).replace("amount", "figure")


def _same(one: Any, other: Any) -> bool:
    return (one is None and other is None) or (one is not None and other is not None and bool(one == other))


def _wanted_text(wanted: FigureExpected | Literal["absent"]) -> str:
    if isinstance(wanted, str):
        return "no such amount"
    bound = f", bound by {wanted.bound_by}" if wanted.bound_by else ""
    return figure_text(Figure(wanted.unit, wanted.value, wanted.at_least, wanted.at_most)) + bound


def _amount_text(amount: Amount | None) -> str:
    if amount is None:
        return "no such amount"
    bound = f", bound by {amount.bound_by}" if amount.bound_by else ""
    return figure_text(amount.figure) + bound


def _findings(expect: Expectation, determination: Determination) -> Iterator[Mismatch]:
    states = {finding.criterion: str(finding.state) for finding in determination.findings}
    for criterion, state in expect.findings.items():
        if states.get(criterion, "absent") != state:
            yield Mismatch(f"findings.{criterion}", str(state), states.get(criterion, "no such finding"))


def _missing(expect: Expectation, determination: Determination) -> Iterator[Mismatch]:
    missing = determination.missing
    if expect.missing is not None and tuple(expect.missing) != missing:
        yield Mismatch("missing", _listed(expect.missing), _listed(missing))
    if not set(expect.missing_includes) <= set(missing):
        yield Mismatch("missing_includes", _listed(expect.missing_includes), _listed(missing))
    if set(expect.missing_excludes) & set(missing):
        yield Mismatch("missing_excludes", f"none of {_listed(expect.missing_excludes)}", _listed(missing))


def _exactly(field: str, expected: Sequence[str] | None, found: Iterable[str]) -> Iterator[Mismatch]:
    """The same names, each once, in whatever order."""
    seen = sorted(set(found))
    if expected is not None and sorted(set(expected)) != seen:
        yield Mismatch(field, _listed(sorted(set(expected))), _listed(seen))


def _codes(determination: Determination) -> list[str]:
    return [diagnostic.code for diagnostic in determination.diagnostics]


def _conclusions(expect: Expectation, answer: Answer, ruleset: str) -> Iterator[Mismatch]:
    found = [f"{conclusion.ruleset}#{conclusion.id}" for conclusion in answer.conclusions]
    wanted = [name if "#" in name else f"{ruleset}#{name}" for name in expect.conclusions]
    absent = [name for name in wanted if name not in found]
    if absent:
        yield Mismatch("conclusions", _listed(absent), _listed(found))
    barred = [name if "#" in name else f"{ruleset}#{name}" for name in expect.conclusions_exclude]
    if set(barred) & set(found):
        yield Mismatch("conclusions_exclude", f"none of {_listed(barred)}", _listed(found))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "none"


def _plain(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
