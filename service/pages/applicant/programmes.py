"""What can be checked, in the groups in which people look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.diagnostics import Text
from engine.records import dataclass

if TYPE_CHECKING:
    from datetime import date

    from engine.catalogue import Catalogue
    from engine.plan import Plan

EVERY = "all"
"""Named in place of a rule set: every programme. No rule set is called so."""


@dataclass(frozen=True, slots=True)
class Group:
    """`parts`: how the ids of its rule sets begin."""

    title: Text
    parts: tuple[str, ...]


GROUPS = (
    Group(Text("Methodologies of the JCM", "JCMの方法論"), ("jcm/methodologies/",)),
    Group(
        Text("Procedures and credits of the JCM", "JCMの手続とクレジット"),
        ("jcm/governance/", "jcm/project-cycle/", "jcm/scheme-2013/", "jcm/credits/"),
    ),
    Group(Text("Emissions trading of Saitama Prefecture", "埼玉県の排出量取引"), ("saitama-tsetp/",)),
)
"""Beside the programmes, which are all others: a new programme needs no line here."""


def programmes(catalogue: Catalogue) -> tuple[Plan, ...]:
    """The programmes that a proposal could enter, those of the JCM first, and of them the evidenced ones."""
    others = tuple(part for group in GROUPS for part in group.parts)
    found = (plan for plan in _loaded(catalogue) if not plan.id.startswith(others))
    return tuple(sorted(found, key=lambda plan: (not plan.id.startswith("jcm/"), not plan.covers, plan.id)))


def grouped(catalogue: Catalogue) -> tuple[tuple[Group, tuple[Plan, ...]], ...]:
    """The other rule sets, by group."""
    found = ((group, tuple(one for one in _loaded(catalogue) if one.id.startswith(group.parts))) for group in GROUPS)
    return tuple((group, plans) for group, plans in found if plans)


def _loaded(catalogue: Catalogue) -> list[Plan]:
    return [plan for ruleset in catalogue.ids() if (plan := catalogue.plan(ruleset)[0]) is not None]


def covered(plan: Plan, day: date) -> bool:
    return any(day in period for period in plan.covers)


def day_to_ask(plan: Plan, today: date) -> date:
    """Today where the rules of today are evidenced, else the last day of the period covered last."""
    ends = [period.end or period.start for period in plan.covers]
    known = [end for end in ends if end is not None]
    return max(known) if known and not covered(plan, today) else today
