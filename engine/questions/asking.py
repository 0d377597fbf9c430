"""The order of questions: what settles most comes first; in one rule set, in several, or in all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from math import lcm

from engine.determination import Outcome
from engine.evaluator.findings import EXEMPTION
from engine.fact_fields import fields_of, spec_named
from engine.facts.evidence import exemption_spec
from engine.feel.values.unknown import Unknown
from engine.plan import FactSpec, Plan
from engine.possibilities import Oracle, Parts, Request, State, parts_of, point_of
from engine.questions.keeping import kept
from engine.questions.question import Question, Waiting
from engine.questions.relevance import Relevance
from engine.questions.slips import Options, Place, deciding, places, slips

NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a fact would settle in one rule set, on average over its parts, and whether the answer can turn on it.

    `share`: of each open criterion that decides, the part that the fact is of what the criterion waits for.
    `spares`: of a fact on which amounts alone wait, how many questions its answer spares.
    """

    waiting: Waiting
    certain: bool
    position: int
    place: Place
    closes: Fraction
    share: Fraction
    spares: Fraction


@dataclass(slots=True)
class _Ranked:
    """A fact with its worth in each rule set that waits for it."""

    fact: FactSpec
    worths: list[Worth] = field(default_factory=list)

    @property
    def settles(self) -> Fraction:
        return _total([one.place.worth for one in self.worths])

    @property
    def closes(self) -> Fraction:
        return _total([one.closes for one in self.worths])

    def measures(self) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """What it settles and closes, its share, and what it spares: the more the better."""
        share, spares = _total([one.share for one in self.worths]), _total([one.spares for one in self.worths])
        return self.settles, self.closes, share, spares

    def key(self, measures: Sequence[int]) -> tuple[int, int, int, int, int, int, int, str]:
        """What it is ordered by, with its measures as whole numbers."""
        turn, position = min(one.place.turn for one in self.worths), min(one.position for one in self.worths)
        settles, closes, share, spares = measures
        return -settles, turn, -closes, -share, -spares, -len(fields_of(self.fact)), position, self.fact.name

    def question(self) -> Question:
        return Question(
            self.fact,
            tuple(one.waiting for one in self.worths),
            self.settles,
            self.closes,
            any(one.certain for one in self.worths),
        )


def next_questions(requests: Sequence[Request], *, set_aside: Collection[str] = ()) -> tuple[Question, ...]:
    """The facts that can still change an outcome or an amount of one of the requests, the most telling first.

    A fact that cannot is never among them. First come those that most likely settle an outcome, a question, by the set
    of facts that they are asked in (`slips`), then those that decide most criteria, then those on which most of the
    open criteria hangs, then those that spare most questions, then rows; among equals in the order of
    `Determination.missing`.
    `set_aside`: facts that are not to be asked again.
    """
    found: dict[str, _Ranked] = {}
    for request in requests:
        for name, worth in kept(request, _worths).items():
            if name not in set_aside:
                found.setdefault(name, _Ranked(_spec(name, request.plan))).worths.append(worth)
    return tuple(one.question() for one in _in_order(found.values()))


