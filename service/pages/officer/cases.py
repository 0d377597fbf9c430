"""`/officer/cases`: projects followed over years, what is due of each; one is begun, and shown as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from engine.cases import CaseDefinition, fold, read_events
from engine.cases.standing import CaseStanding, DeadlineStanding, DeadlineState
from engine.cases.standing_text import STATES, WHY
from engine.diagnostics import Text
from engine.explanation.figures import day
from engine.explanation.lexicon import Lexicon
from engine.explanation.parts import Cited
from engine.records import dataclass
from engine.text import printable
from service.access.permission import caller_of, principal, requires
from service.cases.kept import definition_of
from service.clock import today
from service.pages.faults import NOT_FOUND, Fault, PageFaultError
from service.pages.forms import Form, in_prose
from service.pages.officer.log import typed_day
from service.pages.officer.timeline import timeline
from service.pages.rendering import page
from service.pages.routing import address, language_of, page_router
from service.store import CursorError, Page, Record
from service.web.addresses import next_address
from service.web.state import catalogue_of, store_of

if TYPE_CHECKING:
    pass

router: APIRouter = page_router("cases:read")
WRITE = requires("cases:write")
LINES = 25
LONGEST_TITLE = 200
NO_TYPE = Text("choose a type of case", "案件の種類を選んでください")
NO_TITLE = Text("give the case a name", "案件の名前を入力してください")
OTHER_RULES = Fault(
    Text("The rules in force do not take what was told", "現在の規則では、記録された出来事を読み取れません"),
    Text(
        "It was told while other rules were in force. The events are kept: ask an author of the rules.",
        "別の規則が有効だった時に記録されたものです。記録は残っていますので、規則の作成者にご相談ください。",
    ),
)
S = DeadlineState
GROUPS = (
    (S.LATE, "late"),
    (S.OPEN, "due"),
    (S.OUTSTANDING, "outstanding"),
    (S.UNDETERMINED, "undetermined"),
    (S.DONE_LATE, "done_late"),
    (S.DONE, "done"),
)


@dataclass(frozen=True, slots=True)
class DeadlineShown:
    """A deadline as a line. `state`: its code; `days`: left where it is open, late where it is late."""

    title: str
    statement: str
    by: str
    state: str
    state_word: str
    due: str
    done: str
    days: int | None
    sources: tuple[Cited, ...]


@router.get("/officer/cases")
def cases(request: Request) -> Response:
    """All cases, newest first, and the form that begins one."""
    return _list(request, {}, {})


@router.post("/officer/cases", dependencies=[WRITE])
def begin(request: Request, form: Form) -> Response:
    """Begins a case without events."""
    lang, catalogue = language_of(request), catalogue_of(request)
    typed = {name: printable(values[-1]).strip() for name, values in form.items()}
    faults: dict[str, str] = {}
    if typed.get("case") not in catalogue.case_ids():
        faults["case"] = in_prose(NO_TYPE, lang)
    if not typed.get("title"):
        faults["title"] = in_prose(NO_TITLE, lang)
    if faults:
        return _list(request, typed, faults)
    fields = {"title": typed["title"][:LONGEST_TITLE]}
    made = store_of(request).cases.open(typed["case"], fields, caller_of(request))
    return RedirectResponse(address(lang, f"/officer/cases/{made.entry.id}"), 303)


@router.get("/officer/cases/{case}")
def show(request: Request, case: str) -> Response:
    """Where a case stands on a day: what is late, due, open and done, what comes next, and the way there."""
    lang, found = language_of(request), case_of(request, case)
    definition = definition_for(request, found)
    as_of, wrong = typed_day(request.query_params.get("as_of", ""), lang)
    asked = as_of or today()
    told = store_of(request).events.of(case)
    stands = standing_of(told, definition, asked)
    names = Lexicon(lang, catalogue=catalogue_of(request))
    titles = stands.titles
    deadlines = [(name, [_shown(one, names) for one in stands.in_state(state)]) for state, name in GROUPS]
    return page(
        request,
        "officer/case.html",
        status=422 if wrong else 200,
        case=found,
        title=found.left().get("title") or definition.title.in_(lang),
        definition=definition,
        stands=stands,
        as_of=asked,
        typed=request.query_params.get("as_of", asked.isoformat()),
        deadlines=[(name, shown) for name, shown in deadlines if shown],
        events=[
            (
                day(one.on, lang) if one.on else "",
                titles[one.kind or ""].in_(lang),
                _fields(one.fields, definition, one.kind, names),
                one.note or "",
            )
            for one in stands.events
        ],
        left_out=[(one.id, WHY[one.why].in_(lang) if one.why in WHY else one.why) for one in stands.left_out],
        ready=[one.title for one in stands.ready],
        blocked=[(one.title, [titles[name] for name in one.waits_for if name in titles]) for one in stands.blocked],
        conclusions=[one.statement for one in stands.conclusions],
        contradictions=[in_prose(one.message, lang) for one in stands.faults],
        unrecorded=[one.title for one in stands.unrecorded],
        drawing=timeline(stands, lang),
        kinds=[(kind.name, kind.title.in_(lang)) for kind in definition.events.values()],
        sources=list(names.cited.values()),
        may_write=principal(request).may("cases:write"),
        faults=[("as_of", wrong)] if wrong else [],
        error=wrong,
    )


def standing_of(told: Iterable[Record], definition: CaseDefinition, as_of: date) -> CaseStanding:
    """Where a case stands: `standing` of service/cases as a value. Raises PageFaultError where rules do not take it."""
    events, faults = read_events([one.left() for one in told], definition)
    if faults:
        raise PageFaultError(409, OTHER_RULES)
    return fold(definition, events, as_of)


# --- parts -----------------------------------------------------------------------------------------------------------


def _list(request: Request, typed: Mapping[str, str], faults: Mapping[str, str]) -> Response:
    lang, catalogue = language_of(request), catalogue_of(request)
    known = {name: one.title for name in catalogue.case_ids() if (one := catalogue.case(name)[0]) is not None}
    wrong = dict(faults)
    found: Page[Record] = Page((), None)
    try:
        found = store_of(request).cases.page(None, request.query_params.get("cursor") or None, LINES)
    except CursorError as error:
        wrong[""] = in_prose(error.fault.message, lang)
    return page(
        request,
        "officer/cases.html",
        status=422 if wrong else 200,
        cases=[
            (one.entry.id, str(one.left().get("title") or "–"), known.get(one.subject), *_due(request, one, lang))
            for one in found.items
        ],
        next=None if found.next is None else next_address(request, found.next),
        types=[(name, title.in_(lang)) for name, title in known.items()],
        typed=typed,
        may_write=principal(request).may("cases:write"),
        faults=list(wrong.items()),
        errors=wrong,
    )


def _due(request: Request, case: Record, lang: str) -> tuple[int, str]:
    """How many deadlines of a case are late today, and the next one that is due."""
    definition = definition_of(catalogue_of(request), case)[0]
    if definition is None:
        return 0, ""
    stands = standing_of(store_of(request).events.of(case.entry.id), definition, today())
    following = next((one for one in stands.due if one.due is not None), None)
    said = (
        "" if following is None or following.due is None else f"{day(following.due, lang)} {following.title.in_(lang)}"
    )
    return len(stands.late), said


def case_of(request: Request, id_: str) -> Record:
    found = store_of(request).cases.get(id_)
    if found is None:
        raise PageFaultError(404, NOT_FOUND)
    return found


def definition_for(request: Request, case: Record) -> CaseDefinition:
    definition = definition_of(catalogue_of(request), case)[0]
    if definition is None:
        raise PageFaultError(404, NOT_FOUND)
    return definition


def _shown(one: DeadlineStanding, names: Lexicon) -> DeadlineShown:
    lang = names.lang
    title = one.title.in_(lang) + (f" – {one.label}" if one.label else "")
    due, done = (day(when, lang) if when else "" for when in (one.due, one.done_on))
    word = STATES[one.state.value].in_(lang)
    return DeadlineShown(
        title,
        one.statement.in_(lang),
        one.by_title.in_(lang),
        one.state.value,
        word,
        due,
        done,
        one.days,
        names.passages(one.source),
    )


def _fields(fields: Mapping[str, Any], definition: CaseDefinition, kind: str | None, names: Lexicon) -> str:
    specs = definition.events[kind].fields if kind is not None and kind in definition.events else {}
    told: Sequence[str] = [
        f"{specs[name].label.in_(names.lang)} {names.quantity(value, specs[name].unit)}"
        for name, value in fields.items()
        if name in specs
    ]
    return names.listed(told)
