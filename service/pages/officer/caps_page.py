"""`/officer/caps`: one proposal with all its caps, the rows behind its counts, judgements, and what if."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from engine.diagnostics import Text
from engine.explanation import words
from engine.explanation.lexicon import Lexicon, lexicon
from engine.records import dataclass
from service.clock import today
from service.interview.answers import read_answer
from service.interview.session import Session
from service.pages.applicant.asking import session_of
from service.pages.applicant.fields import Field, Maker, told_of, values_of
from service.pages.applicant.programmes import EVERY
from service.pages.drawing import Bar, bars
from service.pages.forms import Form, Sent, all_in_prose, in_prose
from service.pages.officer.caps import CappedAmount, Caps, caps_of, facts_behind
from service.pages.officer.counts import Counted, counts_of
from service.pages.officer.judging import judging_of
from service.pages.officer.log import typed_day
from service.pages.officer.proposal import Proposal, Weighed, found_by, proposal_of, weighed
from service.pages.rendering import page
from service.pages.routing import address, language_of, page_router
from service.web.state import catalogue_of, store_of

if TYPE_CHECKING:
    from engine.plan import FactSpec

router: APIRouter = page_router("determinations:list")
NOT_FOUND_BY = Text(
    "this is neither the id of a stored determination nor a link to one or to answers",
    "保存された判定のIDでも、判定や回答へのリンクでもありません",
)
WHAT_IF_EMPTY = Text("write the figure that is to be tried", "試す値を入力してください")
VARIED = ("number", "integer", "choice")


@dataclass(frozen=True, slots=True)
class Supposed:
    """One figure that is tried: its label, what was typed, and the caps that would follow."""

    name: str
    label: str
    typed: str
    said: str
    caps: tuple[Caps, ...]


@router.get("/officer/caps")
def caps(request: Request) -> Response:
    """All caps of the proposal that the address names; without one, where to look for it."""
    if "find" in request.query_params:
        return _found(request, request.query_params["find"])
    as_of, wrong = typed_day(request.query_params.get("as_of", ""), language_of(request))
    if wrong:
        return _look_up(request, as_of=request.query_params["as_of"], wrong=wrong)
    if as_of is not None and as_of.isoformat() != request.query_params["as_of"]:
        query = {**request.query_params, "as_of": as_of.isoformat()}
        return RedirectResponse(address(language_of(request), "/officer/caps", list(query.items())), 303)
    proposal = proposal_of(request)
    if proposal is None:
        return _look_up(request)
    if "ruleset" not in request.query_params:
        return RedirectResponse(proposal.at(language_of(request), "/officer/caps"), 303)
    return caps_page(request, proposal)


@router.post("/officer/caps")
def change(request: Request, form: Form) -> Response:
    """Takes the figures that were typed: all of them, or none and the page comes back."""
    proposal = proposal_of(request)
    if proposal is None:
        return _look_up(request)
    lang, session = language_of(request), session_of(proposal.standing, catalogue_of(request))
    faults: dict[str, str] = {}
    for spec in _specs(proposal, session):
        sent = [value for value in form.get(spec.name, ()) if value.strip()]
        if tuple(sent) == _shown(spec, session, lang):
            continue
        if not sent or sent == ["?"]:
            session.forget(spec.name)
        else:
            found = session.answer(spec.name, told_of(spec, sent))
            faults |= {spec.name: all_in_prose(found[:3], lang)} if found else {}
    if faults:
        return caps_page(request, proposal, sent=form, faults=faults)
    return RedirectResponse(proposal.telling(session.told).at(lang, "/officer/caps"), 303)


def caps_page(
    request: Request,
    proposal: Proposal,
    *,
    sent: Sent | None = None,
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The page. `sent` and `faults`: what was typed into its forms, and what is wrong with it by the field's name."""
    catalogue, lang = catalogue_of(request), language_of(request)
    found = weighed(proposal, catalogue, _judged(request, proposal))
    names = lexicon(found.answer, lang, catalogue)
    plans = {plan.id: plan for plan in proposal.standing.plans}
    shown = [caps_of(one, plans[one.ruleset], names) for one in found.answer.determinations if one.ruleset in plans]
    shown = [one for one in shown if one.amounts or len(plans) == 1]
    session = session_of(proposal.standing, catalogue)
    supposed, wrong = _supposed(request, proposal, session, found)
    told = {**wrong, **(faults or {})}
    fields = [_field(spec, session, names, sent or {}, told.get(spec.name)) for spec in _specs(proposal, session)]
    judging = judging_of(found, proposal, names)
    return page(
        request,
        "officer/caps.html",
        status=422 if told else status,
        proposal=proposal,
        shown=shown,
        drawings={(one.determination.ruleset, a.amount.name): _drawing(a) for one in shown for a in one.amounts},
        counts=_counts(proposal, found, names),
        judging=judging,
        judged_rows=[(one.label, one.value, one.by, one.on, one.reason) for one in judging.kept],
        fields_shown=fields,
        varied=[(spec.name, spec.label.in_(lang)) for spec in _specs(proposal, session) if spec.type in VARIED],
        supposed=supposed,
        before={one.determination.ruleset: one for one in shown},
        sources=list(names.cited.values()),
        faults=list(told.items()),
        errors=told,
        typed={name: values[-1] for name, values in (sent or {}).items()},
        asked=dict(request.query_params),
        may_judge=request.state.principal.may("judgements:write"),
        may_override=request.state.principal.may("overrides:write"),
        query=proposal_query(proposal),
        comma=words.LIST.in_(lang),
    )


