"""How plans and what they share are stored: the closed list of classes, and the digest that names a plan."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from engine import plan as plans
from engine.codec import Codec
from engine.compiler.shared import Cited, Entry, Passage, Source, Vocabulary
from engine.diagnostics import Diagnostic, Place, Severity, Text
from engine.feel.syntax.ast import NODES, Expression
from engine.feel.syntax.table import DecisionTable, Row
from engine.feel.values.calendar import FeelDate
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.plan import Plan
from engine.plan_shape import FIRST, Comparing
from engine.territories import Territories, Territory

LANGUAGE = "hantei-rules-1"
"""The version of the rule language: what a plan means. A change of meaning is a new version, and new digests; a key
that is new and that a rule set does not use changes nothing (`engine.plan_shape`)."""


@dataclass(frozen=True, slots=True)
class Warnings:
    """What is to be said of a rule set that loads all the same."""

    found: tuple[Diagnostic, ...]


CLASSES: tuple[type, ...] = (
    Place, Text, *(kind for _, kind in sorted(NODES.items())), Expression, Row, DecisionTable,
    YearsMonths, DaysTime, FeelDate,
    plans.Period, plans.Step, plans.FactSpec, plans.Bounds, plans.Parameter, plans.Named, plans.Table, plans.Formula,
    plans.Bound, plans.BestOf, plans.TableRef, plans.ByReading, plans.Rounding, plans.Value, plans.Figure,
    plans.Criterion, plans.Reading, plans.OutcomeIs, plans.FindingIs, plans.ConclusionHolds, plans.CaseSays,
    plans.Combined,
    plans.ConclusionRule, plans.CountedFrom, plans.Record, plans.RegisterRow, plans.PrintedList, plans.Register,
    plans.Plan, plans.Strength, plans.Gone,
    Source, Passage, Entry, Cited, Vocabulary, Territory, Territories, Diagnostic, Severity, Warnings,
)  # fmt: skip
STORED = Codec(CLASSES)
_COMPARED = Comparing(CLASSES, omit=(Place,), first=FIRST)


def named(plan: Plan) -> Plan:
    """The plan with its digest: the hash of all that it says, wherever in the files it stands."""
    said = f"{LANGUAGE}\n{_COMPARED.shape}\n{_COMPARED.dumps(replace(plan, digest=''))}"
    return replace(plan, digest=f"sha256:{hashlib.sha256(said.encode()).hexdigest()}")
