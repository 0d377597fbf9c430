"""The questions: computed page by page, taken whole or given back with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from engine.determination import Outcome
from engine.diagnostics import Text
from engine.explanation.lexicon import Lexicon
from engine.fact_fields import fields_of
from engine.plan import FactSpec
from engine.records import dataclass
from service.interview import words
from service.interview.session import Session
from service.pages.applicant.asking import next_page, session_of
from service.pages.applicant.fields import ASIDE, MOST_ROWS, NONE, Field, Maker, rows_of, told_of, told_rows, values_of
from service.pages.applicant.standing import Standing, standing_of
from service.pages.applicant.subjects import subjects_of
from service.pages.forms import Form, Sent, in_prose
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.web.state import catalogue_of

if TYPE_CHECKING:
    from engine.plan import Criterion
    from engine.questions import Question

router = page_router("checks:run")
MOST_ASKED = 20
"""Facts that an address may ask about at once."""
BLANK = Text(
    "{label}: answer, or choose “I do not know yet”", "「{label}」に回答するか、「まだわからない」を選んでください"
)
MOST_FAULTS = 3
"""Faults of one answer that are told."""
_SPACE = Text(" ", "")
_CELL = re.compile(r"\[([0-9]{1,3})\]\.([a-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class Why:
    """Why a fact is asked: what waits for it, in its own words, and where that stands."""

    title: str
    statement: str | None
    sources: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands on the page."""

    field: Field
    whys: tuple[Why, ...]


@router.get("/check/questions")
def ask(request: Request) -> Response:
    """The next questions, or those that `fact` names; where none is left, what was answered."""
    standing, lang = standing_of(request), language_of(request)
    session = session_of(standing, catalogue_of(request))
    named = [name for name in request.query_params.getlist("fact")[:MOST_ASKED] if session.spec(name) is not None]
    questions = _without(session, named).questions() if named else session.questions()
    shown = _named(named, questions, session) if named else _first(request, questions)
    if not shown:
        return RedirectResponse(standing.at(lang, _end(session)), 303)
    return _page(request, standing, session, shown, left=len(questions))


@router.post("/check/questions")
def take(request: Request, form: Form) -> Response:
    """Takes the answers of a page and goes on; with any fault nothing is taken, and the page comes back."""
    standing, lang = standing_of(request), language_of(request)
    session = session_of(standing, catalogue_of(request))
    names = [name for name in form.get("asked", ())[:MOST_ASKED] if session.spec(name) is not None]
    if not names:
        return RedirectResponse(standing.at(lang, "/check/questions"), 303)
    act = form.get("act", ("next",))[-1]
    grown = act.removeprefix("add:") if act.startswith("add:") else None
    faults = {} if grown else dict(_taken(session, names, form, lang))
    if grown or faults:
        shown = _named(names, _without(session_of(standing, session.catalogue), names).questions(), session)
        return _page(request, standing, session, shown, sent=form, faults=faults, grown=grown)
    stands = standing.answered(names, session.told, session.aside)
    if act == "result":
        return RedirectResponse(stands.at(lang, "/check/result"), 303)
    then = "/check/answers" if request.query_params.get("then") == "answers" else "/check/questions"
    return RedirectResponse(stands.at(lang, then), 303)


def _end(session: Session) -> str:
    """Where no question is left: to the result where everything is ruled out, else to what was answered."""
    ruled_out = set(session.outcomes().values()) == {Outcome.INELIGIBLE}
    return "/check/result" if ruled_out else "/check/answers"


def _first(request: Request, questions: Sequence[Question]) -> list[tuple[FactSpec, Question | None]]:
    return [(one.fact, one) for one in next_page(questions, subjects_of(request))]


def _named(
    names: Iterable[str], questions: Sequence[Question], session: Session
) -> list[tuple[FactSpec, Question | None]]:
    waiting = {one.fact.name: one for one in questions}
    specs = ((name, session.spec(name)) for name in names)
    return [(spec, waiting.get(name)) for name, spec in specs if spec is not None]


def _without(session: Session, names: Iterable[str]) -> Session:
    """The interview as it was before these facts were answered: it says why they are asked."""
    facts = [name for name in names if "[" not in name]
    before = Session(
        session.catalogue, session.plans, session.as_of, None, {}, _copied(session.told), list(session.aside)
    )
    for name in facts:
        before.forget(name)
    return before


def _copied(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _copied(value) if isinstance(value, dict) else value for name, value in told.items()}


# --- taking --------------------------------------------------------------------------------------------------------


def _taken(session: Session, names: Sequence[str], form: Sent, lang: str) -> Iterator[tuple[str, str]]:
    """Takes each answer; the name of the fact and the message of what is not taken."""
    for name in names:
        spec = session.spec(name)
        sent = [value for value in form.get(name, ()) if value.strip()]
        if spec is None:
            continue
        rows = _sent_rows(name, form)
        filled = any(value.strip() for row in rows for value in row.values())
        if sent == [ASIDE] and not filled:
            session.put_aside(name)
        elif not sent and not filled:
            yield name, in_prose(Text(*(one.format(label=spec.label.in_(lang)) for one in (BLANK.en, BLANK.ja))), lang)
        else:
            raw = told_rows(spec, rows) if fields_of(spec) else told_of(spec, [one for one in sent if one != ASIDE])
            faults = session.answer(name, raw)
            if faults:
                yield name, _SPACE.in_(lang).join(_said(one.message, one.help, lang) for one in faults[:MOST_FAULTS])