def proposal_query(proposal: Proposal) -> list[tuple[str, str]]:
    """What stands in the address of a proposal, for forms that send it along."""
    own = [] if proposal.determination is None else [("determination", proposal.determination)]
    return [*proposal.standing.query(), *own, *(("override", one) for one in proposal.overrides)]


# --- looking up ------------------------------------------------------------------------------------------------------


def _found(request: Request, typed: str) -> Response:
    query = found_by(typed)
    if query is None:
        return _look_up(request, typed, in_prose(NOT_FOUND_BY, language_of(request)))
    return RedirectResponse(address(language_of(request), "/officer/caps", query), 303)


def _look_up(
    request: Request, typed: str = "", error: str | None = None, *, as_of: str = "", wrong: str | None = None
) -> Response:
    """Where to look for a proposal. `error`: what is wrong with what was looked for, `wrong`: with the day."""
    catalogue = catalogue_of(request)
    plans = [plan for plan in (catalogue.plan(one)[0] for one in catalogue.ids()) if plan is not None]
    return page(
        request,
        "officer/look-up.html",
        status=422 if error or wrong else 200,
        plans=[(plan.id, plan.title) for plan in plans if any(value.amount for value in plan.values.values())],
        every=EVERY,
        chosen=request.query_params.get("ruleset", "jcm/model-projects"),
        day=as_of or today().isoformat(),
        typed=typed,
        error=error,
        wrong=wrong,
        faults=[(name, said) for name, said in (("find", error), ("as_of", wrong)) if said],
    )


# --- what the page shows ---------------------------------------------------------------------------------------------


def _judged(request: Request, proposal: Proposal) -> Sequence[Any]:
    return () if proposal.subject is None else store_of(request).judgements.of(proposal.subject)


def _specs(proposal: Proposal, session: Session) -> list[FactSpec]:
    """The facts that amounts and limits read, without records: those are asked on pages of their own."""
    found: dict[str, FactSpec] = {}
    for plan in proposal.standing.plans:
        if any(value.amount for value in plan.values.values()):
            found |= {name: plan.facts[name] for name in facts_behind(plan)}
    plain = (spec for spec in found.values() if not (spec.fields or (spec.items and spec.items.fields)))
    return [spec for spec in plain if not spec.judgement and session.spec(spec.name) is not None]


def _shown(spec: FactSpec, session: Session, lang: str) -> tuple[str, ...]:
    """What stands in a field before anything is typed."""
    value = _at(session.told, spec.name)
    return () if value is _MISSING else values_of(spec, value, session.catalogue.territories(), lang)


_MISSING = object()


def _at(told: Any, name: str) -> Any:
    for part in name.split("."):
        if not isinstance(told, dict) or part not in told:
            return _MISSING
        told = told[part]
    return told


def _field(spec: FactSpec, session: Session, names: Lexicon, sent: Sent, error: str | None) -> Field:
    maker = Maker(names.lang, session.catalogue, session.as_of)
    values = sent.get(spec.name) or _shown(spec, session, names.lang)
    made = maker.field(spec, spec.label.in_(names.lang), values, error=error)
    return replace(made, kind="select") if made.kind == "radios" else made


def _counts(proposal: Proposal, found: Weighed, names: Lexicon) -> list[Counted]:
    plans = {plan.id: plan for plan in proposal.standing.plans}
    return [
        count
        for one in found.answer.determinations
        if one.ruleset in plans
        for count in counts_of(one, plans[one.ruleset], found.inquiry.facts, names)
    ]


def _drawing(amount: CappedAmount) -> Markup | None:
    """The caps of an amount as bars on one scale; nothing where there is only one."""
    if len(amount.caps) < 2:
        return None
    return bars([Bar(cap.title, cap.low, cap.high, cap.state == "binds") for cap in amount.caps])


def _supposed(
    request: Request, proposal: Proposal, session: Session, found: Weighed
) -> tuple[Supposed | None, dict[str, str]]:
    """What would follow from another figure, which the address names by `what` and `to`."""
    name, typed, lang = request.query_params.get("what", ""), request.query_params.get("to", ""), language_of(request)
    spec = next((one for one in _specs(proposal, session) if one.name == name), None)
    if spec is None:
        return None, {}
    if not typed.strip():
        return None, {"to": in_prose(WHAT_IF_EMPTY, lang)}
    tried = session_of(proposal.standing, session.catalogue)
    faults = tried.answer(name, read_answer(typed, spec))
    if faults:
        return None, {"to": all_in_prose(faults[:3], lang)}
    other = weighed(proposal.telling(tried.told), session.catalogue, found.judged)
    names = lexicon(other.answer, lang, session.catalogue)
    plans = {plan.id: plan for plan in proposal.standing.plans}
    shown = tuple(
        caps_of(one, plans[one.ruleset], names) for one in other.answer.determinations if one.ruleset in plans
    )
    value = other.inquiry.facts.named(name)
    return Supposed(name, spec.label.in_(lang), typed, names.value(name, value.value if value else None), shown), {}
