"""What a rule set cites, what became of these points, and which rule sets it stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.coverage import KIND_NAMES, STATUSES, Clause
from engine.plan import Combined, ConclusionHolds, FindingIs, OutcomeIs, Plan, Premise
from engine.records import dataclass
from service.pages.author.keeping import Once, clauses_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.diagnostics import Text

PARTS = {
    "criterion": "criteria",
    "parameter": "figures",
    "list": "figures",
    "table": "amounts",
    "row": "amounts",
    "value": "amounts",
    "reading": "readings",
    "conclusion": "conclusions",
    "period": "criteria",
    "example": "examples",
}
"""In which part of a rule set's page a clause of each kind stands."""


@dataclass(frozen=True, slots=True)
class Link:
    """A clause that cites: what it is, its name, and the path without the language where it is shown, if it is."""

    kind: Text
    name: str
    owner: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """A cited passage: its source, its place in words, what it is about where that is known, and who cites it."""

    reference: str
    source: str
    place: str
    title: Text | None
    status: Text | None
    cited_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Rule sets that this one names in its conclusions or runs with, and those that name or run with it."""

    uses: tuple[Plan, ...]
    used_by: tuple[Plan, ...]


def citing_of(catalogue: Catalogue, ruleset: str, lang: str) -> list[Point]:
    """The passages that a rule set cites, in the order of the sources, each with its clauses of this rule set."""
    found = []
    for reference, clauses in sorted(clauses_of(catalogue).items()):
        own = tuple(link_of(clause) for clause in clauses if clause.owner == ruleset and clause.kind != "example")
        if own:
            found.append(point(catalogue, reference, lang, own))
    return found


def point(catalogue: Catalogue, reference: str, lang: str, cited_by: tuple[Link, ...]) -> Point:
    """One passage in words. Raises KeyError where there is none of that reference."""
    cited = catalogue.cited()
    passage, entry = cited.passages[reference], cited.entries.get(reference)
    status = STATUSES[entry.status] if entry is not None and entry.status else None
    return Point(reference, passage.source, passage.section.in_(lang), entry.title if entry else None, status, cited_by)


def link_of(clause: Clause) -> Link:
    """A clause as a link to where it is shown."""
    name = clause.name.split(" ")[0]
    if clause.owner.startswith("registers/"):
        path: str | None = f"/registers/{clause.owner.removeprefix('registers/')}"
    elif clause.owner.startswith("vocabulary/"):
        path = None
    else:
        path = f"/rules/{clause.owner}?part={PARTS.get(clause.kind, 'criteria')}#{name}"
    return Link(KIND_NAMES[clause.kind], clause.name, clause.owner, path)


def resting_on(catalogue: Catalogue, plan: Plan) -> Neighbours:
    """The rule sets beside this one."""
    uses = _uses(catalogue)
    by = [other for other, named in uses.items() if plan.id in named]
    return Neighbours(_plans(catalogue, sorted(uses.get(plan.id, ()))), _plans(catalogue, sorted(by)))


def _plans(catalogue: Catalogue, names: list[str]) -> tuple[Plan, ...]:
    return tuple(plan for plan in (catalogue.plan(name)[0] for name in names) if plan is not None)


def _named(premise: Premise) -> set[str]:
    if isinstance(premise, Combined):
        return {name for part in premise.parts for name in _named(part)}
    return {premise.ruleset} if isinstance(premise, OutcomeIs | FindingIs | ConclusionHolds) else set()


def _uses_of(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    found = {}
    for plan in _plans(catalogue, list(catalogue.ids())):
        named = {name for rule in plan.conclusions for name in _named(rule.when)} | set(plan.companions)
        found[plan.id] = frozenset(named - {plan.id})
    return found


_uses: Once[dict[str, frozenset[str]]] = Once(_uses_of)