def _said(message: Text, mend: Text | None, lang: str) -> str:
    told = [in_prose(message, lang), *([in_prose(mend, lang)] if mend is not None else [])]
    return _SPACE.in_(lang).join(told)


def _sent_rows(name: str, form: Sent) -> list[dict[str, str]]:
    """The rows of a fact that has fields, as they were sent, in order."""
    rows: dict[int, dict[str, str]] = {}
    for key, values in form.items():
        found = _CELL.fullmatch(key.removeprefix(name)) if key.startswith(f"{name}[") else None
        if found is not None and int(found[1]) <= MOST_ROWS:
            rows.setdefault(int(found[1]), {})[found[2]] = values[-1]
    return [rows[at] for at in sorted(rows)]


# --- showing -------------------------------------------------------------------------------------------------------


def _page(  # noqa: PLR0913 - a page of questions has these parts
    request: Request,
    standing: Standing,
    session: Session,
    shown: Sequence[tuple[FactSpec, Question | None]],
    *,
    sent: Sent | None = None,
    faults: Mapping[str, str] | None = None,
    grown: str | None = None,
    left: int | None = None,
) -> Response:
    lang = language_of(request)
    maker = Maker(lang, session.catalogue, session.as_of)
    names = Lexicon(lang, catalogue=session.catalogue)
    told = faults or {}
    asked = [
        Asked(_field(maker, session, spec, question, sent, told.get(spec.name), grown), tuple(_whys(question, names)))
        for spec, question in shown
    ]
    return page(
        request,
        "applicant/questions.html",
        status=422 if told else 200,
        asked=asked,
        subject=subjects_of(request).of(asked[0].field.name).title,
        programme=standing.plans[0].title if len(standing.plans) == 1 else None,
        faults=[(one.field.name, one.field.error) for one in asked if one.field.error],
        action=standing.at(lang, "/check/questions", **_kept(request)),
        back=_back(standing, lang, tuple(one.field.name for one in asked)),
        left=left,
        standing=standing,
        answered=bool(standing.told or standing.aside),
    )


def _kept(request: Request) -> dict[str, str]:
    then = request.query_params.get("then")
    return {"then": "answers"} if then == "answers" else {}


def _back(standing: Standing, lang: str, names: tuple[str, ...]) -> str:
    """The page before this one, with its answers; before the first: where the programme is introduced."""
    pages = standing.pages[: standing.pages.index(names)] if names in standing.pages else standing.pages
    if pages:
        return standing.at(lang, "/check/questions", fact=pages[-1])
    return standing.at(lang, "/check/start")


def _field(  # noqa: PLR0913, PLR0917 - what a field is made of
    maker: Maker,
    session: Session,
    spec: FactSpec,
    question: Question | None,
    sent: Sent | None,
    error: str | None,
    grown: str | None,
) -> Field:
    label = _question(spec, question, maker.lang)
    if sent is not None:
        rows = _sent_rows(spec.name, sent) + ([{}] if grown == spec.name else [])
        return maker.field(spec, label, sent.get(spec.name, ()), error=error, rows=rows)
    if spec.name in session.aside:
        return maker.field(spec, label, (ASIDE,))
    value = _told(session.told, spec.name)
    if value is _NOTHING:
        return maker.field(spec, label, ())
    if fields_of(spec):
        return maker.field(spec, label, (NONE,) if value == [] else (), rows=rows_of(value))
    return maker.field(spec, label, values_of(spec, value, maker.catalogue.territories(), maker.lang))


_NOTHING = object()


def _told(told: Mapping[str, Any], name: str) -> Any:
    """What was answered, by the dotted name of the fact."""
    head, _, rest = name.partition(".")
    if head not in told:
        return _NOTHING
    if not rest:
        return told[head]
    return _told(told[head], rest) if isinstance(told[head], dict) else _NOTHING


def _question(spec: FactSpec, question: Question | None, lang: str) -> str:
    criteria: Sequence[Criterion] = question.waiting[0].criteria if question else ()
    if spec.name.startswith("exemption.") and criteria:
        return words.EXEMPTION.in_(lang).format(title=criteria[0].title.in_(lang))
    return spec.question.in_(lang)


def _whys(question: Question | None, names: Lexicon) -> Iterator[Why]:
    """Each criterion that waits for the fact, with its passages; where none does, the amounts."""
    for waiting in question.waiting if question is not None else ():
        for one in waiting.criteria:
            yield Why(one.title.in_(names.lang), one.statement.in_(names.lang), tuple(_sources(one.source, names)))
        for value in () if waiting.criteria else waiting.amounts:
            yield Why(words.FOR_AMOUNT.in_(names.lang).format(title=value.title.in_(names.lang)), None, ())


def _sources(references: Iterable[str], names: Lexicon) -> Iterator[tuple[str, str | None]]:
    for reference in references:
        citation = names.catalogue.passage(reference) if names.catalogue is not None else None
        if citation is not None:
            (shown,) = names.passages((reference,))
            yield f"{citation.title.in_(names.lang)} {shown.place}", citation.url
