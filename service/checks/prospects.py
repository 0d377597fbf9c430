"""What facts could still do: what to ask next, what would change a refusal, and the answer over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.determination_json import determination_json, plain, text_json
from engine.diagnostics import Diagnostic, Text
from engine.possibilities import Request
from engine.questions import Question, Waiting
from engine.remedies import Clause, Eligible, Goal, Hopeless, More, Remedy, remedies
from engine.text import quoted
from engine.timeline import Span, dated_days, timeline
from service.checks.faults import did_you_mean
from service.clock import today
from service.interview.answers import read_figure

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.plan import Plan
    from service.checks.inquiry import Inquiry

Json = dict[str, Any]


def requests_of(inquiry: Inquiry, catalogue: Catalogue, *, companions: bool = False) -> list[Request]:
    """What is asked of each rule set, by its plan; with `companions` of those that are determined with them, too."""
    named = inquiry.determined if companions else inquiry.rulesets
    plans = [plan for plan, _ in map(catalogue.plan, named) if plan is not None]
    return [
        Request(
            plan,
            inquiry.facts,
            inquiry.as_of,
            inquiry.known_on,
            {name: side for name, side in inquiry.readings.items() if name in plan.readings},
        )
        for plan in plans
    ]


# --- what to ask next ------------------------------------------------------------------------------------------------


def questions_json(found: Sequence[Question]) -> Json:
    """The questions in computed order, each with what waits for it."""
    return {"questions": [_question(one) for one in found]}


def _question(one: Question) -> Json:
    return {
        "name": one.fact.name,
        "type": one.fact.type,
        "question": text_json(one.fact.question),
        "certain": one.certain,
        "waiting": [_waiting(waiting) for waiting in one.waiting],
    }


def _waiting(waiting: Waiting) -> Json:
    return {
        "ruleset": waiting.ruleset,
        "criteria": [
            {
                "id": one.id,
                "title": text_json(one.title),
                "statement": text_json(one.statement),
                "source": [*one.source],
            }
            for one in waiting.criteria
        ],
        "amounts": [{"name": one.name, "title": text_json(one.title)} for one in waiting.amounts],
    }


# --- what would change it --------------------------------------------------------------------------------------------


def goal_of(written: str | None, plans: Sequence[Plan]) -> tuple[Goal | None, list[Diagnostic]]:
    """`NAME` or `NAME=FIGURE` as more of an amount; nothing written: to become eligible."""
    if written is None:
        return Eligible(), []
    name, equals, figure = (part.strip() for part in written.partition("="))
    known = {amount: plan.values[amount].unit for plan in plans for amount in amounts_of(plan)}
    if name not in known:
        return None, [_no_such_amount(name, list(known))]
    if not equals:
        return More(name), []
    wanted = read_figure(figure, known[name])
    return (More(name, wanted), []) if isinstance(wanted, Decimal) else (None, [_no_figure(figure, name)])


def amounts_of(plan: Plan) -> list[str]:
    """The names of the amounts of a rule set."""
    return [name for name, value in plan.values.items() if value.amount]


def all_remedies(asked: Sequence[Request], goal: Goal) -> list[tuple[Plan, tuple[Remedy, ...] | Hopeless]]:
    """The remedies of each rule set that has what is wished for."""
    wanted = [one for one in asked if isinstance(goal, Eligible) or goal.amount in amounts_of(one.plan)]
    return [(one.plan, remedies(one, goal)) for one in wanted]


def all_remedies_json(found: Sequence[tuple[Plan, tuple[Remedy, ...] | Hopeless]], written: str | None) -> Json:
    """The remedies of each rule set. `written`: the amount that is wished for."""
    body = [{"ruleset": plan.id, **remedies_json(one)} for plan, one in found]
    return {"goal": written or "eligible", "rulesets": body}


def remedies_json(found: tuple[Remedy, ...] | Hopeless) -> Json:
    """The smallest changes that help, or the clauses that stand in the way."""
    if isinstance(found, Hopeless):
        return {
            "remedies": [],
            "hopeless": {"proven": found.proven, "clauses": [_clause(one) for one in found.clauses]},
        }
    return {"remedies": [_remedy(one) for one in found], "hopeless": None}


def _remedy(one: Remedy) -> Json:
    return {
        "changes": [
            {
                "fact": change.fact.name,
                "from": plain(change.old),
                "to": plain(change.new),
                "clauses": [_clause(clause) for clause in change.clauses],
            }
            for change in one.changes
        ],
        "unanswered": list(one.unanswered),
        "nearest": one.nearest,
        "then": determination_json(one.then),
    }


def _clause(clause: Clause) -> Json:
    return {
        "kind": clause.kind,
        "id": clause.id,
        "title": text_json(clause.title),
        "statement": clause.statement and text_json(clause.statement),
        "source": list(clause.source),
    }


def _no_such_amount(name: str, known: Sequence[str]) -> Diagnostic:
    said = quoted(name)
    message = Text(f"there is no amount {said} in these rule sets", f"指定された規則集に金額 {said} はありません")
    return Diagnostic("unknown-amount", message, did_you_mean(name, known), pointer="/amount")


def _no_figure(figure: str, name: str) -> Diagnostic:
    said = quoted(figure)
    return Diagnostic(
        "not-a-number",
        Text(f"{said} is not a figure of `{name}`", f"{said} は `{name}` の数値ではありません"),
        Text(f"write it as `{name}=500000000`", f"`{name}=500000000` の形で書いてください"),
        pointer="/amount",
    )


# --- over time -------------------------------------------------------------------------------------------------------


def spans_of(plan: Plan, inquiry: Inquiry, window: tuple[date, date], *, as_known: bool) -> tuple[Span, ...]:
    """The answer of one rule set over the days of a window."""
    return timeline(
        plan, inquiry.facts, *window, known_on=inquiry.known_on, readings=inquiry.readings, as_known=as_known
    )


def window_of(plan: Plan, start: date | None, end: date | None) -> tuple[date, date]:
    """The days asked for; what is left open goes to where the rules have dates."""
    first, last = dated_days(plan) or (today(), today())
    return start or min(first, end or first), end or max(last, start or last)
