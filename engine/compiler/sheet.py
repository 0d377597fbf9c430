"""One rule set on the workbench: its model, where everything stands, and every FEEL text in it, parsed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from engine import feel
from engine.compiler.shared import Found, Outline
from engine.diagnostics import Diagnostic, Place, Text
from engine.feel import Expression
from engine.model.base import references
from engine.model.definitions import DefinitionModel, TableModel, ValueModel
from engine.model.ruleset import RuleSetModel
from engine.source import Document, escape

Definer = DefinitionModel | ValueModel
CONDITION = "condition"
FIGURE = "figure"
CELL = "cell"
INPUT = "input"
MENDS = {
    CONDITION: Text(
        "write a condition, such as `cost <= ceiling_of_cost`", "`cost <= ceiling_of_cost` のような条件を書いてください"
    ),
    FIGURE: Text("write a formula, such as `cost * rate`", "`cost * rate` のような式を書いてください"),
    INPUT: Text("write the name of what the column tests", "この列で判定するものの名前を書いてください"),
    CELL: Text(
        'write a test, such as `">= 4"`, `"[1..3]"`, or `"-"` for any',
        '`">= 4"`、`"[1..3]"` のような判定か、何でもよいときは `"-"` を書いてください',
    ),
}
"""How to mend a text of each purpose, where there is nothing better to say."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """One FEEL text: where it stands, what it is for, and the name of the clause that it belongs to."""

    pointer: str
    text: str
    purpose: str
    """condition (gives true or false), figure, input of a table, or cell of a table"""
    owner: str
    """`value:maximum_grant`, `criterion:adb-project`, `table:…`"""
    unit: str | None = None
    """The unit that the clause declares for the result; None: none is declared."""


@dataclass(slots=True)
class Sheet:
    """What passes look at. `expressions` holds the parsed snippets by pointer; unreadable ones are not in it."""

    document: Document
    model: RuleSetModel
    found: Found
    outline: Callable[[str], Outline | None]
    """The outline of another rule set, None where there is none."""
    ruleset_ids: tuple[str, ...]
    snippets: tuple[Snippet, ...] = ()
    expressions: dict[str, Expression] = field(default_factory=dict)
    parse_faults: list[Diagnostic] = field(default_factory=list)
    _declared: frozenset[str] = frozenset()
    _reads: dict[str, frozenset[str]] = field(default_factory=dict)

    def place(self, pointer: str) -> Place:
        return self.document.place(pointer)

    def key(self, pointer: str) -> Place:
        return self.document.key(pointer)

    def names(self) -> Mapping[str, str]:
        """Every name of this rule set that FEEL may use, with its pointer."""
        sections = ("parameters", "lists", "tables", "values")
        return {name: f"/{section}/{name}" for section in sections for name in getattr(self.model, section)}

    def declared(self) -> frozenset[str]:
        """All dotted names that an expression may read."""
        if not self._declared:
            self._declared = frozenset(self.names()) | frozenset(self.found.facts)
        return self._declared

    def reads(self, pointer: str) -> frozenset[str]:
        """The names that the expression at `pointer` reads; none where it could not be parsed."""
        expression = self.expressions.get(pointer)
        if expression is not None and pointer not in self._reads:
            self._reads[pointer] = feel.paths(expression, self.declared())
        return self._reads.get(pointer, frozenset())


def lay_out(sheet: Sheet) -> None:
    """Finds and parses every FEEL text of the rule set."""
    sheet.snippets = tuple(snippets(sheet.model))
    for snippet in sheet.snippets:
        parse = feel.parse_unary_tests if snippet.purpose == CELL else feel.parse
        expression, faults = parse(snippet.text)
        sheet.parse_faults += [placed(fault, snippet, sheet.document) for fault in faults]
        if expression is not None:
            sheet.expressions[snippet.pointer] = expression


def placed(fault: Diagnostic, snippet: Snippet, document: Document) -> Diagnostic:
    """A fault inside an expression, at its place in the file; with help where the language has none to give."""
    if fault.help is None:
        fault = replace(fault, help=MENDS[snippet.purpose])
    if fault.place is None or document.at(snippet.pointer) != snippet.text:
        return fault.at(document.place(snippet.pointer))
    inside = fault.place
    start = document.inside(snippet.pointer, _offset(snippet.text, inside.line, inside.column))
    last = document.inside(snippet.pointer, max(_offset(snippet.text, inside.end_line, inside.end_column) - 1, 0))
    if (last.line, last.column) >= (start.line, start.column):
        start = replace(start, end_line=last.line, end_column=last.column + 1)
    return fault.at(start)


def _offset(text: str, line: int, column: int) -> int:
    """How many characters stand before a place inside a text."""
    before = text.split("\n")[: line - 1]
    return min(sum(len(part) + 1 for part in before) + column - 1, len(text))


def snippets(model: RuleSetModel) -> Iterator[Snippet]:
    """Every FEEL text of a rule set, in the order of the file's sections."""
    for name, table in model.tables.items():
        yield from _of_table(name, table)
    for name, value in model.values.items():
        owner = f"value:{name}"
        if value.applies_when is not None:
            yield Snippet(f"/values/{name}/applies_when", feel_text(value.applies_when), CONDITION, owner)
        for pointer, definition in definitions(value, f"/values/{name}"):
            yield from _of_definition(definition, pointer, owner, value.unit)
    for index, criterion in enumerate(model.criteria):
        pointer, owner = f"/criteria/{index}", f"criterion:{criterion.id}"
        if criterion.applies_when is not None:
            yield Snippet(f"{pointer}/applies_when", feel_text(criterion.applies_when), CONDITION, owner)
        if criterion.requires is not None:
            yield Snippet(f"{pointer}/requires", feel_text(criterion.requires), CONDITION, owner)
        for reading, sides in (criterion.by_reading or {}).items():
            for side, condition in sides.items():
                yield Snippet(f"{pointer}/by_reading/{reading}/{side}", feel_text(condition), CONDITION, owner)
        for name, figure in criterion.figures.items():
            yield Snippet(f"{pointer}/figures/{name}/formula", feel_text(figure.formula), FIGURE, owner, figure.unit)


