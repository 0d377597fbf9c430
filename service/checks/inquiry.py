"""What is asked, from any door: read whole, with every fault at once, before anything is evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from engine.determination import Demand
from engine.diagnostics import Diagnostic, Text, has_errors
from engine.records import dataclass
from engine.source import escape
from engine.source.scalars import DATE, day
from engine.text import nearest, quoted

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.determination import Answer, Determination
    from engine.facts import Facts, FactsDocument
    from engine.plan import Plan

DOES_NOT_LOAD = "ruleset-does-not-load"
"""The code of the one fault that is not the caller's: the rule set's own files are at fault."""
MOST_FAULTS = 200
"""Of one kind of part of a request. Beyond that none is looked for: to say what was meant by each takes its time."""
SAID_BETTER_BY_FACTS = {"not-a-number", "date-does-not-exist"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it was written, nothing checked but the shape of `documents`: the facts, from files or a body."""

    rulesets: Sequence[str]
    documents: Sequence[FactsDocument]
    as_of: str | None = None
    known_on: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A request without faults: it can be judged."""

    rulesets: tuple[str, ...]
    facts: Facts
    as_of: date
    known_on: date | None
    readings: Mapping[str, str]
    companions: tuple[str, ...] = ()
    """Rule sets that are determined with those asked."""
    demand: Demand = Demand.AS_GIVEN

    @property
    def determined(self) -> tuple[str, ...]:
        """Every rule set that gets an answer, in the order of the answers."""
        return (*self.rulesets, *self.companions)


def read_inquiry(asked: Asked, catalogue: Catalogue, today: date) -> tuple[Inquiry | None, list[Diagnostic]]:
    """The request as values, or all that is wrong with it. Without `as_of` the rules of `today` are asked."""
    from engine.checking import companions_of  # noqa: PLC0415 - what only prints help does not need it
    from engine.facts import read_facts  # noqa: PLC0415

    plans, faults = _plans(asked.rulesets, catalogue)
    companions = companions_of(catalogue, asked.rulesets)
    more, companion_faults = _loaded(companions, catalogue)
    plans, faults = plans + more, faults + companion_faults
    as_of, as_of_faults = read_day(asked.as_of, "/as_of", default=today)
    known_on, known_on_faults = read_day(asked.known_on, "/known_on", default=None)
    whole = len(plans) == len(asked.rulesets) + len(companions)
    reading_faults = list(islice(faults_of_readings(asked.readings, plans), MOST_FAULTS)) if whole else []
    facts, fact_faults = read_facts(
        asked.documents, catalogue.vocabulary(), _exemptions(plans), catalogue.territories()
    )
    demand, demand_faults = _read_demand(asked.evidence)
    faults += [*as_of_faults, *known_on_faults, *reading_faults, *demand_faults, *fact_faults]
    if has_errors(faults) or as_of is None:
        return None, faults
    return Inquiry(tuple(asked.rulesets), facts, as_of, known_on, dict(asked.readings), companions, demand), faults


def _read_demand(written: str | None) -> tuple[Demand, list[Diagnostic]]:
    """How well facts must be shown; where nothing is written, as they were given."""
    if written is None or written in tuple(Demand):
        return Demand(written or Demand.AS_GIVEN), []
    return Demand.AS_GIVEN, [_no_such_demand(written)]


def without_echoes(read: Sequence[Diagnostic], said: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The faults of reading a document and those of what it says, each fault of one value once.

    A reader finds a word that is no date, and then the fact that holds the word finds it too: the fact says more. A
    number that is too long is told best by the reader.
    """
    told = {_where(fault) for fault in said}
    too_long = {_where(fault) for fault in read if fault.code == "number-too-long"}
    kept = [fault for fault in read if fault.code not in SAID_BETTER_BY_FACTS or _where(fault) not in told]
    return kept + [fault for fault in said if fault.pointer is None or _where(fault) not in too_long]


def _where(fault: Diagnostic) -> tuple[str, str | None]:
    return (fault.place.file if fault.place else "", fault.pointer)


def _exemptions(plans: Sequence[Plan]) -> set[str]:
    """The criteria from which an exemption can be given."""
    return {one.id for plan in plans for one in plan.criteria if one.strength == "in_principle"}


def answer(inquiry: Inquiry, catalogue: Catalogue, chainer: str = "auto") -> Answer:
    """The determinations, in the order asked, and what follows from them together."""
    from engine.checking import check  # noqa: PLC0415 - what only prints help does not need it

    return check(
        catalogue,
        inquiry.rulesets,
        inquiry.facts,
        inquiry.as_of,
        known_on=inquiry.known_on,
        readings=inquiry.readings,
        chainer=chainer,
        demand=inquiry.demand,
    )


def determinations(inquiry: Inquiry, catalogue: Catalogue) -> tuple[Determination, ...]:
    """The same of the rule sets asked alone: without evidence, companions and what follows."""
    from engine.checking import determined  # noqa: PLC0415 - as above

    return determined(
        catalogue,
        inquiry.rulesets,
        inquiry.facts,
        inquiry.as_of,
        known_on=inquiry.known_on,
        readings=inquiry.readings,
        demand=inquiry.demand,
    )


