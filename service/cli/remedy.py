"""`hantei remedy`: the smallest changes that would make a proposal eligible, or lift an amount."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from service.checks.prospects import all_remedies, all_remedies_json, goal_of
from service.cli.asked_facts import names_for, read_asked
from service.cli.faults import refuse
from service.cli.remedy_text import remedies_text
from service.cli.rules_folder import open_rules
from service.cli.terminal import terminal
from service.json_body import encoded


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for, as written."""

    arguments: tuple[str, ...]
    everything: bool
    amount: str | None
    as_of: str | None
    known_on: str | None
    readings: tuple[str, ...]
    as_json: bool


def run(wish: Wish, *, lang: str | None, rules: Path | None) -> None:
    """Prints the remedies of each rule set. Raises typer.Exit for what is refused."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    asked = read_asked(here, catalogue, wish.arguments, wish.everything, (wish.as_of, wish.known_on), wish.readings)
    goal, faults = goal_of(wish.amount, asked.plans)
    if goal is None:
        raise refuse(here, [replace(fault, pointer=None) for fault in faults])
    found = all_remedies([asked.request(plan) for plan in asked.plans], goal)
    if wish.as_json:
        here.answer(encoded(all_remedies_json(found, wish.amount)))
        return
    names = names_for(asked, catalogue, here.lang)
    here.answer("\n".join(remedies_text(one, plan.title, names, here.width) for plan, one in found))
