"""`hantei remedy`: the smallest changes that would make a proposal eligible, or lift an amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic
from engine.remedies import Eligible, Goal, More, remedies
from engine.text import quoted
from service.body import encoded
from service.cli.asked_facts import names_for, read_asked
from service.cli.faults import misuse, refuse
from service.cli.remedy_text import remedies_json, remedies_text
from service.cli.rules_folder import open_rules
from service.cli.terminal import terminal
from service.inquiry import did_you_mean
from service.interview.answers import read_figure

if TYPE_CHECKING:
    from engine.plan import Plan


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
    goal, faults = _goal(wish.amount, asked.plans)
    if goal is None:
        raise refuse(here, faults)
    plans = [plan for plan in asked.plans if isinstance(goal, Eligible) or goal.amount in _amounts(plan)]
    found = [(plan, remedies(asked.request(plan), goal)) for plan in plans]
    if wish.as_json:
        body = [{"ruleset": plan.id, **remedies_json(one)} for plan, one in found]
        here.answer(encoded({"goal": wish.amount or "eligible", "rulesets": body}))
        return
    names = names_for(asked, catalogue, here.lang)
    here.answer("\n".join(remedies_text(one, plan.title, names, here.width) for plan, one in found))


def _goal(written: str | None, plans: Sequence[Plan]) -> tuple[Goal | None, list[Diagnostic]]:
    """`NAME` or `NAME=FIGURE` as more of an amount; nothing written: to become eligible."""
    if written is None:
        return Eligible(), []
    name, equals, figure = (part.strip() for part in written.partition("="))
    known = {amount: plan.values[amount].unit for plan in plans for amount in _amounts(plan)}
    if name not in known:
        said = quoted(name)
        mend = did_you_mean(name, list(known))
        message = f"there is no amount {said} in these rule sets", f"指定された規則集に金額 {said} はありません"
        return None, [misuse("unknown-amount", *message, mend.en, mend.ja)]
    if not equals:
        return More(name), []
    wanted = read_figure(figure, known[name])
    if not isinstance(wanted, Decimal):
        said = quoted(figure)
        message = f"{said} is not a figure of `{name}`", f"{said} は `{name}` の数値ではありません"
        mended = f"write it as `{name}=500000000`", f"`{name}=500000000` の形で書いてください"
        return None, [misuse("not-a-number", *message, *mended)]
    return More(name, wanted), []


def _amounts(plan: Plan) -> list[str]:
    return [name for name, value in plan.values.items() if value.amount]