def _plans(ids: Sequence[str], catalogue: Catalogue) -> tuple[list[Plan], list[Diagnostic]]:
    """The plans of the rule sets asked, and what is wrong with the asking or (`DOES_NOT_LOAD`) with the rule sets."""
    plans: list[Plan] = []
    faults: list[Diagnostic] = []
    known = catalogue.ids()
    for at, ruleset in enumerate(ids):
        pointer = f"/rulesets/{at}"
        if ruleset not in known:
            faults.append(no_such_ruleset(catalogue, ruleset, pointer))
        elif ruleset in ids[:at]:
            faults.append(_twice(ruleset, pointer))
        else:
            plan, plan_faults = catalogue.plan(ruleset)
            if plan is None:
                faults += [does_not_load(ruleset, pointer), *plan_faults]
            else:
                plans.append(plan)
    return plans, faults


def _loaded(companions: Sequence[str], catalogue: Catalogue) -> tuple[list[Plan], list[Diagnostic]]:
    """The plans of rule sets that nobody asked for, and what is wrong with them."""
    plans: list[Plan] = []
    faults: list[Diagnostic] = []
    for ruleset in companions:
        plan, found = catalogue.plan(ruleset)
        if plan is None:
            faults += [does_not_load(ruleset), *found]
        else:
            plans.append(plan)
    return plans, faults


def read_day(written: str | None, pointer: str, *, default: date | None) -> tuple[date | None, list[Diagnostic]]:
    """The day that was written, or `default` where none was; `pointer` says which part of the request it is."""
    if written is None:
        return default, []
    if not DATE.fullmatch(written):
        return None, [_not_a_date(written, pointer)]
    value, fault = day(written)
    return (value, []) if fault is None else (None, [_no_such_day(written, pointer)])


def faults_of_readings(readings: Mapping[str, str], plans: Sequence[Plan]) -> Iterator[Diagnostic]:
    """What is wrong with a choice of sides among these rule sets."""
    for name, side in readings.items():
        pointer = f"/readings/{escape(name)}"
        having = [plan.readings[name] for plan in plans if name in plan.readings]
        if not having:
            yield _no_such_reading(name, sorted({known for plan in plans for known in plan.readings}), pointer)
        elif not any(side in reading.sides for reading in having):
            yield _no_such_side(name, side, sorted({known for reading in having for known in reading.sides}), pointer)


def no_such_ruleset(catalogue: Catalogue, ruleset: str, pointer: str | None = None) -> Diagnostic:
    """What the catalogue says of an id that it does not have."""
    _, [fault, *_] = catalogue.plan(ruleset)
    return replace(fault, pointer=pointer)


def did_you_mean(name: str, known: Sequence[str]) -> Text:
    """The nearest of a few names, or all of them."""
    near = nearest(name, known)
    if near is not None:
        return Text(f"did you mean {quoted(near)}?", f"{quoted(near)} のことですか")
    if not known:
        return Text("there is none to choose from", "選べるものがありません")
    listed = ", ".join(quoted(one) for one in known)
    return Text(f"there are: {listed}", f"あるのは次のとおりです：{listed}")


def one_of_these(near: Sequence[str], listing: Text) -> Text:
    """The nearest of many names, and what lists them all."""
    if not near:
        return listing
    *first, last = [quoted(one) for one in near]
    asked = f"{', '.join(first)} or {last}" if first else last
    return Text(f"did you mean {asked}? {listing.en}", f"{'、'.join([*first, last])} のことですか。{listing.ja}")


def does_not_load(ruleset: str, pointer: str | None = None) -> Diagnostic:
    return Diagnostic(
        DOES_NOT_LOAD,
        Text(f"the rule set {quoted(ruleset)} does not load", f"規則集 {quoted(ruleset)} を読み込めません"),
        Text(
            "its files have faults: `hantei lint` shows them", "ファイルに誤りがあります。`hantei lint` で確認できます"
        ),
        pointer=pointer,
    )


def _twice(ruleset: str, pointer: str) -> Diagnostic:
    return Diagnostic(
        "ruleset-named-twice",
        Text(f"the rule set {quoted(ruleset)} is named twice", f"規則集 {quoted(ruleset)} が二度指定されています"),
        Text("name it once", "一度だけ指定してください"),
        pointer=pointer,
    )


def _no_such_reading(name: str, known: Sequence[str], pointer: str) -> Diagnostic:
    return Diagnostic(
        "unknown-reading",
        Text(
            f"there is no reading {quoted(name)} in these rule sets",
            f"解釈 {quoted(name)} は指定された規則集にありません",
        ),
        did_you_mean(name, known),
        pointer=pointer,
    )


def _no_such_side(name: str, side: str, known: Sequence[str], pointer: str) -> Diagnostic:
    return Diagnostic(
        "unknown-side",
        Text(
            f"the reading {quoted(name)} has no side {quoted(side)}",
            f"解釈 {quoted(name)} に選択肢 {quoted(side)} はありません",
        ),
        did_you_mean(side, known),
        pointer=pointer,
    )


def _no_such_demand(written: str) -> Diagnostic:
    return Diagnostic(
        "unknown-demand",
        Text(
            f"{quoted(written)} does not say how well facts must be shown",
            f"{quoted(written)} は証拠の程度を表しません",
        ),
        did_you_mean(written, tuple(Demand)),
        pointer="/evidence",
    )


def _not_a_date(written: str, pointer: str) -> Diagnostic:
    return Diagnostic(
        "not-a-date",
        Text(f"{quoted(written)} is not a date", f"{quoted(written)} は日付ではありません"),
        Text("write it as `2019-06-01`", "`2019-06-01` の形で書いてください"),
        pointer=pointer,
    )


def _no_such_day(written: str, pointer: str) -> Diagnostic:
    return Diagnostic(
        "date-does-not-exist",
        Text(f"the date {quoted(written)} does not exist", f"日付 {quoted(written)} は存在しません"),
        Text("check the day and the month", "月と日を確認してください"),
        pointer=pointer,
    )
