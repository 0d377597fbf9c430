"""What is wrong with a `case.yaml` beyond its shape and its formulas: names, sources, languages, days, premises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from engine.cases.computing import AS_OF, EACH
from engine.chaining import chaining_faults
from engine.compiler.cited import text
from engine.compiler.clauses import premise as premise_of
from engine.compiler.facts import type_faults
from engine.compiler.fault import did_you_mean, fault
from engine.compiler.passes.conclusions import FINDING_STATES, count_faults, state_faults
from engine.compiler.passes.dates import period_faults
from engine.compiler.passes.identity import folder_faults, unique_ids
from engine.compiler.passes.languages import sentence_faults
from engine.compiler.register_faults import citation_faults
from engine.compiler.shared import Surroundings
from engine.diagnostics import Diagnostic
from engine.model.case import CaseModel, ClauseModel, DeadlineModel
from engine.model.ruleset import PremiseModel
from engine.plan import ConclusionRule, Plan
from engine.source import Document
from engine.text import quoted

DEADLINE_STATES = ("not_started", "open", "done", "done_late", "late", "outstanding", "undetermined", "not_applicable")
RESERVED = {"id", "on"}
"""Entries that every event has."""


def check_case(
    model: CaseModel, document: Document, around: Surroundings, plans: Mapping[str, Plan]
) -> Iterator[Diagnostic]:
    """Every fault, in the order of the file's sections. `plans`: the rule sets of the case that load."""
    yield from _Check(model, document, around, plans).faults()