def _of_table(name: str, table: TableModel) -> Iterator[Snippet]:
    pointer, owner = f"/tables/{name}", f"table:{name}"
    for index, text in enumerate(table.inputs):
        yield Snippet(f"{pointer}/inputs/{index}", feel_text(text), INPUT, owner)
    for index, row in enumerate(table.rows):
        for column, cell in enumerate(row.when):
            yield Snippet(f"{pointer}/rows/{index}/when/{column}", feel_text(cell), CELL, owner)
        yield Snippet(f"{pointer}/rows/{index}/then", feel_text(row.then), FIGURE, owner, table.unit)
    for index, text in enumerate(table.output_values or ()):
        yield Snippet(f"{pointer}/output_values/{index}", feel_text(text), FIGURE, owner, table.unit)
    if table.otherwise is not None:
        yield Snippet(f"{pointer}/otherwise", feel_text(table.otherwise), FIGURE, owner, table.unit)


def definitions(value: Definer, pointer: str) -> Iterator[tuple[str, Definer]]:
    """A definition and all inside it (dated ones, sides of readings), with pointers."""
    yield pointer, value
    for day, dated in (getattr(value, "dated", None) or {}).items():
        if isinstance(dated, DefinitionModel):
            yield from definitions(dated, f"{pointer}/dated/{day}")
    for reading, sides in (value.by_reading or {}).items():
        for side, definition in sides.items():
            yield from definitions(definition, f"{pointer}/by_reading/{reading}/{side}")


def _of_definition(definition: Definer, pointer: str, owner: str, unit: str | None) -> Iterator[Snippet]:
    if definition.formula is not None:
        yield Snippet(f"{pointer}/formula", feel_text(definition.formula), FIGURE, owner, unit)
    for key in ("least_of", "greatest_of"):
        for index, bound in enumerate(getattr(definition, key) or ()):
            yield Snippet(f"{pointer}/{key}/{index}/formula", feel_text(bound.formula), FIGURE, owner, unit)


def feel_text(value: Any) -> str:
    """A FEEL text as the parser takes it: numbers, dates and truth values that YAML read as such are written out."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return f'@"{value.isoformat()}"' if isinstance(value, date) else str(value)


def cited(model: RuleSetModel) -> Iterator[tuple[str, str | tuple[str, ...] | None]]:
    """Every `source:` of a rule set with its pointer, also those that are not there (None)."""
    yield "/source", model.source
    for name, parameter in model.parameters.items():
        for day, step in parameter.values.items():
            if not isinstance(step, str):
                yield f"/parameters/{name}/values/{day}/source", step.source
    for name, named in model.lists.items():
        yield f"/lists/{name}/source", named.source
        for day, members in (named.values or {}).items():
            if not isinstance(members, str):
                yield f"/lists/{name}/values/{day}/source", members.source
    for name, table in model.tables.items():
        yield f"/tables/{name}/source", table.source
        yield from ((f"/tables/{name}/rows/{index}/source", row.source) for index, row in enumerate(table.rows))
    for name, reading in model.readings.items():
        yield f"/readings/{escape(name)}/source", reading.source
    for name, value in model.values.items():
        for pointer, definition in definitions(value, f"/values/{name}"):
            yield f"{pointer}/source", definition.source
            for key in ("least_of", "greatest_of"):
                for index, bound in enumerate(getattr(definition, key) or ()):
                    yield f"{pointer}/{key}/{index}/source", bound.source
    for section in ("criteria", "conclusions"):
        for index, clause in enumerate(getattr(model, section)):
            yield f"/{section}/{index}/source", clause.source


def source_of(*sources: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The first of these that is written: the clause's own, else that of what holds it."""
    return next((references(source) for source in sources if source is not None), ())
