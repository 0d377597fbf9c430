"""What the rules say on a day, as signs: where two days have the same sign, the same facts come to the same answer.

Most of what is dated in a plan changes on few days, and most criteria rest on little of it.
"""

from __future__ import annotations

from collections.abc import Hashable

from engine.evaluator.dating import Day, Members, is_covered, is_in_force, members_on, step_on
from engine.evaluator.index import Behind, Index
from engine.evaluator.keeping import Kept
from engine.plan import Gone, Named, Series

MOST_DAYS = 500
MOST_SIGNS = 10_000


class RulesOfDay:
    """The rules of a plan on one day: the criteria in force, and the sign of all that a criterion, table or value rests
    on."""

    def __init__(self, index: Index, day: Day) -> None:
        self._index, self._day = index, day
        self._names: dict[str, Hashable] = {}
        self._signs: dict[int, tuple[Behind, object]] = {}
        self.covered = is_covered(index.plan, day)
        self.criteria = tuple(one for one in index.plan.criteria if is_in_force(one, index.plan, day))

    def sign(self, behind: Behind) -> object:
        """The sign, but for what is counted from registers. It is the same object on all days that are alike."""
        held = self._signs.get(id(behind))
        if held is None or held[0] is not behind:
            parts = (self._index, *map(self._name, behind.others))
            held = self._signs[id(behind)] = (behind, _SIGNS.get(parts, object))
        return held[1]

    def _name(self, name: str) -> Hashable:
        if name not in self._names:
            self._names[name] = self._sign_of(name)
        return self._names[name]

    def _sign_of(self, name: str) -> Hashable:
        """What holds of a name on the day, without what it reads; where that is not evidenced, a note says the day."""
        plan = self._index.plan
        if name in plan.tables:
            published = plan.tables[name].published
            return None if published is None or self._day.knows(published) else self._day
        if name in plan.lists:
            return self._of_list(plan.lists[name])
        return self._of_series((plan.parameters.get(name) or plan.values[name]).steps)

    def _of_series(self, series: Series) -> Hashable:
        step = step_on(series, self._day)
        return self._day if step is None or step.value is Gone.UNKNOWN else series.index(step)

    def _of_list(self, named: Named) -> Hashable:
        register = self._index.plan.registers[named.register] if named.register else None
        if register is not None and register.columns:
            return self._day
        members = members_on(named, register, self._day)
        evidenced = members is Gone.ENDED or (isinstance(members, Members) and not members.open and not members.others)
        return members if evidenced else self._day


_DAYS: Kept[RulesOfDay] = Kept(MOST_DAYS)
_SIGNS: Kept[object] = Kept(MOST_SIGNS)


def rules_of(index: Index, day: Day) -> RulesOfDay:
    """The rules of a plan on a day; those of the last days that were asked for are kept."""
    return _DAYS.get((index, day), lambda: RulesOfDay(index, day))
