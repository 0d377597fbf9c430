"""`hantei retain`: personal facts out of what was stored long ago."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta

from engine.diagnostics import Diagnostic, Text, misuse
from engine.records import dataclass
from engine.text import quoted
from service.cli.database import database_of
from service.cli.faults import refuse
from service.cli.terminal import terminal
from service.clock import now
from service.store.opening import Store
from service.store.retention import Policy, retain
from service.store.schema import require_current

FACTS, DAYS = "HANTEI_PERSONAL_FACTS", "HANTEI_RETENTION_DAYS"
MOST_DAYS = 36_525
_TAKEN = Text(
    "{chain}: {facts} facts taken out of {entries} entries", "{chain}：{entries} 件から {facts} の事実を伏せました"
)
_COUNTED = Text("{chain}: {facts} facts in {entries} entries", "{chain}：対象は {entries} 件、{facts} の事実です")


@dataclass(frozen=True, slots=True)
class Wish:
    """The words of the command line."""

    database: str | None
    facts: tuple[str, ...]
    days: str | None
    only_count: bool


def run(wish: Wish, *, lang: str | None) -> None:
    """Applies the policy and says what was taken out. Raises typer.Exit: 2 where it cannot."""
    here = terminal(lang)
    policy, faults = read_policy(wish, os.environ)
    if policy is None:
        raise refuse(here, faults)
    with database_of(here, wish.database) as opened:
        require_current(opened)
        done = retain(Store(opened), policy, now, only_count=wish.only_count)
    line = (_COUNTED if wish.only_count else _TAKEN).in_(here.lang)
    here.answer("".join(line.format(chain=one.chain, facts=one.facts, entries=one.entries) + "\n" for one in done))


def read_policy(wish: Wish, environment: Mapping[str, str]) -> tuple[Policy | None, list[Diagnostic]]:
    """The policy that the options or the environment name, or what is wrong with it."""
    faults: list[Diagnostic] = []
    facts = wish.facts or tuple(one.strip() for one in environment.get(FACTS, "").split(",") if one.strip())
    days = wish.days or environment.get(DAYS, "")
    if not facts:
        faults.append(_no_facts())
    if not (days.isascii() and days.isdecimal() and len(days) < 10 and 1 <= int(days) <= MOST_DAYS):
        faults.append(_no_days(days))
    return (None, faults) if faults else (Policy(facts, timedelta(days=int(days))), [])


def _no_facts() -> Diagnostic:
    return misuse(
        "no-personal-facts-named",
        "no facts are named that are personal",
        "個人に関する事実が指定されていません",
        f"name them, as `--fact 'applicant.*'`, or set {FACTS} (with commas between)",
        f"`--fact 'applicant.*'` のように指定するか、{FACTS} に（コンマ区切りで）設定してください",
    )


def _no_days(written: str) -> Diagnostic:
    return misuse(
        "not-a-number-of-days",
        f"{quoted(written)} is no number of days from 1 to {MOST_DAYS}",
        f"{quoted(written)} は 1 から {MOST_DAYS} までの日数ではありません",
        f"write `--days 1825`, or set {DAYS}",
        f"`--days 1825` のように書くか、{DAYS} を設定してください",
    )
