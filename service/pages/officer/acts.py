"""What an officer does about a proposal: keep it, judge, count rows otherwise; with person, day and reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from engine.diagnostics import Text, has_errors
from service.access.permission import caller_of, principal, requires
from service.clock import today
from service.determinations.judgements import Judgement, read_judgement, subject_plans
from service.determinations.log import keep
from service.pages.applicant.asking import session_of
from service.pages.applicant.standing import NotUnderstoodError
from service.pages.forms import Form, Sent, in_prose
from service.pages.officer.caps_page import caps_page
from service.pages.officer.counts import MOST_OTHERS, own_count
from service.pages.officer.proposal import Proposal, proposal_of, weighed
from service.pages.routing import language_of, page_router
from service.web.state import catalogue_of, store_of

router: APIRouter = page_router("determinations:list")
LONGEST_REASON = 2_000
NO_REASON = Text(
    "write why: whoever reads this later must understand it", "理由を入力してください。後から読む人に必要です"
)
LONG_REASON = Text(
    f"the reason is longer than {LONGEST_REASON} characters", f"理由が{LONGEST_REASON}文字を超えています"
)
NO_VALUE = Text("choose yes or no", "「はい」か「いいえ」を選んでください")
NO_FACT = Text("choose what is judged", "判断する事項を選んでください")
NO_NUMBER = Text(f"write a whole number from 0 to {MOST_OTHERS}", f"0から{MOST_OTHERS}までの整数を入力してください")


@router.post("/officer/keep", dependencies=[requires("judgements:write")])
def keep_it(request: Request) -> Response:
    """Keeps the determination of a proposal for good, so that judgements have something to belong to."""
    proposal, lang = _proposal(request), language_of(request)
    catalogue, store = catalogue_of(request), store_of(request)
    found = weighed(proposal, catalogue, () if proposal.subject is None else store.judgements.of(proposal.subject))
    key = request.app.state.signing_key
    stored = keep(store, found.inquiry, found.answer, catalogue, caller_of(request), key=key)
    return RedirectResponse(replace(proposal, determination=stored.entry.id).at(lang, "/officer/caps"), 303)


@router.post("/officer/judgements", dependencies=[requires("judgements:write")])
def judge(request: Request, form: Form) -> Response:
    """Keeps a judgement about the stored determination that the proposal came from."""
    proposal, lang = _proposal(request), language_of(request)
    faults = _faults_of_reason(form, "reason", lang)
    if not _one(form, "fact"):
        faults["fact"] = in_prose(NO_FACT, lang)
    if _one(form, "value") not in {"true", "false"}:
        faults["value"] = in_prose(NO_VALUE, lang)
    store, catalogue = store_of(request), catalogue_of(request)
    plans = None if proposal.subject is None else subject_plans(store, catalogue, proposal.subject)
    if plans is None or proposal.subject is None:
        raise NotUnderstoodError
    if not faults:
        judged = Judgement(
            _one(form, "fact"), _one(form, "value") == "true", _who(request), today().isoformat(), _one(form, "reason")
        )
        fields, found = read_judgement(judged, plans, catalogue)
        if fields is not None and not has_errors(found):
            store.judgements.append(proposal.subject, fields, caller_of(request))
            return RedirectResponse(f"{proposal.at(lang, '/officer/caps')}#judgements", 303)
        faults["fact"] = " ".join(in_prose(one.message, lang) for one in found)
    return _again(request, proposal, form, faults)


@router.post("/officer/overrides", dependencies=[requires("overrides:write")])
def override(request: Request, form: Form) -> Response:
    """Keeps an officer's own count of a register's rows, and goes on with it as a judged fact of the proposal."""
    proposal, lang = _proposal(request), language_of(request)
    faults = _faults_of_reason(form, "count-reason", lang)
    typed = _one(form, "others").strip() or "0"
    others = int(typed) if typed.isdecimal() and len(typed) <= 5 else -1
    if not 0 <= others <= MOST_OTHERS:
        faults["others"] = in_prose(NO_NUMBER, lang)
    if faults:
        return _again(request, proposal, form, faults)
    catalogue, store = catalogue_of(request), store_of(request)
    found = weighed(proposal, catalogue)
    counts = (count for one in found.answer.determinations for count in one.counted)
    count = next((count for count in counts if count.fact == _one(form, "counted")), None)
    if count is None:
        raise NotUnderstoodError
    total, rows = own_count(form.get("row", ()), others, (*count.records, *count.open_records))
    told = {"grade": "judged", "by": _who(request), "on": today().isoformat(), "reason": _one(form, "count-reason")}
    session = session_of(proposal.standing, catalogue)
    wrong = session.answer(count.fact, {"value": Decimal(total), **told})
    if wrong:
        return _again(request, proposal, form, {"others": in_prose(wrong[0].message, lang)})
    fields = {"fact": count.fact, "value": str(total), "others": str(others), "rows": dict(rows), **told}
    del fields["grade"]
    subject = {} if proposal.subject is None else {"determination": proposal.determination}
    kept = store.overrides.append(count.register, {**fields, **subject}, caller_of(request))
    proposal = replace(proposal, overrides=(*proposal.overrides, kept.entry.id))
    return RedirectResponse(f"{proposal.telling(session.told).at(lang, '/officer/caps')}#counts", 303)


def _proposal(request: Request) -> Proposal:
    proposal = proposal_of(request)
    if proposal is None:
        raise NotUnderstoodError
    return proposal


def _again(request: Request, proposal: Proposal, form: Sent, faults: dict[str, str]) -> Response:
    """The page with what was typed."""
    return caps_page(request, proposal, sent=form, faults=faults)


def _faults_of_reason(form: Sent, name: str, lang: str) -> dict[str, str]:
    reason = _one(form, name).strip()
    if not reason:
        return {name: in_prose(NO_REASON, lang)}
    return {name: in_prose(LONG_REASON, lang)} if len(reason) > LONGEST_REASON else {}


def _who(request: Request) -> str:
    who = principal(request)
    return who.name or who.id


def _one(form: Sent, name: str) -> str:
    values = form.get(name, ())
    return values[-1] if values else ""
