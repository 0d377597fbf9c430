"""How a value is worked out, and the dated figures and lists that it may use."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.model.base import (
    Bilingual,
    Day,
    DayKey,
    Feel,
    Flag,
    Kebab,
    Model,
    Positive,
    References,
    Scalar,
    Snake,
    Words,
)

Gone = Literal["unknown", "ended"]
PUBLISHED = "the day from which it was known; default: the day of the first document that `source` names"
UNTIL = "the last day for which the source evidences it; left out: until the next step"
GONE = "`unknown`: not evidenced from this day on; `ended`: the clause is gone"


class ParameterStep(Model):
    """The figure from a day on: a value, or bounds where only these are known."""

    value: Scalar | None = Field(None, description="the figure")
    at_least: Scalar | None = Field(None, description="known only by bounds: at least this")
    at_most: Scalar | None = Field(None, description="known only by bounds: at most this")
    until: Day | None = Field(None, description=UNTIL)
    published: Day | None = Field(None, description=PUBLISHED)
    source: References = Field(description="where the figure is said")


class ParameterModel(Model):
    """A dated figure."""

    title: Bilingual
    type: Literal["number", "date", "text", "duration"] = Field("number", description="default: number")
    unit: Words | None = Field(None, description='unit of a number; `"1"` for a fraction')
    values: dict[DayKey, ParameterStep | Gone] = Field(
        description=f"by the day from which each holds; {GONE}", min_length=1
    )


class ListStep(Model):
    """The members from a day on."""

    items: tuple[Scalar, ...]
    until: Day | None = Field(None, description=UNTIL)
    published: Day | None = Field(None, description=PUBLISHED)
    source: References


class ListModel(Model):
    """A named list: dated members of its own, or a register."""

    ALTERNATIVES = ("register", "values")

    title: Bilingual
    register_id: Kebab | None = Field(None, alias="register", description="the id of a register")
    of: Literal["text", "number", "country", "date"] | None = Field(None, description="what the members are")
    values: dict[DayKey, ListStep | Gone] | None = Field(None, description=f"by the day from which each holds; {GONE}")
    source: References | None = None


class RowModel(Model):
    """One row of a decision table."""

    id: Kebab
    when: tuple[Feel, ...] = Field(description="one FEEL unary test for each input; `-` for any", min_length=1)
    then: Feel
    source: References | None = Field(None, description="default: that of the table")


class TableModel(Model):
    """A DMN decision table."""

    title: Bilingual
    unit: Words | None = Field(None, description="unit of the outputs where they are numbers")
    hit_policy: Literal["UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER", "COLLECT"] = "UNIQUE"
    aggregation: Literal["min", "max", "sum", "count"] | None = Field(None, description="with COLLECT only")
    inputs: tuple[Feel, ...] = Field(min_length=1)
    output_values: tuple[Feel, ...] | None = Field(
        None, description="outputs from the first to the last in rank; wanted by PRIORITY and OUTPUT ORDER"
    )
    rows: tuple[RowModel, ...] = Field(min_length=1)
    otherwise: Feel | None = Field(None, description="the output when no row hits")
    published: Day | None = Field(None, description=PUBLISHED)
    source: References | None = None
    derived: Flag = Field(False, description="our inference, marked wherever it shows")


class BoundModel(Model):
    """One named bound."""

    id: Kebab
    formula: Feel
    source: References | None = Field(None, description="default: that of the value")


DEFINITIONS = ("formula", "least_of", "greatest_of", "table", "by_reading")
By = Annotated[dict[Kebab, dict[Kebab, "DefinitionModel"]], Field(min_length=1, max_length=1)]


class DefinitionModel(Model):
    """How a value is worked out: exactly one of these ways."""

    ALTERNATIVES = DEFINITIONS

    formula: Feel | None = None
    least_of: tuple[BoundModel, ...] | None = Field(None, description="the least of named bounds", min_length=1)
    greatest_of: tuple[BoundModel, ...] | None = Field(None, description="the greatest of named bounds", min_length=1)
    table: Snake | None = Field(None, description="the answer of a table of this rule set")
    by_reading: By | None = Field(None, description="a definition for each side of a reading")
    source: References | None = None


class DatedModel(DefinitionModel):
    """A definition from a day on."""

    until: Day | None = Field(None, description=UNTIL)
    published: Day | None = Field(None, description=PUBLISHED)


class RoundingModel(Model):
    """Rounding as the rule writes it."""

    to: Positive = Field(description="to a multiple of this")
    mode: Literal["down", "up", "half_up", "half_down", "half_even", "ceiling", "floor"]
    reason: Bilingual | None = None


class ValueModel(Model):
    """A computed value: a definition, or dated definitions."""

    ALTERNATIVES = (*DEFINITIONS, "dated")

    title: Bilingual
    unit: Words | None = Field(None, description="unit of a number; what is no number has none")
    amount: Flag = Field(False, description="shown in the answer as an entitlement")
    illustration: Flag = Field(False, description="shown apart from amounts, with its steps, never as an entitlement")
    derived: Flag = Field(False, description="our inference, marked wherever it shows")
    rounding: RoundingModel | None = None
    applies_when: Feel | None = Field(None, description="false: left out of the answer")
    formula: Feel | None = None
    least_of: tuple[BoundModel, ...] | None = Field(None, description="the least of named bounds", min_length=1)
    greatest_of: tuple[BoundModel, ...] | None = Field(None, description="the greatest of named bounds", min_length=1)
    table: Snake | None = Field(None, description="the answer of a table of this rule set")
    by_reading: By | None = Field(None, description="a definition for each side of a reading")
    dated: dict[DayKey, DatedModel | Gone] | None = Field(
        None, description=f"definitions by the day from which each holds; {GONE}", min_length=1
    )
    published: Day | None = Field(None, description=f"{PUBLISHED}; a dated definition has its own")
    source: References | None = None
