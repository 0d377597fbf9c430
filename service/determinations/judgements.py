"""What officers decide: judgements on stored determinations and cases, read by the vocabulary as any fact is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine.determination_json import plain
from engine.diagnostics import Diagnostic, Text
from engine.facts import EXEMPTED, Facts, FactsDocument, Grade, read_facts
from engine.records import dataclass
from engine.text import quoted
from service.checks.faults import did_you_mean

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.plan import Plan
    from service.store import Record, Store

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided about one fact: by whom, on which day and why."""

    fact: str
    value: Any
    by: str
    on: str
    reason: str


def subject_plans(store: Store, catalogue: Catalogue, subject: str) -> list[Plan] | None:
    """The rule sets that a subject (`determinations/ID` or `cases/ID`) is about; None where there is no such subject.

    Raises StoreError.
    """
    kind, _, id_ = subject.partition("/")
    if not (0 < len(id_) <= 64 and id_.isprintable()):
        return None
    if kind == "determinations":
        found = store.determinations.get(id_)
        if found is None:
            return None
        named = [one.ruleset for one in found[0].outcomes]
        return [plan for plan, _ in map(catalogue.plan, named) if plan is not None]
    case = store.cases.get(id_) if kind == "cases" else None
    if case is None:
        return None
    definition, _ = catalogue.case(case.subject)
    return [] if definition is None else list(definition.plans.values())


def read_judgement(
    judged: Judgement, plans: Sequence[Plan], catalogue: Catalogue
) -> tuple[Json | None, list[Diagnostic]]:
    """The judgement as it is kept, or what is wrong with it: pointers lead into the body that told it."""
    known = catalogue.vocabulary()
    exemptions = {one.id for plan in plans for one in plan.criteria if one.strength == "in_principle"}
    names = [name for name, spec in known.items() if spec.judgement] + [f"{EXEMPTED}{one}" for one in exemptions]
    if judged.fact not in names:
        return None, [_no_judgement(judged.fact, names, is_fact=judged.fact in known)]
    told = {"value": judged.value, "grade": "judged", "by": judged.by, "on": judged.on, "reason": judged.reason}
    document = FactsDocument(_nested(judged.fact, told))
    facts, faults = read_facts([document], known, exemptions, catalogue.territories())
    if faults:
        return None, [replace(fault, pointer=_pointer(fault.pointer)) for fault in faults]
    given = facts.named(judged.fact)
    if given is None:
        raise AssertionError(judged.fact)
    kept = {"fact": judged.fact, "value": plain(given.value), "by": judged.by, "on": judged.on}
    return {**kept, "reason": judged.reason}, []


def judgement_json(record: Record) -> Json:
    """A judgement as it was kept; of what was taken out of it the hash is there."""
    return {
        "id": record.entry.id,
        "subject": record.subject,
        **record.fields,
        "recorded_at": record.entry.recorded_at,
        "recorded_by": record.entry.caller,
        "hash": record.entry.hash,
    }


def judged_facts(facts: Facts, records: Iterable[Record], catalogue: Catalogue) -> Facts:
    """The facts with what was judged of them since, the last judgement of each. `records`: oldest first.

    What can no longer be read by the vocabulary is passed over.
    """
    data: Json = {}
    exemptions = set()
    for record in records:
        left = record.left()
        if {"fact", "value", "by", "on", "reason"} <= left.keys():
            told = {name: left[name] for name in ("value", "by", "on", "reason")} | {"grade": Grade.JUDGED.value}
            _put(data, left["fact"], told)
            if left["fact"].startswith(EXEMPTED):
                exemptions.add(left["fact"].removeprefix(EXEMPTED))
    read, _ = read_facts([FactsDocument(data)], catalogue.vocabulary(), exemptions, catalogue.territories())
    return Facts({**facts.given, **read.given}, {**facts.exemptions, **read.exemptions})


def _nested(name: str, value: Json) -> Json:
    data: Json = {}
    _put(data, name, value)
    return data


def _put(data: Json, name: str, value: Json) -> None:
    *heads, last = name.split(".", 1) if name.startswith(EXEMPTED) else name.split(".")
    for head in heads:
        data = data.setdefault(head, {})
    data[last] = value


def _pointer(pointer: str | None) -> str:
    """`/value` of `/applicant/kind/value`: the body that tells a judgement is flat."""
    last = (pointer or "").rsplit("/", 1)[-1]
    return f"/{last}" if last in {"value", "by", "on", "reason"} else "/value"


def _no_judgement(name: str, known: Sequence[str], *, is_fact: bool) -> Diagnostic:
    said = quoted(name)
    message = (
        Text(f"{said} is not decided by a judgement", f"{said} は審査判断で決める事実ではありません")
        if is_fact
        else Text(f"there is no judgement {said}", f"審査判断 {said} はありません")
    )
    return Diagnostic("unknown-judgement", message, did_you_mean(name, sorted(known)), pointer="/fact")
