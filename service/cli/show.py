"""`hantei show`: a rule set in words."""

from __future__ import annotations

from pathlib import Path

from engine.diagnostics import Diagnostic, Text
from engine.plan import Criterion, Plan
from engine.text import nearest_few, quoted
from service.catalogue.description import criterion_json, ruleset_json
from service.checks.faults import does_not_load, no_such_ruleset, one_of_these
from service.cli.entry_text import show_entry
from service.cli.faults import refuse
from service.cli.rules_folder import open_rules
from service.cli.ruleset_text import criterion_text, ruleset_text
from service.cli.terminal import Terminal, terminal
from service.json_body import encoded


def run(ruleset: str, criterion: str | None, *, lang: str | None, as_json: bool, rules: Path | None) -> None:
    """Prints the rule set, one criterion of it, or a point of a source. Raises typer.Exit where there is none."""
    here = terminal(lang)
    if "#" in ruleset and criterion is None:
        show_entry(here, open_rules(here, rules), ruleset, as_json=as_json)
        return
    plan = _plan(here, ruleset, rules)
    if criterion is None:
        here.answer(encoded(ruleset_json(plan)) if as_json else ruleset_text(plan, here.lang, here.width))
        return
    one = _criterion(here, plan, criterion)
    here.answer(encoded(criterion_json(one)) if as_json else criterion_text(one, plan, here.lang, here.width))


def _plan(here: Terminal, ruleset: str, rules: Path | None) -> Plan:
    catalogue = open_rules(here, rules)
    if ruleset not in catalogue.ids():
        raise refuse(here, [no_such_ruleset(catalogue, ruleset)])
    plan, faults = catalogue.plan(ruleset)
    if plan is None:
        raise refuse(here, [does_not_load(ruleset), *faults])
    return plan


def _criterion(here: Terminal, plan: Plan, name: str) -> Criterion:
    known = {criterion.id: criterion for criterion in plan.criteria}
    if name not in known:
        message = Text(
            f"{quoted(plan.id)} has no criterion {quoted(name)}",
            f"{quoted(plan.id)} に基準 {quoted(name)} はありません",
        )
        raise refuse(
            here, [Diagnostic("unknown-criterion", message, one_of_these(nearest_few(name, known), _all_of(plan)))]
        )
    return known[name]


def _all_of(plan: Plan) -> Text:
    return Text(
        f"`hantei show {plan.id}` shows all its criteria", f"すべての基準は `hantei show {plan.id}` で確認できます"
    )