def _in_order(found: Iterable[_Ranked]) -> list[_Ranked]:
    """Best first. Fractions are compared over their common denominator: there are many, and each is compared often."""
    measured = [(one, one.measures()) for one in found]
    whole = lcm(*(each.denominator for _, measures in measured for each in measures))

    def key(pair: tuple[_Ranked, Sequence[Fraction]]) -> tuple[int, int, int, int, int, int, int, str]:
        one, measures = pair
        return one.key([each.numerator * (whole // each.denominator) for each in measures])

    return [one for one, _ in sorted(measured, key=key)]


def standing(request: Request) -> Outcome:
    """What the facts of a request come to so far, without findings: for what only asks whether there is more to ask."""
    return kept(request, _outcome)


def _outcome(oracle: Oracle) -> Outcome:
    return Outcome.INELIGIBLE if oracle.base.conflicting() else oracle.base.outcome


def _spec(name: str, plan: Plan) -> FactSpec:
    if name.startswith(EXEMPTION):
        return exemption_spec(name.removeprefix(EXEMPTION))
    return spec_named(name, plan.facts) or plan.facts[name]


def _worths(oracle: Oracle) -> dict[str, Worth]:
    """What each fact would settle; facts on which the answer cannot turn are left out."""
    missing = _missing(oracle.base)

    @cache
    def parts(name: str) -> Parts:
        return parts_of(name, oracle)

    search = Relevance(oracle, parts)
    certain = search.of(missing)
    asked = [name for name in missing if certain[name] is not False]
    options = {name: _options(name, parts(name), search) for name in asked}
    later = {name: _options(name, parts(name), search) for name in _later(oracle)}
    open_ = [one.finding.missing for one in deciding(oracle.base)]
    placed = places(slips(oracle.base, search.best, options | later))
    return {
        name: Worth(
            _waiting(name, oracle),
            bool(certain[name]),
            missing.index(name),
            placed.get(name, Place()),
            _mean([oracle.base.open() - state.open() for state in options[name].alone]),
            _share(name, open_),
            NONE if name in placed else _spares(parts(name), name, oracle),
        )
        for name in asked
    }


def _missing(base: State) -> tuple[str, ...]:
    """What the answer waits for: where criteria cannot all be met, only what amounts wait for."""
    names = base.missing()
    if not names or not base.conflicting():
        return names
    return tuple(name for name in names if any(name in amount.missing for amount in base.amounts().values()))


def _later(oracle: Oracle) -> list[str]:
    """The facts that an open criterion waits for and that are asked only after others."""
    waiting = {name for one in deciding(oracle.base) for name in one.finding.missing}
    return sorted(name for name in waiting - set(oracle.base.missing()) if not name.startswith(EXEMPTION))


def _options(name: str, parts: Parts, search: Relevance) -> Options:
    """What the parts leave that count: a point between two stretches is hardly ever given."""
    likely = [at for at, part in enumerate(parts.values) if not _is_single_point(part, parts)]
    alone, around = search.alone(name), search.around_best(name)
    lists = any(isinstance(part, list) for part in parts.values)
    return Options([alone[at] for at in likely], [around[at] for at in likely], untold=int(lists))


def _share(name: str, waiting: Iterable[Sequence[str]]) -> Fraction:
    return _total([Fraction(1, len(names)) for names in waiting if name in names])


def _total(found: Sequence[Fraction]) -> Fraction:
    return found[0] if len(found) == 1 else sum(found, NONE)


def _spares(parts: Parts, name: str, oracle: Oracle) -> Fraction:
    points = [point_of(part) for part in parts.values if not _is_single_point(part, parts)]
    left = [len(oracle.supposing({name: point}).missing()) for point in points]
    return _mean([len(oracle.base.missing()) - one for one in left])


def _mean(counts: Sequence[int]) -> Fraction:
    return Fraction(sum(counts), len(counts)) if counts else NONE


def _is_single_point(part: object, parts: Parts) -> bool:
    """A point between two stretches: a figure hardly ever lies exactly there."""
    stretches = any(isinstance(one, Unknown) for one in parts.values)
    return stretches and not isinstance(part, Unknown) and not isinstance(part, bool)


def _waiting(name: str, oracle: Oracle) -> Waiting:
    plan, base = oracle.request.plan, oracle.base
    criteria, values = oracle.resting(name)
    found, amounts = ((one, base.found(one.id)) for one in criteria), base.amounts()
    return Waiting(
        plan.id,
        plan.title,
        tuple(one for one, assessed in found if assessed is not None and name in assessed.finding.missing),
        tuple(one for one in values if one.name in amounts and name in amounts[one.name].missing),
    )