class _Check:
    def __init__(self, model: CaseModel, document: Document, around: Surroundings, plans: Mapping[str, Plan]) -> None:
        self.model = model
        self.document = document
        self.around = around
        self.plans = plans

    def faults(self) -> Iterator[Diagnostic]:
        model, document = self.model, self.document
        yield from folder_faults(document, model.id)
        yield from sentence_faults(document)
        yield from period_faults(document, "/covers", model.covers)
        yield from citation_faults("/source", model.source, document, self.around.found)
        yield from self._rulesets()
        yield from self._events()
        for name in model.facts:
            yield from self._name("fact", "事実", name, self.around.found.facts, f"/facts/{name}")
        for section in ("stages", "orders", "deadlines", "conclusions"):
            clauses = getattr(model, section)
            yield from unique_ids(document, f"/{section}", [one.id for one in clauses])
            for index, one in enumerate(clauses):
                yield from citation_faults(f"/{section}/{index}/source", one.source, document, self.around.found)
        for index, order in enumerate(model.orders):
            yield from self._order(f"/orders/{index}", order.event, order.after, order.same)
            yield from self._in_force(f"/orders/{index}", order)
        for index, deadline in enumerate(model.deadlines):
            yield from self._deadline(f"/deadlines/{index}", deadline)
            yield from self._in_force(f"/deadlines/{index}", deadline)
        yield from self._conclusions()

    def _rulesets(self) -> Iterator[Diagnostic]:
        for index, name in enumerate(self.model.rulesets):
            pointer = f"/rulesets/{index}"
            if name not in self.around.ruleset_ids:
                yield from self._name("ruleset", "規則集", name, self.around.ruleset_ids, pointer)
            elif name not in self.plans:
                yield fault(
                    "ruleset-does-not-load",
                    self.document.place(pointer),
                    (f"the rule set {quoted(name)} does not load", f"規則集 {quoted(name)} を読み込めません"),
                    ("mend its faults first", "先にその規則集の誤りを直してください"),
                )
        for name, holder in self.model.parameters.items():
            pointer = f"/parameters/{name}"
            if holder not in self.around.ruleset_ids:
                yield from self._name("ruleset", "規則集", holder, self.around.ruleset_ids, pointer)
            elif holder in self.plans:
                yield from self._name("parameter", "数値", name, self.plans[holder].parameters, pointer)

    def _events(self) -> Iterator[Diagnostic]:
        for name, kind in self.model.events.items():
            pointer = f"/events/{name}"
            if name in self.model.parameters or name in {AS_OF, EACH}:
                yield self._taken(pointer, name)
            if kind.by is not None:
                yield from self._party(kind.by, f"{pointer}/by")
            for index, field in enumerate(kind.unique_by or ()):
                yield from self._name("field", "項目", field, kind.fields, f"{pointer}/unique_by/{index}")
            for field, spec in kind.fields.items():
                if field in RESERVED:
                    yield self._taken(f"{pointer}/fields/{field}", field)
                yield from type_faults(spec, f"{pointer}/fields/{field}", self.document)
            yield from citation_faults(f"{pointer}/source", kind.source, self.document, self.around.found)

    def _order(self, pointer: str, event: str, after: Collection[str], same: Collection[str]) -> Iterator[Diagnostic]:
        yield from self._event(event, f"{pointer}/event")
        for index, name in enumerate(after):
            yield from self._event(name, f"{pointer}/after/{index}")
            for place, field in enumerate(same):
                for one in (event, name):
                    if one in self.model.events:
                        fields = self.model.events[one].fields
                        yield from self._name("field", "項目", field, fields, f"{pointer}/same/{place}")

    def _deadline(self, pointer: str, deadline: DeadlineModel) -> Iterator[Diagnostic]:
        yield from self._event(deadline.event, f"{pointer}/event")
        yield from self._party(deadline.by, f"{pointer}/by")
        for alone, by_reading in (("due", "by_reading"), ("for_each", "for_each_by_reading")):
            if {alone, by_reading} <= deadline.written:
                yield fault(
                    "one-of-two",
                    self.document.key(f"{pointer}/{alone}"),
                    (f"it has both `{alone}` and `{by_reading}`", f"`{alone}` と `{by_reading}` の両方があります"),
                    ("keep one of them", "どちらか一方を残してください"),
                )
            yield from self._sides(f"{pointer}/{by_reading}", getattr(deadline, by_reading) or {})

    def _sides(self, pointer: str, by_reading: Mapping[str, Mapping[str, object]]) -> Iterator[Diagnostic]:
        readings = {name: one for plan in self.plans.values() for name, one in plan.readings.items()}
        for name, sides in by_reading.items():
            yield from self._name("reading", "解釈", name, readings, f"{pointer}/{name}")
            if name in readings and set(sides) != set(readings[name].sides):
                yield fault(
                    "reading-side-missing",
                    self.document.key(f"{pointer}/{name}"),
                    (f"the sides of `{name}` are others", f"解釈 `{name}` の選択肢と一致しません"),
                    (
                        f"give each of {', '.join(f'`{side}`' for side in readings[name].sides)}",
                        f"{'、'.join(f'`{side}`' for side in readings[name].sides)} のそれぞれを書いてください",
                    ),
                )

    def _in_force(self, pointer: str, clause: ClauseModel) -> Iterator[Diagnostic]:
        yield from period_faults(self.document, f"{pointer}/in_force", clause.in_force or ())

    def _conclusions(self) -> Iterator[Diagnostic]:
        rules = []
        for section in ("stages", "conclusions"):
            for index, one in enumerate(getattr(self.model, section)):
                yield from self._premise(f"/{section}/{index}/when", one.when)
        for one in self.model.conclusions:
            when = premise_of(one.when, self.model.id)
            rules.append(ConclusionRule(self.model.id, one.id, one.kind, text(one.statement), when, ()))
        others = [rule for plan in self.plans.values() for rule in plan.conclusions]
        for found in chaining_faults([*rules, *others]):
            yield found.at(self.document.place(found.pointer or "/conclusions"))

    def _premise(self, pointer: str, premise: PremiseModel) -> Iterator[Diagnostic]:
        for key, parts in (("all", premise.every), ("any", premise.some), ("none", premise.none)):
            for index, part in enumerate(parts or ()):
                yield from self._premise(f"{pointer}/{key}/{index}", part)
        if premise.count is not None:
            yield from count_faults(self.document, f"{pointer}/count", premise.count)
            for index, part in enumerate(premise.count.of):
                yield from self._premise(f"{pointer}/count/of/{index}", part)
        yield from self._states(pointer, premise)
        if premise.event is not None:
            yield from self._event(premise.event, f"{pointer}/event")
        for key, known in (("deadline", self.model.deadlines), ("order", self.model.orders)):
            name = getattr(premise, key)
            if name is not None:
                yield from self._name(
                    key, "期限" if key == "deadline" else "順序", name, _ids(known), f"{pointer}/{key}"
                )
        if premise.criterion is not None or premise.outcome is not None:
            yield from self._of_ruleset(pointer, premise)
        if premise.conclusion is not None:
            yield from self._conclusion(f"{pointer}/conclusion", premise.conclusion)

    def _states(self, pointer: str, premise: PremiseModel) -> Iterator[Diagnostic]:
        known = {"deadline": DEADLINE_STATES, "order": FINDING_STATES, "criterion": FINDING_STATES}
        asked = next((key for key in known if key in premise.written), None)
        if asked is not None and premise.state is None:
            yield fault(
                "missing-key",
                self.document.place(pointer),
                ("the key `state` is missing", "キー `state` がありません"),
                (f"add `state: {known[asked][0]}`", f"`state: {known[asked][0]}` のように加えてください"),
            )
        elif asked is not None:
            yield from state_faults(self.document, pointer, premise, known[asked])
        elif premise.state is not None:
            yield fault(
                "key-does-not-fit-type",
                self.document.key(f"{pointer}/state"),
                ("`state` says nothing here", "`state` はここでは意味を持ちません"),
                ("take it away", "消してください"),
            )

    def _of_ruleset(self, pointer: str, premise: PremiseModel) -> Iterator[Diagnostic]:
        holder = premise.ruleset
        if holder is None:
            yield fault(
                "missing-key",
                self.document.place(pointer),
                ("a case has no criteria of its own", "案件自体に基準はありません"),
                ("name one of its rule sets: `ruleset: …`", "`ruleset: …` で規則集を書いてください"),
            )
        elif holder not in self.model.rulesets:
            yield from self._name("ruleset", "規則集", holder, self.model.rulesets, f"{pointer}/ruleset")
        elif premise.criterion is not None and holder in self.plans:
            criteria = [one.id for one in self.plans[holder].criteria]
            yield from self._name("criterion", "基準", premise.criterion, criteria, f"{pointer}/criterion")

    def _conclusion(self, pointer: str, reference: str) -> Iterator[Diagnostic]:
        holder, _, name = reference.rpartition("#")
        if holder in ("", self.model.id):
            yield from self._name("conclusion", "結論", name, _ids(self.model.conclusions), pointer)
        elif holder not in self.model.rulesets:
            yield from self._name("ruleset", "規則集", holder, self.model.rulesets, pointer)
        elif holder in self.plans:
            yield from self._name("conclusion", "結論", name, _ids(self.plans[holder].conclusions), pointer)

    def _event(self, name: str, pointer: str) -> Iterator[Diagnostic]:
        yield from self._name("event", "出来事", name, self.model.events, pointer)

    def _party(self, name: str, pointer: str) -> Iterator[Diagnostic]:
        yield from self._name("party", "関係者", name, self.model.parties, pointer)

    def _name(self, what: str, what_ja: str, name: str, known: Collection[str], pointer: str) -> Iterator[Diagnostic]:
        if name not in known:
            yield fault(
                f"unknown-{what}",
                self.document.place(pointer),
                (f"the {_WORDS.get(what, what)} {quoted(name)} is not known", f"{what_ja} {quoted(name)} がありません"),
                did_you_mean(name, sorted(known), ("name one that is there", "あるものを書いてください")),
            )

    def _taken(self, pointer: str, name: str) -> Diagnostic:
        return fault(
            "name-taken",
            self.document.key(pointer),
            (f"the name `{name}` means something else", f"名前 `{name}` は別の意味で使われています"),
            ("choose another name", "別の名前にしてください"),
        )


_WORDS = {"ruleset": "rule set"}


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def _ids(clauses: Iterable[_Named]) -> list[str]:
    return [one.id for one in clauses]
